"""The contract of a store: what `session` and `api` may ask of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from simulator.store.audit import AuditLog
from simulator.store.expiry import Expiry
from simulator.store.granting import Granting
from simulator.store.many_talks import ManyTalks
from simulator.store.organisations import Organisations
from simulator.store.people import People
from simulator.store.person_rows import PersonRows
from simulator.store.recordings import Recordings
from simulator.store.records import (
    ConsentFlags,
    ExportRecord,
    NewSession,
    Rewriting,
    SessionRecord,
    StoredEvent,
    TalkPoints,
)
from simulator.store.sharing import Sharing
from simulator.store.sign_ins import SignIns
from simulator.store.team import Team
from simulator.store.under_way import UnderWay


class Store(Protocol):
    """Sessions, their events, consent, reports and what was erased, of one organisation.

    What another organisation keeps in the same database is not there: every method says NotFound of it.
    Every method raises NotFound for a session that is not there (or was erased), and Unavailable, with one line to act
    on, when the database cannot be read or written.
    """

    def within(self, tenant_id: str) -> "Store":
        """The same store as another organisation sees it."""

    @property
    def organisations(self) -> Organisations:
        """All organisations of the database; for the operator and for sign-in."""

    @property
    def people(self) -> People:
        """Who belongs to the organisation."""

    @property
    def sign_ins(self) -> SignIns:
        """Browsers and programs that act for its people."""

    @property
    def audit(self) -> AuditLog:
        """Who did what."""

    @property
    def sharing(self) -> Sharing:
        """What trainers may see, and what they wrote beside it."""

    @property
    def granting(self) -> Granting:
        """What HR may take out, and what left the house."""

    @property
    def many_talks(self) -> ManyTalks:
        """Talks with their reports, many at once."""

    @property
    def team(self) -> Team:
        """Which talks may be counted together."""

    @property
    def under_way(self) -> UnderWay:
        """Talks that a running service holds, and how they end."""

    @property
    def recordings(self) -> Recordings:
        """Sealed sound of trainee turns."""

    @property
    def expiry(self) -> Expiry:
        """What has been kept long enough, in all organisations."""

    @property
    def person_rows(self) -> PersonRows:
        """Every row about one person."""

    async def create_session(self, new: NewSession) -> SessionRecord:
        """Keeps a new session with its first consent.

        Raises:
            BadInput: an id that exists, or that was erased before.
            NotFound: a person who is not of this organisation.
        """

    async def get_session(self, session_id: str) -> SessionRecord: ...

    async def list_sessions(self, limit: int = 50, *, person_id: str | None = None) -> list[SessionRecord]:
        """The newest sessions first; of one person, or of the whole organisation."""

    async def append_events(self, session_id: str, events: Sequence[StoredEvent]) -> None:
        """All of these events or none; once this returns they survive a crash.

        Raises:
            OutOfOrder: when the first does not follow the last one kept, or they have a gap.
            BadInput: a payload that is not JSON.
        """

    async def events(self, session_id: str, after_seq: int = 0) -> list[StoredEvent]:
        """Events with a higher number than `after_seq`, in order; all of them by default."""

    async def replace_resume_handle(self, session_id: str, handle_hash: str) -> None: ...

    async def record_consent(self, session_id: str, consent: ConsentFlags, given_at: datetime) -> None:
        """From now on this consent is in force; the earlier ones are kept as history.

        What was withdrawn ends in the same moment: without sharing with HR, every grant to HR that is still open.
        """

    async def finish_session(
        self, session_id: str, finished_at: datetime, status: Literal["finished", "abandoned"] = "finished"
    ) -> None: ...

    async def save_report(self, session_id: str, report_json: bytes, points: TalkPoints | None = None) -> None:
        """Keeps the report and what it came to, in place of an earlier one."""

    async def report(self, session_id: str) -> bytes:
        """The report as it was saved, byte for byte.

        Raises:
            NotFound: also when the session has no report yet.
        """

    async def rewrite(self, session_id: str, change: Rewriting) -> None:
        """Keeps other events and another report of a talk in place of these, all of it or nothing.

        The one way around the append-only log: for what must be erased without erasing the talk.

        Args:
            change: gives the events to keep, with the same numbers, and the report; called in the transaction.
        """

    async def log_export(self, session_id: str, export: ExportRecord) -> None: ...

    async def exports(self, session_id: str) -> list[ExportRecord]: ...

    async def erase_session(self, session_id: str, erased_at: datetime) -> None:
        """Every row of the session is gone from the file; a hash of its id and the time are all that is left."""

    async def close(self) -> None: ...
