"""GET and POST /sign-in and /sign-out: what a browser does to come in and to leave."""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from simulator.api.sign_in.cookies import DEPARTURE, FORM, FORM_S, SIGN_IN
from simulator.api.sign_in.door import Door, Stopped, address_of
from simulator.api.sign_in.openid import DEPARTURE_S, OpenIdProvider
from simulator.api.sign_in.page import SignInPage, asset, language_of, render
from simulator.api.sign_in.tries import TooManyTries
from simulator.api.signed_in import TheDoor
from simulator.errors import NotFound, NotSignedIn, Unavailable

router = APIRouter(include_in_schema=False)

CALLBACK: Final = "/sign-in/openid/back"
MOST_FORM_BYTES: Final = 8 * 1024


@router.get("/sign-in")
async def show(request: Request, door: TheDoor) -> Response:
    return _shown(request, door, await _page(request, door, request.query_params.get("then", "")), 200)


@router.post("/sign-in")
async def enter_with_password(request: Request, door: TheDoor) -> Response:
    async def prove(form: Form) -> str:
        return await door.enter_with_password(form("name"), form("password"), address_of(request))

    return await _enter(request, door, prove, "wrong")


@router.post("/sign-in/link")
async def enter_with_link(request: Request, door: TheDoor) -> Response:
    async def prove(form: Form) -> str:
        return await door.enter_with_link(form("code"), address_of(request))

    return await _enter(request, door, prove, "used")


@router.get("/sign-in/openid")
async def leave_for_provider(request: Request, door: TheDoor) -> Response:
    then = request.query_params.get("then", "")
    try:
        departure = await _provider(door).depart(door.base_url(request) + CALLBACK, safe_path(then))
    except Unavailable:
        return await _again(request, door, "unavailable", 503, then)
    response = RedirectResponse(departure.url, 303)
    DEPARTURE.put(response, departure.ticket, is_secure=door.is_secure(request), max_age_s=DEPARTURE_S)
    return response


@router.get(CALLBACK)
async def come_back_from_provider(request: Request, door: TheDoor) -> Response:
    ticket = DEPARTURE.read(request, is_secure=door.is_secure(request))
    try:
        arrival = await _provider(door).arrive(door.base_url(request) + CALLBACK, ticket, request.query_params)
        token = await door.enter_with_claims(arrival.claims)
    except Stopped:
        return await _again(request, door, "stopped", 403)
    except NotSignedIn:
        return await _again(request, door, "refused", 401)
    except Unavailable:
        return await _again(request, door, "unavailable", 503)
    response = await _welcome(request, door, token, arrival.then)
    DEPARTURE.take(response, is_secure=door.is_secure(request))
    return response


@router.post("/sign-out")
async def leave(request: Request, door: TheDoor) -> Response:
    if not (await Form.read(request, door)).is_ours:
        return await _again(request, door, "stale", 403)
    await door.leave(request)
    response = RedirectResponse("/sign-in", 303)
    SIGN_IN.take(response, is_secure=door.is_secure(request))
    return response


@router.get("/sign-in/sign_in.css")
async def style() -> Response:
    return asset("sign_in.css", "text/css")


@router.get("/sign-in/link.js")
async def script() -> Response:
    return asset("link.js", "text/javascript")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of ours sent."""

    fields: dict[str, list[str]]
    is_ours: bool
    """Whether its hidden field is the one this browser was given."""

    @classmethod
    async def read(cls, request: Request, door: Door) -> "Form":
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_FORM_BYTES:
                return cls({}, is_ours=False)
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
        kept = FORM.read(request, is_secure=door.is_secure(request)) or ""
        sent = fields.get("form_token", [""])[0]
        return cls(fields, is_ours=bool(kept) and hmac.compare_digest(kept.encode(), sent.encode()))

    def __call__(self, name: str) -> str:
        """A field's value; empty when it is not there."""
        return self.fields.get(name, [""])[0]


async def _enter(request: Request, door: Door, prove: Callable[[Form], Awaitable[str]], refused: str) -> Response:
    """Lets in who proves by a form who they are.

    Args:
        prove: gives the token of the new sign-in.
        refused: what the page says where it does not.
    """
    form = await Form.read(request, door)
    if not form.is_ours:
        return await _again(request, door, "stale", 403)
    try:
        token = await prove(form)
    except NotSignedIn:
        return await _again(request, door, refused, 401, form("then"), name=form("name"))
    except TooManyTries as problem:
        return await _wait(request, door, problem, form("then"))
    return await _welcome(request, door, token, form("then"))


def safe_path(then: str) -> str:
    """Where to go after sign-in: a path of ours, never another site's address."""
    is_path = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable()
    return then if is_path and not then.startswith("/sign-") else "/"


async def _page(request: Request, door: Door, then: str) -> SignInPage:
    visitor = await door.visitor(request)
    is_in = visitor is not None and visitor.comes_by == "browser"
    oidc = door.settings.sign_in.oidc
    return SignInPage(
        language=language_of(request),
        form_token=FORM.read(request, is_secure=door.is_secure(request)) or secrets.token_urlsafe(24),
        then=safe_path(then),
        is_local=door.is_local,
        is_open=visitor is not None and not is_in,
        provider="" if door.openid is None else oidc.label or oidc.issuer,
        visitor=visitor.name if visitor is not None and is_in else "",
    )


async def _again(
    request: Request, door: Door, problem: str, status: int, then: str = "", *, name: str = "", wait_min: int = 0
) -> Response:
    """The page once more, with what went wrong."""
    page = await _page(request, door, then)
    return _shown(request, door, replace(page, problem=problem, name=name[:300], wait_min=wait_min), status)


async def _wait(request: Request, door: Door, problem: TooManyTries, then: str) -> Response:
    response = await _again(request, door, "many", 429, then, wait_min=-(-problem.retry_after_ms // 60_000))
    response.headers["Retry-After"] = str(-(-problem.retry_after_ms // 1000))
    return response


def _shown(request: Request, door: Door, page: SignInPage, status: int) -> Response:
    response = render(page, status)
    FORM.put(response, page.form_token, is_secure=door.is_secure(request), max_age_s=FORM_S)
    return response


async def _welcome(request: Request, door: Door, token: str, then: str) -> Response:
    """In, with a cookie of their own; what this browser was signed in as before is no more."""
    await door.leave(request)
    response = RedirectResponse(safe_path(then), 303)
    lifetime_s = round(door.settings.sign_in.lifetime_h * 3600)
    SIGN_IN.put(response, token, is_secure=door.is_secure(request), max_age_s=lifetime_s)
    return response


def _provider(door: Door) -> OpenIdProvider:
    if door.openid is None:
        raise NotFound("no OpenID provider is set.", remedy="Set SIMULATOR_SIGN_IN__OIDC__ISSUER.")
    return door.openid
