"""levels and word times → how loud each word was, and whether the words of the core fell away."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import NAN, CoreLevel, Delivery, MeasureName, Reason, Unsaid
from simulator.flow.speech import Word

LEAST_WORD_FRAMES: Final = 5
"""50 ms: a shorter stretch of speech inside a word's time is a neighbour's edge."""
_CORE_MEASURES: Final[tuple[MeasureName, ...]] = ("core_db", "last_word_db")

Span = tuple[int, int]
"""Start and end, ms."""


def word_levels(level_db: NDArray[np.float32], speaking: NDArray[np.bool_], words: Sequence[Word]) -> tuple[float, ...]:
    """Mean level of each word over the mean level of the turn, dB.

    Both are means of power over frames of speech, so that neither a pause nor the gain of the microphone matters.

    Args:
        level_db: shape (n_frames,), one per 10 ms.
        speaking: shape (n_frames,).
        words: with times on the clock of the frames.

    Returns:
        One number per word, NaN where fewer than 50 ms of its time hold speech.
    """
    power = np.where(speaking, 10 ** (level_db.astype(np.float64) / 10), 0.0)
    n_speaking = int(np.count_nonzero(speaking))
    if not n_speaking:
        return (NAN,) * len(words)
    mean = float(power.sum()) / n_speaking
    found = []
    for word in words:
        span = slice(max(0, word.start_ms // 10), max(0, word.end_ms // 10))
        n_frames = int(np.count_nonzero(speaking[span]))
        is_heard = n_frames >= LEAST_WORD_FRAMES
        found.append(float(10 * np.log10(power[span].sum() / n_frames / mean)) if is_heard else NAN)
    return tuple(found)


def with_core_level(delivery: Delivery, words: Sequence[Word], core_ms: Span | None) -> Delivery:
    """The same delivery with the level of the words that tell the core.

    Args:
        words: those that `describe` was given, on any clock.
        core_ms: when the core was told, on the clock of `words`; None when this turn does not tell it.

    Returns:
        NaN with its reason where words or core are lacking, or the core's words hold no speech.

    Raises:
        ValueError: words other than those that were measured.
    """
    if delivery.word_levels_db and len(words) != len(delivery.word_levels_db):
        raise ValueError(f"{len(words)} words, but {len(delivery.word_levels_db)} were measured")
    core, reason = _core_level(delivery.word_levels_db, words, core_ms)
    others = tuple(unsaid for unsaid in delivery.unsaid if unsaid.measure not in _CORE_MEASURES)
    values = (core.core_db, core.last_word_db)
    told = [Unsaid(name, reason) for name, value in zip(_CORE_MEASURES, values, strict=True) if np.isnan(value)]
    return replace(delivery, core=core, unsaid=(*others, *told))


def _core_level(levels_db: tuple[float, ...], words: Sequence[Word], core_ms: Span | None) -> tuple[CoreLevel, Reason]:
    """The level, and the reason for what of it is NaN."""
    if not levels_db:
        return CoreLevel(), "no_word_times"
    if core_ms is None:
        return CoreLevel(), "no_core_told"
    inside = [
        (word, db)
        for word, db in zip(words, levels_db, strict=True)
        if core_ms[0] <= (word.start_ms + word.end_ms) / 2 <= core_ms[1]
    ]
    heard = [(word.end_ms - word.start_ms, db) for word, db in inside if not np.isnan(db)]
    if not heard:
        return CoreLevel(), "core_not_heard"
    duration_ms, level_db = np.array(heard, np.float64).T
    power = duration_ms @ 10 ** (level_db / 10) / duration_ms.sum()
    return CoreLevel(float(10 * np.log10(power)), inside[-1][1]), "core_not_heard"
