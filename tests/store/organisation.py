"""An organisation with people and talks in the store, for tests of what they share."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from simulator.flow.talk import Versions
from simulator.store import (
    ConsentFlags,
    Identity,
    NewPerson,
    NewSession,
    Organisation,
    SqlStore,
    TalkPoints,
    hash_secret,
)

BANK = "bank"


async def found_bank(store: SqlStore, noon: datetime) -> SqlStore:
    """The same store as the people of an organisation see it: An, a trainee; Tom, a trainer; Hilde of HR."""
    await store.organisations.add(Organisation(BANK, "Bank", noon))
    bank = store.within(BANK)
    for name, role in (("an", "trainee"), ("tom", "trainer"), ("hilde", "hr")):
        await join(bank, name, noon, role)
    return bank


async def join(bank: SqlStore, name: str, noon: datetime, role: Any = "trainee") -> None:
    identity = Identity.with_password(BANK, name)
    await bank.people.add(NewPerson(name, name.capitalize(), frozenset({role}), identity, noon))


def new_talk(session_id: str, at: datetime, person_id: str = "an", **changes: Any) -> NewSession:
    new = NewSession(
        session_id=session_id,
        scenario_id="c4-ontslag",
        persona_id="lieve",
        language="nl",
        difficulty="normal",
        seed=1,
        consent=ConsentFlags(),
        created_at=at,
        resume_handle_hash=hash_secret("handle"),
        versions=Versions(),
        person_id=person_id,
    )
    return replace(new, **changes)


async def held_talk(
    bank: SqlStore,
    session_id: str,
    at: datetime,
    person_id: str,
    report: bytes = b"{}",
    points: TalkPoints | None = None,
    **changes: Any,
) -> None:
    """A talk that was held and has its report."""
    await bank.create_session(new_talk(session_id, at, person_id, **changes))
    await bank.save_report(session_id, report, points)
    await bank.finish_session(session_id, at + timedelta(minutes=9))
