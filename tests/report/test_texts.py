"""The three files of words say the same things, and every key the code asks for is there."""

import re
from pathlib import Path

import pytest

from simulator import report
from simulator.flow.labels import LANGUAGES, Language
from simulator.flow.local_text import LocalText
from simulator.report.texts import Texts, clock_time, texts

PACKAGE = Path(report.__file__).parent
KEY = re.compile(r"""\b(?:t|words|label)\(["']([a-z_.]+)["']\)""")


def test_all_keys_exist_in_all_languages() -> None:
    keys = {language: set(texts(language).words) for language in LANGUAGES}
    assert keys["nl"] == keys["fr"] == keys["en"]
    assert len(keys["nl"]) > 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_or_copied(language: Language) -> None:
    own, dutch = texts(language).words, texts("nl").words
    blank = {key for key, text in own.items() if not text and not key.endswith(".source")}
    assert not blank
    if language != "nl":
        copied = {key for key in own if own[key] == dutch[key] and len(own[key]) > 14}
        assert not copied


def test_every_key_in_templates_and_code_exists() -> None:
    asked = {
        key
        for path in [*PACKAGE.rglob("*.j2"), *PACKAGE.rglob("*.py")]
        for key in KEY.findall(path.read_text("utf-8"))
        if not key.endswith(".")
    }
    assert len(asked) > 40
    assert asked <= set(texts("nl").words)


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [("nl", 66.6, "66,6"), ("fr", 66.6, "66,6"), ("en", 66.6, "66.6"), ("nl", 20.0, "20"), ("nl", float("nan"), "–")],
)
def test_numbers(language: Language, value: float, shown: str) -> None:
    assert texts(language).number(value) == shown
    assert texts(language).number(100, digits=0) == "100"


@pytest.mark.parametrize(("time_ms", "shown"), [(0, "0:00"), (65_400, "1:05"), (3_600_000, "60:00"), (-5, "0:00")])
def test_clock_time(time_ms: int, shown: str) -> None:
    assert clock_time(time_ms) == shown


def test_french_sets_a_space_before_its_colon() -> None:
    assert texts("fr").label("score.total") == "Total\N{NO-BREAK SPACE}:"
    assert texts("nl").label("score.total") == "Totaal:"


def test_better_wording_drops_only_its_own_lead_in() -> None:
    words: Texts = texts("nl")
    assert words.better_wording(LocalText("Zeg liever: “Ik besliste.”", "x", "x")) == "“Ik besliste.”"
    assert texts("en").better_wording(LocalText("x", "x", "Better say: 'I decided'.")) == "'I decided'."
    assert words.better_wording(LocalText("Zeg liever wat het is.", "x", "x")) == "wat het is."
    assert words.better_wording(LocalText("Noem twee dingen: wie en wanneer.", "x", "x")).startswith("Noem")
