"""The sign-in page: plain HTML in three languages that works without a script."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from fastapi import Request, Response

from simulator.api.plain_page import templates_of, texts_of
from simulator.flow.labels import LANGUAGES, Language

_PACKAGE: Final = "simulator.api.sign_in"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    # With no-referrer a browser would send `Origin: null` with our own forms; ours alone must see where they came from.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
NAMES: Final[dict[Language, str]] = {"nl": "Nederlands", "fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What the page shows."""

    language: Language
    form_token: str
    """Of the cookie that goes with the form."""
    then: str
    """Path to go to afterwards."""
    is_local: bool
    """One person and a link, not accounts."""
    is_open: bool = False
    """This machine asks nothing."""
    provider: str = ""
    """What the OpenID provider is called; empty where there is none."""
    visitor: str = ""
    """Who is in already; empty when nobody is."""
    problem: str = ""
    """Key of what went wrong; empty when nothing did."""
    wait_min: int = 0
    name: str = ""
    """What was written as a name."""


def render(page: SignInPage, status: int = 200) -> Response:
    template = templates_of(_PACKAGE).get_template("sign_in.html.j2")
    html = template.render(page=page, t=_texts(page.language), languages=NAMES)
    return Response(html, status, HEADERS, media_type="text/html; charset=utf-8")


def asset(name: str, media_type: str) -> Response:
    """The page's own style or script."""
    content = files(_PACKAGE).joinpath(f"templates/{name}").read_bytes()
    return Response(content, media_type=media_type, headers={"Cache-Control": "max-age=3600"})


def language_of(request: Request) -> Language:
    """The language asked for, else the first of ours that the browser prefers, else Dutch."""
    accepted = request.headers.get("accept-language", "").split(",")
    weighed = sorted(accepted, key=_weight, reverse=True)
    wanted = [request.query_params.get("language", ""), *(part.strip()[:2].lower() for part in weighed)]
    return next((language for code in wanted for language in LANGUAGES if language == code), "nl")


def _weight(accepted: str) -> float:
    """The q of one entry of Accept-Language (RFC 9110, 12.4.2)."""
    _, _, q = accepted.partition(";q=")
    try:
        return float(q or 1)
    except ValueError:
        return 0.0


def _texts(language: Language) -> dict[str, str]:
    return texts_of(_PACKAGE, language)
