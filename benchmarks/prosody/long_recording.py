"""Run: python -m benchmarks.prosody.long_recording HOURS. Prints JSON: CPU seconds, frames, and megabytes taken.

Sound lies in a file on disk that is mapped, so that what is counted is what the core takes besides it.
"""

import json
import sys
import tempfile
import tracemalloc
from collections.abc import Callable

import numpy as np

from benchmarks.prosody import ours
from benchmarks.prosody.robustness import tone
from benchmarks.prosody.timing import cpu_s

RATE_HZ = 16_000
_BLOCK_S = 10


def measured(work: Callable[[ours.Samples], int], samples: ours.Samples) -> tuple[float, int, float, float]:
    """CPU seconds and frames for all of it; peak megabytes for all of it and for its first minute."""
    frames: list[int] = []
    minute_mb = _peak_mb(lambda: work(samples[: 60 * RATE_HZ]))
    spent_s = cpu_s(lambda: frames.append(work(samples)))
    return spent_s, frames[0], _peak_mb(lambda: work(samples)), minute_mb


def _peak_mb(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak_bytes / 1e6


def _fed(samples: ours.Samples) -> int:
    block = _BLOCK_S * RATE_HZ
    return ours.feed(np.asarray(samples[at : at + block]) for at in range(0, len(samples), block))


def main(hours: float) -> None:
    ours.load()
    minute = np.resize(tone(), 60 * RATE_HZ)
    with tempfile.NamedTemporaryFile(suffix=".f32") as file:
        for _ in range(max(1, round(60 * hours))):
            file.write(minute.tobytes())
        file.flush()
        samples = np.memmap(file.name, np.float32, "r")
        described = measured(lambda part: ours.delivery(part).speech_ms // 10, samples)
        fed = measured(_fed, samples)
    print(json.dumps({"describe(), whole": described, "bank, 10 s blocks": fed}))


if __name__ == "__main__":
    main(float(sys.argv[1]))
