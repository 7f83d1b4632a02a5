"""Raw sound of an engine → SpokenAudio: 24 kHz, silence at the edges set, times moved with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import soxr

from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.avatar import Phone, SpokenAudio, SpokenWord

LEAD_MS = 30
"""Silence kept before the first sound: longer would only make the answer later."""
TAIL_MS = 320
"""Silence after a sentence, so that sentences laid end to end have a pause between them (our choice)."""
FADE_MS = 5


@dataclass(frozen=True, slots=True)
class Timed:
    """A phone or a word with its times in seconds of the engine's own sound."""

    label: str
    start_s: float
    end_s: float


def spoken_audio(
    samples: Samples,
    rate_hz: int,
    phones: Sequence[Timed],
    words: Sequence[Timed],
    *,
    voice_name: str,
    estimated: bool = False,
    tail_ms: int = TAIL_MS,
) -> SpokenAudio:
    """One sentence as the rooms pass it on.

    Args:
        samples: shape (n,), full scale [-1, 1], at `rate_hz`.
        phones, words: in order; times from the first sample. Silences are not phones.
        voice_name: shown to the user.
        estimated: the times come from a model and not from the engine.
        tail_ms: silence after the last phone.

    Returns:
        Starts LEAD_MS before the first phone and ends `tail_ms` after the last; without phones the sound as it is.
    """
    pcm = samples if rate_hz == clock.OUTPUT_RATE_HZ else soxr.resample(samples, rate_hz, clock.OUTPUT_RATE_HZ)
    first_s = phones[0].start_s if phones else 0.0
    last_s = phones[-1].end_s if phones else len(samples) / rate_hz
    from_sample = max(0, round((first_s - LEAD_MS / 1000) * clock.OUTPUT_RATE_HZ))
    to_sample = round(last_s * clock.OUTPUT_RATE_HZ) + clock.from_ms(tail_ms, clock.OUTPUT_RATE_HZ)
    cut = _faded(pcm[from_sample:to_sample])
    silence = np.zeros(to_sample - from_sample - len(cut), np.float32)
    shift_s = from_sample / clock.OUTPUT_RATE_HZ
    return SpokenAudio(
        pcm=_int16(np.concatenate([cut, silence])),
        phones=tuple(Phone(p.label, _ms(p.start_s - shift_s), _ms(p.end_s - shift_s)) for p in phones),
        words=tuple(SpokenWord(w.label, _ms(w.start_s - shift_s), _ms(w.end_s - shift_s)) for w in words),
        voice_name=voice_name,
        estimated=estimated,
    )


def joined(pieces: Sequence[SpokenAudio]) -> SpokenAudio:
    """Pieces of one sentence laid end to end, as one.

    Args:
        pieces: at least one.
    """
    phones: list[Phone] = []
    words: list[SpokenWord] = []
    n_before = 0
    for piece in pieces:
        by_ms = clock.to_ms(n_before, clock.OUTPUT_RATE_HZ)
        phones += [Phone(p.ipa, p.start_ms + by_ms, p.end_ms + by_ms) for p in piece.phones]
        words += [SpokenWord(w.text, w.start_ms + by_ms, w.end_ms + by_ms) for w in piece.words]
        n_before += len(piece.pcm)
    return SpokenAudio(
        pcm=np.concatenate([piece.pcm for piece in pieces]),
        phones=tuple(phones),
        words=tuple(words),
        voice_name=pieces[0].voice_name,
        estimated=any(piece.estimated for piece in pieces),
    )


def shift_pitch(samples: Samples, rate_hz: int, pitch_st: float) -> Samples:
    """Sound played faster or slower by `pitch_st` semitones; lasts 2 ** (-pitch_st / 12) as long.

    The formants move with the pitch, as with a smaller or larger speaker: good for a persona of its own within some
    3 semitones, not for melody.
    """
    if not pitch_st:
        return samples
    shifted: Samples = soxr.resample(samples, rate_hz * 2 ** (pitch_st / 12), rate_hz)
    return shifted


def _ms(time_s: float) -> int:
    return max(0, round(time_s * 1000))


def _faded(samples: Samples) -> Samples:
    """Ends on zero, so that a cut inside an engine's tail does not click."""
    n_fade = min(clock.from_ms(FADE_MS, clock.OUTPUT_RATE_HZ), len(samples))
    faded = samples.astype(np.float32, copy=True)
    if n_fade:
        faded[-n_fade:] *= np.linspace(1, 0, n_fade, dtype=np.float32)
    return faded


def _int16(samples: Samples) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.round(np.clip(samples, -1, 1) * 32767).astype(np.int16)
