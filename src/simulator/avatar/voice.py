"""What every voice engine can do, and which one speaks a language here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from simulator import plugins
from simulator.avatar.voice_cache import CachedVoice
from simulator.errors import ModelMissing, Unavailable
from simulator.flow.avatar import SpokenAudio
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import PersonaVoice
from simulator.settings import Settings


@runtime_checkable
class Voice(Protocol):
    """A voice engine.

    Factories have a class method `from_settings(settings)` that raises ModelMissing or Unavailable, with a remedy,
    where the engine cannot speak on this machine.
    """

    @property
    def name(self) -> str:
        """Engine and model, shown to the user."""
        ...

    @property
    def languages(self) -> tuple[Language, ...]: ...

    def speak(self, text: str, language: Language, voice: PersonaVoice, mood: Mood) -> Iterator[SpokenAudio]:
        """Sentence by sentence, each as soon as it is made.

        Raises:
            Unavailable: when the engine stops working.
        """
        ...


BEST_FIRST: Final[dict[Language, tuple[str, ...]]] = {
    "nl": ("piper", "kokoro", "espeak"),
    "fr": ("piper", "kokoro", "espeak"),
    "en": ("kokoro", "piper", "espeak"),
}
"""By measured intelligibility (docs/decisions/0002-voices.md); a better one is there only where a person fetched it."""


def best_voice(language: Language, settings: Settings) -> CachedVoice:
    """The voice that settings name for a language, or the best that is installed; sentences it has said are kept.

    Raises:
        NotFound: when settings name a voice that no package registers.
        ModelMissing, Unavailable: when the named voice cannot speak here, or no voice can; says what to do.
    """
    wanted: str = getattr(settings.voice, language)
    engine = _installed(language, settings) if wanted == "auto" else _named(wanted, language, settings)
    return CachedVoice(engine, voice_folder(settings))


def voice_folder(settings: Settings) -> Path:
    """Where authored lines lie as sound, once made: with the models, because no talk is in them."""
    return settings.models_cache / "spoken-lines"


def _named(name: str, language: Language, settings: Settings) -> Voice:
    engine: Voice = plugins.load("simulator.voices", name).from_settings(settings)
    if language not in engine.languages:
        speaks = ", ".join(engine.languages)
        raise Unavailable(
            f"voice {name!r} speaks {speaks or 'nothing'}.",
            where=f"SIMULATOR_VOICE__{language.upper()}",
            remedy="Choose another voice, or auto.",
        )
    return engine


def _installed(language: Language, settings: Settings) -> Voice:
    reasons: list[str] = []
    for name in BEST_FIRST[language]:
        try:
            return _named(name, language, settings)
        except (ModelMissing, Unavailable) as error:
            reasons.append(str(error))
    raise Unavailable(f"no voice speaks {language} here.", remedy=" ".join(reasons))
