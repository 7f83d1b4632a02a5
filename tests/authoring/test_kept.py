"""Parsed once: the same bytes are not parsed again, other bytes are, and a disk that refuses changes nothing."""

from pathlib import Path

import pytest

from simulator.authoring import kept, source
from simulator.authoring.source import Source, read_source
from simulator.settings import load_settings
from tests.authoring.written import SCENARIO


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = load_settings().model_copy(update={"data_dir": tmp_path / "data"})
    monkeypatch.setattr(kept, "load_settings", lambda: settings)
    source._source.cache_clear()
    return tmp_path / "data" / "authored"


def test_what_was_parsed_is_not_parsed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_source(SCENARIO).plain()
    assert len(list(folder.iterdir())) == 1
    source._source.cache_clear()
    monkeypatch.setattr(source, "_parse", lambda *_: pytest.fail("parsed again"))
    assert read_source(SCENARIO).plain() == first


def test_other_bytes_are_parsed(folder: Path, tmp_path: Path) -> None:
    read_source(SCENARIO)
    changed = tmp_path / SCENARIO.name
    changed.write_bytes(SCENARIO.read_bytes().replace(b"weight: 15", b"weight: 16"))
    assert read_source(changed).plain() != read_source(SCENARIO).plain()
    assert len(list(folder.iterdir())) == 2


def test_a_disk_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    folder.parent.write_text("no folder", encoding="utf-8")
    assert read_source(SCENARIO).plain()["id"] == "c4-ontslag"


def test_places_are_still_known(folder: Path) -> None:
    read_source(SCENARIO)
    again = Source(SCENARIO, SCENARIO.read_bytes())
    line, _ = again.place(("kind",), of_key=True)
    assert SCENARIO.read_text(encoding="utf-8").splitlines()[line - 1].startswith("kind:")
