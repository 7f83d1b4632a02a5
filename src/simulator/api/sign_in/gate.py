"""Stands before every endpoint: other sites' requests are refused, and people who are not in are shown the door."""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from simulator.api import problems
from simulator.api.sign_in.cookies import SIGN_IN
from simulator.api.sign_in.door import Door
from simulator.api.sign_in.same_origin import check_origin
from simulator.errors import RechtuitError

OPEN_PREFIXES: Final = ("/v1/", "/sign-in", "/sign-out", "/healthz", "/metrics")
"""These answer for themselves; all else is pages."""


def install(app: FastAPI) -> None:
    app.middleware("http")(_guard)


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    door: Door = request.app.state.door
    cookie = SIGN_IN.read(request, is_secure=door.is_secure(request))
    try:
        check_origin(
            request,
            own_url=door.base_url(request),
            allowed_origins=door.settings.allowed_origins,
            has_cookie=cookie is not None,
        )
        if _is_page(request) and await door.visitor(request) is None:
            return _to_the_door(request)
    except RechtuitError as problem:
        return problems.answer_to(problem)
    response = await call_next(request)
    return _to_the_door(request) if response.status_code == 401 and _is_read_by_a_person(request) else response


def _is_page(request: Request) -> bool:
    """The pages themselves; the scripts and pictures they are made of tell nothing of anybody."""
    path = request.url.path
    is_document = path.endswith(("/", ".html")) or "." not in path.rsplit("/", 1)[-1]
    return request.method in {"GET", "HEAD"} and is_document and not path.startswith(OPEN_PREFIXES)


def _is_read_by_a_person(request: Request) -> bool:
    is_elsewhere = request.url.path.startswith("/v1/")
    return is_elsewhere and request.method == "GET" and "text/html" in request.headers.get("accept", "")


def _to_the_door(request: Request) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?then={quote(wanted, safe='')}", 303)
