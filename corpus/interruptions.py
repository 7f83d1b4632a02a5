"""Silences of known length, and filled pauses of known place, put into speech whose every other gap is closed.

The filled pauses are the talker's own: steps of the vowel that lies nearest to the middle of all their voiced sounds
(what the mouth does at rest, as in Dutch and French "euh"), held flat with a slow drift, with a closed mouth ("euhm")
at the end of some.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.contours import tremble
from corpus.loudness import measure
from corpus.recording import FRAME_SAMPLES, RATE_HZ, Spans
from corpus.roomtone import room_tone
from corpus.world import STEP_S, Voiced, put_together, truth_hz
from simulator.prosody.runs import runs_of

_SHORTEST_GAP_FRAMES: Final = 8
_CLOSED_GAP_FRAMES: Final = 6
_PAUSE_FRAMES: Final = (15, 120)
_BESIDE_FILLER_FRAMES: Final = (15, 50)
_FILLER_S: Final = (0.25, 0.70)
_NASAL_S: Final = (0.10, 0.25)
_NASAL_CUT_HZ: Final = 700.0
_NASAL_LOSS_DB: Final = 22.0
_FADE_SAMPLES: Final = 80
_HELD_STEPS: Final = 8
_MIN_RUN_STEPS: Final = 16
_UNREST_STEPS, _UNREST = 12, 0.15
_GUARD_FRAMES: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Whole frames of sound with their truth."""

    samples: NDArray[np.float32]
    f0_hz: NDArray[np.float32]
    kind: str
    """speech, silence (known), closed (a gap too short to be a pause) or filler."""

    @property
    def n_frames(self) -> int:
        return len(self.f0_hz)


def pieces_of(samples: NDArray[np.float32], f0_hz: NDArray[np.float32]) -> list[Piece]:
    """Speech and the gaps of 80 ms and more between, in order, without the silence before and after."""
    loudness = measure(samples)
    loud = loudness.level_db > loudness.high_db
    if not loud.any():
        return []
    first, last = int(np.flatnonzero(loud)[0]), int(np.flatnonzero(loud)[-1]) + 1
    f0_hz = np.where((f0_hz > 0) & (loudness.level_db < loudness.low_db), np.nan, f0_hz)
    gaps = [(a, b) for a, b in runs_of(~loud) if a > first and b < last and b - a >= _SHORTEST_GAP_FRAMES]
    bounds = [first, *(edge for gap in gaps for edge in gap), last]
    kinds = ("speech", "gap")
    return [
        Piece(samples[a * FRAME_SAMPLES : b * FRAME_SAMPLES], f0_hz[a:b], kinds[i % 2])
        for i, (a, b) in enumerate(pairwise(bounds))
    ]


def silence(sound: NDArray[np.float32], n_frames: int, rng: np.random.Generator, kind: str = "silence") -> Piece:
    """Room tone of `sound`."""
    return Piece(room_tone(sound, n_frames * FRAME_SAMPLES, rng), np.zeros(n_frames, dtype=np.float32), kind)


def interrupted(
    pieces: list[Piece], sound: NDArray[np.float32], voice: Voiced, rng: np.random.Generator
) -> list[Piece]:
    """Every gap becomes a pause of drawn length, a filled pause, or so short that nobody would call it a pause."""
    told: list[Piece] = [silence(sound, int(rng.integers(*_PAUSE_FRAMES) // 3), rng, "outside")]
    for piece in pieces:
        told += _for_gap(piece, sound, voice, rng) if piece.kind == "gap" else [piece]
    return [*told, silence(sound, int(rng.integers(*_PAUSE_FRAMES) // 3), rng, "outside")]


def _for_gap(gap: Piece, sound: NDArray[np.float32], voice: Voiced, rng: np.random.Generator) -> list[Piece]:
    draw = rng.random()
    if draw < 0.3:
        return [Piece(gap.samples[: _CLOSED_GAP_FRAMES * FRAME_SAMPLES], gap.f0_hz[:_CLOSED_GAP_FRAMES], "closed")]
    if draw < 0.65:
        return [silence(sound, int(rng.integers(*_PAUSE_FRAMES)), rng)]
    held = filler(voice, rng)
    if held is None:
        return [silence(sound, int(rng.integers(*_PAUSE_FRAMES)), rng)]
    before = [] if rng.random() < 0.3 else [silence(sound, int(rng.integers(*_BESIDE_FILLER_FRAMES)), rng)]
    return [*before, held, silence(sound, int(rng.integers(*_BESIDE_FILLER_FRAMES)), rng)]


def filler(voice: Voiced, rng: np.random.Generator) -> Piece | None:
    """A held vowel of 250 to 700 ms, drifting down by up to a semitone and a half; None in a voice without vowels."""
    middle = _rest_vowel(voice)
    if middle is None:
        return None
    n_steps = int(rng.uniform(*_FILLER_S) / STEP_S) // 2 * 2
    held = _held(voice, middle, n_steps, rng)
    start_hz = float(np.median(voice.f0_hz[voice.f0_hz > 0])) * rng.uniform(0.8, 1.0)
    drift = np.linspace(0.0, -rng.uniform(0.0, 1.5) / 12, n_steps) + 0.002 * tremble(n_steps, rng)
    shape = _swell(n_steps) * 10 ** (rng.uniform(-8.0, 0.0) / 20)
    envelope = held.envelope * np.square(shape)[:, None]
    if rng.random() < 0.4:
        envelope = envelope * _closing_mouth(n_steps, envelope.shape[1], rng)
    sung = Voiced(start_hz * np.exp2(drift), np.maximum(envelope, 1e-16), held.aperiodicity)
    samples = put_together(sung)
    f0_hz = truth_hz(sung, len(samples) // FRAME_SAMPLES)
    f0_hz[[0, -1]] = np.nan
    return Piece(samples, f0_hz, "filler")


def _held(voice: Voiced, middle: int, n_steps: int, rng: np.random.Generator) -> Voiced:
    """From the mean spectrum of the 20 ms before `middle` slowly to that of the 20 ms after, with a little unrest."""
    half = _HELD_STEPS // 2
    before, after = (slice(middle - half, middle), slice(middle, middle + half))
    ends = np.stack([np.log(voice.envelope[side] + 1e-16).mean(axis=0) for side in (before, after)])
    part = np.linspace(0.0, 1.0, n_steps)[:, None]
    knots = np.arange(0, n_steps + _UNREST_STEPS, _UNREST_STEPS)
    unrest = np.interp(np.arange(n_steps), knots, _UNREST * rng.standard_normal(len(knots)))
    envelope = np.exp(ends[0] * (1 - part) + ends[1] * part + unrest[:, None])
    aperiodicity = np.repeat(voice.aperiodicity[middle - half : middle + half].mean(axis=0)[None], n_steps, axis=0)
    return Voiced(np.zeros(n_steps), envelope, aperiodicity)


def _rest_vowel(voice: Voiced) -> int | None:
    """Step whose spectrum lies nearest to the mean of all voiced steps, in the middle of a long enough vowel."""
    voiced = voice.f0_hz > 0
    inside = np.zeros(len(voiced), dtype=bool)
    for start, end in runs_of(voiced):
        if end - start >= _MIN_RUN_STEPS:
            inside[start + _HELD_STEPS // 2 : end - _HELD_STEPS // 2] = True
    power = voice.envelope.sum(axis=1)
    candidates = np.flatnonzero(inside & (power > np.percentile(power[voiced], 40))) if voiced.any() else np.array([])
    if not len(candidates):
        return None
    log_envelope = np.log(voice.envelope[candidates] + 1e-16)
    shape = log_envelope - log_envelope.mean(axis=1, keepdims=True)
    return int(candidates[np.argmin(np.square(shape - shape.mean(axis=0)).sum(axis=1))])


def _swell(n_steps: int) -> NDArray[np.float64]:
    """In over 30 ms, out over 60."""
    step = np.arange(n_steps) + 0.5
    rise, fall = np.minimum(1.0, step * STEP_S / 0.03), np.minimum(1.0, (n_steps - step) * STEP_S / 0.06)
    return np.asarray(np.sin(np.pi / 2 * rise) * np.sin(np.pi / 2 * fall))


def _closing_mouth(n_steps: int, n_bins: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Power gain, shape (n_steps, n_bins): the last 100 to 250 ms lose 22 dB above 700 Hz, as a nasal does."""
    start = n_steps - int(rng.uniform(*_NASAL_S) / STEP_S)
    closed = np.clip((np.arange(n_steps) - start) / 12, 0.0, 1.0)
    hz = np.linspace(0.0, RATE_HZ / 2, n_bins)
    loss_db = _NASAL_LOSS_DB * np.clip((hz - _NASAL_CUT_HZ / 2) / _NASAL_CUT_HZ, 0.0, 1.0)
    return np.asarray(10 ** (-np.outer(closed, loss_db) / 10))


def joined(pieces: list[Piece]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Samples, pitch and speech of the pieces in turn; every join faded over 5 ms, and NaN in pitch for a frame."""
    samples = np.concatenate([_faded(p.samples) for p in pieces])
    f0_hz = np.concatenate([p.f0_hz for p in pieces]).astype(np.float32)
    speech = np.concatenate([np.full(p.n_frames, _SPEECH[p.kind], dtype=np.float32) for p in pieces])
    for edge in np.cumsum([p.n_frames for p in pieces])[:-1]:
        f0_hz[edge - 1 : edge + 1] = np.nan
        speech[max(0, edge - _GUARD_FRAMES) : edge + _GUARD_FRAMES] = np.nan
    return samples, f0_hz, speech


_SPEECH: Final = {"speech": 1.0, "filler": 1.0, "silence": 0.0, "outside": 0.0, "closed": np.nan}


def _faded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    ramp = np.minimum(1.0, (np.arange(len(samples)) + 0.5) / _FADE_SAMPLES)
    return np.asarray(samples * ramp * ramp[::-1], dtype=np.float32)


def spans_s(pieces: list[Piece], kind: str) -> Spans:
    """Start and end of each piece of that kind; neighbours of one kind count as one."""
    is_kind = np.concatenate([np.full(p.n_frames, p.kind == kind) for p in pieces])
    frame_s = FRAME_SAMPLES / RATE_HZ
    return tuple((a * frame_s, b * frame_s) for a, b in runs_of(is_kind))
