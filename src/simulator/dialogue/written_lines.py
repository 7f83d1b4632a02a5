"""What can be said in a talk: known before it begins, so that it can be spoken ahead of time."""

from string import Formatter

from simulator.dialogue.lines import NEUTRAL, authored
from simulator.dialogue.second import moods_of
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import LinesByMood, Persona
from simulator.flow.scenario import Scenario


def written_lines(scenario: Scenario, persona: Persona, language: Language) -> tuple[tuple[str, Mood], ...]:
    """Each line as it is written, slots and all, once in each mood in which it is likely to be said.

    Lines of a persona and of triggers in the mood they are written for; without one, as neutral. What somebody at the
    table joins in with, in each mood they can have.
    """
    by_moods: list[LinesByMood] = []
    if persona.id in scenario.personas:
        sources = (persona.lines_for.get(scenario.kind, {}), scenario.lines, persona.lines)
        intents = dict.fromkeys(intent for lines in sources for intent in lines.get(language, {}))
        by_moods += [authored(scenario, persona, language, intent) for intent in intents]
        by_moods += [{each.mood or NEUTRAL: each.say.get(language, ())} for each in scenario.triggers]
    along = scenario.also_present
    if along is not None and persona.id in along.personas:
        for join in along.joins:
            moods = (join.mood,) if join.mood else moods_of(persona)
            by_moods.append(dict.fromkeys(moods, join.say.get(language, ())))
    said = ((text, mood) for lines in by_moods for mood, texts in lines.items() for text in texts)
    return tuple(dict.fromkeys(said))


def filled(text: str, words: str) -> str:
    """A line with the same words in each of its slots."""
    parts = Formatter().parse(text)
    return "".join(before + (words if slot is not None else "") for before, slot, _, _ in parts)
