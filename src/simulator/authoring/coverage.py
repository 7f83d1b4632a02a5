"""What simulated talks covered, for a trainer to read: phases, triggers, lines never spoken, the difficulty curve."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from simulator.authoring.rehearsing import Outcome
from simulator.authoring.simulating import Played, clear_and_avoider, deals_of, players_in
from simulator.authoring.trainees import PolicyName
from simulator.dialogue import authored, choosable_intents, own_key
from simulator.flow.labels import DIFFICULTIES, Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Join, Scenario


@dataclass(frozen=True, slots=True)
class Coverage:
    """One scenario, played. Shares are 0-1."""

    scenario_id: str
    talks: int
    """Simulated ones; examples come on top."""
    phases: Mapping[str, float]
    """Share of talks that came there."""
    triggers: Mapping[str, float]
    """Share of talks in which it fired."""
    joins: Mapping[str, float]
    """Share of talks in which who sits at the table too took the word so."""
    unspoken: Mapping[str, tuple[str, ...]]
    """Per persona the intents and moods that could be chosen here and of which no line was spoken: "nl cry/sad"."""
    spoken_ratio: float
    """Share of the lines that can be chosen here that were spoken."""
    scores: Mapping[PolicyName, float]
    """Mean score of each sort of trainee, at normal difficulty."""
    won: float
    """Share of pairs in which the clear trainee beat the avoider."""
    tension: Mapping[Difficulty, float]


def coverage_of(
    scenario: Scenario, cast: Mapping[str, Persona], played: Sequence[Played], examples: Sequence[Outcome]
) -> Coverage:
    """What these talks covered."""
    normal = [talk for talk in played if talk.difficulty == "normal"]
    outcomes = [*examples, *(talk.outcome for talk in played)]
    policies = sorted({talk.policy for talk in normal})
    scores = {name: fmean(talk.outcome.score for talk in normal if talk.policy == name) for name in policies}
    known, spoken = _lines(scenario, cast, played)
    return Coverage(
        scenario_id=scenario.id,
        talks=len(played),
        phases={phase.id: _share(phase.id in o.phases_seen for o in outcomes) for phase in scenario.phases},
        triggers={
            trigger.id: _share(trigger.id in o.triggers_fired for o in outcomes) for trigger in scenario.triggers
        },
        joins={join.id: _share(join.id in o.joins for o in outcomes) for join in _joins(scenario)},
        unspoken={name: _unspoken(name, known, spoken) for name in players_in(scenario, cast)},
        spoken_ratio=len(known & spoken) / max(1, len(known)),
        scores=scores,
        won=_share(clear > avoider for clear, avoider in clear_and_avoider(played)),
        tension=difficulty_curve(played),
    )


def difficulty_curve(played: Sequence[Played]) -> dict[Difficulty, float]:
    """Mean tension of the persona per difficulty, over the talks that were played at every difficulty."""
    levels = {(talk.seed, talk.policy, talk.difficulty): talk.outcome.tension for talk in played}
    shared = {(seed, policy) for seed, policy, difficulty in levels if difficulty != "normal"}
    return {
        difficulty: fmean(levels[seed, policy, difficulty] for seed, policy in shared)
        for difficulty in DIFFICULTIES
        if shared
    }


def _joins(scenario: Scenario) -> tuple[Join, ...]:
    return scenario.also_present.joins if scenario.also_present else ()


LineOf = tuple[str, Language, str]
"""Persona, language, key of the line."""


def _lines(
    scenario: Scenario, cast: Mapping[str, Persona], played: Sequence[Played]
) -> tuple[set[LineOf], set[LineOf]]:
    """Lines that can be chosen in this scenario, and those that were."""
    known = {
        (name, language, f"{intent}/{mood}/{number}")
        for name, language in deals_of(scenario, cast)
        for intent in choosable_intents(scenario, cast[name])
        for mood, lines in authored(scenario, cast[name], language, intent).items()
        for number in range(len(lines))
    }
    known |= {
        (name, language, f"{own_key(trigger)}/{number}")
        for name, language in deals_of(scenario, cast)
        for trigger in scenario.triggers
        for number in range(len(trigger.say.get(language, ())))
    }
    spoken = {(talk.persona_id, talk.language, key) for talk in played for key in talk.outcome.lines}
    return known, spoken


def _unspoken(persona_id: str, known: set[LineOf], spoken: set[LineOf]) -> tuple[str, ...]:
    def group(line: LineOf) -> str:
        return f"{line[1]} {line[2].rpartition('/')[0]}"

    own = {group(line) for line in known if line[0] == persona_id}
    never = own - {group(line) for line in spoken if line[0] == persona_id}
    # Neutral lines stand in for moods that have none: with another mood beside them they may well wait.
    spares = {key for key in never if key.endswith("/neutral") and any(_is_other_mood(key, each) for each in own)}
    return tuple(sorted(never - spares))


def _is_other_mood(key: str, other: str) -> bool:
    return key != other and key.partition("/")[0] == other.partition("/")[0]


def _share(held: Iterable[bool]) -> float:
    answers = list(held)
    return sum(answers) / len(answers) if answers else 0.0


def printed(coverages: Sequence[Coverage]) -> str:
    """The coverage as text, a block per scenario."""
    return "\n".join(_block(coverage) for coverage in coverages)


def _block(found: Coverage) -> str:
    scores = ", ".join(f"{name} {score:.0f}" for name, score in found.scores.items())
    curve = ", ".join(f"{level} {tension:.2f}" for level, tension in found.tension.items())
    lines = [
        f"{found.scenario_id}: {found.talks} simulated talks",
        f"  scores      {scores}; clear beats avoider in {found.won:.1%}",
        f"  tension     {curve}",
        f"  phases      {_shares(found.phases)}",
        f"  triggers    {_shares(found.triggers) or 'none'}",
        f"  lines       {found.spoken_ratio:.0%} of those that can be chosen were spoken",
    ]
    if found.joins:
        lines.insert(5, f"  sits along  {_shares(found.joins)}")
    lines += [f"    never by {name}: {', '.join(keys)}" for name, keys in found.unspoken.items() if keys]
    return "\n".join(lines)


def _shares(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
