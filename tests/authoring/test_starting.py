"""`simulator new`: a copy that checks clean from the start."""

from pathlib import Path

import pytest

from simulator.authoring import check, load_persona, load_scenario, start
from simulator.errors import BadInput
from tests.authoring.written import PERSONA, SCENARIO


def test_a_new_scenario_checks_clean_and_keeps_its_comments(tmp_path: Path) -> None:
    path = start("scenario", "ontslag-magazijn", like=SCENARIO, folder=tmp_path)
    assert load_scenario(path).id == "ontslag-magazijn"
    assert check([path]).findings == ()
    before, after = (file.read_text(encoding="utf-8").splitlines() for file in (SCENARIO, path))
    assert after[0] == before[0]
    assert [line for line in before[1:] if not line.startswith("id:")] == [
        line for line in after[3:] if not line.startswith("id:")
    ]


def test_a_new_persona_has_a_name_of_its_own(tmp_path: Path) -> None:
    path = start("persona", "jan-peeters", like=PERSONA, folder=tmp_path)
    assert (load_persona(path).id, load_persona(path).name) == ("jan-peeters", "Jan Peeters")
    assert check([path]).findings == ()


@pytest.mark.parametrize("name", ["Ontslag", "ontslag magazijn", "../weg", "ontslag_1", ""])
def test_a_name_that_cannot_be_an_id(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="small letters"):
        start("scenario", name, like=SCENARIO, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text("mijn werk", encoding="utf-8")
    with pytest.raises(BadInput, match="already"):
        start("scenario", "eigen", like=SCENARIO, folder=tmp_path)
    assert path.read_text(encoding="utf-8") == "mijn werk"
