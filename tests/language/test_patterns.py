"""Rule patterns: word classes, blanks that take commas, whole words, and mistakes told by name."""

import time

import pytest

from simulator.language.patterns import PatternError, compile_any, expand

WORDS = {"you": "u|ge", "your": "{you}w", "number": "{num}|twee"}


def test_word_classes_nest() -> None:
    assert expand("{your}", WORDS) == "(?:(?:u|ge)w)"


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("ja kijk", "ja, kijk", True),
        ("c ?4", "c4", True),
        ("c ?4", "c 4", True),
        ("c[- ]?vier", "c vier", True),
        ("ik {few}stop", "ik zet het nu stop", True),
        ("ik {few}stop", "ik zet het nu maar stop", False),
        ("plan", "planning", False),
        ("ik {few}stop", "ik ga. stop", False),
        ("{number} uur", "10.30 uur", True),
    ],
)
def test_blanks_and_gaps(pattern: str, text: str, found: bool) -> None:
    assert bool(compile_any([pattern], WORDS).search(text)) is found


@pytest.mark.parametrize(("pattern", "what"), [("{nobody}", "no word class"), ("(ik", "not a regular expression")])
def test_a_mistake_names_the_pattern(pattern: str, what: str) -> None:
    with pytest.raises(PatternError, match=what):
        compile_any(["goed", pattern], WORDS)


def test_a_class_that_holds_itself_is_refused() -> None:
    with pytest.raises(PatternError, match="contains itself"):
        compile_any(["{a}"], {"a": "x{a}"})


def test_nested_gaps_stay_linear() -> None:
    pattern = compile_any([r"ik {some}(?:{w} ){0,5}stop(?: {w}){0,14} nooit"], WORDS)
    times = []
    for words in (2_000, 20_000):
        started = time.process_time()
        pattern.search("ik ga " * words)
        times.append(time.process_time() - started)
    assert times[1] < 40 * max(times[0], 0.005)
