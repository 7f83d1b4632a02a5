"""Sealed sound of trainee turns. What is inside only the holder of the key can tell; the store never has it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from simulator.errors import BadInput, NotFound
from simulator.store import tables
from simulator.store.database import Database, in_force


@dataclass(frozen=True, slots=True)
class SealedRecording:
    """The sound of one turn, encrypted."""

    session_id: str
    item_id: str
    recorded_at: datetime
    """UTC."""
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Recordings:
    """Recordings of one organisation's talks. They go with their session, and when consent for them is withdrawn."""

    database: Database

    async def add(self, recording: SealedRecording) -> bool:
        """Keeps a recording if the consent in force allows it; whether it did.

        Raises:
            NotFound: no such session.
            BadInput: this turn was recorded already.
        """
        may_keep = select(in_force(tables.consents.c.recording, recording.session_id))
        try:
            async with self.database.writing() as db:
                await self.database.require_session(db, recording.session_id)
                if not (await db.execute(may_keep)).scalar():
                    return False
                await db.execute(insert(tables.recordings).values(asdict(recording)))
        except IntegrityError:
            raise BadInput(f"turn {recording.item_id!r} was recorded already.", where="item_id") from None
        return True

    async def get(self, session_id: str, item_id: str) -> SealedRecording:
        """
        Raises:
            NotFound: no such session, or nothing is kept of that turn.
        """
        table = tables.recordings
        wanted = select(table).where(table.c.session_id == session_id, table.c.item_id == item_id)
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            row = (await db.execute(wanted)).first()
        if row is None:
            raise NotFound(
                f"no sound of turn {item_id!r} is kept.", remedy="Sound is kept only with consent, and for a set time."
            )
        return SealedRecording(**row._mapping)

    async def item_ids(self, session_id: str) -> list[str]:
        """Turns of which sound is kept, in the order in which they were recorded."""
        table = tables.recordings.c
        kept = select(table.item_id).where(table.session_id == session_id).order_by(table.recorded_at, table.item_id)
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            return list((await db.execute(kept)).scalars())

    async def count_anywhere(self, recorded_before: datetime | None = None) -> int:
        """How many are kept in all organisations; those recorded before a moment when one is given."""
        counted = select(func.count()).select_from(tables.recordings)
        if recorded_before is not None:
            counted = counted.where(tables.recordings.c.recorded_at <= recorded_before)
        async with self.database.reading() as db:
            return int((await db.execute(counted)).scalar_one())

    async def next_anywhere(self, after: tuple[str, str], limit: int) -> list[SealedRecording]:
        """Recordings of all organisations in order of session and turn, for a new key.

        Args:
            after: session and turn of the last one seen; two empty strings to begin.
        """
        table = tables.recordings
        key = tuple_(table.c.session_id, table.c.item_id)
        ordered = select(table).where(key > after).order_by(table.c.session_id, table.c.item_id).limit(limit)
        async with self.database.reading() as db:
            return [SealedRecording(**row._mapping) for row in await db.execute(ordered)]

    async def reseal_anywhere(self, recordings: Sequence[SealedRecording]) -> None:
        """Puts recordings in place of the same ones under another key; those erased meanwhile stay away."""
        table = tables.recordings
        async with self.database.writing() as db:
            for recording in recordings:
                await db.execute(
                    update(table)
                    .where(table.c.session_id == recording.session_id, table.c.item_id == recording.item_id)
                    .values(nonce=recording.nonce, sealed=recording.sealed)
                )

    async def remove_anywhere(self, recorded_before: datetime, limit: int) -> int:
        """Removes recordings of all organisations that are older than a moment, at most so many; how many."""
        table = tables.recordings.c
        old = select(table.session_id, table.item_id).where(table.recorded_at <= recorded_before).limit(limit)
        async with self.database.writing() as db:
            gone = [tuple(row) for row in await db.execute(old)]
            if gone:
                await db.execute(delete(tables.recordings).where(tuple_(table.session_id, table.item_id).in_(gone)))
        return len(gone)
