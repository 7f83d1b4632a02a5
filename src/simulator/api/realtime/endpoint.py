"""GET /v1/realtime: who may come in, in which dialect, and what a refused client is told."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket

from simulator.api.protocol import CloseCode, Subprotocol, encode_server_event, error_event
from simulator.api.realtime.connection import Connection
from simulator.api.service import Service
from simulator.api.talks import OpenTalk, close_code_for
from simulator.errors import BadInput, NotAllowed, RechtuitError

router = APIRouter()

SECRET_PREFIXES: Final = ("simulator.secret.", "openai-insecure-api-key.")
"""How a browser, which cannot set headers, brings its secret; the second is the stock clients' own."""


@dataclass(frozen=True, slots=True)
class Knock:
    """What a client says when it comes to the door."""

    offered: tuple[str, ...]
    secret: str | None
    origin: str | None
    host: str
    session_id: str

    @classmethod
    def read(cls, websocket: WebSocket) -> "Knock":
        offered = tuple(websocket.scope.get("subprotocols", ()))
        return cls(
            offered=offered,
            secret=_secret(offered, websocket.headers.get("authorization", "")),
            origin=websocket.headers.get("origin"),
            host=websocket.headers.get("host", ""),
            session_id=websocket.query_params.get("session_id", ""),
        )

    @property
    def subprotocol(self) -> Subprotocol:
        """The dialect to speak.

        Raises:
            BadInput: the client offered only dialects we do not know.
        """
        for known in ("simulator.v1", "realtime"):
            if known in self.offered:
                return known
        if not [name for name in self.offered if not name.startswith(SECRET_PREFIXES)]:
            return "realtime"  # the stock Python client offers none
        raise BadInput(
            f"no known subprotocol among {', '.join(self.offered)!r}.",
            where="Sec-WebSocket-Protocol",
            remedy='Offer "simulator.v1" or "realtime".',
        )


@router.websocket("/v1/realtime")
async def realtime(websocket: WebSocket) -> None:
    service: Service = websocket.app.state.service
    knock = Knock.read(websocket)
    try:
        _check_origin(knock, service)
        subprotocol = knock.subprotocol
        talk = service.talks.admit(knock.session_id, knock.secret)
    except RechtuitError as problem:
        await _refuse(websocket, knock, problem)
        return
    await websocket.accept(subprotocol=subprotocol if subprotocol in knock.offered else None)
    await _serve(websocket, talk, subprotocol, service)


async def _serve(websocket: WebSocket, talk: OpenTalk, subprotocol: Subprotocol, service: Service) -> None:
    is_new = talk.live is None
    talk.speak_to(subprotocol)
    connection = Connection(websocket, talk, service, is_return=not is_new)
    if is_new:
        await service.begin(talk)
    await connection.run()


async def _refuse(websocket: WebSocket, knock: Knock, problem: RechtuitError) -> None:
    """A refusal is one event and a close code; a browser cannot read a refused handshake."""
    known = next((name for name in ("simulator.v1", "realtime") if name in knock.offered), None)
    await websocket.accept(subprotocol=known)
    await websocket.send_text(encode_server_event(error_event(problem, fatal=True)))
    is_origin = isinstance(problem, NotAllowed) and problem.where == "Origin"
    await websocket.close(CloseCode.FORBIDDEN if is_origin else close_code_for(problem), problem.what[:120])


def _check_origin(knock: Knock, service: Service) -> None:
    """Only our own pages, and those an operator listed, may connect from a browser.

    Raises:
        NotAllowed: another site's page is asking.
    """
    if knock.origin is None or knock.origin in service.settings.allowed_origins:
        return
    if urlsplit(knock.origin).netloc != knock.host:
        raise NotAllowed(
            f"pages of {knock.origin} may not connect.",
            where="Origin",
            remedy="An operator can add it to SIMULATOR_ALLOWED_ORIGINS.",
        )


def _secret(offered: tuple[str, ...], authorization: str) -> str | None:
    for name in offered:
        for prefix in SECRET_PREFIXES:
            if name.startswith(prefix):
                return name.removeprefix(prefix)
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None
