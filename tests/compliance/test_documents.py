"""What docs/privacy.md and docs/ai-act.md say of the product is there: tables, doors, commands, settings, tests."""

import re

import pytest
import typer

from simulator.api.server import create_app
from simulator.cli.main import app as commands
from simulator.settings import Settings, load_settings
from simulator.store.tables import metadata
from tests.compliance.reviewed import ROOT
from tests.compliance.running import in_commands

PRIVACY = (ROOT / "docs/privacy.md").read_text("utf-8")
AI_ACT = (ROOT / "docs/ai-act.md").read_text("utf-8")
BOTH = pytest.mark.parametrize("text", [PRIVACY, AI_ACT], ids=["privacy", "ai-act"])


def test_the_data_map_holds_every_table() -> None:
    rows = PRIVACY.split("## Data map")[1].split("\n## ")[0]
    mapped = {name for row in rows.splitlines() if row.startswith("| ") for name in re.findall(r"`(\w+)`", row)}
    assert set(metadata.tables) - mapped == set(), "a table that no data protection officer was told about"


def test_every_row_of_the_data_map_is_filled_in() -> None:
    rows = PRIVACY.split("## Data map")[1].split("\n## ")[0]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines() if row.startswith("|")]
    assert len(cells) > 15
    assert {len(row) for row in cells} == {7}
    assert all(cell for row in cells for cell in row)


@BOTH
def test_every_door_exists(text: str) -> None:
    paths = create_app(load_settings()).openapi()["paths"]
    named = re.findall(r"`(GET|PUT|POST|DELETE) (/v1/[^`]+)`", text)
    assert named
    assert [f"{verb} {path}" for verb, path in named if verb.lower() not in paths.get(path, {})] == []


def test_every_command_and_option_exists() -> None:
    known = {said.field for said in in_commands(typer.main.get_command(commands))}
    for text in (PRIVACY, AI_ACT):
        for command in re.findall(r"`(simulator [a-z ]+[a-z])(?: --[^`]+)?`", text):
            assert command in known, command
    for command, option in re.findall(r"`(simulator [a-z ]+[a-z]) --([a-z-]+)`", PRIVACY):
        assert f"{command} {option.replace('-', '_')}" in known, option


@BOTH
def test_every_setting_exists(text: str) -> None:
    schema = Settings.model_json_schema()
    known: set[str] = set()

    def collect(properties: dict[str, dict[str, object]], prefix: str) -> None:
        for name, field in properties.items():
            known.add(f"{prefix}{name.upper()}")
            inner = str(field.get("$ref", "")).rsplit("/", 1)[-1]
            if inner in schema["$defs"]:
                collect(schema["$defs"][inner]["properties"], f"{prefix}{name.upper()}__")

    collect(schema["properties"], "SIMULATOR_")
    assert [name for name in re.findall(r"SIMULATOR_\w+", text) if name not in known] == []


def test_the_terms_told_are_the_terms_kept() -> None:
    terms = Settings.model_fields["privacy"].default
    assert f"talks {terms.transcript_days} days" in PRIVACY
    assert f"sound {terms.audio_days} days" in PRIVACY
    assert f"audit log {terms.audit_days} days" in PRIVACY


@BOTH
def test_anchors_lead_to_headings(text: str) -> None:
    pages = {"": text, "privacy.md": PRIVACY, "ai-act.md": AI_ACT}
    for page, anchor in re.findall(r"\]\(([\w.-]*)#([\w-]+)\)", text):
        headings = re.findall(r"^#+ (.+)$", pages[page], re.MULTILINE)
        slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert anchor in slugs, f"{page}#{anchor}"


@BOTH
def test_the_state_of_the_law_has_a_date_and_is_no_advice(text: str) -> None:
    assert "Status: 23 November 2026" in text
    assert "Not legal advice" in text
