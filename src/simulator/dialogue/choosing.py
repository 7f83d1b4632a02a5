"""What the persona does next. Rules in order of precedence; the first that applies decides."""

from collections.abc import Callable
from typing import Final

from simulator.dialogue.ladder import due_rung
from simulator.dialogue.situation import Choice, Situation
from simulator.dialogue.trajectories import COURSES, PRACTICAL_QUESTIONS, next_question
from simulator.dialogue.triggers import open_triggers
from simulator.flow.labels import Act, Intent, Mood, ReactionPhase
from simulator.flow.persona import Persona
from simulator.flow.scenario import Rung, Scenario

Rule = Callable[[Situation], Choice | None]

RECEIVING: Final[tuple[Act, ...]] = ("acknowledge_emotion", "reflect", "silence_offer")
PRACTICAL: Final[tuple[Act, ...]] = (
    "next_steps", "practical_info", "commitment", "follow_up", "offer_support", "propose_solution",
)  # fmt: skip
FIRM: Final[tuple[Act, ...]] = ("repeat_core", "refuse_negotiation")
CALM_ENOUGH: Final = 0.6
"""Tension at which practical matters can be heard before the persona is done with the news; our choice."""
TRUSTS_ENOUGH: Final = 0.3
"""Trust from which a persona agrees to a request instead of pushing back; our choice."""
ACCEPTED_ALL: Final = 3
"""After accepting this often there is nothing left to say; our choice."""

ALWAYS: Final[tuple[Intent, ...]] = (
    "small_reply", "await_point", "take_news", "push_back", "answer_question", "respond_to_reflection", "agree",
    "accept_practical", "soften", "close", *PRACTICAL_QUESTIONS,
)  # fmt: skip
"""Intents that the rules below may choose for any persona in any talk."""


def choosable_intents(scenario: Scenario, persona: Persona) -> frozenset[Intent]:
    """Every intent that needs lines when this persona plays this scenario."""
    course: tuple[Intent, ...] = tuple(step.intent for step in COURSES[persona.trajectory].steps)
    ladder: tuple[Intent, ...] = tuple(rung.intent for rung in scenario.ladder)
    triggers: tuple[Intent, ...] = tuple(trigger.intent for trigger in scenario.triggers if not trigger.say)
    return frozenset((*ALWAYS, *course, *ladder, *triggers)) - {"stay_silent"}


def choose(situation: Situation) -> Choice:
    """The first rule that applies; before the news the persona waits for the point, after it the course goes on."""
    rules = AFTER_NEWS if situation.state.core_said else BEFORE_NEWS
    for rule in rules:
        if choice := rule(situation):
            return choice
    return _await_point(situation)


def by_trigger(situation: Situation) -> Choice | None:
    """What the scenario's author wants goes before character; before a remark that hurts, only what names the law."""
    is_hurt = bool(situation.moved_by("legal", "hot_button"))
    fitting = (t for t in open_triggers(situation.scenario, situation.moment) if t.when.legal_any or not is_hurt)
    trigger = next(fitting, None)
    if trigger is None:
        return None
    is_shocked = situation.state.phase == "shocked"
    mood = trigger.mood or ("shocked" if is_shocked else situation.state.mood)
    return Choice(trigger.intent, mood, situation.influences, phase=_past_shock(situation), trigger=trigger)


def by_legal_remark(situation: Situation) -> Choice | None:
    """An unlawful remark or a hot button is answered before anything else, also when the news came with it."""
    reasons = situation.moved_by("legal", "hot_button")
    if not reasons:
        return None
    phase = _past_shock(situation)
    return Choice("push_back", hurt_mood(situation.persona), reasons, phase=phase)


def by_news(situation: Situation) -> Choice | None:
    reasons = situation.moved_by("news")
    return Choice("take_news", "shocked", reasons, phase="shocked") if reasons else None


def by_ladder(situation: Situation) -> Choice | None:
    """Asks for clarity only right after a vague turn, never into a warning or a silence."""
    if situation.judgement.severity < 1 or situation.judgement.core_message:
        return None
    rung = _due_rung(situation)
    if rung is None:
        return None
    is_patient = rung.intent == "ask_clarity"
    mood: Mood = "wary" if is_patient or situation.state.core_said else hurt_mood(situation.persona)
    return Choice(rung.intent, mood, situation.moved_by("vagueness"), rung=situation.state.rung + 1)


def by_escalation(situation: Situation) -> Choice | None:
    reasons = situation.moved_by("escalation")
    if not reasons or situation.last_intent == "push_back":
        return None
    return Choice("push_back", hurt_mood(situation.persona), reasons)


def by_close(situation: Situation) -> Choice | None:
    if situation.state.phase != "practical":
        return None
    reasons = situation.heard("close")
    if reasons or situation.said["accept_practical"] >= ACCEPTED_ALL:
        return Choice("close", situation.course.settled_mood, reasons)
    return None


def by_reflection(situation: Situation) -> Choice | None:
    """Being heard is answered once, then the course goes on: the persona does not thank for every sentence."""
    reasons = situation.heard(*RECEIVING)
    if not reasons or situation.last_intent == "respond_to_reflection":
        return None
    phase = _past_shock(situation)
    return Choice("respond_to_reflection", settling_mood(situation), reasons, phase=phase)


def by_question(situation: Situation) -> Choice | None:
    reasons = situation.heard("open_question", "check_understanding")
    return Choice("answer_question", settling_mood(situation), reasons) if reasons else None


def by_request(situation: Situation) -> Choice | None:
    """A clear request for change gets an answer: yes when there is trust, otherwise a counter."""
    reasons = situation.heard("request_change")
    if not reasons:
        return None
    if situation.state.trust >= TRUSTS_ENOUGH:
        return Choice("agree", situation.course.settled_mood, reasons, phase="practical")
    return Choice("push_back", hurt_mood(situation.persona), reasons)


def by_practical(situation: Situation) -> Choice | None:
    """Practical matters, once the persona is done with the news or calm enough to hear them."""
    offered = situation.heard(*PRACTICAL)
    is_done = situation.state.phase == "practical" or situation.next_step is None
    is_ready = bool(offered) and situation.state.phase != "shocked" and situation.state.tension < CALM_ENOUGH
    if not (is_done or is_ready):
        return None
    has_date = any(fact.kind == "date" for fact in situation.judgement.facts)
    if offered and (has_date or situation.said["ask_date"] or "commitment" in {r.rule[4:] for r in offered}):
        return Choice("accept_practical", situation.course.settled_mood, offered, phase="practical")
    # With nothing left to ask, something offered is accepted; a core that is only told again is borne.
    intent = next_question(situation.said, situation.state.told) or ("accept_practical" if offered else "soften")
    reasons = offered or situation.heard(*FIRM)
    return Choice(intent, situation.course.settled_mood, reasons, phase="practical")


def by_course(situation: Situation) -> Choice | None:
    """The next step of the persona's own way of taking bad news."""
    step = situation.next_step
    if step is None:
        return None
    return Choice(step.intent, step.mood, situation.influences, phase=step.phase)


def by_small_talk(situation: Situation) -> Choice | None:
    """Politeness is answered once, however little patience there is; an impatient persona does so warily."""
    is_chat = situation.judgement.has_act("small_talk", "greet") and not situation.said["small_reply"]
    is_point_near = situation.judgement.has_act("warning_shot", "attempt_news")
    if not is_chat or is_point_near:
        return None
    return Choice("small_reply", "wary" if _due_rung(situation) else "neutral", situation.moved_by("vagueness"))


def by_early_question(situation: Situation) -> Choice | None:
    """A question before the point is answered once; after that the persona wants to know why it is here."""
    if situation.said["answer_question"] or situation.judgement.severity >= 2:
        return None
    return by_question(situation)


def hurt_mood(persona: Persona) -> Mood:
    """Opposing people turn to attack, the others withdraw (Leary: against calls up against)."""
    return "angry" if "tegen" in persona.leary else "withdrawn"


def settling_mood(situation: Situation) -> Mood:
    """The mood of someone who is being heard: what it was, and settled once tension is low and the news has sunk in."""
    if not situation.state.core_said:
        return situation.state.mood
    has_begun = any(situation.said[step.intent] for step in situation.course.steps)
    is_settled = (situation.state.tension < CALM_ENOUGH / 2 and has_begun) or situation.state.phase == "practical"
    return situation.course.settled_mood if is_settled else _reacting_mood(situation)


def _due_rung(situation: Situation) -> Rung | None:
    return due_rung(situation.scenario.ladder, situation.state, persona=situation.persona, strain=situation.strain)


def _past_shock(situation: Situation) -> ReactionPhase | None:
    return "reacting" if situation.state.phase == "shocked" else None


def _reacting_mood(situation: Situation) -> Mood:
    return situation.course.steps[0].mood if situation.state.mood == "shocked" else situation.state.mood


def _await_point(situation: Situation) -> Choice:
    is_wary = situation.judgement.severity >= 1 or situation.judgement.has_act("warning_shot")
    return Choice("await_point", "wary" if is_wary else situation.state.mood, situation.moved_by("vagueness"))


BEFORE_NEWS: Final[tuple[Rule, ...]] = (by_trigger, by_legal_remark, by_small_talk, by_ladder, by_early_question)
AFTER_NEWS: Final[tuple[Rule, ...]] = (
    by_trigger, by_legal_remark, by_news, by_ladder, by_escalation, by_close, by_reflection, by_question,
    by_request, by_practical, by_course,
)  # fmt: skip
