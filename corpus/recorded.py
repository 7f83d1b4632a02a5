"""Recorded human speech from public packages, with labels by consensus; voices apart by split."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.clips import Clip, clips_in, files_of
from corpus.consensus import Labels, without_tails
from corpus.loudness import measure, pauses
from corpus.recording import FRAME_SAMPLES, RATE_HZ, Recording, Split
from corpus.roomtone import room_tone
from corpus.sources import Catalogue, Room, Voice, catalogue

_SHORT_SAMPLES: Final = 3 * RATE_HZ
_ENOUGH_SAMPLES: Final = 5 * RATE_HZ
_GAP_FRAMES: Final = (20, 60)
_FADE_SAMPLES: Final = 80


def recordings(
    split: Split, *, seconds_per_voice: float, seed: int, sources: Catalogue | None = None, room: Room = "dry"
) -> Iterator[Recording]:
    """Utterances of 2 to 20 s of every voice of the split; the same for the same seed.

    Clips shorter than 3 s (words, letters) of one voice are joined, 0.2 to 0.6 s of its own room tone between them.

    Args:
        seconds_per_voice: at most this much of each voice; a small voice gives what it has.
        sources: the catalogue, sources.yaml unless given.
        room: "wet" gives the voices with reverberation instead, labelled only where a room leaves no doubt, and
            without pauses; never clean speech, so report it apart.
    Raises:
        NotFound, BadInput: an archive cannot be had, or is another (`fetching.unpacked`).
    """
    known = sources or catalogue()
    for voice in (v for v in known.of_split(split) if v.room == room):
        yield from _of_voice(voice, known, seconds_per_voice, seed)


def utterances(voice: Voice, sources: Catalogue, seed: int) -> Iterator[Clip]:
    """Clips of one voice: each file once, in an order drawn from the seed, short ones joined."""
    rng = np.random.default_rng((seed, zlib.crc32(voice.id.encode())))
    files = files_of(voice, sources)
    order = [files[i] for i in rng.permutation(len(files))]
    return _joined((clip for path in order for clip in clips_in(path)), rng)


def _of_voice(voice: Voice, sources: Catalogue, seconds: float, seed: int) -> Iterator[Recording]:
    left_s = seconds
    for i, clip in enumerate(utterances(voice, sources, seed)):
        if left_s <= 0:
            return
        left_s -= len(clip.samples) / RATE_HZ
        labels = clip.labels if voice.room == "dry" else without_tails(clip.labels)
        yield Recording(
            name=f"recorded-{voice.id}-{seed}-{i:04d}",
            voice=voice.id,
            source="recorded",
            split=voice.split,
            samples=clip.samples,
            f0_hz=labels.f0_hz,
            is_speech=labels.is_speech,
            pauses_s=pauses(labels.loudness) if voice.room == "dry" else None,
        )


def _joined(clips: Iterable[Clip], rng: np.random.Generator) -> Iterator[Clip]:
    waiting: list[Clip] = []
    for clip in clips:
        if len(clip.samples) >= _SHORT_SAMPLES:
            yield clip
            continue
        waiting.append(clip)
        if sum(len(c.samples) for c in waiting) >= _ENOUGH_SAMPLES:
            yield join(waiting, rng)
            waiting = []
    if sum(len(c.samples) for c in waiting) >= _SHORT_SAMPLES:
        yield join(waiting, rng)


def join(clips: list[Clip], rng: np.random.Generator) -> Clip:
    """The clips in turn, faded over 5 ms at their edges, with room tone of the clip before in between."""
    samples, f0_hz, is_speech = [], [], []
    for i, clip in enumerate(clips):
        if i:
            n_frames = int(rng.integers(*_GAP_FRAMES))
            samples.append(room_tone(clips[i - 1].samples, n_frames * FRAME_SAMPLES, rng))
            f0_hz.append(np.zeros(n_frames, dtype=np.float32))
            is_speech.append(np.zeros(n_frames, dtype=np.float32))
        samples.append(_faded(clip.samples))
        f0_hz.append(clip.labels.f0_hz)
        is_speech.append(clip.labels.is_speech)
    whole = np.concatenate(samples)
    return Clip(whole, Labels(np.concatenate(f0_hz), np.concatenate(is_speech), measure(whole)))


def _faded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    ramp = np.minimum(1.0, (np.arange(len(samples)) + 0.5) / _FADE_SAMPLES)
    return np.asarray(samples * ramp * ramp[::-1], dtype=np.float32)
