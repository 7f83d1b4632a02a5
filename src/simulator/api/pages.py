"""The built pages, served by the service itself under a strict content security policy."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.settings import LOOPBACK, PACKAGE_DIR, Settings

WEB_DIR: Final[Path] = PACKAGE_DIR / "web"
FONTS_DIR: Final[Path] = PACKAGE_DIR / "fonts"
"""Beside the pages and not in them: the sign-in page and the reports use the same files."""

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; font-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'"
)
REPORT_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
)
"""A report is one file with its style and its fonts inside and no script at all."""
REPORTS: Final = ("/report", "/hr-preview", "/certificate")
FONTS_KEPT: Final = "public, max-age=604800"
"""A week: their addresses have no version, and they change with a release at most."""

LOOPBACK_HOSTS: Final = ["127.0.0.1", "localhost", "[::1]", "testserver"]


def install(app: FastAPI, settings: Settings) -> None:
    """Adds the pages and the headers every answer carries."""
    if settings.host in LOOPBACK:
        # A page elsewhere may not reach a local service under a name of its own (DNS rebinding).
        public_host = urlsplit(settings.sign_in.public_url).hostname
        hosts = [*LOOPBACK_HOSTS, *([public_host] if public_host else [])]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts)
    app.middleware("http")(_add_headers)
    app.add_middleware(_Compressed)
    app.mount("/fonts", StaticFiles(directory=FONTS_DIR), name="fonts")
    if WEB_DIR.is_dir():
        app.mount("/", StaticFiles(directory=WEB_DIR, html=True), name="pages")
    else:
        app.add_api_route("/", _not_built, methods=["GET"], include_in_schema=False)


class _Compressed:
    """gzip for what is the same for everybody: the first page is there a second sooner on a slow line.

    Never for what holds a secret or somebody's words: how well a body compresses tells what is in it (BREACH).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain, self._zipped = app, GZipMiddleware(app, minimum_size=1000, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        is_public = scope["type"] == "http" and (path in {"/", "/v1/catalog"} or path.startswith("/assets/"))
        await (self._zipped if is_public else self._plain)(scope, receive, send)


async def _not_built() -> Response:
    return PlainTextResponse("The pages are not built. Run: make setup\n", status_code=503)


async def _add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    is_report = request.url.path.endswith(REPORTS)
    # The sign-in page has stricter ones of its own.
    response.headers.setdefault("Content-Security-Policy", REPORT_POLICY if is_report else CONTENT_SECURITY_POLICY)
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()"
    if request.url.path.startswith("/v1/"):
        response.headers["Cache-Control"] = "no-store"
    elif request.url.path.startswith("/fonts/") and response.status_code == 200:
        response.headers["Cache-Control"] = FONTS_KEPT
    return response
