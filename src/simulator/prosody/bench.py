"""How fast and how right the core is against its peers, in one run, on one thread, on speech whose truth is known.

Not product code: only this file and `bench_delivery` read a clock in this room (CPU time, because Praat starts threads
of its own). Peers are development dependencies, imported when asked for; one that is not installed is listed as such.
"""

import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from simulator.prosody import synthetic
from simulator.prosody.bench_delivery import DeliveryTable, run_delivery_bench
from simulator.prosody.delivery import warm_up
from simulator.prosody.peaks import HIGHEST_PITCH_HZ, LOWEST_PITCH_HZ
from simulator.prosody.synthetic import CONDITIONS, RATE_HZ, Recording
from simulator.prosody.tracking import track

Tracker: TypeAlias = Callable[[NDArray[np.float32]], NDArray[np.floating]]
"""16 kHz samples → Hz per 10 ms frame centred on 5, 15, ... ms, 0 where unvoiced."""
REFERENCE: Final = "praat"
_REPEATS: Final = 5
_GROSS_RATIO: Final = 0.2  # the usual limit of a gross pitch error


@dataclass(frozen=True, slots=True)
class BenchRow:
    """One tracker. NaN and empty when it is not installed."""

    name: str
    note: str
    """"" or "not installed"."""
    cpu_ms_per_audio_s: float
    """CPU milliseconds per second of audio; best of five."""
    speed_ratio: float
    """Times as fast as Praat in the same run; NaN without Praat."""
    ffe_pct: dict[str, float]
    """F0 frame error per condition, %: wrong voicing, or more than 20 % off."""
    cents_rms: float
    """RMS error of frames voiced on both sides and not gross, clean, cents."""


@dataclass(frozen=True, slots=True)
class BenchTable:
    """One run: ratios hold inside it, absolute times only for this machine."""

    seed: int
    audio_s: float
    conditions: tuple[str, ...]
    rows: tuple[BenchRow, ...]
    """Pitch: the core first, then its peers."""
    delivery: DeliveryTable | None
    """Pauses, syllables, fillers, and the whole pass; None when it was not asked for."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON: what is not known is None."""
        return cast("dict[str, Any]", _without_nan(asdict(self)))

    def as_text(self) -> str:
        """For a terminal."""
        head = f"{'pitch':10}{'CPU ms/s':>9}{'x praat':>9}{'cents':>7}  FFE % " + "".join(
            f"{name:>10}" for name in self.conditions
        )
        lines = [f"{self.audio_s:.0f} s of synthetic speech, seed {self.seed}, CPU time of all threads", head]
        lines += [_line(row, self.conditions) for row in self.rows]
        return "\n".join([*lines, "", self.delivery.as_text()] if self.delivery else lines)


def _line(row: BenchRow, conditions: tuple[str, ...]) -> str:
    if row.note:
        return f"{row.name:10}{row.note}"
    errors = "".join(f"{row.ffe_pct[name]:10.1f}" for name in conditions)
    return f"{row.name:10}{row.cpu_ms_per_audio_s:9.3f}{row.speed_ratio:9.1f}{row.cents_rms:7.1f}        {errors}"


def _without_nan(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nan(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(part) for part in value]
    return None if isinstance(value, float) and np.isnan(value) else value


def run_bench(
    *,
    seconds: float = 60.0,
    seed: int = 1,
    conditions: Iterable[str] = CONDITIONS,
    peers: Iterable[str] | None = None,
    with_delivery: bool = True,
) -> BenchTable:
    """Measure speed and errors of the core and its peers on the same synthetic talkers.

    Run it with OMP_NUM_THREADS=1: every thread's CPU time counts.

    Args:
        seconds: audio in all, shared by the four voices; at least 4.
        seed: of everything random; the same seed gives the same audio.
        conditions: from `synthetic.CONDITIONS`.
        peers: names from `PEERS`; all by default.
        with_delivery: also score pauses, syllables and fillers, and time the whole pass.

    Returns:
        Rows in the order core, peers.

    Raises:
        ValueError: on an unknown condition or peer, or under 4 seconds.
    """
    conditions, peers = tuple(conditions), tuple(PEERS if peers is None else peers)
    if seconds < 4 or not set(conditions) <= set(CONDITIONS) or not set(peers) <= set(PEERS):
        raise ValueError(f"at least 4 s, conditions of {', '.join(CONDITIONS)}, peers of {', '.join(PEERS)}")
    talkers = [
        synthetic.speak(voice, seed=seed + k, seconds=seconds / len(synthetic.VOICES))
        for k, voice in enumerate(synthetic.VOICES)
    ]
    sounds = {name: [synthetic.degrade(t, name, seed=seed) for t in talkers] for name in conditions}
    rows = [_row("rechtuit", _ours, talkers, sounds)]
    rows += [_row(name, PEERS[name], talkers, sounds) for name in peers]
    audio_s = sum(len(talker.samples) for talker in talkers) / RATE_HZ
    delivery = run_delivery_bench(seconds=seconds, seed=seed, conditions=conditions) if with_delivery else None
    return BenchTable(seed, audio_s, conditions, tuple(_with_ratios(rows)), delivery)


def _with_ratios(rows: list[tuple[str, str, float, dict[str, float], float]]) -> list[BenchRow]:
    reference = next((cost for name, _, cost, _, _ in rows if name == REFERENCE), float("nan"))
    return [BenchRow(name, note, cost, reference / cost, ffe, cents) for name, note, cost, ffe, cents in rows]


def _row(
    name: str, load: Callable[[], Tracker], talkers: list[Recording], sounds: dict[str, list[NDArray[np.float32]]]
) -> tuple[str, str, float, dict[str, float], float]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # peers warn about their own dependencies
            tracker = load()
    except ImportError:
        return name, "not installed", float("nan"), {}, float("nan")
    ffe, cents = {}, float("nan")
    for condition, samples in sounds.items():
        found = [tracker(sound) for sound in samples]
        ffe[condition] = frame_error_pct(found, [talker.f0_hz for talker in talkers])
        if condition == "clean":
            cents = cents_rms(found, [talker.f0_hz for talker in talkers])
    return name, "", _cpu_ms_per_audio_s(tracker, np.concatenate([t.samples for t in talkers])), ffe, cents


def _cpu_ms_per_audio_s(tracker: Tracker, samples: NDArray[np.float32]) -> float:
    best = float("inf")
    for _ in range(_REPEATS):
        start = time.process_time()
        tracker(samples)
        best = min(best, time.process_time() - start)
    return 1000 * best / (len(samples) / RATE_HZ)


def _scored(
    found: list[NDArray[np.floating]], truth: list[NDArray[np.float32]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """All frames that have an answer, side by side."""
    length = [min(len(a), len(b)) for a, b in zip(found, truth, strict=True)]
    ours = np.concatenate([a[:n] for a, n in zip(found, length, strict=True)]).astype(np.float64)
    right = np.concatenate([b[:n] for b, n in zip(truth, length, strict=True)]).astype(np.float64)
    return ours[~np.isnan(right)], right[~np.isnan(right)]


def frame_error_pct(found: list[NDArray[np.floating]], truth: list[NDArray[np.float32]]) -> float:
    """F0 frame error (Chu & Alwan 2009): frames with wrong voicing or a gross error, % of all scored frames."""
    ours, right = _scored(found, truth)
    voicing_error = (ours > 0) != (right > 0)
    gross = (ours > 0) & (right > 0) & (np.abs(ours - right) > _GROSS_RATIO * right)
    return float(100 * np.mean(voicing_error | gross))


def cents_rms(found: list[NDArray[np.floating]], truth: list[NDArray[np.float32]]) -> float:
    """RMS pitch error in cents over frames voiced on both sides that are not gross errors."""
    ours, right = _scored(found, truth)
    kept = (ours > 0) & (right > 0) & (np.abs(ours - right) <= _GROSS_RATIO * right)
    return float(np.sqrt(np.mean((1200 * np.log2(ours[kept] / right[kept])) ** 2))) if kept.any() else float("nan")


def _centres_s(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    return (np.arange(len(samples) // 160) + 0.5) / 100


def _nearest(
    times_s: NDArray[np.float64], values: NDArray[np.floating], wanted_s: NDArray[np.float64]
) -> NDArray[np.floating]:
    """The value of the nearest frame; 0 further than 20 ms from any."""
    at = np.clip(np.searchsorted(times_s, wanted_s), 1, len(times_s) - 1)
    at = at - (wanted_s - times_s[at - 1] < times_s[at] - wanted_s)
    return np.where(np.abs(times_s[at] - wanted_s) < 0.02, values[at], 0.0)


def _ours() -> Tracker:
    warm_up()
    return lambda samples: track(samples, RATE_HZ).f0_hz


def _praat() -> Tracker:
    import parselmouth

    def find(samples: NDArray[np.float32]) -> NDArray[np.floating]:
        sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
        pitch = sound.to_pitch_ac(time_step=0.01, pitch_floor=LOWEST_PITCH_HZ, pitch_ceiling=HIGHEST_PITCH_HZ)
        return _nearest(pitch.xs(), pitch.selected_array["frequency"], _centres_s(samples))

    return find


def _rapt() -> Tracker:
    import pysptk

    def find(samples: NDArray[np.float32]) -> NDArray[np.floating]:
        f0_hz = pysptk.rapt(samples * 32768, RATE_HZ, 160, min=LOWEST_PITCH_HZ, max=HIGHEST_PITCH_HZ, otype="f0")
        return _nearest(np.arange(len(f0_hz)) / 100, f0_hz, _centres_s(samples))

    return find


def _swift_f0() -> Tracker:
    from swift_f0 import SwiftF0

    detector = SwiftF0(threads=1, spin=False)

    def find(samples: NDArray[np.float32]) -> NDArray[np.floating]:
        result = detector.detect(samples, RATE_HZ, fmin=LOWEST_PITCH_HZ, fmax=HIGHEST_PITCH_HZ)
        f0_hz = np.where(result.confidence >= 0.5, result.pitch_hz, 0.0)
        return _nearest(result.timestamps, f0_hz, _centres_s(samples))

    return find


PEERS: Final[dict[str, Callable[[], Tracker]]] = {"praat": _praat, "rapt": _rapt, "swift-f0": _swift_f0}
"""Autocorrelation of Praat, RAPT of SPTK, SwiftF0: the most cited, the fastest and the most accurate that we found."""
