"""How people take bad news: five courses, sampled by a persona's character (domain brief, section 4)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.flow.labels import Intent, Mood, ReactionPhase, Trajectory
from simulator.flow.language import FactKind


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the persona does with the news, and where it stands then."""

    intent: Intent
    mood: Mood
    phase: ReactionPhase
    from_tension: float = 0.0
    """Left out below this tension: anger that was heard turns to dignity instead of threats. Our choice."""


@dataclass(frozen=True, slots=True)
class Course:
    """A trajectory from the news to the practical side; how long each takes to answer the news is our choice."""

    silence_after_news_ms: tuple[int, int]
    """How long the persona is silent after the news, shortest and longest."""
    steps: tuple[Step, ...]
    settled_mood: Mood
    """Mood once the persona can talk about practical matters."""


COURSES: dict[Trajectory, Course] = {
    "silence_sadness": Course(
        (4000, 6500), (Step("cry", "sad", "reacting"), Step("ask_reason", "sad", "reacting")), "sad"
    ),
    "disbelief_bargaining": Course(
        (1500, 2800),
        (
            Step("deny", "wary", "reacting"),
            Step("ask_reason", "wary", "reacting"),
            Step("bargain", "bargaining", "negotiating"),
            Step("bargain", "bargaining", "negotiating"),
        ),
        "practical",
    ),
    "anger_legal": Course(
        (700, 1400),
        (
            Step("protest", "angry", "reacting"),
            Step("ask_who_decided", "angry", "reacting"),
            Step("threaten_legal", "angry", "negotiating", from_tension=0.5),
        ),
        "wary",
    ),
    "cool_practical": Course((1200, 2200), (Step("ask_reason", "neutral", "reacting"),), "practical"),
    "relief": Course((1200, 2200), (Step("soften", "relieved", "reacting"),), "relieved"),
}

PRACTICAL_QUESTIONS: tuple[Intent, ...] = ("ask_practical", "ask_date")

ANSWERED_BY: dict[Intent, FactKind] = {"ask_reason": "reason", "ask_who_decided": "decider", "ask_date": "date"}
"""What makes a question needless."""


def next_step(course: Course, said: Counter[Intent], told: Sequence[FactKind], *, tension: float) -> Step | None:
    """The first step of the course that was not spoken yet, is not answered already, and is felt strongly enough."""
    wanted: Counter[Intent] = Counter()
    for step in course.steps:
        wanted[step.intent] += 1
        is_open = said[step.intent] < wanted[step.intent] and not _is_answered(step.intent, told)
        if is_open and tension >= step.from_tension:
            return step
    return None


def next_question(said: Counter[Intent], told: Sequence[FactKind]) -> Intent | None:
    """The first practical question that was neither asked nor answered yet."""
    for intent in PRACTICAL_QUESTIONS:
        if not said[intent] and not _is_answered(intent, told):
            return intent
    return None


def _is_answered(intent: Intent, told: Sequence[FactKind]) -> bool:
    return ANSWERED_BY.get(intent) in told
