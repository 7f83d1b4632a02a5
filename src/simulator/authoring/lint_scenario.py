"""Rules for one scenario, phases apart."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import isclose

from simulator.authoring.finding import Finding
from simulator.authoring.lint_lines import check_lines
from simulator.authoring.reading import Authored
from simulator.authoring.source import Loc, did_you_mean, listed
from simulator.flow.scenario import Condition, Example, Scenario

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


def openings_match(scenario: Authored[Scenario]) -> Iterator[Finding]:
    value = scenario.value
    for language in value.languages:
        if language not in value.opening:
            yield scenario.source.finding(
                "SIM113", ("opening",), f"there is no opening in {language!r}.", f"Add `{language}:`.", of_key=True
            )
    for language in value.opening:
        if language not in value.languages:
            yield scenario.source.finding(
                "SIM113", ("opening", language), f"{language!r} is not in `languages`.", "Add it, or remove this.",
                of_key=True,
            )  # fmt: skip


def dates_are_dates(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, note in enumerate(scenario.value.legal):
        try:
            dt.date.fromisoformat(note.last_verified)
        except ValueError:
            yield scenario.source.finding(
                "SIM115", ("legal", number, "last_verified"), f"{note.last_verified!r} is not a date.",
                "Write it as 2026-11-23.",
            )  # fmt: skip


def examples_make_sense(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, example in enumerate(scenario.value.examples):
        for field, message, remedy in _example_faults(example, scenario.value):
            yield scenario.source.finding("SIM114", ("examples", number, field), message, remedy)


def lines_are_speakable(scenario: Authored[Scenario]) -> Iterator[Finding]:
    yield from check_lines(scenario.source, ("lines",), scenario.value.lines)


def conditions_say_something(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for loc, condition in _conditions(scenario.value):
        if condition == Condition():
            yield scenario.source.finding(
                "SIM117",
                loc,
                "this condition has no fields, so it always holds.",
                "Say when, or remove it.",
                of_key=True,
            )


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


def _conditions(scenario: Scenario) -> Iterator[tuple[Loc, Condition]]:
    for number, phase in enumerate(scenario.phases):
        for step, transition in enumerate(phase.transitions):
            yield from _nested(("phases", number, "transitions", step, "when"), transition.when)
    for number, trigger in enumerate(scenario.triggers):
        yield from _nested(("triggers", number, "when"), trigger.when)


def _nested(loc: Loc, condition: Condition) -> Iterator[tuple[Loc, Condition]]:
    yield loc, condition
    for field, parts in (("any_of", condition.any_of), ("none_of", condition.none_of)):
        for number, part in enumerate(parts):
            yield from _nested((*loc, field, number), part)


SCENARIO_RULES: tuple[ScenarioRule, ...] = (
    ids_are_unique, weights_are_100, bands_have_width, ladder_rises, openings_match, dates_are_dates,
    examples_make_sense, lines_are_speakable, conditions_say_something,
)  # fmt: skip
