"""one turn of audio → words with times. A plug-in point: the recogniser."""

from collections.abc import Sequence
from typing import Protocol

from simulator.flow.audio import Samples
from simulator.flow.labels import Language
from simulator.flow.speech import Transcript
from simulator.settings import Settings


class Transcriber(Protocol):
    """Recognises one turn at a time. Registered as `simulator.transcribers`.

    Must be safe to call from several threads at once; a call blocks until it is done. The same samples must give the
    same transcript. `speech/contract.py` holds the tests that every transcriber must pass.
    """

    @property
    def name(self) -> str:
        """Engine and model, shown in reports ("faster-whisper whisper-base int8")."""
        ...

    def transcribe(
        self, samples: Samples, language: Language, hotwords: Sequence[str] = (), also: Sequence[Language] = ()
    ) -> Transcript:
        """What was said.

        Args:
            samples: one turn, 16 kHz.
            language: what is spoken; pinned by the scenario because guessing fails on short Dutch.
            hotwords: words that are likely here; a hint, never a filter.
            also: languages to which the speaker may have changed for this turn; only a clear change counts.

        Returns:
            Words with times in milliseconds from `samples[0]`, in order, inside the audio; `text` is the words joined
            by single spaces. Empty when nobody speaks.
        """
        ...

    def draft(self, samples: Samples, language: Language, hotwords: Sequence[str] = ()) -> str:
        """What was said so far, quickly: for captions while one still speaks. May be less right than `transcribe`.

        Args:
            samples: a turn that may stop in the middle of a word, 16 kHz.
            language, hotwords: as in `transcribe`.
        """
        ...


class TranscriberFactory(Protocol):
    """What an entry point of `simulator.transcribers` names."""

    def from_settings(self, settings: Settings) -> Transcriber:
        """A ready transcriber.

        Raises:
            ModelMissing: when its model is not on this machine.
        """
        ...
