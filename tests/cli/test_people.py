"""`simulator people` on a real database, and the service that lets them in."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulator.cli.main import app
from simulator.errors import RechtuitError
from simulator.settings import load_settings
from simulator.store import Person, SqlStore
from tests.api.serving import light_settings, serving
from tests.api.sign_in.coming_in import PASSWORD, sign_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    load_settings.cache_clear()
    yield tmp_path
    load_settings.cache_clear()


async def people(*arguments: str, written: str | None = None) -> Result:
    """The command, in a thread: it runs an event loop of its own."""
    return await asyncio.to_thread(CliRunner().invoke, app, ["people", *arguments], input=written)


async def refused(*arguments: str, written: str | None = None) -> str:
    result = await people(*arguments, written=written)
    assert isinstance(result.exception, RechtuitError), result.output
    return str(result.exception)


async def test_add_list_change_and_remove(folder: Path) -> None:
    added = await people("add", "An@bank.be", "--name", "An Peeters", "--role", "admin", "--one-time")
    assert added.exit_code == 0, added.output
    assert "An@bank.be may come in as admin." in added.output
    assert len(added.output.split("Password, shown this once: ")[1].strip()) == 23
    asked = await people("add", "bob", written=f"{PASSWORD}\n{PASSWORD}\n")
    assert asked.exit_code == 0, asked.output
    assert PASSWORD not in asked.output, "what is typed is not shown"
    listed = (await people("list")).output
    assert "An Peeters" in listed
    assert "an@bank.be" in listed
    assert (await people("roles", "bob", "trainer", "hr")).output == "bob is now trainer, hr.\n"
    assert (await people("stop", "bob")).output == "bob may no longer come in.\n"
    assert (await people("let-in", "BOB")).output == "bob may come in again.\n"
    assert "new password" in (await people("password", "bob", "--one-time")).output
    assert (await people("remove", "bob", written="n\n")).exit_code == 1
    assert "bob is gone, with 0 talks." in (await people("remove", "bob", "--yes")).output
    assert "bob" not in (await people("list")).output


async def test_what_cannot_be_is_one_line_that_says_what_to_do(folder: Path) -> None:
    await people("add", "an", "--role", "admin", "--one-time")
    assert "somebody signs in as 'an' already" in await refused("add", "AN", "--one-time")
    assert "Choose from trainee, trainer, hr, admin." in await refused("add", "bob", "--role", "owner", "--one-time")
    assert "without a slash" in await refused("add", "acme/bob", "--one-time")
    nowhere = await refused("add", "bob", "--organisation", "acme", "--one-time")
    assert "simulator people organisation acme makes it" in nowhere
    assert "12 to 256" in await refused("add", "bob", written="kort\nkort\n")
    assert "simulator people list" in await refused("remove", "nobody", "--yes")
    assert "last administrator" in await refused("remove", "an", "--yes")
    assert "last administrator" in await refused("roles", "an", "trainee")
    assert "last administrator" in await refused("stop", "an")


async def test_organisations_know_nothing_of_each_other(folder: Path) -> None:
    assert "acme/NAME" in (await people("organisation", "acme", "--name", "Acme nv")).output
    await people("add", "an", "--one-time")
    added = await people("add", "an", "--organisation", "acme", "--one-time")
    assert "acme/an may come in as trainee." in added.output
    assert "acme" not in (await people("list")).output
    assert "an" in (await people("list", "--organisation", "acme")).output
    assert "nobody called 'local'" in await refused("stop", "local", "--organisation", "acme")


async def test_whom_the_command_lets_in_comes_in_while_the_service_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(folder, mode="accounts"), monkeypatch) as house, house.browser() as browser:
        add = await people("add", "an", "--role", "trainer", written=f"{PASSWORD}\n{PASSWORD}\n")
        assert add.exit_code == 0
        assert (await sign_in(browser, "an")).status_code == 303
        assert (await browser.get("/v1/me")).json()["roles"] == ["trainer"]
        assert (await people("stop", "an")).exit_code == 0
        assert (await browser.get("/v1/me")).status_code == 401
        assert [person.is_active for person in await everybody(house.store) if person.name == "an"] == [False]


async def everybody(store: SqlStore) -> list[Person]:
    return list(await store.people.list())
