"""Makes a persona's authored lines ahead of time, so that in the talk they are heard at once."""

from collections.abc import Iterator

from simulator.avatar.voice_cache import CachedVoice
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import Persona


def prepare_persona(voice: CachedVoice, persona: Persona, language: Language) -> Iterator[tuple[int, int]]:
    """Speaks every line of a persona once, and keeps it on disk; what is there already is passed over.

    Lines with a slot are left for the talk: their words are not known yet.

    Args:
        voice: of `best_voice`, so that the talk finds what was made.
        persona: whose lines; each is spoken in the mood it was written for.
        language: one the persona speaks.

    Yields:
        (done, all) after each line, so that a caller may stop in between, for instance when a talk starts.
    """
    lines = list(dict.fromkeys(_lines(persona, language)))
    for done, (text, mood) in enumerate(lines, start=1):
        voice.prepare([text], language, persona.voice, mood)
        yield done, len(lines)


def _lines(persona: Persona, language: Language) -> Iterator[tuple[str, Mood]]:
    for by_mood in persona.lines.get(language, {}).values():
        for mood, variants in by_mood.items():
            for text in variants:
                if "{" not in text:
                    yield text, mood
