"""Clips of one recorded voice with their labels, kept in corpus/cache/ because labelling costs 20 ms a second."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import consensus, decoding, loudness, trackers
from corpus.fetching import CACHE, unpacked
from corpus.recording import FRAME_SAMPLES, RATE_HZ
from corpus.sources import Catalogue, Voice
from simulator.errors import BadAudio

_LONGEST_SAMPLES: Final = 18 * RATE_HZ
_EARLIEST_CUT_SAMPLES: Final = 9 * RATE_HZ
_SHORTEST_SAMPLES: Final = RATE_HZ // 4
_MARGIN_FRAMES: Final = 15


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A stretch of one recording, whole frames, with its labels."""

    samples: NDArray[np.float32]
    labels: consensus.Labels


def files_of(voice: Voice, catalogue: Catalogue) -> list[Path]:
    """Every sound file of the voice, sorted; fetches what is not there yet.

    Raises:
        NotFound, BadInput: as `fetching.unpacked`.
    """
    found = []
    for clips in voice.clips:
        folder = unpacked(catalogue.archive(clips.archive)) / clips.folder
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = path.relative_to(folder).as_posix()
            if re.fullmatch(clips.pattern, name) and not (clips.skip and re.fullmatch(clips.skip, name)):
                found.append(path)
    return found


def clips_in(path: Path) -> Iterator[Clip]:
    """Clean clips of at most 18 s, cut where the recording is quietest; none where it cannot be read or is noisy."""
    try:
        samples = decoding.decode(path)
    except BadAudio:
        return
    for part in _cut(trimmed(samples)):
        labels = _labels(part)
        if consensus.is_clean(labels):
            yield Clip(part, labels)


def trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Whole frames, from 150 ms before the first sound that may be speech to 150 ms after the last."""
    measured = loudness.measure(samples)
    sound = np.flatnonzero(measured.level_db >= measured.low_db)
    if not len(sound):
        return samples[:0]
    first, last = max(0, int(sound[0]) - _MARGIN_FRAMES), int(sound[-1]) + 1 + _MARGIN_FRAMES
    return samples[first * FRAME_SAMPLES : min(last, len(measured.level_db)) * FRAME_SAMPLES]


def _cut(samples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    while len(samples) > _LONGEST_SAMPLES:
        level_db = loudness.measure(samples[_EARLIEST_CUT_SAMPLES:_LONGEST_SAMPLES]).level_db
        at = _EARLIEST_CUT_SAMPLES + int(np.argmin(level_db)) * FRAME_SAMPLES
        yield samples[:at]
        samples = samples[at:]
    whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
    if whole >= _SHORTEST_SAMPLES:
        yield samples[:whole]


def _labels(samples: NDArray[np.float32]) -> consensus.Labels:
    key = hashlib.sha256(samples.tobytes() + _rules()).hexdigest()[:32]
    path = CACHE / "labels" / f"{key}.npz"
    if path.is_file():
        with np.load(path) as kept:
            return consensus.Labels(kept["f0_hz"], kept["is_speech"], loudness.measure(samples))
    labels = consensus.label(samples)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(f".{np.random.default_rng().integers(1 << 40)}.npz")
    np.savez(scratch, f0_hz=labels.f0_hz, is_speech=labels.is_speech)
    scratch.replace(path)
    return labels


@cache
def _rules() -> bytes:
    """The rules by which labels are made: other rules, other labels."""
    return b"".join(Path(str(m.__file__)).read_bytes() for m in (consensus, loudness, trackers))
