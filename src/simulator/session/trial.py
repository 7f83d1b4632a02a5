"""One typed rehearsal for the workbench: what comes out of these turns with this persona and seed."""

from collections.abc import Sequence

from simulator.authoring import Outcome
from simulator.dialogue.actors.scripted import ScriptedActor
from simulator.flow.labels import Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import ExampleTurn, Scenario
from simulator.flow.talk import Versions
from simulator.session.plan import Plan
from simulator.session.rehearsal import Rehearsal
from simulator.session.typed import TypedRehearsal


def rehearse(
    scenario: Scenario,
    persona: Persona,
    language: Language,
    difficulty: Difficulty,
    seed: int,
    turns: Sequence[ExampleTurn],
) -> Outcome:
    """Plays the turns and reports what a trainer wants to know."""
    plan = Plan("trial", scenario, persona, language, difficulty, seed, Versions())
    typed = TypedRehearsal(Rehearsal(plan, ScriptedActor()))
    typed.open()
    phases = [typed.rehearsal.state.scenario_phase]
    for turn in turns:
        exchange = typed.say(turn.text)
        phases.append(typed.rehearsal.state.scenario_phase)
        if exchange.reaction.ends_talk:
            break
    report = typed.rehearsal.report()
    return Outcome(
        score=report.feedback.total,
        intents=tuple(turn.intent for turn in report.talk.avatar_turns),
        news_turn=report.feedback.news_turn,
        phases_seen=tuple(dict.fromkeys(phases)),
        triggers_fired=typed.rehearsal.state.fired_triggers,
        ended=typed.rehearsal.state.ended,
    )
