"""The facade: every format for every audience in every language; the same report gives the same bytes."""

import re
import time
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import get_args

import pytest

from simulator import feedback, report
from simulator.errors import BadInput
from simulator.feedback import assess
from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.report import FORMATS, ReportFormat, render
from simulator.report.audience import Shown
from tests.feedback.talks import c4_scenario, good_talk, report_of

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
QUICK: list[ReportFormat] = [f for f in FORMATS if f != "pdf"]

FORBIDDEN = re.compile(
    r"\b(nerveu[sx]\w*|zenuwachtig\w*|onzeker\w*|gestresseerd\w*|stress\w*|boos|kwaad|zelfzeker\w*|sentiment\w*|arousal|"
    r"valence|emoti\w*|émotion\w*|confidence|nervous\w*|anxi\w*|insecure|angry|fâché\w*|anxieu\w*)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("format_", QUICK)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_same_report_same_bytes(
    format_: ReportFormat, audience: Audience, language: Language, good: RehearsalReport
) -> None:
    first = render(good, format=format_, audience=audience, language=language)
    talk = good_talk(spoken=True)
    again = report_of(talk, assess(talk, c4_scenario()))
    assert first == render(again, format=format_, audience=audience, language=language)
    assert len(first) > 400


def test_later_is_the_same(good: RehearsalReport) -> None:
    formats: list[ReportFormat] = ["xlsx", "html", "json"]
    before = [render(good, format=f, audience="trainee", language="nl") for f in formats]
    time.sleep(2.1)  # a zip archive counts time in steps of two seconds
    assert before == [render(good, format=f, audience="trainee", language="nl") for f in formats]


@pytest.mark.parametrize("format_", QUICK)
def test_languages_differ(format_: ReportFormat, good: RehearsalReport) -> None:
    assert len({render(good, format=format_, audience="trainee", language=language) for language in LANGUAGES}) == 3


@pytest.mark.parametrize(("field", "wrong"), [("format", "docx"), ("audience", "boss"), ("language", "de")])
def test_an_unknown_name_says_which_are_known(field: str, wrong: str, good: RehearsalReport) -> None:
    asked = {"format": "html", "audience": "trainee", "language": "nl", field: wrong}
    with pytest.raises(BadInput, match=f"{field}: no report {field} called '{wrong}'. Choose one of: "):
        render(good, **asked)  # type: ignore[arg-type]


def test_an_empty_talk_still_renders(good: RehearsalReport) -> None:
    talk = replace(good.talk, turns=())
    empty = report_of(talk, assess(talk, c4_scenario()))
    for format_ in QUICK:
        assert render(empty, format=format_, audience="trainee", language="nl")


def test_no_template_text_or_source_speaks_of_what_the_trainee_feels() -> None:
    rooms = [Path(report.__file__).parent, Path(feedback.__file__).parent]
    sources = [p for room in rooms for p in room.rglob("*") if p.suffix in {".py", ".j2", ".css", ".yaml"}]
    assert len(sources) > 40
    for path in sources:
        # The name of a dialogue act: words about what the *other* shows.
        said = path.read_text("utf-8").replace("act.acknowledge_emotion", "")
        assert not FORBIDDEN.findall(said.replace("_", " ")), path


def test_no_field_that_is_shown_speaks_of_what_the_trainee_feels() -> None:
    assert is_dataclass(Shown)
    assert not [f.name for f in fields(Shown) if FORBIDDEN.search(f.name.replace("_", " "))]


def test_the_words_of_a_report_about_the_trainee_name_no_feeling(good: RehearsalReport) -> None:
    for language in LANGUAGES:
        page = render(good, format="html", audience="trainee", language=language).decode()
        page = page.replace("Gevonden: acknowledge_emotion", "")
        assert not FORBIDDEN.findall(page)
