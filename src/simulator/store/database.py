"""One database as one organisation sees it: transactions, and whose a session is."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from simulator.errors import NotFound
from simulator.store import tables
from simulator.store.connect import READS_ONLY, readable_errors

T = TypeVar("T")
_CHUNK: Final = 500
"""Parameters of one statement; SQLite takes 32,766."""


@dataclass(frozen=True, slots=True)
class Database:
    """An engine and the organisation whose rows may be seen through it; every statement asks for that organisation."""

    engine: AsyncEngine
    tenant_id: str = tables.LOCAL

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: all of it, or nothing."""
        with readable_errors(self.engine.url):
            async with self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that changes nothing and waits for no writer."""
        with readable_errors(self.engine.url):
            async with self.engine.execution_options(**{READS_ONLY: True}).connect() as connection:
                yield connection

    async def require_session(self, db: AsyncConnection, session_id: str) -> None:
        """
        Raises:
            NotFound: no such session, or it is another organisation's.
        """
        sessions = tables.sessions.c
        ours = select(sessions.id).where(sessions.id == session_id, sessions.tenant_id == self.tenant_id)
        if (await db.execute(ours)).first() is None:
            raise no_session(session_id)

    async def require_person(self, db: AsyncConnection, person_id: str) -> None:
        """
        Raises:
            NotFound: no such person in this organisation.
        """
        people = tables.people.c
        ours = select(people.id).where(people.id == person_id, people.tenant_id == self.tenant_id)
        if (await db.execute(ours)).first() is None:
            raise NotFound(f"no person {person_id!r}.", remedy="They were never added, or they were removed.")


def no_session(session_id: str) -> NotFound:
    return NotFound(f"no session {session_id!r}.", remedy="It was never made, or it was erased.")


def in_force(flag: ColumnElement[bool], session_id: ColumnElement[str] | str) -> ScalarSelect[bool]:
    """One flag of the consent that counts for a talk: the latest; NULL where none was ever asked."""
    consents = tables.consents.c
    given = select(flag).where(consents.session_id == session_id)
    return given.order_by(consents.id.desc()).limit(1).scalar_subquery()


def within(
    at: ColumnElement[datetime], since: datetime | None, until: datetime | None
) -> tuple[ColumnElement[bool], ...]:
    """Conditions for a moment from `since` up to `until`, without it; None leaves that side open."""
    return (*(() if since is None else (at >= since,)), *(() if until is None else (at < until,)))


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """So many items at a time as one statement can name."""
    rest = iter(items)
    while some := list(islice(rest, _CHUNK)):
        yield some
