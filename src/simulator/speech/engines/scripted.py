"""A recogniser that says what it was told to: first-class, for tests and demonstrations without a model."""

from collections import deque
from collections.abc import Iterable, Sequence
from threading import Lock

from simulator.errors import BadInput
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.labels import Language
from simulator.flow.speech import Transcript, Word
from simulator.settings import Settings


class ScriptedTranscriber:
    """Returns the next text of its script for every turn it hears, its words spread evenly over the audio.

    Args:
        transcripts: what the turns will turn out to say, in order; "" for a turn without words.
    """

    name = "scripted"

    def __init__(self, transcripts: Iterable[str] = ()) -> None:
        self._script = deque(transcripts)
        self._lock = Lock()

    @classmethod
    def from_settings(cls, settings: Settings) -> "ScriptedTranscriber":  # noqa: ARG003 - the plug-in's shape
        """An empty script; fill it with `expect`."""
        return cls()

    def expect(self, *transcripts: str) -> None:
        """Adds turns to the script."""
        with self._lock:
            self._script.extend(transcripts)

    def transcribe(
        self,
        samples: Samples,
        language: Language,
        hotwords: Sequence[str] = (),  # noqa: ARG002
        also: Sequence[Language] = (),  # noqa: ARG002
    ) -> Transcript:
        """The next turn of the script; nothing for silence, which uses none up.

        Raises:
            BadInput: when the script has run out.
        """
        if not samples.any():
            return Transcript("", language, ())
        with self._lock:
            if not self._script:
                raise BadInput("the scripted transcriber has no text left.", remedy="Give it one text per turn.")
            text = self._script.popleft()
        words = text.split()
        step_ms = clock.to_ms(len(samples)) / max(1, len(words))
        timed = tuple(Word(word, int(i * step_ms), int((i + 1) * step_ms), 1.0) for i, word in enumerate(words))
        return Transcript(" ".join(words), language, timed)

    def draft(self, samples: Samples, language: Language, hotwords: Sequence[str] = ()) -> str:  # noqa: ARG002
        """The next turn of the script, which is not used up."""
        with self._lock:
            return self._script[0] if self._script and samples.any() else ""
