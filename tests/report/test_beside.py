"""A trainer's points and remarks beside the computed ones, in every format; nothing is ever replaced in silence."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import openpyxl
import pypdf
import pytest

from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.flow.sharing import Beside, ChosenQuote, Remark, ScoreOverride, Signature
from simulator.report import FORMATS, ReportFormat, render
from simulator.report.audience import show

EVENING = Signature("trainer", datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "Tom Peeters")
"""Half past midnight in Belgium, the day after."""
FIRST = ScoreOverride("clarity", 11.25, "Te streng geteld.", EVENING)
LAST = ScoreOverride("clarity", 13.75, "=Toch nog beter dan dat.", EVENING)
BESIDE = Beside(
    remarks=(Remark("Sterk begin <b>.", EVENING), Remark("Hier langer wachten.", EVENING, "trainee_003")),
    overrides=(FIRST, LAST),
    total=77.75,
    quotes=(ChosenQuote("trainee_003"),),
)


def text_of(whole: RehearsalReport, format_: ReportFormat, audience: Audience, language: Language = "nl") -> str:
    """What a reader of the document finds in it."""
    data = render(whole, format=format_, audience=audience, language=language, beside=BESIDE)
    if format_ == "pdf":
        return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    if format_ == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return "\n".join(
            str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None
        )
    return re.sub("</?span[^>]*>", "", data.decode("utf-8-sig"))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("audience", ["trainee", "trainer"])
def test_both_scores_and_the_reason_stand_in_every_format(
    format_: ReportFormat, audience: Audience, good: RehearsalReport
) -> None:
    text = text_of(good, format_, audience)
    computed = next(c for c in good.feedback.criteria if c.criterion_id == "clarity").value
    decimal = "," if format_ in {"html", "pdf"} else "."
    given = ("11,2", "13,8") if decimal == "," else ("11.25", "13.75")  # a page shows one decimal
    for told in (f"{computed:.1f}".removesuffix(".0"), *given, "Te streng geteld.", "Toch nog beter dan dat."):
        assert told in text
    assert ("77,8" if decimal == "," else "77.75") in text
    assert f"{good.feedback.total}".replace(".", decimal).removesuffix(f"{decimal}0") in text
    assert "trainer" in text


@pytest.mark.parametrize("format_", [f for f in FORMATS if f not in {"xapi", "json"}])
def test_who_and_when_are_told_in_belgian_time(format_: ReportFormat, good: RehearsalReport) -> None:
    assert "trainer Tom Peeters, 24-11-2026" in text_of(good, format_, "trainee")
    assert "formateur Tom Peeters, 24/11/2026" in text_of(good, format_, "trainee", "fr")


@pytest.mark.parametrize("format_", FORMATS)
def test_hr_sees_the_trainers_points_without_name_reason_or_total(format_: ReportFormat, good: RehearsalReport) -> None:
    text = text_of(good, format_, "hr")
    assert ("13,8" if format_ in {"html", "pdf"} else "13.75") in text
    for hidden in ("Tom Peeters", "streng", "Toch nog beter", "77,8", "77.75", "Sterk begin", "langer wachten"):
        assert hidden not in text


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "xapi"])
def test_remarks_are_read_by_trainee_and_trainer(format_: ReportFormat, good: RehearsalReport) -> None:
    audiences: tuple[Audience, ...] = ("trainee", "trainer")
    for audience in audiences:
        text = text_of(good, format_, audience)
        assert "Hier langer wachten." in text
        assert ("Sterk begin &lt;b&gt;." if format_ == "html" else "Sterk begin <b>.") in text


def test_a_remark_says_which_moment_it_is_about(good: RehearsalReport) -> None:
    text = text_of(good, "pdf", "trainee")
    began = next(t.start_ms for t in good.talk.turns if t.item_id == "trainee_003") // 1000
    assert f"Hier langer wachten. op {began // 60}:{began % 60:02d} · trainer Tom Peeters" in text


def test_which_score_holds_is_said(good: RehearsalReport) -> None:
    data = render(good, format="csv", audience="trainee", language="nl", beside=BESIDE).decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(data, newline="")) if row[0] == "override"]
    assert [row[3:9] for row in rows] == [
        ["20.0", "11.25", "20", "trainer Tom Peeters, 24-11-2026", "nee", "Te streng geteld."],
        ["20.0", "13.75", "20", "trainer Tom Peeters, 24-11-2026", "ja", "'=Toch nog beter dan dat."],
    ]
    assert "vervangen door een latere" in text_of(good, "html", "trainee")


def test_json_keeps_the_computed_score_apart(good: RehearsalReport) -> None:
    document = json.loads(render(good, format="json", audience="trainer", language="nl", beside=BESIDE))
    clarity = next(c for c in document["criteria"] if c["criterion_id"] == "clarity")
    assert clarity["value"] == next(c.value for c in good.feedback.criteria if c.criterion_id == "clarity")
    assert document["outcome"]["total"] == good.feedback.total
    assert document["trainer_total"] == 77.75
    assert [given["value"] for given in document["overrides"]] == [11.25, 13.75]


def test_xapi_scores_stay_the_computed_ones(good: RehearsalReport) -> None:
    with_given = json.loads(render(good, format="xapi", audience="trainee", language="nl", beside=BESIDE))
    without = json.loads(render(good, format="xapi", audience="trainee", language="nl"))
    assert [s["result"]["score"] for s in with_given] == [s["result"]["score"] for s in without]
    extensions = [s["result"].get("extensions", {}) for s in with_given]
    assert [e["value"] for e in extensions[2]["https://rechtuit.example/trainer-scores"]] == [11.25, 13.75]
    assert extensions[0] == {"https://rechtuit.example/trainer-total": 77.75}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_anything_beside_it_says_nothing_of_it(language: Language, good: RehearsalReport) -> None:
    page = render(good, format="html", audience="trainee", language=language).decode()
    assert 'id="given"' not in page
    assert 'id="remarks"' not in page
    assert 'id="chosen"' not in page


def test_quotes_stand_in_the_order_of_the_talk_without_what_was_left_out(good: RehearsalReport) -> None:
    said = next(t.text for t in good.talk.turns if t.item_id == "trainee_003")
    chosen = (ChosenQuote("trainee_005", ((0, 3), (2, 10))), ChosenQuote("trainee_003", ((20, 99), (0, 5))))
    shown = show(good, "hr", "nl", Beside(quotes=chosen))
    assert [quote.turn for quote in shown.quotes] == [2, 3]
    assert shown.quotes[0].parts == (None, said[5:20], None)
    assert shown.quotes[1].parts[0] is None
    assert len(shown.quotes[1].parts) == 2
    assert show(good, "trainee", "nl", Beside(quotes=chosen)).quotes == ()
