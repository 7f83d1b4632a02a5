"""What the persona does with the trainee's silence. After the news silence is content: nobody presses into it."""

from typing import Final

from simulator.dialogue.ladder import bearing
from simulator.dialogue.lines import intents_said, last_intent
from simulator.dialogue.situation import Choice
from simulator.dialogue.trajectories import COURSES, next_step
from simulator.flow.dialogue import PersonaState
from simulator.flow.labels import Intent
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario, Strain

SILENCE_BEFORE_NEWS_MS: Final = 7000
"""A persona of middling patience that was called in and hears nothing asks why it is there; our choice."""
SILENCE_AFTER_NEWS_MS: Final = 15_000
"""Past this a soft line helps both on (domain brief, section 3)."""
UNASKED: Final[tuple[Intent, ...]] = ("cry", "deny", "protest", "soften")
"""Steps of a course that ask nothing of the trainee."""


def choose_on_silence(
    state: PersonaState, *, silence_ms: int, scenario: Scenario, persona: Persona, strain: Strain
) -> Choice | None:
    """What the persona says into a silence of this length; None to go on waiting."""
    if state.core_said or scenario.phase(state.scenario_phase).silence_is_content:
        return _after_news(state, silence_ms, persona)
    if silence_ms < SILENCE_BEFORE_NEWS_MS * bearing(persona, strain) or _asked_twice(state):
        return None
    return Choice("await_point", state.mood)


def _after_news(state: PersonaState, silence_ms: int, persona: Persona) -> Choice | None:
    if silence_ms < SILENCE_AFTER_NEWS_MS or last_intent(state.spent_lines) == "soften":
        return None
    course = COURSES[persona.trajectory]
    step = next_step(course, intents_said(state.spent_lines), state.told, tension=state.tension)
    if step is not None and step.intent in UNASKED and state.phase != "practical":
        return Choice(step.intent, step.mood, phase=step.phase)
    return Choice("soften", course.settled_mood)


def _asked_twice(state: PersonaState) -> bool:
    """Whoever was asked twice and says nothing has left the room."""
    keys = state.spent_lines[-2:]
    return len(keys) == 2 and all(key.startswith("await_point/") for key in keys)
