"""`simulator people`: who may come in. It works on the database itself, whether the service runs or not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, TypeAlias

import typer
from rich.console import Console
from rich.table import Table

from simulator.api.sign_in.passwords import Passwords, check_password, new_password
from simulator.cli.kept_store import open_store
from simulator.errors import BadInput, NotFound
from simulator.flow.labels import ROLES, Role, in_order
from simulator.session.tombstones import TombstoneFile, mirror
from simulator.settings import load_settings
from simulator.store import (
    LOCAL,
    AuditAction,
    AuditEntry,
    Identity,
    NewPerson,
    Organisation,
    Person,
    SqlStore,
    hash_secret,
    new_person_id,
)

people = typer.Typer(help="Who may come in, in mode accounts.", no_args_is_help=True)

Who: TypeAlias = Annotated[str, typer.Argument(help="The name they sign in with, or their id (see list).")]
OfOrganisation: TypeAlias = Annotated[str, typer.Option("--organisation", help="Id of their organisation.")]
OneTime: TypeAlias = Annotated[bool, typer.Option("--one-time", help="Make a password and print it, once.")]


@asynccontextmanager
async def _organisation(tenant_id: str) -> AsyncIterator[SqlStore]:
    """The store as this organisation sees it.

    Raises:
        NotFound: there is no such organisation.
    """
    async with open_store(load_settings()) as store:
        if not await store.organisations.has(tenant_id):
            raise NotFound(
                f"no organisation {tenant_id!r}.", remedy=f"simulator people organisation {tenant_id} makes it."
            )
        yield store.within(tenant_id)


@people.command()
def add(
    sign_in_name: Annotated[
        str, typer.Argument(help="What they write at sign-in; a mail address is easy to remember.")
    ],
    name: Annotated[str | None, typer.Option(help="As colleagues know them.")] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="trainee (the default), trainer, hr, admin; repeatable.")
    ] = None,
    organisation: OfOrganisation = LOCAL,
    one_time: OneTime = False,
) -> None:
    """Let somebody in, with a password."""
    if not sign_in_name.strip() or "/" in sign_in_name or not sign_in_name.isprintable():
        raise BadInput(f"a name is written without a slash, but got {sign_in_name!r}.", where="SIGN_IN_NAME")
    roles, password = _roles(role or ["trainee"]), _password(one_time)

    async def work() -> None:
        async with _organisation(organisation) as store:
            identity = Identity.with_password(organisation, sign_in_name)
            kept = await Passwords().hashed(password)
            person = await store.people.add(
                NewPerson(new_person_id(), name or sign_in_name.strip(), roles, identity, datetime.now(UTC), kept)
            )
            await _note(store, "person_added", person.person_id)

    asyncio.run(work())
    written = sign_in_name.strip() if organisation == LOCAL else f"{organisation}/{sign_in_name.strip()}"
    typer.echo(f"{written} may come in as {', '.join(in_order(roles))}.")
    _tell(password, one_time)


@people.command("list")
def list_people(organisation: OfOrganisation = LOCAL) -> None:
    """Everybody of an organisation."""

    async def work() -> list[Person]:
        async with _organisation(organisation) as store:
            return list(await store.people.list())

    table = Table("id", "name", "signs in with", "roles", "may come in")
    for person in asyncio.run(work()):
        ways = [i.subject if i.has_password else i.issuer for i in person.identities]
        may = "yes" if person.is_active and ways else "no"
        table.add_row(person.person_id, person.name, "\n".join(ways), ", ".join(in_order(person.roles)), may)
    Console().print(table)


@people.command()
def roles(who: Who, role: Annotated[list[str], typer.Argument()], organisation: OfOrganisation = LOCAL) -> None:
    """Give somebody these roles in place of those they had."""
    wanted = _roles(role)

    async def work() -> Person:
        async with _organisation(organisation) as store:
            person = await _find(store, who, organisation)
            await store.people.set_roles(person.person_id, wanted)
            await _note(store, "roles_changed", person.person_id)
            return person

    typer.echo(f"{asyncio.run(work()).name} is now {', '.join(in_order(wanted))}.")


@people.command()
def password(who: Who, organisation: OfOrganisation = LOCAL, one_time: OneTime = False) -> None:
    """Give somebody a new password; whatever is signed in for them is so no more."""
    chosen = _password(one_time)

    async def work() -> Person:
        async with _organisation(organisation) as store:
            person = await _find(store, who, organisation)
            await store.people.set_password(person.person_id, await Passwords().hashed(chosen))
            await _note(store, "password_changed", person.person_id)
            return person

    typer.echo(f"{asyncio.run(work()).name} has a new password.")
    _tell(chosen, one_time)


@people.command()
def stop(who: Who, organisation: OfOrganisation = LOCAL) -> None:
    """Somebody may no longer come in; what they made stays."""
    typer.echo(f"{asyncio.run(_switch(who, organisation, may_come_in=False)).name} may no longer come in.")


@people.command("let-in")
def let_in(who: Who, organisation: OfOrganisation = LOCAL) -> None:
    """Somebody who was stopped may come in again."""
    typer.echo(f"{asyncio.run(_switch(who, organisation, may_come_in=True)).name} may come in again.")


@people.command()
def remove(
    who: Who,
    organisation: OfOrganisation = LOCAL,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Somebody is gone, with all their talks. Nothing brings these back."""
    if not yes:
        typer.confirm(f"Erase {who} with all their talks?", abort=True)

    async def work() -> tuple[Person, int]:
        async with _organisation(organisation) as store:
            person = await _find(store, who, organisation)
            n_talks = await store.people.remove(person.person_id, datetime.now(UTC))
            await mirror(store.expiry, TombstoneFile.of(load_settings()))
            await _note(store, "person_removed", hash_secret(person.person_id))
            return person, n_talks

    person, n_talks = asyncio.run(work())
    typer.echo(f"{person.name} is gone, with {n_talks} talks.")


@people.command()
def organisation(
    tenant_id: Annotated[str, typer.Argument(help="Small letters, figures, hyphens: its people write it at sign-in.")],
    name: Annotated[str | None, typer.Option(help="As people know it.")] = None,
) -> None:
    """Make an organisation; its people see nothing of any other."""

    async def work() -> None:
        async with _organisation(LOCAL) as store:
            await store.organisations.add(Organisation(tenant_id, name or tenant_id, datetime.now(UTC)))

    asyncio.run(work())
    typer.echo(f"Organisation {tenant_id} is made; its people sign in as {tenant_id}/NAME.")


async def _switch(who: str, organisation: str, *, may_come_in: bool) -> Person:
    async with _organisation(organisation) as store:
        person = await _find(store, who, organisation)
        if may_come_in:
            await store.people.let_in(person.person_id)
        else:
            await store.people.stop(person.person_id)
        await _note(store, "person_let_in" if may_come_in else "person_stopped", person.person_id)
        return person


async def _find(store: SqlStore, who: str, organisation: str) -> Person:
    """
    Raises:
        NotFound: nobody of this organisation signs in so or has this id.
    """
    identity = Identity.with_password(organisation, who)
    for person in await store.people.list():
        if person.person_id == who or identity in person.identities:
            return person
    raise NotFound(f"nobody called {who!r} in organisation {organisation!r}.", remedy="simulator people list")


async def _note(store: SqlStore, action: AuditAction, subject: str) -> None:
    await store.audit.add(AuditEntry(datetime.now(UTC), None, action, subject))


def _password(one_time: bool) -> str:
    if one_time:
        return new_password()
    chosen = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    check_password(chosen)
    return chosen


def _tell(password: str, one_time: bool) -> None:
    if one_time:
        typer.echo(f"Password, shown this once: {password}")


def _roles(written: list[str]) -> frozenset[Role]:
    """
    Raises:
        BadInput: a role that does not exist.
    """
    unknown = sorted(set(written) - set(ROLES))
    if unknown:
        raise BadInput(f"no role {unknown[0]!r}.", where="role", remedy=f"Choose from {', '.join(ROLES)}.")
    return frozenset(role for role in ROLES if role in written)
