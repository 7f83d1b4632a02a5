"""The people of one organisation: who they are, what they may do, and how they leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.errors import BadInput, NotAllowed, NotFound
from simulator.flow.labels import Role
from simulator.store import tables
from simulator.store.database import Database
from simulator.store.erasing import erase_sessions, hide_in_audit
from simulator.store.expiry import Expiry
from simulator.store.person_records import Identity, NewPerson, Person


class LastAdmin(NotAllowed):
    """The organisation would be left without anybody who can let people in."""

    code = "last_admin"


@dataclass(frozen=True, slots=True)
class People:
    """Every method raises NotFound for somebody who is not of this organisation.

    The local person belongs to the machine and stays as it is: changing or removing it raises NotAllowed.
    """

    database: Database

    async def add(self, new: NewPerson) -> Person:
        """
        Raises:
            BadInput: somebody signs in with this identity already.
            NotFound: there is no such organisation.
        """
        try:
            async with self.database.writing() as db:
                await self._lock(db)
                await db.execute(
                    insert(tables.people).values(
                        id=new.person_id,
                        tenant_id=self.database.tenant_id,
                        name=new.name,
                        is_active=True,
                        created_at=new.created_at,
                    )
                )
                await _put_roles(db, new.person_id, new.roles)
                await db.execute(
                    insert(tables.identities).values(
                        person_id=new.person_id,
                        issuer=new.identity.issuer,
                        subject=new.identity.subject,
                        password_hash=new.password_hash,
                    )
                )
        except IntegrityError:
            raise BadInput(
                f"somebody signs in as {new.identity.subject!r} already.", where="sign_in_name", remedy="Take another."
            ) from None
        return await self.get(new.person_id)

    async def get(self, person_id: str) -> Person:
        async with self.database.reading() as db:
            await self.database.require_person(db, person_id)
            return (await read_people(db, tables.people.c.id == person_id))[0]

    async def list(self) -> Sequence[Person]:
        """By name."""
        async with self.database.reading() as db:
            return await read_people(db, tables.people.c.tenant_id == self.database.tenant_id)

    async def set_roles(self, person_id: str, roles: Iterable[Role]) -> None:
        """From the next request on.

        Raises:
            LastAdmin: nobody else who can sign in is an administrator.
        """
        wanted = frozenset(roles)
        async with self.database.writing() as db:
            await self._lock(db, person_id)
            if "admin" not in wanted:
                await self._require_another_admin(db, person_id)
            await _put_roles(db, person_id, wanted)

    async def follow_roles(self, person_id: str, roles: Iterable[Role]) -> None:
        """The same where an OpenID provider decides: it may take the last administrator, for it can give another."""
        async with self.database.writing() as db:
            await self._lock(db, person_id)
            await _put_roles(db, person_id, roles)

    async def stop(self, person_id: str) -> None:
        """They may no longer come in, and whatever is signed in for them is so no more.

        Raises:
            LastAdmin: nobody else who can sign in is an administrator.
        """
        async with self.database.writing() as db:
            await self._lock(db, person_id)
            await self._require_another_admin(db, person_id)
            await db.execute(update(tables.people).where(tables.people.c.id == person_id).values(is_active=False))
            await _end_all(db, person_id)

    async def let_in(self, person_id: str) -> None:
        """They may come in again."""
        async with self.database.writing() as db:
            await self._lock(db, person_id)
            await db.execute(update(tables.people).where(tables.people.c.id == person_id).values(is_active=True))

    async def set_password(self, person_id: str, password_hash: str) -> None:
        """Whatever is signed in for them is so no more.

        Raises:
            BadInput: they do not sign in with a password.
        """
        async with self.database.writing() as db:
            await self._lock(db, person_id)
            await _put_hash(db, person_id, password_hash)
            await _end_all(db, person_id)

    async def keep_hash(self, person_id: str, password_hash: str) -> None:
        """The same password hashed with today's parameters; who is signed in stays so."""
        async with self.database.writing() as db:
            await self._lock(db, person_id)
            await _put_hash(db, person_id, password_hash)

    async def remove(self, person_id: str, erased_at: datetime) -> int:
        """Somebody is gone with all their talks; each talk leaves its tombstone. How many talks.

        Raises:
            LastAdmin: nobody else who can sign in is an administrator.
        """
        async with self.database.writing() as db:
            await self._lock(db, person_id)
            await self._require_another_admin(db, person_id)
            talks = await erase_sessions(self.database, db, tables.sessions.c.person_id == person_id, erased_at)
            await db.execute(delete(tables.people).where(tables.people.c.id == person_id))
            await hide_in_audit(db, [person_id])
        await Expiry(self.database).forget()
        return len(talks)

    async def _lock(self, db: AsyncConnection, person_id: str | None = None) -> None:
        """Changes of one organisation's people follow each other: two admins cannot demote each other at once."""
        organisation = select(tables.tenants.c.id).where(tables.tenants.c.id == self.database.tenant_id)
        if (await db.execute(organisation.with_for_update())).first() is None:
            raise NotFound(f"no organisation {self.database.tenant_id!r}.", remedy="simulator people organisations")
        if person_id == tables.LOCAL:
            raise NotAllowed("the local person belongs to the machine.", remedy="Erase its talks one by one.")
        if person_id is not None:
            await self.database.require_person(db, person_id)

    async def _require_another_admin(self, db: AsyncConnection, person_id: str) -> None:
        """Nothing to require when this person is no administrator now."""
        people, roles, identities = tables.people.c, tables.roles.c, tables.identities.c
        can_sign_in = exists().where(identities.person_id == people.id)
        admins = select(people.id).where(
            people.tenant_id == self.database.tenant_id,
            people.is_active,
            exists().where(roles.person_id == people.id, roles.role == "admin"),
            can_sign_in,
        )
        if set((await db.execute(admins)).scalars()) == {person_id}:
            raise LastAdmin(
                "this is the last administrator who can sign in.", remedy="Make somebody else administrator first."
            )


async def read_people(db: AsyncConnection, which: ColumnElement[bool]) -> Sequence[Person]:
    """People with their roles and identities, by name, in three statements however many they are."""
    people = tables.people.c
    columns = (people.id, people.tenant_id, people.name, people.is_active, people.created_at)
    found = (await db.execute(select(*columns).where(which).order_by(people.name, people.id))).all()
    roles = await _by_person(db, which, tables.roles, tables.roles.c.role)
    identities = await _by_person(db, which, tables.identities, tables.identities.c.issuer, tables.identities.c.subject)
    return [
        Person(
            person_id=row.id,
            tenant_id=row.tenant_id,
            name=row.name,
            roles=frozenset(role for (role,) in roles.get(row.id, [])),
            is_active=row.is_active,
            created_at=row.created_at,
            identities=tuple(Identity(*pair) for pair in identities.get(row.id, [])),
        )
        for row in found
    ]


async def _by_person(
    db: AsyncConnection, which: ColumnElement[bool], table: Any, *columns: ColumnElement[Any]
) -> dict[str, list[tuple[Any, ...]]]:
    rows = select(table.c.person_id, *columns).join(tables.people).where(which).order_by(*columns)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for person_id, *values in await db.execute(rows):
        found.setdefault(person_id, []).append(tuple(values))
    return found


async def _put_roles(db: AsyncConnection, person_id: str, roles: Iterable[Role]) -> None:
    """In place of those they had."""
    await db.execute(delete(tables.roles).where(tables.roles.c.person_id == person_id))
    rows = [{"person_id": person_id, "role": role} for role in sorted(roles)]
    if rows:
        await db.execute(insert(tables.roles), rows)


async def _end_all(db: AsyncConnection, person_id: str) -> None:
    for table in (tables.sign_ins, tables.access_tokens):
        await db.execute(delete(table).where(table.c.person_id == person_id))


async def _put_hash(db: AsyncConnection, person_id: str, password_hash: str) -> None:
    person = (await read_people(db, tables.people.c.id == person_id))[0]
    own = next((identity for identity in person.identities if identity.has_password), None)
    if own is None:
        raise BadInput("this person signs in elsewhere and has no password here.", where="password")
    identities = tables.identities.c
    await db.execute(
        update(tables.identities)
        .where(identities.person_id == person_id, identities.issuer == own.issuer)
        .values(password_hash=password_hash)
    )
