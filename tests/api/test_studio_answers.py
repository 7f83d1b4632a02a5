"""The studio's list is linted when something on the shelf changed, and only then."""

from pathlib import Path
from typing import Any

import pytest

from simulator.api.studio_answers import list_answer
from simulator.authoring import Finding
from simulator.authoring.lint import lint
from simulator.authoring.own_shelf import Shelves
from simulator.authoring.shelf import Shelf
from simulator.authoring.workbench import Workbench

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench(Shelves(Shelf(ROOT / "personas", ROOT / "scenarios"), tmp_path).of("bank"))


def errors(bench: Workbench) -> dict[str, int]:
    return {item.id: item.errors for item in list_answer(bench).items if item.errors}


def test_a_shelf_is_linted_once_for_as_long_as_it_does_not_change(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    linted: list[object] = []

    def counted(personas: Any, scenarios: Any, **asked: Any) -> list[Finding]:
        linted.append(scenarios)
        return lint(personas, scenarios, **asked)

    monkeypatch.setattr("simulator.api.studio_answers.lint", counted)
    assert errors(bench) == {}
    assert errors(bench) == {}
    assert len(linted) == 1

    drafts = bench.shelves.folders.drafts("scenario")
    drafts.mkdir(parents=True)
    text = (ROOT / "scenarios/c4-feiten.yaml").read_text("utf-8")
    (drafts / "c4-feiten.yaml").write_text(text.replace("personas: [", "personas: [niemand, "), "utf-8")
    assert errors(bench)["c4-feiten"] >= 1
    assert errors(bench)["c4-feiten"] >= 1
    assert len(linted) == 2
