"""What each audience sees, in every format."""

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest

from simulator.flow.report import RehearsalReport
from simulator.report import FORMATS, ReportFormat, render
from simulator.report.audience import show

WORD_CHARS = 8
"""Shorter quotes ("gewoon") may be words of the page itself."""

TEXTUAL: list[ReportFormat] = [f for f in FORMATS if f != "pdf"]


def readable(data: bytes, format_: ReportFormat) -> str:
    if format_ == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    text = data.decode("utf-8-sig")
    return re.sub("<mark[^>]*>|</mark>|<sup>[^<]*</sup>", "", text) if format_ == "html" else text


@pytest.mark.parametrize("format_", TEXTUAL)
def test_hr_sees_no_word_no_quote_no_sound_no_reason(
    format_: ReportFormat, good: RehearsalReport, mediocre: RehearsalReport
) -> None:
    for whole in (good, mediocre):
        page = readable(render(whole, format=format_, audience="hr", language="nl"), format_)
        said = [turn.text for turn in whole.talk.turns] + [e.quote for e in whole.feedback.evidence if e.quote]
        told = [e.message.nl for e in whole.feedback.evidence] + [c.reason.nl for c in whole.feedback.criteria]
        told += [a.text.nl for a in whole.feedback.advice]
        assert [text for text in said + told if len(text) > WORD_CHARS and text in page] == []
        assert "Opleiding, niet voor evaluatie" in page
        assert all(c.title.nl in page for c in whole.feedback.criteria)


@pytest.mark.parametrize("format_", TEXTUAL)
def test_hr_sees_no_total_and_no_pass(format_: ReportFormat, mediocre: RehearsalReport) -> None:
    telling = replace(mediocre, feedback=replace(mediocre.feedback, total=87.3))
    page = readable(render(telling, format=format_, audience="hr", language="nl"), format_)
    assert "87,3" not in page
    assert "87.3" not in page
    assert "passed" not in page
    assert "success" not in page


@pytest.mark.parametrize("format_", TEXTUAL)
def test_trainer_sees_words_and_no_delivery(format_: ReportFormat, good: RehearsalReport) -> None:
    page = readable(render(good, format=format_, audience="trainer", language="en"), format_)
    for hidden in ("syllables per second", "semitones", "pitch", "articulation", "voiced_ratio", "within your turn"):
        assert hidden not in page
    if format_ not in {"xapi"}:
        assert "Ik zie dat dit hard aankomt." in page
        assert "own_responsibility" in page


def test_trainee_sees_all(good: RehearsalReport) -> None:
    shown = show(good, "trainee", "nl")
    assert shown.evidence == good.feedback.evidence
    assert shown.talk == good.talk
    page = render(good, format="html", audience="trainee", language="en").decode()
    assert "Articulation rate" in page
    document = json.loads(render(good, format="json", audience="trainee", language="en"))
    assert document["turns"][1]["delivery"]["pitch"]["range_st"] == 6.2


def test_what_only_the_trainee_may_see_is_hidden_from_the_trainer(good: RehearsalReport) -> None:
    private = replace(good.feedback.evidence[3], visibility=("trainee",), quote="alleen voor mij")
    whole = replace(good, feedback=replace(good.feedback, evidence=(private,)))
    shown = show(whole, "trainer", "nl")
    assert shown.evidence == ()
    assert not any(c.evidence_ids for c in shown.criteria)
    assert not any(a.evidence_ids for a in shown.advice)
    assert show(whole, "trainee", "nl").evidence == (private,)


def test_delivery_evidence_never_reaches_the_trainer_even_when_marked_so(good: RehearsalReport) -> None:
    delivery = next(e for e in good.feedback.evidence if e.category == "delivery")
    marked = replace(delivery, visibility=("trainee", "trainer", "hr"))
    whole = replace(good, feedback=replace(good.feedback, evidence=(marked,)))
    assert show(whole, "trainer", "nl").evidence == ()
    assert show(whole, "hr", "nl").evidence == ()
