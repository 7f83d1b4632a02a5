"""Talks by number, with drawn findings: the same number is the same talk, in any process and in any order.

Simulated trainees say their own words; what was found in them is drawn, not read, so that ten thousand talks take
seconds and meet acts, codes, facts and flags that no wording of ours has. `python -m tests.dialogue.replaying 100`
prints a fingerprint per talk.
"""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final, get_args

from pydantic import TypeAdapter

from simulator.authoring import second_at_table
from simulator.authoring.trainees import PolicyName, policies_for, trainee_turns
from simulator.dialogue import Director
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.flow.labels import (
    ACTS,
    DIFFICULTIES,
    LEGAL_FLAGS,
    VAGUENESS_WEIGHT,
    Difficulty,
    Language,
    VaguenessCode,
)
from simulator.flow.language import ActFinding, Fact, FactKind, Judgement, LegalFinding, Span
from tests.dialogue.talks import NOTHING, catalog, evidence_of

CODES: Final[tuple[VaguenessCode, ...]] = tuple(VAGUENESS_WEIGHT)
FACTS: Final[tuple[FactKind, ...]] = get_args(FactKind)
POLICIES: Final[tuple[PolicyName, ...]] = get_args(PolicyName)
SILENCES_MS: Final = (2000, 8000, 16_000, 40_000)
ROUNDS: Final = 2
"""How often a trainee's turns come round: a talk is long enough to run out of fresh lines."""

_STATE: Final = TypeAdapter(PersonaState)


@dataclass(frozen=True)
class Deal:
    """Who plays what, in which language, how hard, and what the trainee is like."""

    scenario_id: str
    persona_id: str
    language: Language
    difficulty: Difficulty
    policy: PolicyName
    number: int

    def director(self) -> Director:
        scenario, persona = catalog().scenario(self.scenario_id), catalog().persona(self.persona_id)
        second = second_at_table(scenario, persona, self.language, catalog().personas)
        return Director(
            scenario, persona, language=self.language, difficulty=self.difficulty, seed=self.number, second=second
        )

    def turns(self) -> Iterator[tuple[Judgement, int]]:
        """Each turn as it was found, and the silence after it."""
        rng = Random(f"findings/{self.number}")
        policy = policies_for(catalog().scenario(self.scenario_id).kind)[self.language][self.policy]
        for round_ in range(ROUNDS):
            for turn in trainee_turns(policy, seed=self.number + round_):
                yield drawn(turn.text, self.language, self.policy, rng), rng.choice(SILENCES_MS)


def deal(number: int) -> Deal:
    """Every pair of scenario and persona in turn, then everything else by the number's own seed."""
    rng = Random(f"deal/{number}")
    scenario_id, persona_id, language = _pairs()[number % len(_pairs())]
    return Deal(scenario_id, persona_id, language, rng.choice(DIFFICULTIES), rng.choice(POLICIES), number)


def drawn(text: str, language: Language, policy: PolicyName, rng: Random) -> Judgement:
    """Findings as they might be in this turn: an avoider's are vague, a clear trainee's tell the core sooner."""
    is_core = rng.random() < (0.35 if policy in ("clear", "blunt") else 0.08)
    severity = rng.choice((0, 0, 0, 1) if policy in ("clear", "blunt") else (0, 1, 2, 3))
    return Judgement(
        text=text,
        language=language,
        severity=0 if is_core else severity,
        vague_score=severity / 3,
        core_message=is_core,
        core_score=float(is_core),
        spans=tuple(
            Span(*_stretch(text, rng), code, f"{code}.1", NOTHING)
            for code in rng.sample(CODES, rng.choice((0, 1, 2)) if severity else 0)
        ),
        acts=tuple(ActFinding(act, 0, len(text), act) for act in rng.sample(ACTS, rng.choice((0, 1, 1, 2, 3)))),
        facts=tuple(
            Fact(kind, start, end, text[start:end])
            for kind in rng.sample(FACTS, rng.choice((0, 0, 1, 2)))
            for start, end in [_stretch(text, rng)]
        ),
        legal=tuple(
            LegalFinding(flag, 0, len(text), flag, NOTHING, "drawn", "2026-11-23")
            for flag in rng.sample(LEGAL_FLAGS, int(policy == "legal_risk" and rng.random() < 0.3))
        ),
    )


def played(talk: Deal) -> list[tuple[PersonaState, Reaction]]:
    """The whole talk, by one director from first word to last."""
    by = talk.director()
    record = [by.open()]
    for number, (judgement, silence_ms) in enumerate(talk.turns(), start=1):
        record += _turn(by, record[-1][0], judgement, silence_ms, number)
        if record[-1][0].ended:
            break
    return record


def resumed(talk: Deal) -> list[tuple[PersonaState, Reaction]]:
    """The same, but two directors take turns, each from a state that was written down and read again."""
    directors = talk.director(), talk.director()
    record = [directors[0].open()]
    for number, (judgement, silence_ms) in enumerate(talk.turns(), start=1):
        state = _STATE.validate_json(_STATE.dump_json(record[-1][0]))
        record += _turn(directors[number % 2], state, judgement, silence_ms, number)
        if record[-1][0].ended:
            break
    return record


def fingerprint(record: list[tuple[PersonaState, Reaction]]) -> str:
    """Of every field of every state and reaction: one byte of difference anywhere changes it."""
    return hashlib.sha256(repr(record).encode()).hexdigest()


def _turn(
    by: Director, state: PersonaState, judgement: Judgement, silence_ms: int, number: int
) -> Iterator[tuple[PersonaState, Reaction]]:
    evidence = evidence_of(judgement, f"trainee_{number:03d}")
    after = by.react(state, judgement, evidence, elapsed_ms=9000 * number)
    yield after
    if added := by.add(state, *after, judgement, evidence, elapsed_ms=9000 * number):
        after = added
        yield after
    if broken := by.on_silence(after[0], silence_ms=silence_ms):
        yield broken


def _stretch(text: str, rng: Random) -> tuple[int, int]:
    """Some words of the text that stand together, as characters [start, end)."""
    words = text.split()
    first = rng.randrange(len(words))
    some = words[first : first + rng.randint(1, 4)]
    start = text.index(some[0])
    return start, start + len(some[0]) if len(some) == 1 else min(len(text), start + len(" ".join(some)))


@cache
def _pairs() -> tuple[tuple[str, str, Language], ...]:
    return tuple(
        (scenario.id, persona_id, language)
        for scenario in catalog().scenarios.values()
        for persona_id in scenario.personas
        for language in catalog().persona(persona_id).languages
        if language in scenario.languages
    )


if __name__ == "__main__":
    for talk_number in reversed(range(int(sys.argv[1]))):
        sys.stdout.write(f"{talk_number} {fingerprint(resumed(deal(talk_number)))}\n")
