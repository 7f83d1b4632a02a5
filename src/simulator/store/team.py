"""Which talks may be counted together, so that no figure of a team ever says something of fewer than five people.

Every talk that counts has a place in a block. A block is made once, of five people or more whose talk nobody else has
read, and is shown whole or not at all. So whatever is asked, and whenever, two answers differ by whole blocks: by five
people or more. The place of an erased talk stays empty; its block is never shown again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.flow.labels import Audience
from simulator.store import tables
from simulator.store.database import Database, in_force

PEOPLE_MIN: Final = 5
"""No figure of fewer people than this (domain brief, section 6)."""
OTHERS: Final[tuple[Audience, ...]] = ("trainer", "hr")
"""Who may read somebody else's talk."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A finished talk that may be counted and has no place yet."""

    session_id: str
    person_id: str
    is_known: bool
    """Somebody else has read it, or may: its points could be taken off a block's."""


@dataclass(frozen=True, slots=True)
class Team:
    """The talks of one organisation that count in team figures."""

    database: Database

    async def countable(self, scenario_id: str, *, reader: Collection[Audience]) -> list[list[str]]:
        """Blocks of session ids of one scenario that may be shown: each of five people or more, one talk of each.

        Talks that came to it since the last time are given a place first, once there are enough of them.

        Args:
            reader: as whom somebody asks. Of a block of which they have read some talks, and not the others, nothing
                is told: the others' points would follow.
        """
        async with self.database.writing() as db:
            await self._take_turns(db)
            for block in form_blocks(await self._candidates(db, scenario_id)):
                await self._add(db, scenario_id, block)
            return await self._shown(db, scenario_id, reader)

    async def scenarios(self) -> list[str]:
        """Scenarios of which there are finished talks that count."""
        sessions = tables.sessions.c
        held = select(sessions.scenario_id).where(*self._counts()).distinct().order_by(sessions.scenario_id)
        async with self.database.reading() as db:
            return list((await db.execute(held)).scalars())

    async def _take_turns(self, db: AsyncConnection) -> None:
        """Two who ask at once would both hand out the same places."""
        tenants = tables.tenants.c
        ours = select(tenants.id).where(tenants.id == self.database.tenant_id)
        await db.execute(ours.with_for_update(key_share=True))

    async def _candidates(self, db: AsyncConnection, scenario_id: str) -> list[_Candidate]:
        """The first talk of everybody who has no place in this scenario, the earliest finished first."""
        sessions, places = tables.sessions.c, tables.team_places.c
        placed = (
            select(sessions.person_id)
            .join_from(tables.team_places, tables.sessions, sessions.id == places.session_id)
            .where(places.scenario_id == scenario_id, places.tenant_id == self.database.tenant_id)
        )
        waiting = (
            select(sessions.id, sessions.person_id, _is_known(sessions.id, OTHERS).label("is_known"))
            .where(*self._counts(), sessions.scenario_id == scenario_id, sessions.person_id.not_in(placed))
            .order_by(sessions.finished_at, sessions.id)
        )
        first_of: dict[str, _Candidate] = {}
        for row in await db.execute(waiting):
            first_of.setdefault(row.person_id, _Candidate(row.id, row.person_id, bool(row.is_known)))
        return list(first_of.values())

    async def _add(self, db: AsyncConnection, scenario_id: str, block: Iterable[_Candidate]) -> None:
        places = tables.team_places.c
        last = select(func.max(places.block)).where(
            places.scenario_id == scenario_id, places.tenant_id == self.database.tenant_id
        )
        number = ((await db.execute(last)).scalar() or 0) + 1
        key = {"tenant_id": self.database.tenant_id, "scenario_id": scenario_id, "block": number}
        await db.execute(insert(tables.team_places), [key | {"session_id": talk.session_id} for talk in block])

    async def _shown(self, db: AsyncConnection, scenario_id: str, reader: Collection[Audience]) -> list[list[str]]:
        sessions, places = tables.sessions.c, tables.team_places.c
        counted = select(sessions.id).where(*self._counts(), sessions.id == places.session_id).exists()
        rows = await db.execute(
            select(places.block, places.session_id, counted, _is_known(places.session_id, reader))
            .where(places.scenario_id == scenario_id, places.tenant_id == self.database.tenant_id)
            .order_by(places.block, places.session_id)
        )
        blocks: dict[int, list[tuple[str, bool, bool]]] = defaultdict(list)
        for block, session_id, counts, is_known in rows:
            blocks[block].append((session_id, bool(counts), bool(is_known)))
        return [[session_id for session_id, *_ in block] for block in blocks.values() if _may_be_shown(block)]

    def _counts(self) -> tuple[Any, ...]:
        """Conditions: a finished talk of this organisation with a report, which its trainee shares with HR; no fork."""
        sessions = tables.sessions.c
        shares = in_force(tables.consents.c.share_with_hr, sessions.id)
        has_report = select(tables.reports.c.session_id).where(tables.reports.c.session_id == sessions.id).exists()
        ours = (sessions.tenant_id == self.database.tenant_id, sessions.is_fork.is_(False))
        return *ours, sessions.finished_at.is_not(None), has_report, shares


def form_blocks(waiting: Sequence[Any]) -> list[list[Any]]:
    """The blocks that can be made of who waits: five whom nobody knows in each; who is known joins the first.

    Those for whom there is no block yet wait on.
    """
    unknown = [talk for talk in waiting if not talk.is_known]
    known = [talk for talk in waiting if talk.is_known]
    n_blocks = len(unknown) // PEOPLE_MIN
    blocks = [unknown[PEOPLE_MIN * n : PEOPLE_MIN * (n + 1)] for n in range(n_blocks)]
    if blocks:
        blocks[0] = blocks[0] + known
    return blocks


def _may_be_shown(block: Sequence[tuple[str, bool, bool]]) -> bool:
    """Whether every talk is still there and still counts, and those that the reader has not read are not too few."""
    n_unknown = sum(not is_known for _, _, is_known in block)
    return all(counts for _, counts, _ in block) and (n_unknown == 0 or n_unknown >= PEOPLE_MIN)


def _is_known(session_id: Any, readers: Collection[Audience]) -> Any:
    """Whether one of these readers may see the talk by itself, or once took it out."""
    shares, exports = tables.shares.c, tables.exports.c
    taken = select(exports.id).where(exports.session_id == session_id, exports.audience.in_(readers)).exists()
    if "trainer" not in readers:
        return taken
    return or_(taken, select(shares.session_id).where(shares.session_id == session_id).exists())
