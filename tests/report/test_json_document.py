"""docs/report.md names every field that the JSON of a report holds."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from simulator.flow.labels import Audience
from simulator.flow.report import RehearsalReport
from simulator.report import render
from simulator.report.next_exercise import Why

DOCUMENT = Path(__file__).parents[2] / "docs/report.md"
ELSEWHERE = {"words", "delivery", "compared", "state"}
"""What these hold is in docs/delivery.md and docs/protocol."""


def keys(node: Any) -> set[str]:
    if isinstance(node, list):
        return {key for child in node for key in keys(child)}
    if not isinstance(node, dict):
        return set()
    return set(node) | {key for name, child in node.items() if name not in ELSEWHERE for key in keys(child)}


@pytest.mark.parametrize("audience", ["trainee", "trainer", "hr"])
def test_every_field_is_documented(audience: Audience, good: RehearsalReport, mediocre: RehearsalReport) -> None:
    talk = replace(good.talk, taken_back=good.talk.trainee_turns[:1])
    whole = replace(good, talk=talk)
    data = render(whole, format="json", audience=audience, language="nl", earlier=[mediocre])
    told = {name for code in re.findall("`([^`]+)`", DOCUMENT.read_text("utf-8")) for name in re.findall(r"\w+", code)}
    assert keys(json.loads(data)) - told == set()


def test_every_reason_for_a_next_exercise_is_documented() -> None:
    told = DOCUMENT.read_text("utf-8")
    assert not [why for why in get_args(Why) if f"`{why}`" not in told]


def test_every_table_is_documented(good: RehearsalReport, mediocre: RehearsalReport) -> None:
    talk = replace(good.talk, taken_back=good.talk.trainee_turns[:1])
    table = render(
        replace(good, talk=talk), format="csv", audience="trainee", language="nl", earlier=[mediocre]
    ).decode()
    records = {line.split(",")[0] for line in table.splitlines() if re.match("[a-z_]+,", line)}
    told = DOCUMENT.read_text("utf-8")
    assert {"attempt", "taken_back", "turn"} <= records
    assert not [record for record in records if f"`{record}`" not in told]
