"""Live talks: what a push costs, how many talks a core carries, how late a frame is, what a talk holds in memory."""

import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.formant import speak
from corpus.talker import talker
from simulator.engine.live.group import GroupBounds, StreamGroup
from simulator.flow.clock import INPUT_RATE_HZ
from simulator.prosody import PitchBank
from simulator.session.frame_records import CPU_KERNEL, FRAME_MS, FRAME_SAMPLES
from simulator.settings import ProsodySettings

N_STREAMS: Final = (1, 16, 64, 256)
HOPS_MS: Final = (20, 100)
_WARM_PUSHES: Final = 20
_N_VOICES: Final = 4
_FRAME_S: Final = FRAME_SAMPLES / INPUT_RATE_HZ

Push = Callable[[NDArray[np.float32]], None]


@dataclass(frozen=True, slots=True)
class LiveRow:
    """One number of streams and one hop; CPU time, one thread."""

    what: str
    """`kernel`: the bank alone; `lane`: with its queues, packing and history, as a service runs it."""
    n_streams: int
    hop_ms: int
    push_us_p50: float
    push_us_p99: float
    streams_per_core: float
    """From the mean cost of a push."""
    lag_ms: float
    """From the end of a frame to the newest sample that its decision needed, as whole hops allow."""
    lateness_ms: float
    """The same for the frame of a hop that waits longest for the hop to fill."""


@dataclass(frozen=True, slots=True)
class LiveTable:
    """One run."""

    rows: tuple[LiveRow, ...]
    kernel_kb_per_stream: float
    """A bank of 64, as allocated."""
    lane_kb_per_stream: float
    """Queue and kept frames on top of it, with the shipped settings."""

    def as_text(self) -> str:
        """For a terminal."""
        head = f"{'live':8}{'streams':>8}{'hop ms':>8}{'p50 us':>10}{'p99 us':>10}{'per core':>10}"
        lines = [head + f"{'lag ms':>8}{'late ms':>9}"]
        lines += [
            f"{row.what:8}{row.n_streams:8}{row.hop_ms:8}{row.push_us_p50:10.0f}{row.push_us_p99:10.0f}"
            f"{row.streams_per_core:10.0f}{row.lag_ms:8.0f}{row.lateness_ms:9.0f}"
            for row in self.rows
        ]
        total = self.kernel_kb_per_stream + self.lane_kb_per_stream
        memory = f"{self.kernel_kb_per_stream:.0f} KB kernel + {self.lane_kb_per_stream:.0f} KB queue and frames"
        return "\n".join([*lines, f"memory per stream at 64: {memory} = {total:.0f} KB"])

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def run_live_bench(
    *, n_streams: Iterable[int] = N_STREAMS, hops_ms: Iterable[int] = HOPS_MS, seconds: float = 10.0, seed: int = 1
) -> LiveTable:
    """Push synthetic talk into banks of every size.

    Args:
        n_streams: sizes of bank.
        hops_ms: how much audio goes into one push; multiples of 10.
        seconds: of audio per stream and row.
        seed: of the talk.
    """
    hops_ms = tuple(hops_ms)
    rows = [
        _row(what, talk_of(n, seconds, seed), hop_ms)
        for n in n_streams
        for hop_ms in hops_ms
        for what in ("kernel", "lane")
    ]
    return LiveTable(tuple(rows), _kernel_kb_per_stream(64), _new_group(64).n_bytes / 64 / 1024)


def talk_of(n_streams: int, seconds: float, seed: int) -> NDArray[np.float32]:
    """Talk for every stream, each a while behind the one before, shape (n_streams, n_samples)."""
    voices = [speak(talker(k), seed=seed + k, seconds=seconds).samples for k in range(_N_VOICES)]
    n_samples = min(len(samples) for samples in voices)
    rolled = [np.roll(voices[k % len(voices)][:n_samples], 7919 * k) for k in range(n_streams)]
    return np.ascontiguousarray(np.stack(rolled), dtype=np.float32)


def _row(what: str, talk: NDArray[np.float32], hop_ms: int) -> LiveRow:
    hop = hop_ms * INPUT_RATE_HZ // 1000
    hops = [np.ascontiguousarray(talk[:, at : at + hop]) for at in range(0, talk.shape[1] - hop, hop)]
    push, undecided_frames = (_kernel_push if what == "kernel" else _lane_push)(len(talk))
    cost_s, lags = [], []
    for samples in hops:
        start_s = time.process_time()
        push(samples)
        cost_s.append(time.process_time() - start_s)
        lags.append(undecided_frames())
    cost_us = 1e6 * np.array(cost_s[_WARM_PUSHES:])
    return LiveRow(
        what=what,
        n_streams=len(talk),
        hop_ms=hop_ms,
        push_us_p50=float(np.percentile(cost_us, 50)),
        push_us_p99=float(np.percentile(cost_us, 99)),
        streams_per_core=len(talk) * 1000 * hop_ms / float(cost_us.mean()),
        lag_ms=FRAME_MS * max(lags[_WARM_PUSHES:]),
        lateness_ms=FRAME_MS * max(lags[_WARM_PUSHES:]) + hop_ms - FRAME_MS,
    )


def _kernel_push(n_streams: int) -> tuple[Push, Callable[[], int]]:
    bank, decided = PitchBank(n_streams), [0]

    def push(samples: NDArray[np.float32]) -> None:
        frames = bank.push(samples)
        decided[0] = frames.first_frame + frames.f0_hz.shape[1]

    return push, lambda: bank.n_samples // FRAME_SAMPLES - decided[0]


def _lane_push(n_streams: int) -> tuple[Push, Callable[[], int]]:
    group = _new_group(n_streams)
    places = [group.open() for _ in range(n_streams)]
    pushed, ended = [0], [0]

    def push(samples: NDArray[np.float32]) -> None:
        now_s = pushed[0] / INPUT_RATE_HZ
        for place in places:
            group.put(place, samples[place], now_s)
        pushed[0] += samples.shape[1]
        hop = group.plan(now_s)
        assert hop is not None
        decided, _ = group.run(hop)
        group.keep(decided)
        ended[0] = decided.first_frame + decided.records.shape[1]

    return push, lambda: pushed[0] // FRAME_SAMPLES - ended[0]


def _new_group(n_streams: int) -> StreamGroup:
    settings = ProsodySettings()
    bounds = GroupBounds(
        queue_frames=round(settings.queue_ms / 1000 / _FRAME_S),
        kept_frames=round(settings.kept_s / _FRAME_S),
        patience_s=settings.patience_ms / 1000,
        frame_s=_FRAME_S,
    )
    return StreamGroup(CPU_KERNEL, n_streams, bounds)


def _kernel_kb_per_stream(n_streams: int) -> float:
    PitchBank(1)  # so that shared weights and tables are not counted
    tracemalloc.start()
    bank = PitchBank(n_streams)
    bank.push(np.zeros((n_streams, FRAME_SAMPLES), np.float32))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / n_streams / 1024


if __name__ == "__main__":
    print(run_live_bench().as_text())
