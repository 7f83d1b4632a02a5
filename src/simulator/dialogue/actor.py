"""The plug-in point that words a reply. The director has already decided what is said."""

from typing import Protocol

from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Language
from simulator.flow.persona import Persona


class Actor(Protocol):
    """Words what the director decided (entry point group `simulator.actors`; the factory has `from_settings`)."""

    @property
    def is_instant(self) -> bool:
        """Whether `word` returns at once. Any other actor is asked in a thread, so that no talk waits for another's."""
        ...

    def word(self, reaction: Reaction, *, persona: Persona, language: Language) -> str:
        """The reply to speak. `reaction.text` is the authored line, and is always a good answer.

        The wording may not change the intent, pronounce the news, state law or speak of the trainee's feelings.
        """
        ...
