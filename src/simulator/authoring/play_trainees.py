"""Plays a scenario with simulated trainees and looks at coverage, at who wins, and at what difficulty changes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from simulator.authoring.coverage import difficulty_curve
from simulator.authoring.finding import Finding
from simulator.authoring.reading import Authored
from simulator.authoring.rehearsing import Outcome, Rehearse
from simulator.authoring.simulating import Played, clear_and_avoider, simulate
from simulator.authoring.trainees import policies_for
from simulator.errors import RechtuitError
from simulator.flow.labels import DIFFICULTIES, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

PAIRS_WON: Final = 0.99
"""Share of pairs in which a clear trainee has to beat an avoider."""


def play_trainees(
    scenario: Authored[Scenario],
    cast: Mapping[str, Persona],
    rehearse: Rehearse,
    *,
    seeds: int,
    also_played: Sequence[Outcome] = (),
) -> tuple[list[Finding], list[Played]]:
    """Findings, and the talks that were played.

    Args:
        also_played: outcomes of the examples; they count for coverage.
    """
    missing = [language for language in scenario.value.languages if language not in policies_for(scenario.value.kind)]
    if missing:
        return [_no_trainee(scenario, missing[0])], []
    try:
        played = list(simulate(scenario.value, cast, rehearse, seeds=seeds))
    except RechtuitError as problem:
        return [scenario.source.finding("SIM208", ("id",), f"a simulated talk breaks off: {problem}", "")], []
    outcomes = [*also_played, *(talk.outcome for talk in played)]
    found = [*_coverage(scenario, outcomes), *_avoiding_pays(scenario, played), *_dead_ends(scenario, played)]
    return [*found, *_curve(scenario, played)], played


def _coverage(scenario: Authored[Scenario], outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    seen = {phase for outcome in outcomes for phase in outcome.phases_seen}
    for number, phase in enumerate(scenario.value.phases):
        if phase.id not in seen:
            yield scenario.source.finding(
                "SIM204", ("phases", number, "id"), f"no simulated trainee ever reaches {phase.id!r}.",
                "Widen a transition that leads to it, or add an example that does.",
            )  # fmt: skip
    fired = {trigger for outcome in outcomes for trigger in outcome.triggers_fired}
    for number, trigger in enumerate(scenario.value.triggers):
        is_about_silence = trigger.when.silence_s_at_least is not None  # typed trainees are never silent
        if trigger.id not in fired and not is_about_silence:
            yield scenario.source.finding(
                "SIM205", ("triggers", number, "id"), f"no simulated trainee ever sets off {trigger.id!r}.",
                "Widen its `when`, put it before the trigger that hides it, or add an example that does.",
            )  # fmt: skip
    yield from _unheard_joins(scenario, {join for outcome in outcomes for join in outcome.joins})


def _unheard_joins(scenario: Authored[Scenario], heard: set[str]) -> Iterator[Finding]:
    present = scenario.value.also_present
    for number, join in enumerate(present.joins if present else ()):
        if join.id not in heard:
            yield scenario.source.finding(
                "SIM205", ("also_present", "joins", number, "id"),
                f"no simulated trainee ever makes who sits along say {join.id!r}.",
                "Widen its `when`, put it before the join that hides it, or add an example that does.",
            )  # fmt: skip


def _avoiding_pays(scenario: Authored[Scenario], played: Sequence[Played]) -> Iterator[Finding]:
    pairs = clear_and_avoider(played)
    lost = sum(clear <= avoider for clear, avoider in pairs)
    if lost > (1 - PAIRS_WON) * len(pairs):
        yield scenario.source.finding(
            "SIM206", ("rubric",), f"in {lost} of {len(pairs)} pairs a clear trainee does not beat an avoider.",
            "Give the weight to what the avoider does not do.", of_key=True,
        )  # fmt: skip


def _dead_ends(scenario: Authored[Scenario], played: Sequence[Played]) -> Iterator[Finding]:
    """A trainee who does it well must be able to come to a last phase, with every persona."""
    last = {phase.id for phase in scenario.value.phases if not phase.transitions}
    clear = [talk for talk in played if talk.policy == "clear" and talk.difficulty == "normal"]
    arrived = {talk.persona_id for talk in clear if last & set(talk.outcome.phases_seen)}
    for number, persona_id in enumerate(scenario.value.personas):
        if persona_id in {talk.persona_id for talk in clear} - arrived:
            yield scenario.source.finding(
                "SIM209", ("personas", number), f"with {persona_id!r} a clear trainee never comes to a last phase.",
                "Widen the transitions towards it, or let the persona end the talk later.",
            )  # fmt: skip


def _curve(scenario: Authored[Scenario], played: Sequence[Played]) -> Iterator[Finding]:
    curve = difficulty_curve(played)
    for easier, harder in pairwise(DIFFICULTIES):
        if easier in curve and harder in curve and curve[harder] <= curve[easier]:
            yield scenario.source.finding(
                "SIM210", ("difficulties",),
                f"{harder} is not harder than {easier}: mean tension {curve[harder]:.2f} and {curve[easier]:.2f}.",
                f"Give {harder} a lower patience_ratio or a higher tension_ratio than {easier}.", of_key=True,
            )  # fmt: skip


def _no_trainee(scenario: Authored[Scenario], language: Language) -> Finding:
    return scenario.source.finding(
        "SIM207", ("kind",), f"there are no simulated trainees for {scenario.value.kind} in {language!r}.",
        f"Write them in authoring/policies/{scenario.value.kind}.yaml.",
    )  # fmt: skip
