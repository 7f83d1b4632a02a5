"""Two colleagues at the table: every report, export and print says who spoke."""

import csv
import io
import json
from dataclasses import replace
from html import unescape

import openpyxl
import pytest

from simulator.flow.labels import LANGUAGES, Language
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import AvatarTurn
from simulator.report import render
from tests.dialogue.talks import catalog


@pytest.fixture(scope="session")
def of_three(good: RehearsalReport) -> RehearsalReport:
    """The good talk, with every other line of the persona said by Roger."""
    persona_turns = [turn.item_id for turn in good.talk.avatar_turns]
    theirs = set(persona_turns[1::2])
    turns = tuple(
        replace(turn, speaker="roger") if isinstance(turn, AvatarTurn) and turn.item_id in theirs else turn
        for turn in good.talk.turns
    )
    return replace(good, talk=replace(good.talk, turns=turns), second=catalog().persona("roger"))


def speakers(whole: RehearsalReport) -> list[str]:
    return ["Roger" if turn.speaker else whole.persona.name for turn in whole.talk.avatar_turns]


def csv_speakers(whole: RehearsalReport) -> list[str]:
    data = render(whole, format="csv", audience="trainee", language="nl").decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(data, newline="")) if row[0] == "turn"]
    return [row[2] for row in rows if row[1].startswith("persona") or row[2] != "U"]


def test_the_table_of_turns_says_who_spoke(of_three: RehearsalReport, good: RehearsalReport) -> None:
    for whole in (of_three, good):
        assert [name for name in csv_speakers(whole) if name in {"Roger", whole.persona.name}] == speakers(whole)
    assert {"Roger", of_three.persona.name} <= set(csv_speakers(of_three))


def test_the_workbook_says_who_spoke(of_three: RehearsalReport) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(render(of_three, format="xlsx", audience="trainee", language="nl")), read_only=True
    )
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"Roger", of_three.persona.name, f"{of_three.persona.name} + Roger"} <= cells


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_both_at_the_top_and_beside_their_words(of_three: RehearsalReport, language: Language) -> None:
    page = render(of_three, format="html", audience="trainee", language=language).decode()
    assert page.count("<b>Roger</b>") == speakers(of_three).count("Roger") > 0
    assert page.count(f"<b>{of_three.persona.name}</b>") == speakers(of_three).count(of_three.persona.name) > 0
    assert of_three.second is not None
    assert of_three.second.role.in_language(language) in unescape(page)


def test_the_document_says_who_spoke_and_nothing_of_it_in_a_talk_between_two(
    of_three: RehearsalReport, good: RehearsalReport
) -> None:
    whole, plain = (
        json.loads(render(report, format="json", audience="trainee", language="nl")) for report in (of_three, good)
    )
    assert [turn["speaker"]["name"] for turn in whole["turns"] if turn["who"] == "persona"] == speakers(of_three)
    assert whole["second"] == {"id": "roger", "name": "Roger"}
    assert plain["second"] is None
    assert not any("speaker" in turn for turn in plain["turns"])


@pytest.mark.slow
def test_paper_says_who_spoke(of_three: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    data = render(of_three, format="pdf", audience="trainee", language="nl")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert text.count("Roger") > speakers(of_three).count("Roger")
