"""The catalog: by id, with hashes, and with names to choose from when an id is wrong."""

import hashlib
import shutil
from pathlib import Path

import pytest

from simulator.authoring import BadContent, Catalog
from simulator.errors import NotFound
from tests.authoring.written import PERSONA, ROOT, SCENARIO, change


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load(ROOT / "personas", ROOT / "scenarios")


def test_everything_shipped_is_there(catalog: Catalog) -> None:
    assert {"lieve", "roger", "thierry"} <= set(catalog.personas)
    assert {"c4-ontslag", "functioneringsgesprek"} <= set(catalog.scenarios)
    assert catalog.scenario("c4-ontslag") is catalog.scenarios["c4-ontslag"]
    assert catalog.persona("roger").age == 56


def test_an_unknown_id_lists_the_known_ones(catalog: Catalog) -> None:
    with pytest.raises(NotFound, match=r"c4-ontslag, .*functioneringsgesprek"):
        catalog.scenario("c5")
    with pytest.raises(NotFound, match=r"lieve, .*roger, .*thierry"):
        catalog.persona("bart")


def test_hashes_are_those_of_the_files_and_move_with_a_comment(tmp_path: Path, catalog: Catalog) -> None:
    lieve, c4 = ROOT / "personas" / "lieve.yaml", ROOT / "scenarios" / "c4-ontslag.yaml"
    assert catalog.persona_hash("lieve") == hashlib.sha256(lieve.read_bytes()).hexdigest()
    assert catalog.scenario_hash("c4-ontslag") == hashlib.sha256(c4.read_bytes()).hexdigest()
    change(PERSONA, tmp_path, "# Lieve is invented.", "# Lieve was invented.")
    other = Catalog.load(tmp_path, ROOT / "scenarios")
    assert other.persona_hash("lieve") != catalog.persona_hash("lieve")


def test_all_broken_files_are_said_at_once(tmp_path: Path) -> None:
    for name, old, new in (("lieve", "age: 46", "age: x"), ("roger", "age: 56", "age: 5")):
        change(ROOT / "personas" / f"{name}.yaml", tmp_path, old, new)
    with pytest.raises(BadContent) as caught:
        Catalog.load(tmp_path, ROOT / "scenarios")
    assert [Path(finding.file).stem for finding in caught.value.findings] == ["lieve", "roger"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="folder"):
        Catalog.load(tmp_path / "nowhere", ROOT / "scenarios")


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    shutil.copy(PERSONA, tmp_path)
    (tmp_path / "README.md").write_text("not a persona", encoding="utf-8")
    assert set(Catalog.load(tmp_path, ROOT / "scenarios").personas) == {"lieve"}


def test_scenarios_stand_in_the_order_of_their_positions(tmp_path: Path) -> None:
    for name, position in (("aaa", 30), ("bbb", 5), ("ccc", 5)):
        text = SCENARIO.read_text(encoding="utf-8").replace(
            "id: c4-ontslag\n", f"id: {name}\nposition: {position}\n", 1
        )
        lines = [line for line in text.splitlines() if line != "position: 10"]
        (tmp_path / f"{name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert list(Catalog.load(ROOT / "personas", tmp_path).scenarios) == ["bbb", "ccc", "aaa"]
