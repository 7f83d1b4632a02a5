"""One turn → how it was said: pauses, pace, pitch, level, quality. Physical quantities, never an emotion."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from simulator.flow import clock
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Word
from simulator.prosody.activity import STEP_MS, find_activity
from simulator.prosody.bank import Frames
from simulator.prosody.core_word import word_levels
from simulator.prosody.intonation import contour_of, summarise_pitch
from simulator.prosody.pauses import filled_pauses, silent_pauses
from simulator.prosody.quality import judge_quality, summarise_level
from simulator.prosody.reasons import first_obstacle, unsaid_of
from simulator.prosody.syllables import articulation_rate, find_nuclei
from simulator.prosody.tracking import frames_of


def describe(samples: NDArray[np.floating], sample_rate: int, *, words: Sequence[Word] = ()) -> Delivery:
    """How a turn was said.

    Args:
        samples: mono, shape (n_samples,), floating point, [-1, 1].
        sample_rate: 8000 to 96000 Hz.
        words: recognised words with times on the clock of `samples`; they confirm or refute filled pauses, and each
            gets a level.

    Returns:
        Measures with NaN, and a reason each, where there is too little speech to judge.

    Raises:
        BadAudio: more than one channel, NaN or infinite samples, integers, or a rate out of range.
    """
    return describe_frames(frames_of(samples, sample_rate), words=words)


def describe_frames(frames: Frames, *, words: Sequence[Word] = (), stream: int = 0) -> Delivery:
    """The same from frames that a bank gave, starting at frame 0."""
    activity = find_activity(frames, stream)
    silent, filled = silent_pauses(activity), filled_pauses(activity, words)
    start, end = activity.bounds or (0, 0)
    speech_ms = (end - start) * STEP_MS - sum(pause.duration_ms for pause in silent)
    speaking = activity.is_speech[::2] | activity.is_speech[1::2]
    f0_hz = np.where(speaking, frames.f0_hz[stream], 0)
    n_syllables = len(find_nuclei(activity))
    level_db = frames.level_db[stream]
    return _with_reasons(
        Delivery(
            speech_ms=speech_ms,
            pauses=tuple(sorted((*silent, *filled), key=lambda pause: pause.start_ms)),
            syllable_count=n_syllables,
            articulation_rate_sps=articulation_rate(n_syllables, speech_ms),
            pitch=summarise_pitch(f0_hz, speech_ms // 10),
            level=summarise_level(level_db, speaking),
            quality=judge_quality(level_db, frames.clipped[stream], speaking),
            word_levels_db=word_levels(level_db, speaking, words),
            contour_st=contour_of(f0_hz),
        )
    )


def _with_reasons(delivery: Delivery) -> Delivery:
    return replace(delivery, unsaid=unsaid_of(delivery), unusable_because=first_obstacle(delivery))


def warm_up() -> None:
    """Compile or load every kernel, so that no talk waits for it.

    About 8 s on an idle core the first time ever; well under a second once numba's cache lies on disk (beside the
    package, or where NUMBA_CACHE_DIR points).
    """
    describe(np.zeros(clock.INPUT_RATE_HZ // 2, np.float32), clock.INPUT_RATE_HZ)
