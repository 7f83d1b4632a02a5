"""Whatever was said, written and measured: HR finds no word that was not chosen and no number of the voice."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.feedback import assess
from simulator.flow.labels import LANGUAGES, Language
from simulator.flow.prosody import LevelSummary, PitchSummary
from simulator.flow.report import RehearsalReport
from simulator.flow.sharing import Beside, ChosenQuote, Remark, ScoreOverride, Signature
from simulator.flow.speech import Word
from simulator.flow.talk import Talk, TraineeTurn
from simulator.report import FORMATS, ReportFormat, render
from tests.feedback.talks import TalkBuilder, c4_scenario, delivery, report_of

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NOTICE = {
    "nl": "Opleiding, niet voor evaluatie",
    "fr": "Formation, pas pour l'évaluation",
    "en": "Training, not for evaluation",
}
SPOKEN = st.lists(st.lists(st.booleans(), min_size=1, max_size=6), min_size=1, max_size=5)
"""Turns of words; for each word whether the trainee lets HR read it. A turn without any is not chosen at all."""


def _word(turn: int, index: int) -> str:
    """A word that no page has by itself."""
    return f"qz{'bcdfghjk'[turn]}{'lmnprstv'[index]}xw"


def _number(turn: int, which: int) -> float:
    """A quantity no page has by itself, whichever way it is rounded."""
    return 7000 + 100 * turn + 10 * which + 3.625


def _talk(spoken: list[list[bool]]) -> tuple[Talk, Beside]:
    builder, chosen = TalkBuilder("hr"), []
    for turn, words in enumerate(spoken):
        said = [_word(turn, index) for index in range(len(words))]
        text = " ".join(said)
        builder.avatar(f"wv{turn}qx").trainee(text, ("core", said[0]), delivery=delivery())
        if any(words):
            spans = [(text.index(word), text.index(word) + len(word)) for word in said]
            hidden = tuple(span for span, is_open in zip(spans, words, strict=True) if not is_open)
            chosen.append(ChosenQuote(f"trainee_{2 * turn + 1:03d}", hidden))
    talk = builder.build()
    turns = tuple(
        replace(_loud(turn, number), words=(Word(turn.text, 7100, 7900, 1.0),))
        if isinstance(turn, TraineeTurn)
        else turn
        for number, turn in enumerate(talk.turns)
    )
    taken_back = tuple(replace(t, text=f"{t.text} qzback") for t in turns if isinstance(t, TraineeTurn))
    by = Signature("trainer", AT, "Qzname")
    all_words = " ".join(t.text for t in talk.trainee_turns)
    overrides = (ScoreOverride("clarity", 1.5, all_words, by),)
    beside = Beside((Remark(all_words, by),), overrides, 7663.6, tuple(chosen))
    return replace(talk, turns=turns, taken_back=taken_back), beside


def _loud(turn: TraineeTurn, number: int) -> TraineeTurn:
    assert turn.delivery is not None
    pitch = PitchSummary(_number(number, 0), _number(number, 1), _number(number, 2), 0.7)
    level = LevelSummary(_number(number, 3), _number(number, 4))
    return replace(
        turn, delivery=replace(turn.delivery, articulation_rate_sps=_number(number, 5), pitch=pitch, level=level)
    )


def _read(data: bytes, format_: ReportFormat) -> str:
    match format_:
        case "pdf":
            return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
        case "xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                return "".join(book.read(name).decode() for name in book.namelist())
        case _:
            return re.sub("base64,[^)]*", "", data.decode("utf-8-sig"))  # the digits of a font


def _check(format_: ReportFormat, spoken: list[list[bool]], language: Language) -> None:
    talk, beside = _talk(spoken)
    whole: RehearsalReport = report_of(talk, assess(talk, c4_scenario()))
    page = _read(render(whole, format=format_, audience="hr", language=language, beside=beside), format_)
    for turn, words in enumerate(spoken):
        for index, is_open in enumerate(words):
            assert (_word(turn, index) in page) == (is_open and format_ != "xapi")
    for unseen in ("qzback", "Qzname", "wv0qx", "7663"):
        assert unseen not in page
    numbers = [_number(turn, which) for turn in range(len(talk.turns)) for which in range(6)]
    assert not [number for number in numbers if str(int(number)) in page.replace(".", "")]


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "pdf"])
def test_no_word_that_was_not_chosen_and_no_number_of_the_voice(format_: ReportFormat) -> None:
    @settings(max_examples=25, deadline=None)
    @given(SPOKEN, st.sampled_from(LANGUAGES))
    def check(spoken: list[list[bool]], language: Language) -> None:
        _check(format_, spoken, language)

    check()


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPOKEN, st.sampled_from(LANGUAGES))
def test_nor_on_paper(spoken: list[list[bool]], language: Language) -> None:
    _check("pdf", spoken, language)


def _hr(good: RehearsalReport, format_: ReportFormat, language: Language) -> bytes:
    quotes = tuple(ChosenQuote(t.item_id) for t in good.talk.trainee_turns)
    given_ = (ScoreOverride("clarity", 1.5, "", Signature("trainer", AT)),)
    return render(
        good, format=format_, audience="hr", language=language, beside=Beside(quotes=quotes, overrides=given_)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_sheet_table_and_statement_says_what_it_is_for(language: Language, good: RehearsalReport) -> None:
    notice = NOTICE[language]
    reader = pypdf.PdfReader(io.BytesIO(_hr(good, "pdf", language)))
    assert all(notice in " ".join(page.extract_text().split()) for page in reader.pages)
    assert _hr(good, "html", language).decode().count(notice.replace("'", "&#39;")) == 2
    with zipfile.ZipFile(io.BytesIO(_hr(good, "xlsx", language))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "/worksheets/sheet" in name]
        assert len(sheets) == 4
        assert all(f"&amp;L{notice}" in sheet for sheet in sheets)
        assert "<si>" in book.read("xl/sharedStrings.xml").decode()
    lines = _hr(good, "csv", language).decode("utf-8-sig").splitlines()
    headings = [number for number, line in enumerate(lines) if line.startswith("#") and notice not in line]
    assert len(headings) == 4
    assert all(notice in lines[number - 1] for number in headings)
    statements: list[dict[str, Any]] = json.loads(_hr(good, "xapi", language))
    assert {s["context"]["extensions"]["https://rechtuit.example/notice"] for s in statements} == {notice}
    assert json.loads(_hr(good, "json", language))["notice"] == notice
