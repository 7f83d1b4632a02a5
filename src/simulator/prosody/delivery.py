"""One turn → how it was said: pauses, pace, pitch, level, quality. Physical quantities, never an emotion."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.flow import clock
from simulator.flow.prosody import Delivery, PitchSummary, Quality
from simulator.flow.speech import Word
from simulator.prosody.activity import STEP_MS, find_activity
from simulator.prosody.bank import Frames
from simulator.prosody.intonation import summarise_pitch
from simulator.prosody.pauses import filled_pauses, silent_pauses
from simulator.prosody.quality import LEAST_SNR_DB, MOST_CLIPPING_RATIO, judge_quality, summarise_level
from simulator.prosody.syllables import articulation_rate, find_nuclei
from simulator.prosody.tracking import frames_of


def describe(samples: NDArray[np.floating], sample_rate: int, *, words: Sequence[Word] = ()) -> Delivery:
    """How a turn was said.

    Args:
        samples: mono, shape (n_samples,), floating point, [-1, 1].
        sample_rate: 8000 to 96000 Hz.
        words: recognised words with times on the clock of `samples`; they confirm or refute filled pauses.

    Returns:
        Measures with NaN, and a reason, where there is too little speech to judge.

    Raises:
        BadAudio: more than one channel, NaN or infinite samples, integers, or a rate out of range.
    """
    return describe_frames(frames_of(samples, sample_rate), words=words)


def describe_frames(frames: Frames, *, words: Sequence[Word] = (), stream: int = 0) -> Delivery:
    """The same from frames that a bank gave, starting at frame 0."""
    activity = find_activity(frames, stream)
    silent = silent_pauses(activity)
    start, end = activity.bounds or (0, 0)
    speech_ms = (end - start) * STEP_MS - sum(pause.duration_ms for pause in silent)
    speaking = activity.is_speech[::2] | activity.is_speech[1::2]
    f0_hz = np.where(speaking, frames.f0_hz[stream], 0)
    n_syllables = len(find_nuclei(frames, activity, stream))
    rate = articulation_rate(n_syllables, speech_ms)
    pitch = summarise_pitch(f0_hz, speech_ms // 10)
    quality = judge_quality(frames.level_db[stream], frames.clipped[stream], speaking)
    return Delivery(
        speech_ms=speech_ms,
        pauses=tuple(sorted((*silent, *filled_pauses(frames, words, stream)), key=lambda pause: pause.start_ms)),
        syllable_count=n_syllables,
        articulation_rate_sps=rate,
        pitch=pitch,
        level=summarise_level(frames.level_db[stream], speaking),
        quality=quality,
        unusable_because=_reason(speech_ms, rate, pitch, quality),
    )


def _reason(speech_ms: int, rate: float, pitch: PitchSummary, quality: Quality) -> str | None:
    """The first thing that stands in the way, None when nothing does."""
    checks = (
        (speech_ms == 0, "no speech was found in this recording"),
        (quality.clipping_ratio > MOST_CLIPPING_RATIO, "the recording clips: turn the microphone down"),
        (quality.snr_db < LEAST_SNR_DB, f"the noise is less than {LEAST_SNR_DB:.0f} dB under the speech"),
        (np.isnan(pitch.median_hz), "less than 0.2 s of voiced speech: no pitch is told"),
        (np.isnan(rate), "less than 1 s of speech: no pace is told"),
        (np.isnan(pitch.range_st), "less than 0.5 s of voiced speech: no pitch range is told"),
        (np.isnan(pitch.final_slope_st_s), "the turn does not end on 250 ms of voice: no final slope is told"),
    )
    return next((reason for applies, reason in checks if applies), None)


def warm_up() -> None:
    """Compile or load every kernel, so that no talk waits for it.

    About 8 s on an idle core the first time ever; well under a second once numba's cache lies on disk (beside the
    package, or where NUMBA_CACHE_DIR points).
    """
    describe(np.zeros(clock.INPUT_RATE_HZ // 2, np.float32), clock.INPUT_RATE_HZ)
