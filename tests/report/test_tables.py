"""CSV, XLSX, JSON and xAPI: readable by machines, harmless in a spreadsheet."""

import csv
import io
import json
import re
import zipfile
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.report import RehearsalReport
from simulator.report import render
from simulator.report.formats.xlsx_workbook import CELL_CHARS_MAX, fitting
from simulator.report.safe_text import clean, without_formula


def csv_rows(whole: RehearsalReport) -> list[list[str]]:
    data = render(whole, format="csv", audience="trainee", language="nl")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_every_criterion_evidence_and_turn(good: RehearsalReport) -> None:
    rows = csv_rows(good)
    count = {kind: sum(row[0] == kind for row in rows) for kind in ("criterion", "evidence", "turn", "measure")}
    feedback = good.feedback
    assert count == {
        "criterion": len(feedback.criteria), "evidence": len(feedback.evidence), "turn": len(good.talk.turns),
        "measure": len(feedback.measures),
    }  # fmt: skip
    timing = next(row for row in rows if row[:2] == ["criterion", "news_timing"])
    assert timing[3:5] == ["20.0", "20"]


def test_no_csv_cell_is_a_formula(hostile: RehearsalReport) -> None:
    cells = [cell for row in csv_rows(hostile) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+@\t\r|") or cell.startswith("-")]


@given(st.text())
def test_guarded_text_never_starts_like_a_formula(text: str) -> None:
    start = re.sub("^[ \u00a0\ufeff]+", "", without_formula(text))[:1]
    assert start not in set("=+-@\t\r\n＝＋－＠|")


@given(st.text(st.characters(codec=None)))
def test_clean_text_can_always_be_written(text: str) -> None:
    clean(text).encode("utf-8")
    assert clean(clean(text)) == clean(text)


def test_ordinary_text_is_left_alone() -> None:
    for text in ("Wij beëindigen uw contract.", "3 mei", "", "👩‍💼 مرحبا"):
        assert without_formula(text) == text


def test_xlsx_holds_text_and_numbers_and_no_formula(hostile: RehearsalReport) -> None:
    data = render(hostile, format="xlsx", audience="trainee", language="nl")
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/sheet" in name]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet]
    said = [str(cell.value) for row in book["Tekst"].iter_rows(min_col=5, max_col=5) for cell in row]
    assert any(text.startswith("=HYPERLINK(") and "مرحبا" in text for text in said)


def test_xlsx_sheets(good: RehearsalReport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(good, format="xlsx", audience="trainee", language="fr")))
    assert book.sheetnames == [
        "Résumé", "Éléments évalués", "Constats", "Texte", "Mesures", "Le son de votre parole"
    ]  # fmt: skip
    assert [row[2].value for row in book["Éléments évalués"].iter_rows(min_row=2)] == [
        c.value for c in good.feedback.criteria
    ]


@pytest.mark.parametrize("text", ["x" * 40_000, "👩" * 20_000])
def test_a_cell_never_exceeds_what_excel_takes(text: str) -> None:
    cut = fitting(text)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_CHARS_MAX
    assert cut.endswith("…")
    assert fitting("kort") == "kort"


def test_json_is_whole_and_has_no_nan(good: RehearsalReport, hostile: RehearsalReport) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    data = render(good, format="json", audience="trainee", language="nl")
    document = json.loads(data, parse_constant=refuse)
    assert document["schema"] == "rechtuit.report/1"
    assert document["outcome"]["total"] == good.feedback.total
    assert len(document["evidence"]) == len(good.feedback.evidence)
    assert {turn["who"] for turn in document["turns"]} == {"trainee", "persona"}
    assert json.loads(render(hostile, format="json", audience="trainee", language="nl"), parse_constant=refuse)


def test_json_says_null_where_nothing_can_be_measured(good: RehearsalReport) -> None:
    from dataclasses import replace

    from simulator.flow.talk import TraineeTurn
    from tests.feedback.talks import delivery

    turns = tuple(
        replace(t, delivery=delivery(usable=False)) if isinstance(t, TraineeTurn) else t for t in good.talk.turns
    )
    whole = replace(good, talk=replace(good.talk, turns=turns))
    document = json.loads(render(whole, format="json", audience="trainee", language="nl"))
    assert document["turns"][1]["delivery"]["pitch"]["range_st"] is None


def test_xapi_statements_are_pseudonymous_and_complete(good: RehearsalReport) -> None:
    statements = json.loads(render(good, format="xapi", audience="trainee", language="nl"))
    assert len(statements) == 1 + len(good.feedback.criteria)
    assert len({UUID(s["id"]) for s in statements}) == len(statements)
    for statement in statements:
        assert set(statement) == {"id", "version", "actor", "verb", "object", "result", "context"}
        assert statement["version"] == "1.0.3"
        assert statement["actor"] == {
            "objectType": "Agent",
            "account": {"homePage": "https://rechtuit.example/sessions", "name": "good"},
        }
    score = statements[0]["result"]["score"]
    assert score == {"scaled": good.feedback.total / 100, "raw": good.feedback.total, "min": 0, "max": 100}
    assert all(0 <= s["result"]["score"]["scaled"] <= 1 for s in statements)
    assert statements[0]["result"]["duration"].startswith("PT")
    assert not [t.text for t in good.talk.turns if t.text in json.dumps(statements, ensure_ascii=False)]
