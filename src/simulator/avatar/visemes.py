"""Phones → mouth shapes (OpenXR visemes 0-14) without gap or overlap."""

from collections.abc import Iterable, Sequence
from typing import Final

from simulator.avatar.durations import sound_ms
from simulator.avatar.ipa import SIL, Sound, sounds
from simulator.flow.avatar import Phone, Viseme

_LAX: Final = "əɚᵊɐ"
FULL_REACH_MS: Final = 90
"""A mouth needs about this long to reach a shape; what is shorter stays on the way (our choice, decisions/0002)."""
LEAST_WEIGHT: Final = 0.35
BREATH_WEIGHT: Final = 0.4
LAX_WEIGHT: Final = 0.6

Slice = tuple[Sound, int, int]


def visemes(phones: Sequence[Phone], *, end_ms: int = 0) -> tuple[Viseme, ...]:
    """Mouth shapes from the first sample to the end; where nothing is said the mouth is at rest.

    Args:
        phones: in order of time; overlaps are cut at the later start.
        end_ms: where the sound ends, if that is after the last phone.

    Returns:
        Visemes that touch: each starts where the one before ends, the first at 0. Weights are 0-1.
    """
    slices = [piece for phone in phones for piece in _slices(phone)]
    shapes: list[Viseme] = []
    at_ms = 0
    for index, (sound, start_ms, stop_ms) in enumerate(slices):
        _add(shapes, SIL, at_ms, start_ms, 1.0)
        shape = sound.viseme_id if sound.viseme_id is not None else _next_shape(slices[index + 1 :])
        _add(shapes, shape, max(at_ms, start_ms), stop_ms, _weight(sound, stop_ms - start_ms))
        at_ms = max(at_ms, stop_ms)
    _add(shapes, SIL, at_ms, end_ms, 1.0)
    return tuple(shapes)


def _slices(phone: Phone) -> list[Slice]:
    """The sounds of one phone (a diphthong has two), sharing its time as they would last alone."""
    parts = sounds(phone.ipa)
    total_ms = sum(sound_ms(part) for part in parts)
    pieces: list[Slice] = []
    done_ms = 0.0
    start_ms = phone.start_ms
    for part in parts:
        done_ms += sound_ms(part)
        stop_ms = phone.start_ms + round((phone.end_ms - phone.start_ms) * done_ms / total_ms)
        pieces.append((part, start_ms, stop_ms))
        start_ms = stop_ms
    return pieces


def _next_shape(rest: Iterable[Slice]) -> int:
    return next((sound.viseme_id for sound, _, _ in rest if sound.viseme_id is not None), SIL)


def _weight(sound: Sound, duration_ms: int) -> float:
    """Coarticulation in its simplest form: short sounds reach their shape only in part, lax ones never fully."""
    reach = min(1.0, max(LEAST_WEIGHT, duration_ms / FULL_REACH_MS))
    if sound.viseme_id is None:
        return round(BREATH_WEIGHT * reach, 2)
    return round((LAX_WEIGHT if sound.symbol in _LAX else 1.0) * reach, 2)


def _add(shapes: list[Viseme], viseme_id: int, start_ms: int, stop_ms: int, weight: float) -> None:
    """Adds a shape, or holds the one before where it is the same ("pp")."""
    duration_ms = stop_ms - start_ms
    if duration_ms <= 0:
        return
    if shapes and shapes[-1].viseme_id == viseme_id:
        last = shapes.pop()
        start_ms, duration_ms, weight = last.offset_ms, last.duration_ms + duration_ms, max(last.weight, weight)
    shapes.append(Viseme(viseme_id, start_ms, duration_ms, weight))
