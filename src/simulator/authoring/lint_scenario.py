"""Rules for one scenario, phases apart."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from math import isclose

from simulator.authoring.finding import Finding
from simulator.authoring.lint_lines import check_lines
from simulator.authoring.reading import Authored
from simulator.authoring.source import Loc, did_you_mean, listed
from simulator.flow.labels import DIFFICULTIES, Language
from simulator.flow.scenario import Example, Scenario

ScenarioRule = Callable[[Authored[Scenario]], Iterator[Finding]]


def unknown_measures(scenario: Authored[Scenario], measures: frozenset[str]) -> Iterator[Finding]:
    """Bands, halvings and blockers may only use measures that feedback computes."""
    for loc, name in _measures_used(scenario.value):
        if name not in measures:
            remedy = did_you_mean(name, measures, otherwise=f"Choose one of: {listed(measures)}.")
            yield scenario.source.finding("SIM103", loc, f"there is no measure {name!r}.", remedy)


def ids_are_unique(scenario: Authored[Scenario]) -> Iterator[Finding]:
    value = scenario.value
    blocks: tuple[tuple[Loc, Sequence[str]], ...] = (
        (("phases",), [phase.id for phase in value.phases]),
        (("triggers",), [trigger.id for trigger in value.triggers]),
        (("also_present", "joins"), [join.id for join in value.also_present.joins] if value.also_present else []),
        (("rubric", "criteria"), [criterion.id for criterion in value.rubric.criteria]),
        (("examples",), [example.id for example in value.examples]),
    )
    for loc, ids in blocks:
        seen: Counter[str] = Counter()
        for number, name in enumerate(ids):
            seen[name] += 1
            if seen[name] == 2:
                yield scenario.source.finding(
                    "SIM104", (*loc, number, "id"), f"the id {name!r} is used twice.", "Give this one another id."
                )


def weights_are_100(scenario: Authored[Scenario]) -> Iterator[Finding]:
    total = sum(criterion.weight for criterion in scenario.value.rubric.criteria)
    if not isclose(total, 100):
        yield scenario.source.finding(
            "SIM107",
            ("rubric", "criteria"),
            f"the weights add up to {total:g}.",
            "Make them 100 together.",
            of_key=True,
        )


def bands_have_width(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, criterion in enumerate(scenario.value.rubric.criteria):
        for band_number, band in enumerate(criterion.bands):
            if band.full == band.zero:
                yield scenario.source.finding(
                    "SIM118", ("rubric", "criteria", number, "bands", band_number),
                    "full and zero are the same value.", "Let them differ: points run between them.",
                )  # fmt: skip


def ladder_rises(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, (lower, higher) in enumerate(pairwise(scenario.value.ladder), start=1):
        if higher.debt <= lower.debt:
            yield scenario.source.finding(
                "SIM108", ("ladder", number, "debt"), f"this rung ({higher.debt:g}) is not above the one before it.",
                f"Write more than {lower.debt:g}.",
            )  # fmt: skip


def leaving_is_last(scenario: Authored[Scenario]) -> Iterator[Finding]:
    """Whoever left does not press on."""
    left = [number for number, rung in enumerate(scenario.value.ladder) if rung.intent == "leave"]
    for number in range(left[0] + 1 if left else len(scenario.value.ladder), len(scenario.value.ladder)):
        yield scenario.source.finding(
            "SIM127", ("ladder", number), "the persona has left before this rung.", "Let `leave` be the last rung."
        )


def levels_rise(scenario: Authored[Scenario]) -> Iterator[Finding]:
    """A harder level bears less, grows tense faster and trusts more slowly."""
    levels = scenario.value.difficulties
    for level in DIFFICULTIES:
        if levels and level not in levels:
            yield scenario.source.finding(
                "SIM126", ("difficulties",), f"there is no level {level!r}.", f"Add `{level}: {{}}` with its ratios.",
                of_key=True,
            )  # fmt: skip
    present = [level for level in DIFFICULTIES if level in levels]
    for easier, harder in pairwise(present):
        for field, sign in (("patience_ratio", -1), ("tension_ratio", 1), ("trust_ratio", -1)):
            before, after = getattr(levels[easier], field), getattr(levels[harder], field)
            if sign * (after - before) < 0:
                side = "above" if sign < 0 else "below"
                message = f"{field} of {harder} ({after:g}) lies {side} that of {easier} ({before:g})."
                yield scenario.source.finding(
                    "SIM126", ("difficulties", harder), message,
                    "Harder means less patience, faster tension and slower trust.", of_key=True,
                )  # fmt: skip


def openings_match(scenario: Authored[Scenario]) -> Iterator[Finding]:
    return languages_match(scenario, "SIM113", ("opening",), scenario.value.opening, "there is no opening")


def languages_match(
    scenario: Authored[Scenario], code: str, loc: Loc, written: Collection[Language], lacking: str
) -> Iterator[Finding]:
    """What is written by language is there in every language of the talk, and in no other.

    Args:
        lacking: what is said of a language that is missing, before its name.
    """
    languages = scenario.value.languages
    for language in languages:
        if language not in written:
            message = f"{lacking} in {language!r}."
            yield scenario.source.finding(code, loc, message, f"Add `{language}:`.", of_key=True)
    for language in written:
        if language not in languages:
            message = f"{language!r} is not in `languages`."
            yield scenario.source.finding(code, (*loc, language), message, "Add it, or remove this.", of_key=True)


def dates_are_dates(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, note in enumerate(scenario.value.legal):
        loc: Loc = ("legal", number, "last_verified")
        try:
            verified = dt.date.fromisoformat(note.last_verified)
        except ValueError:
            message, remedy = f"{note.last_verified!r} is not a date.", "Write it as 2026-11-23."
            yield scenario.source.finding("SIM115", loc, message, remedy)
        else:
            if verified > dt.datetime.now(tz=dt.UTC).date():
                remedy = "Write the day on which somebody checked it."
                yield scenario.source.finding("SIM115", loc, f"{verified} has not come yet.", remedy)


def examples_make_sense(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, example in enumerate(scenario.value.examples):
        for field, message, remedy in _example_faults(example, scenario.value):
            yield scenario.source.finding("SIM114", ("examples", number, field), message, remedy)


def lines_are_speakable(scenario: Authored[Scenario]) -> Iterator[Finding]:
    yield from check_lines(scenario.source, ("lines",), scenario.value.lines)


def _measures_used(scenario: Scenario) -> Iterator[tuple[Loc, str]]:
    for number, criterion in enumerate(scenario.rubric.criteria):
        loc: Loc = ("rubric", "criteria", number)
        for band_number, band in enumerate(criterion.bands):
            yield (*loc, "bands", band_number, "measure"), band.measure
        if criterion.halved_when is not None:
            yield (*loc, "halved_when"), criterion.halved_when
    for number, blocker in enumerate(scenario.rubric.blockers):
        yield ("rubric", "blockers", number, "measure"), blocker.measure


def _example_faults(example: Example, scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    if example.language not in scenario.languages:
        yield "language", f"{example.language!r} is not a language of this scenario.", "Choose one that is."
    if example.persona is not None and example.persona not in scenario.personas:
        yield "persona", f"{example.persona!r} does not play this scenario.", f"One of: {listed(scenario.personas)}."
    if example.news_turn is not None and not 1 <= example.news_turn <= len(example.turns):
        yield "news_turn", f"there is no turn {example.news_turn}.", f"Turns run from 1 to {len(example.turns)}."
    low, high = example.score_at_least, example.score_at_most
    if low is not None and high is not None and low > high:
        yield "score_at_least", f"{low:g} is above score_at_most ({high:g}).", "Swap them."
    if both := set(example.intents_include) & set(example.intents_exclude):
        yield "intents_exclude", f"{listed(both)} is also in intents_include.", "Keep it in one of them."
    joins = {join.id for join in scenario.also_present.joins} if scenario.also_present else set[str]()
    for field in ("joins_include", "joins_exclude"):
        for name in getattr(example, field):
            if name not in joins:
                yield field, f"there is no join {name!r}.", did_you_mean(name, joins, otherwise="Name one that is.")
    if twice := set(example.joins_include) & set(example.joins_exclude):
        yield "joins_exclude", f"{listed(twice)} is also in joins_include.", "Keep it in one of them."


SCENARIO_RULES: tuple[ScenarioRule, ...] = (
    ids_are_unique, weights_are_100, bands_have_width, ladder_rises, leaving_is_last, levels_rise, openings_match,
    dates_are_dates, examples_make_sense, lines_are_speakable,
)  # fmt: skip
