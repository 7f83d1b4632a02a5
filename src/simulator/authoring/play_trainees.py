"""Plays a scenario with simulated trainees and looks at coverage and at who wins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.authoring.finding import Finding
from simulator.authoring.reading import Authored
from simulator.authoring.rehearsing import Outcome, Rehearse
from simulator.authoring.trainees import PolicyName, policies_for, trainee_turns
from simulator.errors import RechtuitError
from simulator.flow.labels import Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Played:
    """One simulated talk."""

    policy: PolicyName
    persona_id: str
    language: Language
    seed: int
    outcome: Outcome


def play_trainees(
    scenario: Authored[Scenario],
    cast: Mapping[str, Persona],
    rehearse: Rehearse,
    *,
    seeds: int,
    also_played: Sequence[Outcome] = (),
) -> list[Finding]:
    """Phases never reached, triggers that never fire, and trainees for whom avoiding pays.

    Args:
        also_played: outcomes of the examples; they count for coverage.
    """
    missing = [language for language in scenario.value.languages if language not in policies_for(scenario.value.kind)]
    if missing:
        return [_no_trainee(scenario, missing[0])]
    try:
        played = list(simulate(scenario.value, cast, rehearse, seeds=seeds))
    except RechtuitError as problem:
        return [scenario.source.finding("SIM208", ("id",), f"a simulated talk breaks off: {problem}", "")]
    outcomes = [*also_played, *(talk.outcome for talk in played)]
    return [*_coverage(scenario, outcomes), *_avoiding_pays(scenario, played)]


def simulate(scenario: Scenario, cast: Mapping[str, Persona], rehearse: Rehearse, *, seeds: int) -> Iterator[Played]:
    """Every policy with every persona and language, `seeds` times, at normal difficulty."""
    policies = policies_for(scenario.kind)
    for persona_id, persona in cast.items():
        for language in (language for language in persona.languages if language in scenario.languages):
            for name, policy in policies[language].items():
                for seed in range(seeds):
                    turns = trainee_turns(policy, seed=seed)
                    outcome = rehearse(scenario, persona, language, "normal", seed, turns)
                    yield Played(name, persona_id, language, seed, outcome)


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


def _avoiding_pays(scenario: Authored[Scenario], played: Sequence[Played]) -> Iterator[Finding]:
    """Clear and avoiding trainees in pairs of the same persona, language and seed."""
    scores = {(talk.persona_id, talk.language, talk.seed, talk.policy): talk.outcome.score for talk in played}
    talks = [(persona, language, seed) for persona, language, seed, policy in scores if policy == "clear"]
    pairs = [(scores[*talk, "clear"], scores[*talk, "avoider"]) for talk in talks]
    lost = sum(clear <= avoider for clear, avoider in pairs)
    if lost:
        yield scenario.source.finding(
            "SIM206", ("rubric",), f"in {lost} of {len(pairs)} pairs a clear trainee does not beat an avoider.",
            "Give the weight to what the avoider does not do.", of_key=True,
        )  # fmt: skip


def _no_trainee(scenario: Authored[Scenario], language: Language) -> Finding:
    return scenario.source.finding(
        "SIM207", ("kind",), f"there are no simulated trainees for {scenario.value.kind} in {language!r}.",
        f"Write them in authoring/policies/{scenario.value.kind}.yaml.",
    )  # fmt: skip
