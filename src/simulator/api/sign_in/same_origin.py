"""What a page elsewhere makes a browser send is refused, whoever is signed in there (CSRF).

A browser says where a request comes from (`Sec-Fetch-Site`, `Origin`), and a page cannot make it lie. On top of that a
request that lives by a cookie carries a header that only a page of ours can set, or the hidden field of our forms.
Programs send none of these and have no cookies.
"""

from typing import Final
from urllib.parse import urlsplit

from fastapi import Request

from simulator.errors import NotAllowed

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_HEADER: Final = "x-rechtuit"
"""Set by our pages at every request that changes something; any value."""
SAYS_FROM_WHERE: Final = frozenset({"origin", "sec-fetch-site"})
FORM_TYPE: Final = "application/x-www-form-urlencoded"
FORM_PATHS: Final = ("/sign-in", "/sign-out")
"""Where our own forms lead; their hidden field is checked there."""


def check_origin(request: Request, *, own_url: str, allowed_origins: tuple[str, ...], has_cookie: bool) -> None:
    """
    Args:
        own_url: the service's address as browsers write it.
        has_cookie: whether a sign-in cookie came along.

    Raises:
        NotAllowed: the request is another site's doing, or might be.
    """
    is_ours = _is_ours(request, own_url, allowed_origins)
    if request.method in SAFE:
        is_navigation = request.headers.get("sec-fetch-mode") == "navigate"
        if request.url.path.startswith("/v1/") and not is_ours and not is_navigation:
            raise _refused(request)
        return
    if not is_ours:
        raise _refused(request)
    if not has_cookie or "authorization" in request.headers:
        return
    if SAYS_FROM_WHERE.isdisjoint(request.headers.keys()):
        raise NotAllowed("a browser that is signed in says where it comes from.", where="Origin")
    if OWN_HEADER not in request.headers and not _is_own_form(request):
        raise NotAllowed("this needs the header X-Rechtuit: 1.", where="X-Rechtuit")


def _is_ours(request: Request, own_url: str, allowed_origins: tuple[str, ...]) -> bool:
    """Whether a page of ours, one the operator allows, or no page at all is behind the request.

    `Sec-Fetch-Site` compares addresses as the browser sees them, so a proxy in between does not matter. Browsers leave
    it out on plain http; then `Origin` must be our own.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin in allowed_origins:
        return True
    if site is not None:
        return site in {"same-origin", "none"}
    return origin is None or origin == _origin_of(own_url)


def _is_own_form(request: Request) -> bool:
    is_form = request.headers.get("content-type", "").partition(";")[0].strip() == FORM_TYPE
    return is_form and request.url.path.startswith(FORM_PATHS)


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _refused(request: Request) -> NotAllowed:
    return NotAllowed(
        f"pages of {request.headers.get('origin', 'another site')} may not do this.",
        where="Origin",
        remedy="An operator can add it to SIMULATOR_ALLOWED_ORIGINS.",
    )
