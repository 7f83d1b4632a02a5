"""`simulator report` and `simulator certificate` on a database with a talk in it."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.store import ConsentFlags, SqlStore
from tests.cli.test_bad_input import assert_one_line, run
from tests.session.house import scored_talk

pytestmark = pytest.mark.slow


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    url = f"sqlite+aiosqlite:///{tmp_path}/talks.sqlite"

    async def fill() -> None:
        store = await SqlStore.open(url)
        await scored_talk(store, "a-talk", datetime(2026, 11, 23, 12, tzinfo=UTC), "local", consent=ConsentFlags())
        await store.close()

    asyncio.run(fill())
    return {"SIMULATOR_DATABASE": url}


def test_a_report_for_each_format_and_none_for_hr_without_consent(tmp_path: Path, env: dict[str, str]) -> None:
    found = run("report", "a-talk", "--format", "html,csv", "--out", str(tmp_path / "out"), env=env)
    assert found.returncode == 0, found.stderr
    assert sorted(Path(line).suffix for line in found.stdout.splitlines()) == [".csv", ".html"]
    assert_one_line(run("report", "a-talk", "--audience", "hr", env=env), "did not agree")


@pytest.mark.parametrize("command", [("report", "a-talk"), ("certificate",)])
def test_where_people_sign_in_their_talks_are_theirs(command: tuple[str, ...], env: dict[str, str]) -> None:
    accounts = env | {"SIMULATOR_SIGN_IN__MODE": "accounts"}
    assert_one_line(run(*command, env=accounts), "for a machine without accounts")


def test_a_certificate_with_a_name_and_a_period(tmp_path: Path, env: dict[str, str]) -> None:
    asked = ["--format", "html", "--lang", "fr", "--name", "An Peeters", "--out", str(tmp_path)]
    found = run("certificate", *asked, "--from", "2026-11-23", "--to", "2026-11-23", env=env)
    assert found.returncode == 0, found.stderr
    page = Path(found.stdout.strip()).read_text(encoding="utf-8")
    assert "An Peeters" in page
    assert "23/11/2026" in page
    assert_one_line(run("certificate", *asked, "--from", "2026-11-24", env=env), "no finished talk")
