"""The JSON Schema that editors use."""

import json
from typing import get_args

import pytest

from simulator.authoring import json_schema
from simulator.authoring.schema import Kind, fields_at
from tests.authoring.written import PERSONA, ROOT, SCENARIO


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_committed_schema_is_the_one_the_code_makes(kind: Kind) -> None:
    committed = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    made = json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
    assert committed == made, f"run: simulator schema {kind} > schemas/{kind}.schema.json"


@pytest.mark.parametrize("path", [*(ROOT / "personas").glob("*.yaml"), *(ROOT / "scenarios").glob("*.yaml")])
def test_every_shipped_file_names_its_schema(path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    kind = "persona" if path.parent.name == "personas" else "scenario"
    assert first == f"# yaml-language-server: $schema=../schemas/{kind}.schema.json"
    assert (path.parent / first.rpartition("=")[2]).is_file()


def test_fields_are_described_and_closed() -> None:
    schema = json_schema("scenario")
    assert schema["properties"]["core"]["description"] == "The message that must be told, in one sentence."
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Rung"]["additionalProperties"] is False


def test_fields_of_a_place() -> None:
    assert "until_s" in fields_at("scenario", ("phases", 0))
    assert "acts_any" in fields_at("scenario", ("phases", 0, "transitions", 2, "when"))
    assert "acts_any" in fields_at("scenario", ("triggers", 0, "when", "any_of", 1))
    assert fields_at("persona", ("lines", "nl")) == []
    assert "patience" in fields_at("persona", ("dynamics",))


def test_both_kinds_have_a_shipped_file() -> None:
    assert PERSONA.is_file()
    assert SCENARIO.is_file()
