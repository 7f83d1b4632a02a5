"""Pauses, syllables and fillers against known truth, and the cost of describing a turn beside Praat's.

Benchmark code, like `bench`: reads CPU time and imports Praat when asked for.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import Delivery, PauseKind
from simulator.prosody import synthetic
from simulator.prosody.delivery import describe
from simulator.prosody.synthetic import CONDITIONS, RATE_HZ, Recording

Spans = list[tuple[float, float]]
_LEAST_IOU = 0.5
_LEAST_FALSE_S = 0.2
_LEAST_OVERLAP_S = 0.1
_REPEATS = 5


@dataclass(frozen=True, slots=True)
class PauseScore:
    """Silent pauses found against known ones."""

    known: int
    missed: int
    false: int
    """Found pauses of 0.2 s or more that match none."""
    onset_errors_ms: tuple[float, ...]
    offset_errors_ms: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One condition; percentages of the known number, edges as median and 95th percentile of the size of the error."""

    condition: str
    known_pauses: int
    missed_pct: float
    false_pct: float
    onset_median_ms: float
    onset_p95_ms: float
    offset_median_ms: float
    syllable_count_error_pct: float
    known_fillers: int
    filler_recall: float
    filler_precision: float


@dataclass(frozen=True, slots=True)
class DeliveryTable:
    """One run."""

    seed: int
    audio_s: float
    rows: tuple[DeliveryRow, ...]
    cpu_ms_per_audio_s: float
    """`describe` whole: pitch, level, pauses, syllables, intonation, quality."""
    praat_cpu_ms_per_audio_s: float
    """Pitch, intensity and silences of Praat; NaN when parselmouth is not installed."""

    def as_text(self) -> str:
        """For a terminal."""
        ratio = self.praat_cpu_ms_per_audio_s / self.cpu_ms_per_audio_s
        ours, praat = self.cpu_ms_per_audio_s, self.praat_cpu_ms_per_audio_s
        cost = f"whole description {ours:.3f} CPU ms per audio s; pitch, intensity and silences of Praat {praat:.3f}"
        head = (
            "pauses",
            "missed %",
            "false %",
            "onset ms",
            "p95",
            "offset ms",
            "syll. %",
            "fillers",
            "recall",
            "prec.",
        )
        lines = [f"{cost} ({ratio:.1f} times as much)", f"{'delivery':10}" + "".join(f"{name:>10}" for name in head)]
        lines += [
            f"{row.condition:10}{row.known_pauses:10}{row.missed_pct:10.1f}{row.false_pct:10.1f}"
            f"{row.onset_median_ms:10.0f}{row.onset_p95_ms:10.0f}{row.offset_median_ms:10.0f}"
            f"{row.syllable_count_error_pct:+10.1f}{row.known_fillers:10}{row.filler_recall:10.2f}"
            f"{row.filler_precision:10.2f}"
            for row in self.rows
        ]
        return "\n".join(lines)


def run_delivery_bench(
    *, seconds: float = 120.0, seed: int = 1, conditions: Iterable[str] = CONDITIONS
) -> DeliveryTable:
    """Describe synthetic talkers with known pauses, syllables and fillers.

    Args:
        seconds: audio in all, shared by the four voices.
        seed: of everything random.
        conditions: from `synthetic.CONDITIONS`.
    """
    voices = synthetic.VOICES
    talkers = [synthetic.speak(v, seed=seed + k, seconds=seconds / len(voices)) for k, v in enumerate(voices)]
    samples = np.concatenate([talker.samples for talker in talkers])
    return DeliveryTable(
        seed=seed,
        audio_s=len(samples) / RATE_HZ,
        rows=tuple(_row(condition, talkers, seed) for condition in conditions),
        cpu_ms_per_audio_s=_cpu_ms_per_audio_s(lambda: describe(samples, RATE_HZ), samples),
        praat_cpu_ms_per_audio_s=_praat_cost(samples),
    )


def score_pauses(found: Spans, known: Spans) -> PauseScore:
    """Match found to known pauses by an overlap of at least half their union; seconds in, milliseconds out."""
    matched = {k: j for k, truth in enumerate(known) for j, span in enumerate(found) if _iou(span, truth) >= _LEAST_IOU}
    false = [s for j, s in enumerate(found) if j not in matched.values() and s[1] - s[0] >= _LEAST_FALSE_S]
    return PauseScore(
        len(known),
        len(known) - len(matched),
        len(false),
        tuple(1000 * (found[j][0] - known[k][0]) for k, j in matched.items()),
        tuple(1000 * (found[j][1] - known[k][1]) for k, j in matched.items()),
    )


def spans_of(delivery: Delivery, kind: PauseKind) -> Spans:
    """Pauses of one kind, in seconds."""
    return [(p.start_ms / 1000, p.end_ms / 1000) for p in delivery.pauses if p.kind == kind]


def _overlap_s(one: tuple[float, float], other: tuple[float, float]) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _iou(one: tuple[float, float], other: tuple[float, float]) -> float:
    return _overlap_s(one, other) / (max(one[1], other[1]) - min(one[0], other[0]))


def _row(condition: str, talkers: list[Recording], seed: int) -> DeliveryRow:
    said = [describe(synthetic.degrade(talker, condition, seed=seed), RATE_HZ) for talker in talkers]
    pairs = list(zip(said, talkers, strict=True))
    scores = [score_pauses(spans_of(d, "silent"), list(t.pauses_s)) for d, t in pairs]
    known = sum(score.known for score in scores)
    onset = np.abs([error for score in scores for error in score.onset_errors_ms] or [np.nan])
    offset = np.abs([error for score in scores for error in score.offset_errors_ms] or [np.nan])
    syllables = sum(len(talker.nuclei_s) for talker in talkers)
    fillers = sum(len(talker.fillers_s) for talker in talkers)
    found = [span for d in said for span in spans_of(d, "filled")]
    hits = sum(_touches(span, list(t.fillers_s)) for d, t in pairs for span in spans_of(d, "filled"))
    recalled = sum(_touches(span, spans_of(d, "filled")) for d, t in pairs for span in t.fillers_s)
    return DeliveryRow(
        condition=condition,
        known_pauses=known,
        missed_pct=100 * sum(score.missed for score in scores) / known,
        false_pct=100 * sum(score.false for score in scores) / known,
        onset_median_ms=float(np.median(onset)),
        onset_p95_ms=float(np.percentile(onset, 95)),
        offset_median_ms=float(np.median(offset)),
        syllable_count_error_pct=100 * (sum(d.syllable_count for d in said) / syllables - 1),
        known_fillers=fillers,
        filler_recall=recalled / fillers if fillers else float("nan"),
        filler_precision=hits / len(found) if found else float("nan"),
    )


def _touches(span: tuple[float, float], others: Spans) -> bool:
    return any(_overlap_s(span, other) >= _LEAST_OVERLAP_S for other in others)


def _cpu_ms_per_audio_s(work: Callable[[], object], samples: NDArray[np.float32]) -> float:
    work()
    best = float("inf")
    for _ in range(_REPEATS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return 1000 * best / (len(samples) / RATE_HZ)


def _praat_cost(samples: NDArray[np.float32]) -> float:
    try:
        import parselmouth
        from parselmouth.praat import call
    except ImportError:
        return float("nan")

    def work() -> None:
        sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
        sound.to_pitch_ac(time_step=0.01, pitch_floor=60.0, pitch_ceiling=500.0)
        intensity = sound.to_intensity(minimum_pitch=60.0)
        call(intensity, "To TextGrid (silences)", -25.0, 0.15, 0.1, "silent", "sounding")

    return _cpu_ms_per_audio_s(work, samples)
