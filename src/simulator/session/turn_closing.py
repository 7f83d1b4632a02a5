"""Is this silence the end of the turn? Sound, words and the phase of the talk say together how long to wait."""

from dataclasses import dataclass, replace
from typing import Final

from simulator.language import LastWords
from simulator.session.events import TurnEndSource

ASKS_AFTER_MS: Final = 200
"""Silence after which the question comes up: longer than the closure of a consonant and most gaps between words. It is
also what Smart Turn heard at the end of its training turns."""

FINISHED_MS: Final = 600
"""Silence after what sounds and reads finished. People answer each other after 200 ms (Levinson & Torreira 2015), and
in a hard talk breathe for half a second between two sentences (shared/audio: 300 to 900 ms); our choice."""

GOES_ON_MS: Final = 4000
"""Silence after words that no sentence ends on: a pause to think is not the end of a turn (our choice)."""

ANNOUNCED_MS: Final = 2000
"""Silence after "ik heb slecht nieuws": a pause belongs there, and then the news must still come (our choice)."""

LISTENS_AGAIN_MS: Final = 500
"""Silence after which a voice that seemed to hang is listened to once more. Of sentences after "euh" most hang still
(nl 86 %, fr 92 %, en 56 %), of whole sentences that had seemed to hang few (nl 15 %; benchmarks.speech.turn_ends)."""

HANGING_MS: Final = GOES_ON_MS
"""Silence after a voice that hangs, as after "euh": who thinks aloud has not finished."""

UNSURE_MS: Final = 1000
"""Silence after a voice of which Smart Turn is not sure, as of one in seven finished sentences, or changed its mind
(our choice)."""

_FINISHED_PROB: Final = 0.5
_HANGING_PROB: Final = 0.1
_STILL_HANGING_PROB: Final = 0.05
"""After "euh" it says 0.01 to 0.04, whenever it is asked; at the end of a sentence seldom twice."""

LONGEST_PAUSE_OF_PERSONA_MS: Final = 600
"""A turn is kept open as long as the persona would be silent anyway, but no longer than this: half of the answers
should be on their way after 0.7 s, and a longer silence of the persona can be sent (our choice)."""


@dataclass(frozen=True, slots=True)
class TurnEndOpinion:
    """How much silence ends the turn, and what says so."""

    wait_ms: int
    source: TurnEndSource
    p_end: float | None = None
    """Probability that the trainee has finished, as the sound tells; None where it was not asked."""
    asks_again_ms: int | None = None
    """Silence after which to ask once more; None: this is the last word on it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """What the phase of the talk and the client ask for."""

    silence_ms: int
    """Ends a turn of which nothing more is known."""
    is_silence_content: bool = False
    """After the news no silence is cut short."""
    max_wait_ms: int | None = None
    """The client's longest wait."""

    @property
    def least_wait_ms(self) -> int:
        """No turn of which anything is understood is over sooner, whatever sound and words say."""
        longest_ms = FINISHED_MS if self.max_wait_ms is None else min(FINISHED_MS, self.max_wait_ms)
        return min(longest_ms, self.silence_ms)


def with_own_pause(opinion: TurnEndOpinion, delay_ms: int) -> TurnEndOpinion:
    """The same, but no sooner than the persona would speak: until then the trainee may go on, and nothing is lost.

    Args:
        delay_ms: the persona's silence before its answer, from the end of the trainee's speech.
    """
    return replace(opinion, wait_ms=max(opinion.wait_ms, min(delay_ms, LONGEST_PAUSE_OF_PERSONA_MS)))


def weigh_turn_end(
    p_end: float | None, last_words: LastWords, patience: Patience, *, heard_silence_ms: int = ASKS_AFTER_MS
) -> TurnEndOpinion:
    """The silence that ends the turn now.

    Args:
        p_end: how finished it sounds, 0-1; None: nobody can tell, and the phase decides.
        last_words: what the words so far leave open.
        patience: what the phase and the client ask for.
        heard_silence_ms: what was heard after the last word.
    """
    if p_end is None:
        return TurnEndOpinion(patience.silence_ms, "silence")
    opinion = _opinion(p_end, last_words, patience, is_first=heard_silence_ms < LISTENS_AGAIN_MS)
    if patience.max_wait_ms is None or opinion.wait_ms <= patience.max_wait_ms:
        return opinion
    return replace(opinion, wait_ms=patience.max_wait_ms)


def _opinion(p_end: float, last_words: LastWords, patience: Patience, *, is_first: bool) -> TurnEndOpinion:
    if last_words == "go_on":
        return TurnEndOpinion(max(GOES_ON_MS, patience.silence_ms), "text", p_end)
    if p_end < (_HANGING_PROB if is_first else _STILL_HANGING_PROB):
        wait_ms, asks_again_ms = max(HANGING_MS, patience.silence_ms), LISTENS_AGAIN_MS if is_first else None
        return TurnEndOpinion(wait_ms, "model", p_end, asks_again_ms)
    if last_words == "announce":
        return TurnEndOpinion(max(ANNOUNCED_MS, patience.silence_ms), "text", p_end)
    if p_end < _FINISHED_PROB or not is_first:
        return TurnEndOpinion(max(UNSURE_MS, patience.silence_ms), "model", p_end)
    if patience.is_silence_content:
        return TurnEndOpinion(patience.silence_ms, "silence", p_end)
    return TurnEndOpinion(min(FINISHED_MS, patience.silence_ms), "model", p_end)
