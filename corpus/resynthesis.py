"""Recorded voices with a pitch, a pace, pauses and filled pauses of our making: real timbre, truth by construction."""

import zlib
from collections.abc import Iterator
from typing import Final

import numpy as np

from corpus import contours
from corpus.clips import Clip
from corpus.interruptions import interrupted, joined, pieces_of, spans_s
from corpus.recorded import utterances
from corpus.recording import FRAME_SAMPLES, RATE_HZ, Recording, Split
from corpus.sources import Catalogue, Voice, catalogue
from corpus.world import Voiced, put_together, take_apart, truth_hz

_PACE: Final = (0.8, 1.3)
_LONGEST_SAMPLES: Final = 20 * RATE_HZ
_SHORTEST_SAMPLES: Final = 2 * RATE_HZ
_PEAK: Final = 0.9


def recordings(
    split: Split, *, seconds_per_voice: float, seed: int, sources: Catalogue | None = None
) -> Iterator[Recording]:
    """Utterances of 2 to 20 s of every dry recorded voice of the split, resynthesised; the same for the same seed.

    Truth by construction: `f0_hz` as given to the synthesiser (NaN for 10 ms around each change of voicing, where the
    voice is breathy or lies under the noise, and at joins), `pauses_s` and `fillers_s` as put in (every other gap is
    cut to 60 ms or less). Joins fade over 5 ms into the recording's room tone, so that no click tells them.
    `fillers_s` is None for spoken letters: a letter's name is a long flat vowel too, and no filler.

    Args:
        seconds_per_voice: at most this much of each voice; a small voice gives what it has.
        sources: the catalogue, sources.yaml unless given.
    Raises:
        NotFound, BadInput: an archive cannot be had, or is another (`fetching.unpacked`).
    """
    known = sources or catalogue()
    for voice in (v for v in known.of_split(split) if v.room == "dry"):
        yield from _of_voice(voice, known, seconds_per_voice, seed)


def _of_voice(voice: Voice, sources: Catalogue, seconds: float, seed: int) -> Iterator[Recording]:
    rng = np.random.default_rng((seed, zlib.crc32(voice.id.encode()), 1))
    left_s = seconds
    for i, clip in enumerate(utterances(voice, sources, seed)):
        if left_s <= 0:
            return
        made = resynthesised(clip, voice, f"resynthesis-{voice.id}-{seed}-{i:04d}", rng)
        if made is not None:
            left_s -= len(made.samples) / RATE_HZ
            yield made


def resynthesised(clip: Clip, voice: Voice, name: str, rng: np.random.Generator) -> Recording | None:
    """One recording from one clip; None where it comes out shorter than 2 or longer than 20 s."""
    given = take_apart(clip.samples, clip.labels.f0_hz)
    told = _repaced(given, rng)
    told = told.with_f0(contours.imposed(told.f0_hz, contours.drawn(rng), rng))
    sound = put_together(told)
    pieces = pieces_of(sound, truth_hz(told, len(sound) // FRAME_SAMPLES))
    if not pieces:
        return None
    pieces = interrupted(pieces, clip.samples, told, rng)
    samples, f0_hz, is_speech = joined(pieces)
    if not _SHORTEST_SAMPLES <= len(samples) <= _LONGEST_SAMPLES:
        return None
    return Recording(
        name=name,
        voice=voice.id,
        source="resynthesis",
        split=voice.split,
        samples=samples * np.float32(min(1.0, _PEAK / max(float(np.abs(samples).max()), 1e-9))),
        f0_hz=f0_hz,
        is_speech=is_speech,
        pauses_s=spans_s(pieces, "silence"),
        fillers_s=None if voice.style == "letters" else spans_s(pieces, "filler"),
    )


def _repaced(voice: Voiced, rng: np.random.Generator) -> Voiced:
    """The same talk 0.8 to 1.3 times as long."""
    n_steps = len(voice.f0_hz)
    wanted = int(n_steps * rng.uniform(*_PACE))
    return voice.at(np.minimum(np.arange(wanted) * n_steps // max(wanted, 1), n_steps - 1))
