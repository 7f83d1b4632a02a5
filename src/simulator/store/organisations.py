"""The organisations that share one database. For the operator and for sign-in; no viewer ever reads this."""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from simulator.errors import BadInput
from simulator.store import tables
from simulator.store.database import Database
from simulator.store.person_records import Organisation

_TENANT_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Organisations:
    database: Database

    async def add(self, new: Organisation) -> None:
        """
        Raises:
            BadInput: an id that exists, or that nobody could write when signing in.
        """
        if not _TENANT_ID.fullmatch(new.tenant_id):
            raise BadInput(
                f"an organisation's id is small letters, figures and hyphens, but got {new.tenant_id!r}.",
                where="organisation",
            )
        try:
            async with self.database.writing() as db:
                await db.execute(
                    insert(tables.tenants).values(id=new.tenant_id, name=new.name, created_at=new.created_at)
                )
        except IntegrityError:
            raise BadInput(f"organisation {new.tenant_id!r} exists already.", where="organisation") from None

    async def list(self) -> list[Organisation]:
        """By id."""
        table = tables.tenants.c
        async with self.database.reading() as db:
            rows = await db.execute(select(table.id, table.name, table.created_at).order_by(table.id))
            return [Organisation(*row) for row in rows]

    async def has(self, tenant_id: str) -> bool:
        async with self.database.reading() as db:
            found = select(tables.tenants.c.id).where(tables.tenants.c.id == tenant_id)
            return (await db.execute(found)).first() is not None
