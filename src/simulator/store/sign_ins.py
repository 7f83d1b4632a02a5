"""Browsers and programs that act for somebody. Only hashes of what they hold are kept.

Whoever comes to the door has not said yet which organisation they are of. The three lookups that sign-in needs for that
search all of them, and are named so (`..._anywhere`); nothing else in the store does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.errors import NotFound
from simulator.store import tables
from simulator.store.database import Database
from simulator.store.people import read_people
from simulator.store.person_records import AccessToken, Credential, Identity, Person

SEEN_EVERY: Final = timedelta(minutes=1)
"""How precisely the last use of a sign-in is kept; more would write at every request."""


@dataclass(frozen=True, slots=True)
class SignIns:
    """What is signed in for the people of one organisation."""

    database: Database

    async def begin(self, person_id: str, token_hash: str, at: datetime, expires_at: datetime) -> None:
        """Somebody is signed in with a new token.

        Raises:
            NotFound: no such person in this organisation.
        """
        async with self.database.writing() as db:
            await self.database.require_person(db, person_id)
            await db.execute(delete(tables.sign_ins).where(tables.sign_ins.c.expires_at <= at))
            await db.execute(
                insert(tables.sign_ins).values(
                    token_hash=token_hash, person_id=person_id, created_at=at, last_seen_at=at, expires_at=expires_at
                )
            )

    async def end(self, token_hash: str) -> None:
        """A sign-in of this organisation is no more; nothing happens when it was none."""
        ours = select(tables.people.c.id).where(tables.people.c.tenant_id == self.database.tenant_id)
        sign_ins = tables.sign_ins.c
        async with self.database.writing() as db:
            await db.execute(
                delete(tables.sign_ins).where(sign_ins.token_hash == token_hash, sign_ins.person_id.in_(ours))
            )

    async def add_access_token(self, person_id: str, token: AccessToken, token_hash: str) -> None:
        """
        Raises:
            NotFound: no such person in this organisation.
        """
        async with self.database.writing() as db:
            await self.database.require_person(db, person_id)
            await db.execute(
                insert(tables.access_tokens).values(
                    id=token.token_id,
                    person_id=person_id,
                    name=token.name,
                    token_hash=token_hash,
                    created_at=token.created_at,
                    expires_at=token.expires_at,
                )
            )

    async def access_tokens(self, person_id: str) -> list[AccessToken]:
        """The newest first, also those that have expired."""
        table = tables.access_tokens.c
        columns = (table.id, table.name, table.created_at, table.expires_at)
        async with self.database.reading() as db:
            await self.database.require_person(db, person_id)
            found = select(*columns).where(table.person_id == person_id).order_by(table.created_at.desc(), table.id)
            return [AccessToken(*row) for row in await db.execute(found)]

    async def remove_access_token(self, person_id: str, token_id: str) -> None:
        """
        Raises:
            NotFound: this person has no such token.
        """
        table = tables.access_tokens.c
        async with self.database.writing() as db:
            await self.database.require_person(db, person_id)
            gone = delete(tables.access_tokens).where(table.id == token_id, table.person_id == person_id)
            if not (await db.execute(gone)).rowcount:
                raise NotFound(f"no token {token_id!r}.", remedy="GET /v1/tokens lists them.")

    async def credential_anywhere(self, identity: Identity) -> Credential | None:
        """Who has this identity, in whatever organisation."""
        table = tables.identities.c
        owner = select(table.person_id, table.password_hash).where(
            table.issuer == identity.issuer, table.subject == identity.subject
        )
        async with self.database.reading() as db:
            found = (await db.execute(owner)).first()
            person = None if found is None else await _person(db, tables.people.c.id == found.person_id)
        return None if found is None or person is None else Credential(person, found.password_hash)

    async def signed_in_anywhere(self, token_hash: str, now: datetime, idle: timedelta) -> Person | None:
        """Who is signed in with this token, in whatever organisation; its use is noted.

        Args:
            idle: a sign-in that was not used this long is no more.
        """
        sign_ins = tables.sign_ins.c
        valid = select(sign_ins.person_id, sign_ins.last_seen_at).where(
            sign_ins.token_hash == token_hash, sign_ins.expires_at > now, sign_ins.last_seen_at > now - idle
        )
        async with self.database.reading() as db:
            found = (await db.execute(valid)).first()
            person = None if found is None else await _person(db, tables.people.c.id == found.person_id)
        if found is None or person is None or not person.is_active:
            return None
        if found.last_seen_at <= now - min(SEEN_EVERY, idle / 2):
            async with self.database.writing() as db:
                await db.execute(
                    update(tables.sign_ins).where(sign_ins.token_hash == token_hash).values(last_seen_at=now)
                )
        return person

    async def program_anywhere(self, token_hash: str, now: datetime) -> Person | None:
        """For whom the program with this token acts, in whatever organisation."""
        table = tables.access_tokens.c
        owner = select(table.person_id).where(table.token_hash == token_hash, table.expires_at > now)
        async with self.database.reading() as db:
            person = await _person(db, tables.people.c.id.in_(owner))
        return person if person is not None and person.is_active else None


async def _person(db: AsyncConnection, which: ColumnElement[bool]) -> Person | None:
    return next(iter(await read_people(db, which)), None)
