"""Simulated trainees through a scenario: who plays with whom, how often, and at which difficulty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simulator.authoring.at_table import second_at_table
from simulator.authoring.rehearsing import Outcome, Rehearse
from simulator.authoring.trainees import PolicyName, policies_for, trainee_turns
from simulator.flow.labels import DIFFICULTIES, Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

CURVE_POLICIES: Final[tuple[PolicyName, ...]] = ("avoider", "over_talker", "blunt")
"""Those with whom a persona has something to bear: they play at every difficulty."""
CURVE_SEEDS: Final = 2
"""Seeds of each of them for each persona and language; more change the means by less than 0.01."""


@dataclass(frozen=True, slots=True)
class Played:
    """One simulated talk."""

    policy: PolicyName
    persona_id: str
    language: Language
    seed: int
    difficulty: Difficulty
    outcome: Outcome


def simulate(scenario: Scenario, cast: Mapping[str, Persona], rehearse: Rehearse, *, seeds: int) -> Iterator[Played]:
    """Every policy `seeds` times, dealt over the personas and their languages, each at least once; then the curve.

    A seed plays the same persona and language for all policies, so that talks can be compared in pairs.
    """
    deals = deals_of(scenario, cast)
    for seed in range(max(seeds, len(deals))):
        persona_id, language = deals[seed % len(deals)]
        for policy in policies_for(scenario.kind)[language]:
            yield _play(scenario, cast, persona_id, language, policy, seed, "normal", rehearse)
    for seed in range(CURVE_SEEDS * len(deals)):
        persona_id, language = deals[seed % len(deals)]
        for policy in CURVE_POLICIES:
            for difficulty in DIFFICULTIES:
                if difficulty != "normal" or seed >= max(seeds, len(deals)):
                    yield _play(scenario, cast, persona_id, language, policy, seed, difficulty, rehearse)


def clear_and_avoider(played: Sequence[Played]) -> list[tuple[float, float]]:
    """Scores of a clear and an avoiding trainee, in pairs of the same persona, language and seed; normal difficulty."""
    scores = {(talk.seed, talk.policy): talk.outcome.score for talk in played if talk.difficulty == "normal"}
    return [(score, scores[seed, "avoider"]) for (seed, policy), score in scores.items() if policy == "clear"]


def players_in(scenario: Scenario, cast: Mapping[str, Persona]) -> dict[str, Persona]:
    """Those of a cast who play the persona: not who only sits at the table too."""
    along = set(scenario.also_present.personas if scenario.also_present else ()) - set(scenario.personas)
    return {name: persona for name, persona in cast.items() if name not in along}


def deals_of(scenario: Scenario, cast: Mapping[str, Persona]) -> list[tuple[str, Language]]:
    """Every persona with every language in which it can play this scenario."""
    return [
        (persona_id, language)
        for persona_id, persona in players_in(scenario, cast).items()
        for language in persona.languages
        if language in scenario.languages
    ]


def _play(
    scenario: Scenario, cast: Mapping[str, Persona], persona_id: str, language: Language, policy: PolicyName, seed: int,
    difficulty: Difficulty, rehearse: Rehearse,
) -> Played:  # fmt: skip
    turns = trainee_turns(policies_for(scenario.kind)[language][policy], seed=seed)
    persona = cast[persona_id]
    second = second_at_table(scenario, persona, language, cast)
    outcome = rehearse(scenario, persona, language, difficulty, seed, turns, second)
    return Played(policy, persona_id, language, seed, difficulty, outcome)
