"""What to practise next, from the part that lost most points: always the same answer to the same talk, with its reason.

Levels first: a pass mark far away asks for the same talk, lighter; one just missed for the same talk again. Once it is
reached, the weakest part is practised where it weighs most, and when no part is weak the pressure goes up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from simulator.flow.labels import DIFFICULTIES, Difficulty, Trajectory
from simulator.flow.local_text import LocalText
from simulator.flow.persona import Persona
from simulator.flow.report import CriterionScore
from simulator.flow.scenario import Scenario
from simulator.report.audience import Shown

SOLID_RATIO = 0.7
"""From this share of its points on a part is no weak part (as in feedback/advice.py; our choice)."""
FAR_RATIO = 0.5
"""Under this share of the pass mark it is far away (our choice)."""

Why = Literal["lighter", "again", "elsewhere", "asks_more", "other_persona", "more_pressure", "new_talk", "keep"]

TESTED_BY: Final[dict[str, Trajectory]] = {
    "room_ratio": "silence_sadness",
    "overlap_count": "silence_sadness",
    "reception_acts": "silence_sadness",
    "reception_faults": "silence_sadness",
    "firmness_ratio": "disbelief_bargaining",
    "loose_promise_count": "disbelief_bargaining",
    "ownership_ratio": "anger_legal",
    "blame_shift_count": "anger_legal",
    "reason_ratio": "anger_legal",
    "next_steps_count": "cool_practical",
}
"""Who asks most of a measure: how that persona takes news is what it is about (domain brief, section 4; our choice)."""


@dataclass(frozen=True, slots=True)
class NextExercise:
    scenario: Scenario
    difficulty: Difficulty
    persona: Persona | None
    """None: any persona of the scenario."""
    why: Why
    criterion: LocalText | None
    """The part it is about."""
    points: float = 0.0
    """How many of 100 points that part has in the scenario, where it is another one."""


def next_exercise(shown: Shown) -> NextExercise | None:
    """The exercise to try next; None where nothing was scored, or for who sees no words."""
    if shown.outcome is None or not shown.talk.trainee_turns or not shown.criteria:
        return None
    weakest = max(shown.criteria, key=lambda c: c.max - c.value)
    same = _Same(shown, weakest)
    if not shown.outcome.passed:
        is_far = shown.outcome.total < FAR_RATIO * shown.scenario.rubric.pass_mark
        lighter = _next_level(shown.talk.difficulty, -1) if is_far else None
        return same.at(lighter, "lighter") if lighter else same.at(shown.talk.difficulty, "again")
    if weakest.value / weakest.max < SOLID_RATIO:
        return _where_it_weighs_most(shown, weakest) or same.with_another_persona() or same.at(
            shown.talk.difficulty, "again"
        )  # fmt: skip
    harder = _next_level(shown.talk.difficulty, +1)
    return same.at(harder, "more_pressure") if harder else _unplayed(shown) or same.at("hard", "keep")


@dataclass(frozen=True, slots=True)
class _Same:
    """The talk that was held, again."""

    shown: Shown
    weakest: CriterionScore

    def at(self, difficulty: Difficulty, why: Why) -> NextExercise:
        is_weak = why in ("lighter", "again")
        criterion = self.weakest.title if is_weak else None
        return NextExercise(self.shown.scenario, difficulty, self.shown.persona, why, criterion)

    def with_another_persona(self) -> NextExercise | None:
        """With whom this part is hardest, else with the next one on the scenario's list."""
        others = [p for p in _personas(self.shown, self.shown.scenario) if p.id != self.shown.persona.id]
        if not others:
            return None
        testing = [TESTED_BY[name] for name in _measures_of(self.shown.scenario, self.weakest) if name in TESTED_BY]
        asks_more = next((p for p in others if p.trajectory in testing), None)
        why: Why = "asks_more" if asks_more else "other_persona"
        difficulty = self.shown.talk.difficulty
        return NextExercise(self.shown.scenario, difficulty, asks_more or others[0], why, self.weakest.title)


def _where_it_weighs_most(shown: Shown, weakest: CriterionScore) -> NextExercise | None:
    """Another scenario in which the same measures carry more points than here, if the shelf has one."""
    measures = _measures_of(shown.scenario, weakest)
    others = [(s, _points_for(s, measures)) for s in _others(shown)]
    best, points = max(others, key=lambda found: found[1], default=(None, 0.0))
    if best is None or points <= weakest.max:
        return None
    persona = next(_personas(shown, best), None)
    return NextExercise(best, shown.talk.difficulty, persona, "elsewhere", weakest.title, points)


def _unplayed(shown: Shown) -> NextExercise | None:
    """The next scenario on the list, from the top again after the last."""
    ids = [s.id for s in shown.shelf.scenarios]
    here = ids.index(shown.scenario.id) + 1 if shown.scenario.id in ids else 0
    in_turn = [*shown.shelf.scenarios[here:], *shown.shelf.scenarios[:here]]
    others = {s.id for s in _others(shown)}
    chosen = next((s for s in in_turn if s.id in others), None)
    if chosen is None:
        return None
    return NextExercise(chosen, "normal", next(_personas(shown, chosen), None), "new_talk", None)


def _others(shown: Shown) -> list[Scenario]:
    return [s for s in shown.shelf.scenarios if s.id != shown.scenario.id and shown.talk.language in s.languages]


def _personas(shown: Shown, scenario: Scenario) -> Iterator[Persona]:
    """The scenario's personas that speak the language of this talk, in its order."""
    for persona_id in scenario.personas:
        persona = shown.shelf.persona(persona_id)
        if persona is not None and shown.talk.language in persona.languages:
            yield persona


def _measures_of(scenario: Scenario, score: CriterionScore) -> frozenset[str]:
    bands = (band for c in scenario.rubric.criteria if c.id == score.criterion_id for band in c.bands)
    return frozenset(band.measure for band in bands)


def _points_for(scenario: Scenario, measures: frozenset[str]) -> float:
    """Weight of the criteria that rest on any of these measures."""
    return sum(c.weight for c in scenario.rubric.criteria if measures & {band.measure for band in c.bands})


def _next_level(difficulty: Difficulty, step: int) -> Difficulty | None:
    place = DIFFICULTIES.index(difficulty) + step
    return DIFFICULTIES[place] if 0 <= place < len(DIFFICULTIES) else None
