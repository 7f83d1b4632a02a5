"""spectrum and level of a frame, set against what the stream has been so far; see `prosody.surroundings`."""

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from simulator.prosody import surroundings
from simulator.prosody.autocorrelation import N_BINS
from simulator.prosody.on_torch.level import decibel

_LEAST_BAND: Final = -4.0
_LEAST_SIZE: Final = float(torch.finfo(torch.float32).tiny) ** 0.5
"""The compiled kernel takes the root of a product of two sums of squares, which below this is no normal float."""


_OUT_OF_REACH_DB: Final = (-1e6, 1e6)
"""Under every peak and over every floor: what they are before the first frame."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What a stream has been so far; changed in place."""

    extremes_db: Tensor
    """(n_streams, 4): peak and floor of the pitch band, then of the whole band; NaN before the first frame."""
    power: Tensor
    """(n_streams, 4, 80): compressed spectra of the last frames, oldest first."""
    floor_db: Tensor
    """(n_streams, 80): running floor of each spectrum bin."""
    age_frames: Tensor
    """(n_streams, 1): frames that the stream has had."""

    @classmethod
    def at_rest(cls, n_streams: int, device: torch.device) -> "State":
        return cls(
            torch.full((n_streams, 4), torch.nan, device=device),
            torch.zeros((n_streams, surroundings.CHANGE_FRAMES, N_BINS), device=device),
            torch.full((n_streams, N_BINS), surroundings._NOT_YET_DB, device=device),
            torch.zeros((n_streams, 1), device=device),
        )

    def reset(self, stream: int) -> None:
        self.extremes_db[stream] = torch.nan
        self.power[stream] = 0
        self.floor_db[stream] = surroundings._NOT_YET_DB
        self.age_frames[stream] = 0


def compare(power: Tensor, total: Tensor, levels: Tensor, heard: Tensor, state: State) -> tuple[Tensor, Tensor]:
    """What the head reads of each frame.

    Args:
        power: compressed spectra, shape (n_streams, n_frames, 80).
        total: their sums, shape (n_streams, n_frames).
        levels: from `level.measure`, of the same frames.
        heard: 1 in frames that belong to a stream, 0 in those before it, which leave no trace; (n_streams, n_frames).
        state: carried on in place.

    Returns:
        Inputs of the head, shape (n_streams, n_frames, N_INPUTS), and spectral change, shape (n_streams, n_frames).
    """
    spectrum = power * (surroundings.SPECTRUM_GAIN / total.clamp(min=1e-20))[..., None]
    silent_db = surroundings._SILENT_DB
    pitch_db = (surroundings._LEVEL_OF_POWER * decibel(total + 1e-30)).clamp(min=silent_db)
    seen = _extremes(torch.stack((pitch_db, levels[..., 0].clamp(min=silent_db)), 1), heard, state.extremes_db)
    over_floor = _over_floor(power, heard, state)
    change = _change(power, state.power)
    unit = 1.0 / surroundings.DB_UNIT
    read = torch.cat(
        (
            spectrum,
            (pitch_db[..., None] - seen[..., :2]) * unit,
            ((levels[..., 1:-1] - seen[..., 2:3]) * unit).clamp(min=_LEAST_BAND),
            (seen[..., 2:3] - seen[..., 3:]) * unit,
            change[..., None],
            _age(state.age_frames, heard)[..., None],
            (seen[..., :1] - seen[..., 1:2]) * unit,
        ),
        -1,
    )
    levels_to = surroundings.FIRST_OVER_FLOOR
    whole = torch.cat((functional.pad(read, (0, levels_to - read.shape[-1])), over_floor), -1)
    return whole * heard[..., None], change


def _extremes(level_db: Tensor, heard: Tensor, extremes_db: Tensor) -> Tensor:
    """Running peak and floor at each frame; `level_db` (n_streams, 2, n_frames) to (n_streams, n_frames, 4)."""
    unheard = heard[:, None] == 0
    before = torch.where(extremes_db.isnan(), extremes_db.new_tensor(_OUT_OF_REACH_DB * 2), extremes_db)
    peak = _running_peak(level_db.masked_fill(unheard, _OUT_OF_REACH_DB[0]), before[:, ::2], surroundings.PEAK_DECAY_DB)
    low = -level_db.masked_fill(unheard, _OUT_OF_REACH_DB[1])
    floor = -_running_peak(low, -before[:, 1::2], surroundings.FLOOR_RISE_DB)
    seen = torch.stack((peak, floor), 2).flatten(1, 2).mT
    extremes_db[:] = seen[:, -1]
    return seen


def _running_peak(level_db: Tensor, before: Tensor, sinks_db: float) -> Tensor:
    """The peak at each frame, where it sinks by so much per frame; `before` is the peak that the last frame had.

    It is the greatest of `level + sinks * t` so far, minus `sinks * t`. Frames are the last axis.
    """
    sunk = sinks_db * torch.arange(1, level_db.shape[-1] + 1, device=level_db.device)
    risen = torch.cat((before[..., None], level_db + sunk), -1)
    return risen.cummax(-1).values[..., 1:] - sunk


def _age(age_frames: Tensor, heard: Tensor) -> Tensor:
    """How long each stream has been heard, 0 to 1, shape (n_streams, n_frames); carried on in place."""
    age = age_frames + heard.cumsum(1) - heard
    age_frames += heard.sum(1, keepdim=True)
    return (age / surroundings._OLD_FRAMES).clamp(max=1.0)


def _over_floor(power: Tensor, heard: Tensor, state: State) -> Tensor:
    """Decibels of each bin over the least that it has been, in units of 20 dB; the floor is carried on in place."""
    n_mean, floor_db = state.power.shape[1] + 1, state.floor_db
    mean = torch.cat((state.power, power), 1).unfold(1, n_mean, 1).mean(-1)
    silent_db = surroundings._SILENT_DB
    mean_db = decibel(mean + 1e-30).clamp(min=silent_db).masked_fill(heard[..., None] == 0, surroundings._NOT_YET_DB)
    floors = -_running_peak(-mean_db.mT, -floor_db, surroundings.FLOOR_RISE_DB).mT
    floor_db[:] = floors[:, -1]
    over_db = decibel(power + 1e-30).clamp(min=silent_db) - floors
    unit = surroundings._LEVEL_OF_POWER / surroundings.DB_UNIT
    return (over_db * unit).clamp(max=surroundings._HIGHEST_OVER_FLOOR)


def _change(power: Tensor, before: Tensor) -> Tensor:
    """1 minus the cosine between the spectra of a frame and of the one 40 ms before; 1 where either is silent."""
    n_back = before.shape[1]
    spectra = torch.cat((before, power), 1)
    earlier = spectra[:, : power.shape[1]]
    size = power.norm(dim=-1) * earlier.norm(dim=-1)
    before[:] = spectra[:, -n_back:]
    cosine = (power * earlier).sum(-1) / size
    return torch.where(size > _LEAST_SIZE, (1.0 - cosine).clamp(min=0.0), 1.0)
