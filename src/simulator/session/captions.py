"""Words on the screen while one still speaks: shown when two hypotheses agree on them, and never taken back.

LocalAgreement-2: Liu, Spanakis & Niehues 2020, "Low-latency sequence-to-sequence speech recognition and translation by
partial hypothesis selection", Interspeech.
"""

from collections.abc import Sequence

from simulator.speech.spoken_words import plain


class AgreedWords:
    """Takes in one hypothesis after the other of a text that grows."""

    def __init__(self) -> None:
        self._n_shown = 0
        self._before: list[str] = []

    def take(self, words: Sequence[str]) -> list[str]:
        """The words that are shown from now on: those in which this hypothesis and the last one are alike."""
        agreed = self._n_shown
        while agreed < min(len(words), len(self._before)) and plain(words[agreed]) == plain(self._before[agreed]):
            agreed += 1
        return self._show(words, agreed)

    def close(self, words: Sequence[str]) -> list[str]:
        """The words still to be shown of a text that will not change any more; what follows is another text."""
        shown = self._show(words, len(words))
        self._n_shown, self._before = 0, []
        return shown

    def _show(self, words: Sequence[str], end: int) -> list[str]:
        shown = list(words[self._n_shown : end])
        self._n_shown, self._before = max(self._n_shown, end), list(words)
        return shown
