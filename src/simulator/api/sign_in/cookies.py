"""The cookies of sign-in: what they are called and who may read them."""

from dataclasses import dataclass
from typing import Final, Literal

from fastapi import Request, Response

FORM_S: Final = 3600
"""How long a sign-in page may stand open."""


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie; behind https its name keeps other sites of the same domain from setting it (`__Host-`)."""

    name: str
    same_site: Literal["lax", "strict"]

    def read(self, request: Request, *, is_secure: bool) -> str | None:
        return request.cookies.get(self._full_name(is_secure)) or None

    def put(self, response: Response, value: str, *, is_secure: bool, max_age_s: int) -> None:
        response.set_cookie(
            self._full_name(is_secure),
            value,
            max_age=max_age_s,
            path="/",
            secure=is_secure,
            httponly=True,
            samesite=self.same_site,
        )

    def take(self, response: Response, *, is_secure: bool) -> None:
        """The browser forgets it."""
        response.delete_cookie(
            self._full_name(is_secure), path="/", secure=is_secure, httponly=True, samesite=self.same_site
        )

    def _full_name(self, is_secure: bool) -> str:
        return f"__Host-{self.name}" if is_secure else self.name


SIGN_IN: Final = Cookie("rechtuit", "lax")
"""Lax: somebody who comes from a link in a mail is still signed in; forms and scripts elsewhere are not."""
FORM: Final = Cookie("rechtuit_form", "strict")
"""Goes with the hidden field of our own forms: a form elsewhere has neither."""
DEPARTURE: Final = Cookie("rechtuit_departure", "lax")
"""What a browser takes along to an OpenID provider and must bring back."""
