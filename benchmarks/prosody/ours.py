"""The product as the benchmark sees it: the only file here that knows its inner names."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.prosody.pitch_errors import PitchHz
from benchmarks.prosody.span_matching import Span
from simulator.flow.prosody import Delivery, PauseKind
from simulator.prosody import PitchBank, autocorrelation, decimation, describe, level, track, warm_up
from simulator.prosody.activity import find_activity
from simulator.prosody.head import shipped_head
from simulator.prosody.syllables import find_nuclei
from simulator.prosody.tracking import frames_of

NAME = "rechtuit"
RATE_HZ = 16_000
Samples = NDArray[np.float32]


def load() -> None:
    """Compile or read every kernel, so that nothing measured waits for it."""
    warm_up()


def pitch(samples: Samples) -> PitchHz:
    return track(samples, RATE_HZ).f0_hz


def delivery(samples: Samples) -> Delivery:
    """The whole pass, without words: what the sound alone tells."""
    return describe(samples, RATE_HZ)


def pauses_s(found: Delivery, kind: PauseKind) -> Sequence[Span]:
    return [(p.start_ms / 1000, p.end_ms / 1000) for p in found.pauses if p.kind == kind]


def nuclei_s(samples: Samples) -> list[float]:
    return [float(ms) / 1000 for ms in find_nuclei(find_activity(frames_of(samples, RATE_HZ)))]


def products() -> dict[str, tuple[int, int]]:
    """Every matrix that each 10 ms frame is multiplied with: shape."""
    operators, head = autocorrelation.operators(), shipped_head()
    return {
        "spectrum, even": operators.even.shape,
        "spectrum, odd": operators.odd.shape,
        "autocorrelation": operators.to_lags.shape,
        "head, embedding": head.embed.shape,
        "head, context": head.hidden.shape,
        "head, second": head.second.shape,
        "head, output": head.output.shape,
    }


def filter_flop_per_frame() -> int:
    """Multiply-adds outside the matrices, as two operations: decimation to 4 kHz, and the nine lags of the level."""
    n_low = level.HOP_SAMPLES // decimation.FACTOR
    return 2 * (decimation.N_TAPS * n_low + level.N_LAGS * level.HOP_SAMPLES)


def feed(blocks: Iterable[Samples]) -> int:
    """Push a long recording block by block, keep nothing; the number of frames decided."""
    bank = PitchBank(1)
    n_frames = sum(bank.push(block[None, :]).f0_hz.shape[1] for block in blocks)
    return int(n_frames + bank.finish().f0_hz.shape[1])
