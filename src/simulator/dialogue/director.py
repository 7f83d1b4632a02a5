"""The director: decides what the persona does, deterministically. Same seed and same turns, same talk."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Final

from simulator.dialogue import lines
from simulator.dialogue.choosing import choosable_intents, choose
from simulator.dialogue.conditions import holds
from simulator.dialogue.influences import because, find_influences
from simulator.dialogue.moment import Moment
from simulator.dialogue.pacing import delay_before
from simulator.dialogue.prompted import is_prompted_yes
from simulator.dialogue.safety import HELP_TEXT, PAUSE_TEXT, STOP_TEXT, safety_call
from simulator.dialogue.second import Said, SecondColleague
from simulator.dialogue.silence import choose_on_silence
from simulator.dialogue.situation import Choice, Situation
from simulator.dialogue.state import hear
from simulator.dialogue.triggers import open_triggers
from simulator.errors import BadInput
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Difficulty, Intent, Language
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario, Strain

OPENING_DELAY_MS: Final = 400


class Director:
    """One persona in one scenario. Holds no state of the talk: every method takes the state and returns the next.

    Args:
        second: who sits at the table too, where the scenario has somebody there.
        language: one that the scenario's opening and the persona's lines are written in.
        seed: with the state it decides among lines and delays, and nothing else does.

    Raises:
        BadInput: the persona or the scenario has no lines for something the director may choose.
    """

    def __init__(
        self, scenario: Scenario, persona: Persona, *, language: Language, difficulty: Difficulty, seed: int,
        second: Persona | None = None,
    ) -> None:  # fmt: skip
        self._scenario = scenario
        self._persona = persona
        self._language = language
        self._strain = scenario.difficulties.get(difficulty, Strain())
        self._seed = seed
        _require_lines(scenario, persona, language)
        present = scenario.also_present
        self._second = (
            SecondColleague(scenario, present, persona, second, language, self._strain, seed)
            if present is not None and second is not None
            else None
        )

    def open(self) -> tuple[PersonaState, Reaction]:
        """What the persona is and says when the trainee comes in."""
        state = PersonaState(
            scenario_phase=self._scenario.phases[0].id,
            trust=self._persona.dynamics.trust_start,
            second=self._second.at_first() if self._second else None,
        )
        text = self._scenario.opening[self._language]
        return state, Reaction("greet", state.mood, text, OPENING_DELAY_MS, because=())

    def react(
        self, state: PersonaState, judgement: Judgement, evidence: Sequence[Evidence], *, elapsed_ms: int
    ) -> tuple[PersonaState, Reaction]:
        """The persona's answer to one trainee turn.

        Args:
            state: as the last call returned it.
            evidence: what this turn shows; ids of it become the reaction's `because`.
            elapsed_ms: where the turn ended on the input clock.
        """
        if state.ended:
            return state, Reaction("close", state.mood, "", 0, because=(), ends_talk=True)
        if reaction := self._safe_answer(judgement, state):
            return replace(state, ended=state.ended or reaction.ends_talk), reaction
        situation = self._hear(state, judgement, elapsed_ms)
        choice = choose(situation)
        if (said := self._said(state, judgement)) and self._second:
            taken = self._second.instead(situation.state, said, choice.intent, evidence, elapsed_ms=elapsed_ms)
            if taken is not None:
                return taken
        return self._carry_out(choice, situation.state, judgement, because(choice.reasons, evidence))

    def add(
        self,
        before: PersonaState,
        state: PersonaState,
        reaction: Reaction,
        judgement: Judgement,
        evidence: Sequence[Evidence],
        *,
        elapsed_ms: int,
    ) -> tuple[PersonaState, Reaction] | None:
        """What who sits at the table too adds to the persona's answer; None: nobody does, or they say nothing.

        Args:
            before: as it was given to `react`.
            state, reaction: as `react` returned them for the same turn.
        """
        said = self._said(before, judgement)
        if said is None or self._second is None or state.ended:
            return None
        return self._second.after(state, said, reaction.intent, evidence, elapsed_ms=elapsed_ms)

    def on_silence(self, state: PersonaState, *, silence_ms: int) -> tuple[PersonaState, Reaction] | None:
        """What the persona does with a silence since anybody last spoke; None to go on waiting.

        May be called again and again with a growing silence. After the news nothing here presses.
        """
        if state.ended:
            return None
        trigger = next(open_triggers(self._scenario, Moment(state, silence_ms=silence_ms)), None)
        if trigger is not None:
            choice: Choice | None = Choice(trigger.intent, trigger.mood or state.mood, trigger=trigger)
        else:
            choice = choose_on_silence(
                state, silence_ms=silence_ms, scenario=self._scenario, persona=self._persona, strain=self._strain
            )
        if choice is None:
            return None
        after, reaction = self._carry_out(choice, state, None, ())
        return after, replace(reaction, delay_ms=0)

    def _hear(self, state: PersonaState, judgement: Judgement, elapsed_ms: int) -> Situation:
        """The turn as this persona takes it in: what moved it, and the scenario phase it leads to."""
        if not state.core_said and is_prompted_yes(judgement, lines.last_intent(state.spent_lines)):
            judgement = replace(judgement, core_message=True)
        influences = find_influences(judgement, self._persona, state)
        said = self._said(state, judgement)
        if said and self._second and state.second:
            influences = tuple(dict.fromkeys((*influences, *self._second.influences_on_first(said))))
        heard = hear(state, judgement, influences, persona=self._persona, kind=self._scenario.kind, strain=self._strain)
        if said and self._second and state.second:
            heard = replace(heard, second=replace(self._second.moved(state.second, said, state), floor=("first",)))
        heard = self._next_phase(heard, Moment(heard, judgement, elapsed_ms))
        return Situation(
            scenario=self._scenario,
            persona=self._persona,
            strain=self._strain,
            state=heard,
            judgement=judgement,
            influences=influences,
            elapsed_ms=elapsed_ms,
            said=lines.intents_said(heard.spent_lines),
        )

    def _said(self, state: PersonaState, judgement: Judgement) -> Said | None:
        """The turn as both at the table heard it; None in a talk between two."""
        return self._second.hear(state.second, judgement) if self._second and state.second else None

    def _next_phase(self, state: PersonaState, moment: Moment) -> PersonaState:
        for transition in self._scenario.phase(state.scenario_phase).transitions:
            if holds(transition.when, moment):
                return replace(state, scenario_phase=transition.to)
        return state

    def _carry_out(
        self, choice: Choice, state: PersonaState, judgement: Judgement | None, reasons: tuple[str, ...]
    ) -> tuple[PersonaState, Reaction]:
        """Finds the words and the pause for a choice, and remembers both."""
        rng = self._rng(state)
        line = self._line(choice, state, judgement, rng)
        delay_ms = delay_before(choice.intent, self._persona, rng)
        after = replace(
            state,
            mood=choice.mood,
            phase=choice.phase or state.phase,
            rung=state.rung if choice.rung is None else choice.rung,
            spent_lines=(*state.spent_lines, line.key) if line else state.spent_lines,
            fired_triggers=(*state.fired_triggers, choice.trigger.id) if choice.trigger else state.fired_triggers,
            ended=choice.ends_talk,
        )
        line = line or lines.NOTHING
        return after, Reaction(
            choice.intent, choice.mood, line.text, delay_ms, reasons, choice.ends_talk, line.quotes_trainee
        )

    def _line(self, choice: Choice, state: PersonaState, judgement: Judgement | None, rng: Random) -> lines.Line | None:
        if choice.intent == "stay_silent":
            return None
        slots = lines.slot_values(judgement)
        if choice.trigger and choice.trigger.say:
            return lines.choose_own_line(choice.trigger, self._language, slots=slots, spent=state.spent_lines, rng=rng)
        return lines.choose_line(
            lines.authored(self._scenario, self._persona, self._language, choice.intent),
            intent=choice.intent,
            mood=choice.mood,
            slots=slots,
            spent=state.spent_lines,
            rng=rng,
        )

    def _rng(self, state: PersonaState) -> Random:
        """Randomness of this moment only, so that a talk can be resumed or replayed from any turn."""
        moment = f"{state.trainee_turns}/{len(state.spent_lines)}"
        return Random(f"{self._seed}/{self._scenario.id}/{self._persona.id}/{moment}")

    def _safe_answer(self, judgement: Judgement, state: PersonaState) -> Reaction | None:
        call = safety_call(judgement.text)
        if call is None:
            return None
        intent: Intent = "show_help_lines" if call == "help" else "stop_exercise"
        text = {"help": HELP_TEXT, "stop": STOP_TEXT, "pause": PAUSE_TEXT}[call].in_language(self._language)
        return Reaction(intent, state.mood, text, 0, because=(), ends_talk=call != "pause")


def _require_lines(scenario: Scenario, persona: Persona, language: Language) -> None:
    if language not in scenario.opening:
        raise BadInput(f"scenario {scenario.id!r} has no opening in {language!r}.", where="language")
    for trigger in scenario.triggers:
        if trigger.say and not lines.can_be_said(trigger, language):
            raise BadInput(
                f"trigger {trigger.id!r} of scenario {scenario.id!r} has no {language!r} line without a slot.",
                where="scenario_id",
                remedy="Write one under its `say`; `simulator check` gives the place.",
            )
    lacking = [
        intent
        for intent in sorted(choosable_intents(scenario, persona))
        if not lines.authored(scenario, persona, language, intent)
    ]
    if lacking:
        raise BadInput(
            f"persona {persona.id!r} has no {language!r} lines for {', '.join(lacking)} in scenario {scenario.id!r}.",
            where="persona_id",
            remedy="Write them in the persona's file; `simulator check` lists them with their place.",
        )
