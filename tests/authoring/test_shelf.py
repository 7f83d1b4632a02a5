"""Content that follows its folder: saved files count, broken ones do not take the rest away."""

import shutil
from pathlib import Path

import pytest

from simulator.authoring import BadContent, Shelf
from tests.authoring.written import ROOT, SCENARIO


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(ROOT / "personas", tmp_path / "personas")
    (tmp_path / "scenarios").mkdir()
    shutil.copy(SCENARIO, tmp_path / "scenarios")
    return tmp_path / "personas", tmp_path / "scenarios"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_saved_file_is_the_next_talk_and_a_talk_under_way_keeps_its_own(folders: tuple[Path, Path]) -> None:
    shelf = Shelf(*folders)
    under_way = shelf.catalog.scenario("c4-ontslag")
    assert shelf.catalog is shelf.catalog
    change(folders[1] / SCENARIO.name, "pass_mark: 60", "pass_mark: 65")
    assert shelf.catalog.scenario("c4-ontslag").rubric.pass_mark == 65
    assert under_way.rubric.pass_mark == 60


def test_a_new_file_and_one_that_is_gone(folders: tuple[Path, Path]) -> None:
    shelf = Shelf(*folders)
    path = folders[1] / "eigen.yaml"
    path.write_text(SCENARIO.read_text(encoding="utf-8").replace("id: c4-ontslag", "id: eigen", 1), encoding="utf-8")
    assert set(shelf.catalog.scenarios) == {"c4-ontslag", "eigen"}
    path.unlink()
    assert set(shelf.catalog.scenarios) == {"c4-ontslag"}


def test_a_broken_file_leaves_what_was_there(folders: tuple[Path, Path]) -> None:
    shelf = Shelf(*folders)
    before = shelf.catalog
    change(folders[1] / SCENARIO.name, "pass_mark: 60", "pass_mark: zestig")
    assert shelf.catalog is before
    change(folders[1] / SCENARIO.name, "pass_mark: zestig", "pass_mark: 70")
    assert shelf.catalog.scenario("c4-ontslag").rubric.pass_mark == 70


def test_a_shelf_that_is_broken_from_the_start_says_so(folders: tuple[Path, Path]) -> None:
    change(folders[1] / SCENARIO.name, "pass_mark: 60", "pass_mark: zestig")
    with pytest.raises(BadContent, match="SIM009"):
        Shelf(*folders)
