"""The talks in progress: each with its live session, its outbox and the client that is connected now."""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.api.protocol import CloseCode, ServerEvent, SessionConfig, Subprotocol
from simulator.api.realtime.outbox import Outbox
from simulator.api.realtime.outgoing import Outgoing
from simulator.errors import NotAllowed, NotFound, OverCapacity
from simulator.session import events
from simulator.session.keeping import TalkKeeper
from simulator.session.live import LiveSession
from simulator.session.plan import Plan
from simulator.store import hash_secret

RESUME_S = 120.0
"""How long a talk waits for a client that went away (protocol.md, Resume)."""

MAX_REMEMBERED_EVENTS = 500
"""A trainee types a line or presses a button every few seconds: many minutes."""


@dataclass(slots=True)
class Ticket:
    """The right to connect once."""

    secret_hash: str
    expires_s: float
    """On the monotonic clock."""


@dataclass(slots=True)
class OpenTalk:
    """One talk that is being played, with or without a client at this moment."""

    plan: Plan
    resume_hash: str
    ticket: Ticket | None
    outbox: Outbox
    live: LiveSession | None = None
    keeper: TalkKeeper | None = None
    outgoing: Outgoing | None = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    connection: int = 0
    """Number of the connection in charge; an older one finds itself taken over."""
    left_s: float | None = None
    """Since when no client is there, on the monotonic clock."""
    heard_s: float | None = None
    """When sound last came, on the monotonic clock."""
    taken: deque[str] = field(default_factory=lambda: deque(maxlen=MAX_REMEMBERED_EVENTS))
    """Ids of the client's own events that were taken in: after a reconnect it sends again what may have been lost."""

    def emit(self, event: events.SessionEvent) -> None:
        """Called by the live session, in order."""
        assert self.outgoing is not None
        for wire_event in self.outgoing.translate(event):
            self.outbox.put(wire_event)
        self.wake.set()

    def tell(self, event: ServerEvent) -> None:
        """An event that is about the connection and not about the talk."""
        self.outbox.put(event)
        self.wake.set()

    def speak_to(self, subprotocol: Subprotocol) -> None:
        """Sets the wire form for a newly connected client; its configuration survives a reconnect."""
        session_id = self.plan.session_id
        if self.outgoing is None or self.outgoing.subprotocol != subprotocol:
            config = SessionConfig.initial(session_id, subprotocol)
            self.outgoing = Outgoing(session_id, subprotocol, config)


class Talks:
    """Registry of open talks with the service's limits."""

    def __init__(self, *, max_talks: int, secret_s: float) -> None:
        self._open: dict[str, OpenTalk] = {}
        self._max_talks, self._secret_s = max_talks, secret_s

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[OpenTalk]:
        return iter(list(self._open.values()))

    def check_capacity(self) -> None:
        """Says no before a talk starts.

        Raises:
            OverCapacity: every place is taken.
        """
        self._forget_unused()
        if len(self._open) >= self._max_talks:
            raise OverCapacity(
                f"all {self._max_talks} places are taken; a talk that starts now would be slow.", retry_after_ms=30_000
            )

    def open(self, plan: Plan, resume_handle: str) -> str:
        """Registers a talk and returns its single-use secret."""
        secret = secrets.token_urlsafe(24)
        ticket = Ticket(hash_secret(secret), time.monotonic() + self._secret_s)
        self._open[plan.session_id] = OpenTalk(plan, hash_secret(resume_handle), ticket, Outbox(plan.session_id))
        return secret

    def get(self, session_id: str) -> OpenTalk:
        """The open talk with this id.

        Raises:
            NotFound: it never was, or it is over.
        """
        talk = self._open.get(session_id)
        if talk is None:
            raise NotFound(
                f"no open session {session_id!r}.", where="session_id", remedy="POST /v1/sessions starts a new one."
            )
        return talk

    def admit(self, session_id: str, secret: str | None) -> OpenTalk:
        """Lets a client in with its single-use secret, or back in with the resume handle.

        Raises:
            NotFound: no such open talk.
            NotAllowed: no secret, a wrong one, a used one or an old one.
        """
        talk = self.get(session_id)
        if secret is None:
            raise NotAllowed("no secret was given.", remedy='Send "simulator.secret.<secret>" as a subprotocol.')
        given = hash_secret(secret)
        if secrets.compare_digest(given, talk.resume_hash):
            return talk
        ticket = talk.ticket
        if ticket is None or not secrets.compare_digest(given, ticket.secret_hash):
            raise NotAllowed("the secret is wrong or was used before.", remedy="POST /v1/sessions gives a new one.")
        if time.monotonic() > ticket.expires_s:
            raise NotAllowed("the secret has expired.", remedy="POST /v1/sessions gives a new one.")
        talk.ticket = None
        return talk

    def stop_measuring(self, session_id: str) -> None:
        """Where this talk is under way, delivery is not measured any more."""
        talk = self._open.get(session_id)
        if talk is not None and talk.live is not None:
            talk.live.stop_measuring()

    def close(self, session_id: str) -> None:
        self._open.pop(session_id, None)

    def abandoned(self) -> list[OpenTalk]:
        """Talks whose client went away too long ago."""
        now_s = time.monotonic()
        return [t for t in self._open.values() if t.left_s is not None and now_s - t.left_s > RESUME_S]

    def _forget_unused(self) -> None:
        """A ticket that nobody used frees its place."""
        now_s = time.monotonic()
        for session_id, talk in list(self._open.items()):
            if talk.live is None and talk.ticket is not None and now_s > talk.ticket.expires_s:
                self.close(session_id)


def close_code_for(problem: Exception) -> CloseCode:
    """How a refused client is told."""
    match problem:
        case NotFound():
            return CloseCode.NO_SUCH_SESSION
        case NotAllowed():
            return CloseCode.UNAUTHENTICATED
        case OverCapacity():
            return CloseCode.CAPACITY
        case _:
            return CloseCode.PROTOCOL
