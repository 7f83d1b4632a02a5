"""Rows of the event log: numbered without gaps, added at the end, never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.errors import BadInput
from simulator.store import tables
from simulator.store.records import ConsentFlags, StoredEvent

CONSENT_GIVEN: Final = "ConsentGiven"
"""The one event that comes from outside the talk: the trainee may change a consent at any moment, also afterwards."""


class OutOfOrder(BadInput):
    """Events that do not follow the last one kept: another connection has written, or one was skipped."""

    code = "out_of_order"


def check_gapless(events: Sequence[StoredEvent]) -> None:
    """
    Raises:
        OutOfOrder: a number is skipped or comes twice.
    """
    for before, after in pairwise(events):
        if after.seq != before.seq + 1:
            raise OutOfOrder(f"expected event {before.seq + 1}, but got {after.seq}.", where="events")


async def insert_events(db: AsyncConnection, session_id: str, events: Sequence[StoredEvent]) -> None:
    """Adds events to a session that is there.

    Two writers cannot both pass: the second one's numbers are taken, and the primary key says so.

    Raises:
        OutOfOrder: the first does not follow the last one kept, or they have a gap.
        BadInput: a payload that is not JSON.
        IntegrityError: another connection was faster.
    """
    if not events:
        return
    check_gapless(events)
    expected = await next_seq(db, session_id)
    if events[0].seq != expected:
        raise out_of_order(session_id, f"expected event {expected}, but got {events[0].seq}.")
    try:
        await db.execute(insert(tables.events), [{"session_id": session_id, **asdict(event)} for event in events])
    except StatementError as problem:
        if isinstance(problem.orig, (TypeError, ValueError)):
            where = f"session {session_id}"
            raise BadInput(f"an event's payload is not JSON ({problem.orig}).", where=where) from None
        raise


async def insert_consent_event(db: AsyncConnection, session_id: str, consent: ConsentFlags, given_at: datetime) -> None:
    payload: Mapping[str, Any] = asdict(consent) | {"given_at": given_at.isoformat()}
    await insert_events(db, session_id, [StoredEvent(await next_seq(db, session_id), CONSENT_GIVEN, 0, payload)])


async def next_seq(db: AsyncConnection, session_id: str) -> int:
    """The number of the event that would come next; 1 for the first."""
    last = select(func.max(tables.events.c.seq)).where(tables.events.c.session_id == session_id)
    return ((await db.execute(last)).scalar() or 0) + 1


def out_of_order(session_id: str, what: str) -> OutOfOrder:
    return OutOfOrder(what, where=f"session {session_id}")
