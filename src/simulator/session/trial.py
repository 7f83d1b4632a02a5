"""One typed rehearsal for the workbench: what comes out of these turns with this persona and seed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean
from typing import Final

from simulator.authoring import Outcome
from simulator.dialogue.actors.scripted import ScriptedActor
from simulator.flow.labels import Difficulty, Language
from simulator.flow.language import Judgement, TurnContext
from simulator.flow.persona import Persona
from simulator.flow.scenario import ExampleTurn, Scenario
from simulator.flow.talk import Versions
from simulator.language import judge
from simulator.language.learned import file_reader
from simulator.session.plan import Plan
from simulator.session.rehearsal import Judge, Rehearsal
from simulator.session.typed import TypedRehearsal


@dataclass(frozen=True, slots=True)
class Trial:
    """Plays turns and reports what a trainer wants to know (`authoring.Rehearse`)."""

    judge: Judge

    def __call__(
        self,
        scenario: Scenario,
        persona: Persona,
        language: Language,
        difficulty: Difficulty,
        seed: int,
        turns: Sequence[ExampleTurn],
        second: Persona | None = None,
    ) -> Outcome:
        plan = Plan("trial", scenario, persona, language, difficulty, seed, Versions(), second=second)
        return _outcome(Rehearsal(plan, ScriptedActor(), judge=self.judge), turns)


def _judge_from_file(text: str, lang: Language, *, context: TurnContext) -> Judgement:
    return judge(text, lang, context=context, reader=file_reader())


def _judge_simulated(text: str, lang: Language, *, context: TurnContext) -> Judgement:
    before = context.avatar_before if context.asked_for_clarity else ""
    return _remembered(text, lang, replace(context, avatar_before=before, trainee_turn=1))


@lru_cache(maxsize=20_000)
def _remembered(text: str, lang: Language, context: TurnContext) -> Judgement:
    return _judge_from_file(text, lang, context=context)


def _outcome(rehearsal: Rehearsal, turns: Sequence[ExampleTurn]) -> Outcome:
    typed = TypedRehearsal(rehearsal)
    typed.open()
    phases = [rehearsal.state.scenario_phase]
    tensions = [rehearsal.state.tension]
    for turn in turns:
        exchange = typed.say(turn.text)
        phases.append(rehearsal.state.scenario_phase)
        tensions.append(rehearsal.state.tension)
        if exchange.reaction.ends_talk:
            break
    report = rehearsal.report()
    return Outcome(
        score=report.feedback.total,
        intents=tuple(turn.intent for turn in report.talk.avatar_turns if not turn.speaker),
        news_turn=report.feedback.news_turn,
        phases_seen=tuple(dict.fromkeys(phases)),
        triggers_fired=rehearsal.state.fired_triggers,
        ended=rehearsal.state.ended,
        tension=fmean(tensions),
        lines=rehearsal.state.spent_lines,
        joins=rehearsal.state.second.spent_joins if rehearsal.state.second else (),
    )


rehearse: Final = Trial(_judge_from_file)
simulate: Final = Trial(_judge_simulated)
"""For simulated trainees, whose turns are not written for this persona: of what it said just before, only a question
for clarity counts. So a wording is judged a few times instead of in every talk."""
