"""Real speech whose pitch is known from the larynx and not from the sound: for tests only, never for training.

Two public sets; neither lies in a package registry, so each is optional and has to be laid in corpus/cache/laryngograph
by hand (docs/corpus.md says how):

fda_ue: 100 sentences of an English man and woman with the pitch of a laryngograph's pulses every 15 ms. Bagshaw, Hiller
    & Jack 1993, "Enhanced pitch tracking and the processing of F0 contours for computer aided intonation teaching",
    Eurospeech, pp. 1003-1006.
arctic_gci: 42 sentences of two men of CMU ARCTIC (Canadian and Indian English) with the instants of glottal closure
    that the authors found in the laryngograph's channel (multi-phase algorithm). Matoušek & Tihelka 2022, ANNPR.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.decoding import decode
from corpus.fetching import CACHE
from corpus.loudness import measure, speech_frames
from corpus.recording import FRAME_SAMPLES, Recording
from corpus.trackers import frame_centres_s
from simulator.errors import BadInput, NotFound

FOLDER: Final = CACHE / "laryngograph"
_FDA_STEP_S: Final = 0.015
_MAX_STEP_OCTAVES: Final = 0.3
_LONGEST_PERIOD_S: Final = 0.02
_MAX_PERIOD_RATIO: Final = 1.35
_GUARD_S: Final = 0.01

_Values = NDArray[np.float64]


def is_here(folder: Path = FOLDER) -> bool:
    """Whether at least one of the sets lies in `folder`."""
    return any(True for _ in _pairs(folder))


def recordings(folder: Path = FOLDER) -> Iterator[Recording]:
    """Every sentence of the sets that are there, split "test"; pauses, nuclei and fillers are not known.

    Raises:
        NotFound: neither set is there.
        BadInput: a reference file does not hold what its set's files hold.
    """
    if not is_here(folder):
        raise NotFound(
            "no laryngograph speech here", where=str(folder), remedy="docs/corpus.md says where anybody gets it."
        )
    for voice, sound, reference, read in _pairs(folder):
        samples = decode(sound)
        samples = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES]
        yield Recording(
            name=f"laryngograph-{voice}-{sound.stem}",
            voice=voice,
            source="laryngograph",
            split="test",
            samples=samples,
            f0_hz=read(_numbers(reference), frame_centres_s(len(samples))),
            is_speech=speech_frames(measure(samples)),
        )


_Reader = Callable[[_Values, _Values], NDArray[np.float32]]


def _pairs(folder: Path) -> Iterator[tuple[str, Path, Path, _Reader]]:
    for sound in sorted((folder / "fda_ue").glob("*.wav")):
        reference = sound.with_suffix(".f0ref")
        if reference.is_file():
            yield f"fda-{sound.stem[:2]}", sound, reference, from_pitch
    for sound in sorted((folder / "arctic_gci").glob("*.wav")):
        reference = sound.with_suffix(".pm")
        if reference.is_file():
            yield f"arctic-{sound.stem.split('.')[2].split('_')[0].lower()}", sound, reference, from_closures


def _numbers(path: Path) -> _Values:
    """The first column of a text file."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        return np.array([float(line.split()[0]) for line in lines if line.strip()])
    except ValueError as error:
        raise BadInput(f"not a column of numbers: {error}", where=path.name) from error


def from_pitch(pitch_hz: _Values, centres_s: _Values) -> NDArray[np.float32]:
    """FDA's pitch (one value per 15 ms from 0 s on, 0 unvoiced) at `centres_s`.

    Returns:
        Hz between two voiced values, 0 between two unvoiced; NaN between unlike ones, after the last, and where the two
        lie more than 0.3 octave apart (a doubled or missed pulse). The values' time was checked by a lag scan against
        three trackers: 0 to 2.5 ms, left as it is.
    """
    at = centres_s / _FDA_STEP_S
    left = np.minimum(at.astype(int), max(len(pitch_hz) - 2, 0))
    known = at <= len(pitch_hz) - 1
    low, high = pitch_hz[left], pitch_hz[np.minimum(left + 1, len(pitch_hz) - 1)]
    octaves = np.log2(np.maximum(np.stack((low, high)), 1.0))
    between = np.exp2(octaves[0] + (at - left) * (octaves[1] - octaves[0]))
    voiced = (low > 0) & (high > 0) & (np.abs(octaves[1] - octaves[0]) <= _MAX_STEP_OCTAVES)
    truth = np.where(voiced, between, np.where((low == 0) & (high == 0), 0.0, np.nan))
    return np.asarray(np.where(known, truth, np.nan), dtype=np.float32)


def from_closures(closures_s: _Values, centres_s: _Values) -> NDArray[np.float32]:
    """Pitch at `centres_s` from the instants of glottal closure, seconds, in order.

    Returns:
        One over the mean of the period around the frame and its two neighbours; 0 more than 10 ms away from any period
        of at most 20 ms; NaN within those 10 ms, and where neighbouring periods differ by more than 1.35 times.
    """
    periods_s = np.diff(closures_s)
    if len(periods_s) < 3:
        return np.zeros(len(centres_s), dtype=np.float32)
    regular = periods_s <= _LONGEST_PERIOD_S
    triple = np.lib.stride_tricks.sliding_window_view(np.pad(periods_s, 1, constant_values=1.0), 3)
    steady = (triple.max(axis=1) <= _LONGEST_PERIOD_S) & (triple.max(axis=1) / triple.min(axis=1) <= _MAX_PERIOD_RATIO)
    period = np.clip(np.searchsorted(closures_s, centres_s) - 1, 0, len(periods_s) - 1)
    inside = (centres_s >= closures_s[0]) & (centres_s < closures_s[-1])
    voiced = inside & steady[period]
    near = np.zeros(len(centres_s), dtype=bool)
    for shift_s in (-_GUARD_S, 0.0, _GUARD_S):
        moved_s = centres_s + shift_s
        other = np.clip(np.searchsorted(closures_s, moved_s) - 1, 0, len(periods_s) - 1)
        near |= (moved_s >= closures_s[0]) & (moved_s < closures_s[-1]) & regular[other]
    hz = 3.0 / triple.sum(axis=1)[period]
    return np.asarray(np.where(voiced, hz, np.where(near, np.nan, 0.0)), dtype=np.float32)
