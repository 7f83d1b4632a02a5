"""What every actor with a language model shares: the task it gets, and the checks that its answer has to pass.

The director has decided everything; a model only rewords the authored line. It never sees what the trainee said (a line
that quotes the trainee is spoken as written), so nothing a trainee says can instruct it. Whatever it answers is
checked, and the authored line is spoken when it answers late, or says more than it may.
"""

import re
from collections.abc import Callable
from typing import Final

import structlog

from simulator.dialogue.safety import out_of_bounds, speaks_of_self_harm
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Intent, Language
from simulator.flow.persona import Persona

log = structlog.get_logger(__name__)

Ask = Callable[[str, str], str]
"""Puts a task and a line to a model and returns what it says; raises when nothing came in time, or no whole answer."""

FIXED: Final[frozenset[Intent]] = frozenset({"stop_exercise", "show_help_lines", "ask_yes_no", "insist", "greet"})
"""Never reworded: safety, and the questions on which a confirmation rests."""
LONGEST_RATIO: Final = 2.0
SHORT_WORDS: Final = 8
"""A reworded line may be twice as long, and a short one this many words; our choice."""
_NUMBERS: Final = re.compile(r"\d+")
_MARKS: Final = re.compile(r"[*_#<>{}\[\]()\n]")
_TASK: Final[dict[Language, str]] = {
    "nl": "Je speelt {name}, {age} jaar, {role}. Zo praat {name}: {register}. Zeg de volgende zin in andere woorden, "
    "met dezelfde betekenis, hoogstens even lang, in gesproken Vlaams Nederlands. Voeg geen feiten toe, geen cijfers, "
    "niets over de wet en niets over hoe de ander zich voelt of klinkt. Een vraag blijft een vraag. Stemming: {mood}. "
    "Antwoord met die ene zin, zonder aanhalingstekens.",
    "fr": "Tu joues {name}, {age} ans, {role}. {name} parle ainsi : {register}. Redis la phrase suivante avec d'autres "
    "mots, même sens, pas plus longue, en français parlé de Belgique. N'ajoute aucun fait, aucun chiffre, rien sur la "
    "loi ni sur ce que l'autre ressent ou sur sa voix. Une question reste une question. Humeur : {mood}. Réponds par "
    "cette seule phrase, sans guillemets.",
    "en": "You play {name}, aged {age}, {role}. This is how {name} talks: {register}. Say the following line in other "
    "words, with the same meaning, no longer, in spoken English. Add no facts, no figures, nothing about the law and "
    "nothing about how the other feels or sounds. A question stays a question. Mood: {mood}. Answer with that one "
    "line, without quotation marks.",
}


class NotFinished(Exception):
    """The model was cut short: half a line is not spoken."""


def reworded(reaction: Reaction, *, persona: Persona, language: Language, ask: Ask) -> str:
    """The line in a model's words where they pass the checks, or the line itself."""
    if not reaction.text or reaction.quotes_trainee or reaction.intent in FIXED:
        return reaction.text
    try:
        said = _bare(ask(_task(reaction, persona, language), reaction.text))
    except Exception as problem:  # whatever went wrong with the model, the talk goes on with the authored line
        log.warning("the actor did not answer", reason=type(problem).__name__)
        return reaction.text
    if (why := fault_in(said, reaction.text, language)) is not None:
        log.warning("the actor's line was not spoken", reason=why)
        return reaction.text
    return said


def fault_in(said: str, authored: str, language: Language) -> str | None:
    """Why this may not be spoken instead of the authored line; None when it may."""
    if not said:
        return "empty"
    if len(said.split()) > max(SHORT_WORDS, LONGEST_RATIO * len(authored.split())):
        return "too long"
    if _MARKS.search(said):
        return "marks that nobody speaks"
    if authored.rstrip().endswith("?") != said.rstrip().endswith("?"):
        return "a question that is none, or the other way round"
    if set(_NUMBERS.findall(said)) - set(_NUMBERS.findall(authored)):
        return "a number that nobody gave"
    if speaks_of_self_harm(said):
        return "self-harm"
    return next(iter(out_of_bounds(said, language)), None)


def _task(reaction: Reaction, persona: Persona, language: Language) -> str:
    return _TASK[language].format(
        name=persona.name,
        age=persona.age,
        role=persona.role.in_language(language),
        register=persona.register,
        mood=reaction.mood,
    )


def _bare(said: str) -> str:
    return said.strip().strip('"“”«»').strip()
