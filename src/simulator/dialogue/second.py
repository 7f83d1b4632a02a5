"""Who sits at the table too: what a turn of the trainee does to them, when they take the word, and with which line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from simulator.dialogue import lines
from simulator.dialogue.choosing import hurt_mood
from simulator.dialogue.conditions import holds
from simulator.dialogue.influences import Influence, because, find_influences
from simulator.dialogue.moment import Moment
from simulator.dialogue.pacing import delay_before
from simulator.dialogue.sides import BOTH, GIVES_BACK, TURNS_TO, Names, given_back, put_in_the_right, spoken_to
from simulator.dialogue.state import tension_change, unit
from simulator.errors import BadInput
from simulator.flow.dialogue import PersonaState, Reaction, SecondState, Side
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Intent, JoinPlace, Language, Mood
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona
from simulator.flow.scenario import AlsoPresent, Join, Scenario, Strain

NOBODY_JOINS: Final[frozenset[Intent]] = frozenset({
    "take_news", "ask_clarity", "ask_yes_no", "insist", "leave", "close", "stay_silent", "stop_exercise",
    "show_help_lines",
})  # fmt: skip
"""Nobody speaks into the silence after the news, between a pressing question and its answer, or after the end."""

PASSED_OVER_RATIO: Final = 0.5
"""Of `tension_rise`: the trainee turns to the other alone, while what this one said was not given back. Our choice."""
WARY_FROM: Final = 0.3
HURT_FROM: Final = 0.6
"""Tension from which the second colleague is wary, and hurt; our choice."""


@dataclass(frozen=True, slots=True)
class Said:
    """One trainee turn, as both at the table heard it."""

    judgement: Judgement
    to: tuple[Side, ...]
    in_the_right: Side | None
    given_back: tuple[Side, ...]
    """Whose side has been given back so far, this turn included."""
    are_both_now: bool
    """This turn is the one that gave back the second of the two."""
    is_passed_over: bool
    """It turns to the persona alone, while what the second colleague said was not given back."""


class SecondColleague:
    """Holds no state of the talk: every method takes the state and returns the next.

    Raises:
        BadInput: they do not speak the language, or a join has no line in it that needs nothing from the trainee.
    """

    def __init__(
        self, scenario: Scenario, present: AlsoPresent, first: Persona, second: Persona, language: Language,
        strain: Strain, seed: int,
    ) -> None:  # fmt: skip
        self._scenario, self._joins = scenario, present.joins
        self._persona, self._language, self._strain = second, language, strain
        self._seed = seed
        self._names = Names.of(first, second)
        _require_lines(scenario, present, second, language)

    def at_first(self) -> SecondState:
        """When the trainee comes in."""
        return SecondState(self._persona.id)

    def hear(self, before: SecondState, judgement: Judgement) -> Said:
        """To whom a turn is said, and who is put in the right by it."""
        now = given_back(before.given_back, judgement, self._names, before.floor)
        to = spoken_to(judgement, self._names, before.floor)
        turns_to_first = judgement.has_act(*GIVES_BACK) or (to == ("first",) and judgement.has_act(*TURNS_TO))
        return Said(
            judgement,
            to=to,
            in_the_right=put_in_the_right(judgement, self._names),
            given_back=now,
            are_both_now=len(now) == len(BOTH) > len(before.given_back),
            is_passed_over=turns_to_first and bool(before.spent_joins) and "second" not in now,
        )

    def influences_on_first(self, said: Said) -> tuple[Influence, ...]:
        """What moves the persona of the talk beside what moves it in a talk between two."""
        found = [Influence("escalation", "")] if said.in_the_right == "second" else []
        if said.are_both_now:
            found.append(Influence("calm", ""))
        return tuple(found)

    def moved(self, before: SecondState, said: Said, state: PersonaState) -> SecondState:
        """The state after a turn; the floor is the trainee's.

        Args:
            state: of the persona, before the turn.
        """
        kinds = {influence.kind for influence in self._influences(said, state)}
        tension = before.tension + tension_change(
            kinds, 0, persona=self._persona, kind=self._scenario.kind, strain=self._strain
        )
        if said.is_passed_over:
            tension += PASSED_OVER_RATIO * self._persona.dynamics.tension_rise * self._strain.tension_ratio
        after = replace(before, tension=unit(tension), given_back=said.given_back)
        return replace(after, mood=self._reacting_mood(after))

    def instead(
        self, state: PersonaState, said: Said, intent: Intent, evidence: Sequence[Evidence], *, elapsed_ms: int
    ) -> tuple[PersonaState, Reaction] | None:
        """What they say in place of what the persona would do; None leaves the answer to the persona."""
        return self._join(state, said, intent, evidence, "instead", elapsed_ms)

    def after(
        self, state: PersonaState, said: Said, intent: Intent, evidence: Sequence[Evidence], *, elapsed_ms: int
    ) -> tuple[PersonaState, Reaction] | None:
        """What they add to what the persona just did, if anything."""
        return self._join(state, said, intent, evidence, "after", elapsed_ms)

    def _join(
        self, state: PersonaState, said: Said, intent: Intent, evidence: Sequence[Evidence], place: JoinPlace,
        elapsed_ms: int,
    ) -> tuple[PersonaState, Reaction] | None:  # fmt: skip
        before = state.second
        if before is None or intent in NOBODY_JOINS or "second" in before.floor:
            return None
        join = next(self._open_joins(state, before, said, place, elapsed_ms), None)
        if join is None:
            return None
        rng = Random(f"{self._seed}/{self._scenario.id}/{self._persona.id}/{state.trainee_turns}/second")
        line = lines.choose_own_line(
            join, self._language, slots=lines.slot_values(said.judgement), spent=before.spent_lines, rng=rng
        )
        mood = join.mood or before.mood
        after = replace(
            before,
            mood=mood,
            floor=("second",) if place == "instead" else BOTH,
            spent_lines=(*before.spent_lines, line.key),
            spent_joins=(*before.spent_joins, join.id),
        )
        reasons = because(self._reasons(said, state), evidence)
        reaction = Reaction(
            join.intent, mood, line.text, delay_before(join.intent, self._persona, rng), reasons,
            quotes_trainee=line.quotes_trainee, speaker=self._persona.id,
        )  # fmt: skip
        return replace(state, second=after), reaction

    def _open_joins(
        self, state: PersonaState, before: SecondState, said: Said, place: JoinPlace, elapsed_ms: int
    ) -> Iterator[Join]:
        moment = Moment(state, said.judgement, elapsed_ms)
        for join in self._joins:
            is_spent = join.once and join.id in before.spent_joins
            is_here = join.place == place and (not join.phases or state.scenario_phase in join.phases)
            if is_here and not is_spent and _is_spoken_to(join, said) and holds(join.when, moment):
                yield join

    def _influences(self, said: Said, state: PersonaState) -> tuple[Influence, ...]:
        """Hearsay, news and vagueness are for the persona of the talk; a remark about a group hurts the whole table."""
        theirs = {"legal", "hot_button"} | (
            {"escalation", "calm"} if "second" in said.to and not said.is_passed_over else set()
        )
        found = [i for i in find_influences(said.judgement, self._persona, state) if i.kind in theirs]
        if said.in_the_right == "first":
            found.append(Influence("escalation", ""))
        if said.are_both_now:
            found.append(Influence("calm", ""))
        return tuple(found)

    def _reasons(self, said: Said, state: PersonaState) -> tuple[Influence, ...]:
        turned_to = [Influence("calm", f"act.{act}") for act in TURNS_TO if said.judgement.has_act(act)]
        return (*self._influences(said, state), *turned_to)

    def _reacting_mood(self, state: SecondState) -> Mood:
        if state.tension >= HURT_FROM:
            return hurt_mood(self._persona)
        if state.tension >= WARY_FROM:
            return "wary"
        return "relieved" if state.are_both_given_back else lines.NEUTRAL


def moods_of(persona: Persona) -> tuple[Mood, ...]:
    """Every mood that somebody who sits at the table too can have."""
    return (lines.NEUTRAL, "wary", hurt_mood(persona), "relieved")


def _is_spoken_to(join: Join, said: Said) -> bool:
    if not join.spoken_to:
        return True
    return said.to == ("second",) if join.place == "instead" else "second" in said.to


def _require_lines(scenario: Scenario, present: AlsoPresent, second: Persona, language: Language) -> None:
    if language not in second.languages:
        raise BadInput(
            f"{second.name}, who sits at the table in scenario {scenario.id!r}, does not speak {language!r}.",
            where="scenario_id",
            remedy="Add somebody who does to `also_present: personas`.",
        )
    for join in present.joins:
        if not lines.can_be_said(join, language):
            raise BadInput(
                f"join {join.id!r} of scenario {scenario.id!r} has no {language!r} line without a slot.",
                where="scenario_id",
                remedy="Write one under its `say`; `simulator check` gives the place.",
            )
