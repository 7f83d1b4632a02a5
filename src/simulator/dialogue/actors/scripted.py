"""Speaks the authored line as it stands: no model, no delay, the same words for the same seed."""

from typing import Final

from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Language
from simulator.flow.persona import Persona
from simulator.settings import Settings


class ScriptedActor:
    """The default actor."""

    is_instant: Final = True

    @classmethod
    def from_settings(cls, settings: Settings) -> "ScriptedActor":  # noqa: ARG003 - every actor is made this way
        return cls()

    def word(self, reaction: Reaction, *, persona: Persona, language: Language) -> str:  # noqa: ARG002
        return reaction.text
