"""Content that follows its folder: saved files count, broken ones do not take the rest away."""

import shutil
import threading
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


def test_a_file_that_goes_while_it_is_looked_at_is_no_failure(folders: tuple[Path, Path]) -> None:
    """A link to nothing is listed and cannot be looked at: what a file is that is removed in between."""
    shelf = Shelf(*folders)
    before = shelf.catalog
    (folders[1] / "weg.yaml").symlink_to(folders[1] / "nergens.yaml")
    assert shelf.catalog is before


def test_files_saved_by_replacing_never_fail_a_request(folders: tuple[Path, Path]) -> None:
    shelf = Shelf(*folders)
    path, text = folders[0] / "extra.yaml", (folders[0] / "lieve.yaml").read_text(encoding="utf-8")
    done = threading.Event()

    def save_and_remove() -> None:
        while not done.is_set():
            path.write_text(text, encoding="utf-8")
            path.unlink()

    writer = threading.Thread(target=save_and_remove)
    writer.start()
    try:
        assert all("lieve" in shelf.catalog.personas for _ in range(100))
    finally:
        done.set()
        writer.join()


def test_what_an_editor_hides_beside_a_file_is_not_content(folders: tuple[Path, Path]) -> None:
    shelf = Shelf(*folders)
    (folders[1] / f".#{SCENARIO.name}").symlink_to("trainer@desk.1234")
    change(folders[1] / SCENARIO.name, "pass_mark: 60", "pass_mark: 65")
    assert shelf.catalog.scenario("c4-ontslag").rubric.pass_mark == 65


def test_a_folder_that_is_away_for_a_moment_leaves_what_was_there(folders: tuple[Path, Path]) -> None:
    shelf = Shelf(*folders)
    before = shelf.catalog
    away = folders[1].rename(folders[1].with_name("away"))
    assert shelf.catalog is before
    away.rename(folders[1])
    assert set(shelf.catalog.scenarios) == {"c4-ontslag"}
