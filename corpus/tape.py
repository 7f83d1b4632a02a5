"""Clauses of a ready-made voice laid out with silences and fillers of known place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.consensus import label
from corpus.recording import FRAME_SAMPLES, RATE_HZ, Recording, Source, Split
from corpus.spoken import Spoken
from corpus.stretching import held

_CUT_DB: Final = 36.0
"""Speech starts and ends where it rises to this far under its loud parts."""
_LEVEL_SAMPLES: Final = 80
_EDGE_SAMPLES: Final = 80
_FILLER_PROB: Final = 0.4
_LEAST_VOICED_FRAMES: Final = 10


@dataclass(slots=True)
class Tape:
    """Sound and truth under construction."""

    pieces: list[NDArray[np.float32]] = field(default_factory=list)
    pauses_s: list[tuple[float, float]] = field(default_factory=list)
    nuclei_s: list[float] = field(default_factory=list)
    fillers_s: list[tuple[float, float]] = field(default_factory=list)
    n_samples: int = 0

    def add(self, piece: NDArray[np.float32]) -> tuple[float, float]:
        """A piece at the end; its start and end in seconds."""
        start = self.n_samples
        self.pieces.append(piece)
        self.n_samples += len(piece)
        return start / RATE_HZ, self.n_samples / RATE_HZ

    def silence(self, seconds: float, *, is_pause: bool = True) -> None:
        span = self.add(np.zeros(int(seconds * RATE_HZ), np.float32))
        if is_pause:
            self.pauses_s.append(span)


def lay_out(
    clauses: Iterable[Spoken], hesitation: Callable[[], NDArray[np.float32]], seconds: float, rng: np.random.Generator
) -> Tape:
    """Clauses until `seconds` are full, silences of 0.1 to 1.4 s between them, and here and there a filled pause.

    Args:
        clauses: of one voice; may be made as they are asked for.
        hesitation: a short mid vowel of the same voice, alone.
    """
    tape = Tape()
    tape.silence(float(rng.uniform(0.25, 0.5)), is_pause=False)
    before: Spoken | None = None
    for spoken in clauses:
        if before is not None:
            fills = bool(rng.random() < _FILLER_PROB)
            if not (fills and rng.random() < 0.3):
                tape.silence(_pause_s(rng))
            if fills and _fill(tape, hesitation(), _median_hz(before), rng) and rng.random() < 0.6:
                tape.silence(_pause_s(rng))
        _say(tape, spoken)
        before = spoken
        if tape.n_samples > seconds * RATE_HZ:
            break
    tape.silence(float(rng.uniform(0.25, 0.5)), is_pause=False)
    return tape


def _pause_s(rng: np.random.Generator) -> float:
    return float(np.exp(rng.uniform(np.log(0.1), np.log(1.4))))


def _say(tape: Tape, spoken: Spoken) -> None:
    """One clause on the tape, cut where it fades."""
    first, last = audible(spoken.samples)
    start_s, end_s = tape.add(faded(spoken.samples[first:last]))
    shift_s = start_s - first / RATE_HZ
    tape.nuclei_s += [min(max(second + shift_s, start_s), end_s) for second in spoken.vowels_s]


def _median_hz(spoken: Spoken) -> float:
    """Median pitch of a clause, 0 where there is hardly any."""
    f0_hz = label(spoken.samples).f0_hz
    voiced = f0_hz[f0_hz > 0]
    return float(np.median(voiced)) if len(voiced) > _LEAST_VOICED_FRAMES else 0.0


def _fill(tape: Tape, vowel: NDArray[np.float32], median_hz: float, rng: np.random.Generator) -> bool:
    """A filled pause: flat, a little low, sinking slowly. Whether there was voice enough to make one of."""
    if not median_hz:
        return False
    n_values = int(np.exp(rng.uniform(np.log(0.22), np.log(0.7))) / 0.005)
    drift = np.linspace(0, rng.normal(-0.05, 0.04), n_values) + np.cumsum(rng.normal(0, 0.0012, n_values))
    f0_hz = median_hz * 2.0 ** (rng.normal(-0.1, 0.07) + drift)
    made = held(vowel, f0_hz.clip(55.0, 600.0), rng)
    if made is None:
        return False
    loud = 10 ** (rng.uniform(-8, 0) / 20)
    span = tape.add((made * loud).astype(np.float32))
    tape.fillers_s.append(span)
    tape.nuclei_s.append(sum(span) / 2)
    return True


def audible(samples: NDArray[np.float32]) -> tuple[int, int]:
    """First and last sample (exclusive) of what is within 36 dB of the loud parts, in steps of 5 ms."""
    blocks = samples[: len(samples) // _LEVEL_SAMPLES * _LEVEL_SAMPLES].reshape(-1, _LEVEL_SAMPLES)
    level_db = 10 * np.log10(np.mean(blocks.astype(np.float64) ** 2, axis=1) + 1e-12)
    loud = np.flatnonzero(level_db > np.percentile(level_db, 95) - _CUT_DB)
    return int(loud[0]) * _LEVEL_SAMPLES, int(loud[-1] + 1) * _LEVEL_SAMPLES


def faded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sound with 5 ms ramps at its ends."""
    sound = samples.copy()
    ramp = np.linspace(0, 1, _EDGE_SAMPLES, dtype=np.float32)
    sound[:_EDGE_SAMPLES] *= ramp
    sound[-_EDGE_SAMPLES:] *= ramp[::-1]
    return sound


def finished(tape: Tape, voice: str, name: str, rng: np.random.Generator, *, source: Source, split: Split) -> Recording:
    """The tape at a random level over a little hiss, with pitch by consensus where something was said."""
    samples = np.concatenate(tape.pieces)
    samples = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES]
    peak = float(np.abs(samples).max())
    hiss = 10 ** (rng.uniform(-78, -58) / 20) * rng.standard_normal(len(samples))
    gain = 10 ** (rng.uniform(-12, -1) / 20)
    samples = (gain * (samples / peak + hiss)).clip(-1, 1).astype(np.float32)
    is_speech = speech_flags(tape, len(samples))
    f0_hz = np.where(is_speech == 0, 0.0, label(samples).f0_hz)
    return Recording(
        name=name, voice=voice, source=source, split=split, samples=samples,
        f0_hz=f0_hz.astype(np.float32), is_speech=is_speech, pauses_s=tuple(tape.pauses_s),
        nuclei_s=tuple(tape.nuclei_s), fillers_s=tuple(tape.fillers_s),
    )  # fmt: skip


def speech_flags(tape: Tape, n_samples: int) -> NDArray[np.float32]:
    """1 in clauses and fillers, 0 in silences, NaN in frames that hold both."""
    spoken = np.concatenate([np.full(len(piece), bool(piece.any())) for piece in tape.pieces])
    frames = spoken[:n_samples].reshape(-1, FRAME_SAMPLES)
    return np.where(frames.all(axis=1), 1.0, np.where(frames.any(axis=1), np.nan, 0.0)).astype(np.float32)
