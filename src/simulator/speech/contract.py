"""What every transcriber must do, as tests: subclass it in your own suite and give it your engine.

class TestMyEngine(TranscriberContract):
def make(self) -> Transcriber: return MyEngine()
def speech(self) -> tuple[Samples, Language]: return read_audio(Path("hallo.wav")), "nl"
"""

import threading

import numpy as np

from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.labels import Language
from simulator.flow.speech import Transcript
from simulator.speech.transcriber import Transcriber


class TranscriberContract:
    """Tests of the promises of `Transcriber`; each call of `make` must give an engine in the same state."""

    def make(self) -> Transcriber:
        """The engine under test."""
        raise NotImplementedError

    def speech(self) -> tuple[Samples, Language]:
        """A turn of at least three words that the engine can recognise, and its language."""
        raise NotImplementedError

    def _hear(self) -> Transcript:
        samples, language = self.speech()
        return self.make().transcribe(samples, language)

    def test_has_a_name_to_show(self) -> None:
        assert self.make().name.strip()

    def test_hears_words(self) -> None:
        assert len(self._hear().words) >= 3

    def test_keeps_the_language_it_was_given(self) -> None:
        assert self._hear().language == self.speech()[1]

    def test_text_is_the_words_joined_by_single_spaces(self) -> None:
        heard = self._hear()
        assert heard.text == " ".join(word.text for word in heard.words)

    def test_word_times_are_in_order_and_inside_the_audio(self) -> None:
        heard = self._hear()
        times = [time for word in heard.words for time in (word.start_ms, word.end_ms)]
        assert all(word.start_ms <= word.end_ms for word in heard.words)
        assert [word.start_ms for word in heard.words] == sorted(word.start_ms for word in heard.words)
        assert min(times) >= 0
        assert max(times) <= clock.to_ms(len(self.speech()[0]))

    def test_probabilities_are_probabilities(self) -> None:
        assert all(0 <= word.prob <= 1 for word in self._hear().words)

    def test_same_audio_gives_the_same_transcript(self) -> None:
        assert self._hear() == self._hear()

    def test_hears_nothing_in_silence(self) -> None:
        silence = np.zeros(3 * clock.INPUT_RATE_HZ, dtype=np.float32)
        assert self.make().transcribe(silence, self.speech()[1]) == Transcript("", self.speech()[1], ())

    def test_hears_nothing_in_no_audio(self) -> None:
        assert self.make().transcribe(np.zeros(0, dtype=np.float32), self.speech()[1]).words == ()

    def test_takes_hotwords(self) -> None:
        samples, language = self.speech()
        assert self.make().transcribe(samples, language, ("contract", "ontslag")).words

    def test_can_be_called_from_two_threads(self) -> None:
        expected = self._hear()
        samples, language = self.speech()
        heard: list[Transcript] = []
        engine = self.make()
        threads = [
            threading.Thread(target=lambda: heard.append(engine.transcribe(samples, language))) for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert heard == [expected, expected]

    def test_a_draft_has_words_too(self) -> None:
        samples, language = self.speech()
        assert len(self.make().draft(samples, language).split()) >= 3

    def test_a_draft_of_silence_is_empty(self) -> None:
        assert self.make().draft(np.zeros(clock.INPUT_RATE_HZ, np.float32), self.speech()[1]) == ""
