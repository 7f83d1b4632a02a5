"""The test recordings of the corpus, source by source, and the same under each condition."""

import importlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.conditions import degrade
from corpus.recording import FRAME_SAMPLES, RATE_HZ, Recording, Spans
from simulator.errors import RechtuitError

SOURCES: Final = ("formant", "neural", "resynthesis", "recorded", "laryngograph")
PITCH_CONDITIONS: Final = (
    "clean", "white10", "white0", "pink10", "pink0", "babble20", "babble10", "tel", "reverb", "quiet40", "hum10",
    "clip", "music10", "codec",
)  # fmt: skip
PAUSE_CONDITIONS: Final = (
    "clean", "white20", "white10", "pink20", "pink10", "babble20", "babble10", "tel", "reverb", "quiet40", "hum10",
)  # fmt: skip
_MOST_VOICES: Final = 8
_SHORTEST_S: Final = 4.0
QUICK_CONDITIONS: Final = ("clean", "white10", "pink10", "babble10", "tel")


@dataclass(frozen=True, slots=True)
class Material:
    """Recordings of one source, or why there are none."""

    source: str
    recordings: tuple[Recording, ...] = ()
    absent_because: str = ""

    def shortened(self, seconds: float) -> "Material":
        """About so much of it, from as many voices as fit."""
        return replace(self, recordings=tuple(_in_turns(self.recordings, seconds)))

    @property
    def audio_s(self) -> float:
        return sum(len(recording.samples) for recording in self.recordings) / RATE_HZ

    @property
    def n_voices(self) -> int:
        return len({recording.voice for recording in self.recordings})


@dataclass(frozen=True, slots=True)
class Library:
    """All material of one run; sounds under a condition are made once."""

    seed: int
    materials: tuple[Material, ...]
    made: dict[tuple[str, str], NDArray[np.float32]] = field(default_factory=dict)

    def of(self, source: str) -> Material:
        return next(material for material in self.materials if material.source == source)

    def heard(self, recording: Recording, condition: str) -> NDArray[np.float32]:
        """The recording under the condition."""
        key = (recording.name, condition)
        if key not in self.made:
            self.made[key] = degrade(recording, condition, seed=zlib.crc32(f"{self.seed} {recording.name}".encode()))
        return self.made[key]


def load(*, seconds: float, seed: int, sources: Iterable[str] = SOURCES) -> Library:
    """Test recordings, about `seconds` of each source that can be had here."""
    return Library(seed, tuple(_material(source, seconds, seed) for source in sources))


def _material(source: str, seconds: float, seed: int) -> Material:
    try:
        made = tuple(_whole(recording) for recording in _READERS[source](seconds, seed))
    except (ImportError, OSError, RechtuitError) as problem:
        return Material(source, absent_because=str(problem))
    return Material(source, made) if made else Material(source, absent_because="no recordings in the test split")


def _whole(recording: Recording) -> Recording:
    if recording.split != "test":
        raise ValueError(f"{recording.name} is of split {recording.split}; only test is reported")
    return recording


def _per_voice(source: str, seconds: float, seed: int) -> list[Recording]:
    """Every voice of the split alike, until `seconds` are full: a corpus of many voices is not cut to one."""
    module: Any = importlib.import_module(f"corpus.{source}")
    each_s = max(_SHORTEST_S, seconds / _MOST_VOICES)
    return _in_turns(module.recordings("test", seconds_per_voice=each_s, seed=seed), seconds)


def _in_turns(recordings: Iterable[Recording], seconds: float) -> list[Recording]:
    """One of each voice, then a second one, and so on; long ones shortened, so that more voices fit."""
    by_voice: dict[str, list[Recording]] = {}
    for recording in recordings:
        by_voice.setdefault(recording.voice, []).append(beginning(recording, max(_SHORTEST_S, seconds / _MOST_VOICES)))
    most = max(map(len, by_voice.values()), default=0)
    queue = [r for k in range(most) for rs in by_voice.values() for r in rs[k : k + 1]]
    ends_s = np.cumsum([len(r.samples) / RATE_HZ for r in queue])
    return queue[: int(np.searchsorted(ends_s, seconds)) + 1]


def beginning(recording: Recording, seconds: float) -> Recording:
    """The first seconds of a recording with their truth; the whole when it is shorter."""
    n_frames = int(seconds * 100)
    if len(recording.f0_hz) <= n_frames:
        return recording
    return replace(
        recording,
        name=f"{recording.name}-{n_frames}",
        samples=recording.samples[: n_frames * FRAME_SAMPLES],
        f0_hz=recording.f0_hz[:n_frames],
        is_speech=recording.is_speech[:n_frames],
        pauses_s=_before(recording.pauses_s, seconds),
        fillers_s=_before(recording.fillers_s, seconds),
        nuclei_s=None if recording.nuclei_s is None else tuple(t for t in recording.nuclei_s if t < seconds),
    )


def _before(spans: Spans | None, seconds: float) -> Spans | None:
    """A silence that the cut reaches is no pause inside the talk any more."""
    return None if spans is None else tuple(span for span in spans if span[1] < seconds)


def _formant(seconds: float, seed: int) -> list[Recording]:
    module: Any = importlib.import_module("corpus.formant")
    return list(module.recordings("test", seconds=seconds, seed=seed))


def _laryngograph(seconds: float) -> list[Recording]:
    module: Any = importlib.import_module("corpus.laryngograph")
    return _in_turns(module.recordings(), seconds)


_READERS: Final[dict[str, Callable[[float, int], list[Recording]]]] = {
    "formant": _formant,
    "neural": lambda seconds, seed: _per_voice("neural", seconds, seed),
    "resynthesis": lambda seconds, seed: _per_voice("resynthesis", seconds, seed),
    "recorded": lambda seconds, seed: _per_voice("recorded", seconds, seed),
    "laryngograph": lambda seconds, _: _laryngograph(seconds),
}
