"""A glottis and a vocal tract: pulses with known times, through resonators that move each millisecond.

Source: KLGLOTT88 (Klatt & Klatt 1990, "Analysis, synthesis, and perception of voice quality", eq. 1-3) differentiated,
with a one-pole tilt; resonators and their cascade after Klatt 1980. Voice and noise go through the same tract apart, so
that the truth can weigh one against the other.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from corpus.recording import RATE_HZ
from simulator.prosody.compiled import compiled

Track = NDArray[np.float64]
"""One value per millisecond."""
_OVERSAMPLING: Final = 2
_SYNTHESIS_HZ: Final = RATE_HZ * _OVERSAMPLING
_STEP_SAMPLES: Final = _SYNTHESIS_HZ // 1000
_BANDWIDTH_HZ: Final = np.array([60.0, 90.0, 140.0, 220.0, 300.0, 400.0])
_OPEN_BANDWIDTH_HZ: Final = np.array([280.0, 180.0, 200.0, 260.0, 320.0, 400.0])
"""Of breath and whisper: an open glottis damps the first formant, or the noise would ring like a voice."""
_AIR: Final = 0.6
_BREATH: Final = 0.9
_FRICTION: Final = 1.6
"""Make each noise of amplitude 1 about as strong as a full vowel (RMS 0.6); measured."""
_HIGH_FORMANTS_HZ: Final = (4_500.0, 5_500.0)


@dataclass(frozen=True, slots=True, eq=False)
class Controls:
    """What the mouth does, per millisecond; shapes (n_ms,), formants (n_ms, 4)."""

    f0_hz: Track
    voice: Track
    aspiration: Track
    friction: Track
    friction_hz: Track
    friction_width_hz: Track
    tilt_ratio: Track
    """Re the talker's own tilt frequency."""
    irregularity: Track
    """SD of the logarithm of one period; adds to jitter."""
    alternation: Track
    """Every second pulse is this much weaker."""
    formants_hz: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Glottis:
    """The fixed part of a talker's source and tract; see Talker for the units."""

    open_ratio: float
    tilt_hz: float
    breath: float
    jitter_ratio: float
    shimmer_ratio: float
    tract_scale: float
    bandwidth_ratio: float


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Voice and noise apart, 16 kHz, and when each pulse began."""

    voiced: NDArray[np.float64]
    noise: NDArray[np.float64]
    pulses_s: NDArray[np.float64]


def render(controls: Controls, glottis: Glottis, rng: np.random.Generator) -> Sound:
    """The sound of these movements; randomness from `rng` only."""
    n_ms = len(controls.f0_hz)
    n_pulses = int(np.sum(controls.f0_hz) / 1000 * 2.5) + 16
    pulses_s, strength = _pulses(
        controls.f0_hz, np.hypot(controls.irregularity, glottis.jitter_ratio), controls.alternation,
        glottis.shimmer_ratio, rng.standard_normal((n_pulses, 2)),
    )  # fmt: skip
    n_samples = n_ms * _STEP_SAMPLES
    flow, openness = _source(pulses_s, strength, glottis.open_ratio, n_samples)
    hiss = rng.standard_normal((2, n_samples))
    high = np.tile(np.array(_HIGH_FORMANTS_HZ) * glottis.tract_scale, (n_ms, 1))
    formants_hz = np.concatenate([controls.formants_hz, high], axis=1)
    poles = np.stack(
        [_resonators(formants_hz, wide * glottis.bandwidth_ratio) for wide in (_BANDWIDTH_HZ, _OPEN_BANDWIDTH_HZ)],
        axis=1,
    )
    rubbing = _resonators(controls.friction_hz[:, None], controls.friction_width_hz[:, None])
    # The filter's difference of neighbouring samples has this gain at the friction's centre.
    friction = controls.friction / (2 * np.sin(np.pi * controls.friction_hz / _SYNTHESIS_HZ))
    tilt = np.exp(-2 * np.pi * np.minimum(glottis.tilt_hz * controls.tilt_ratio, 12_000) / _SYNTHESIS_HZ)
    voiced, noise = _filter(
        flow, openness, hiss, controls.voice, controls.aspiration, glottis.breath, friction, tilt, poles, rubbing[:, 0],
    )  # fmt: skip
    return Sound(_down(voiced), _down(noise), pulses_s)


def _down(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(soxr.resample(samples, _SYNTHESIS_HZ, RATE_HZ), np.float64)


def _resonators(centre_hz: NDArray[np.float64], width_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coefficients b and c of y = a x + b y1 + c y2 per millisecond, with a = 1 - b - c; shape (n_ms, n, 2)."""
    radius = np.exp(-np.pi * width_hz / _SYNTHESIS_HZ)
    turn = 2 * np.pi * np.minimum(centre_hz, 0.45 * _SYNTHESIS_HZ) / _SYNTHESIS_HZ
    b = 2 * radius * np.cos(turn)
    return np.stack([b, np.broadcast_to(-(radius**2), b.shape)], axis=-1)


@compiled()
def _pulses(
    f0_hz: Track, spread: Track, alternation: Track, shimmer: float, normal: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Start and strength of each pulse, until the tracks or the random numbers end."""
    pulses_s = np.empty(len(normal))
    strength = np.empty(len(normal))
    at_s, count = 0.0, 0
    while count < len(normal) and at_s * 1000 < len(f0_hz):
        ms = int(at_s * 1000)
        pulses_s[count] = at_s
        strength[count] = max(0.1, 1 + shimmer * normal[count, 1]) * (1 - alternation[ms] * (count % 2))
        at_s += np.exp(spread[ms] * min(2.5, max(-2.5, normal[count, 0]))) / f0_hz[ms]
        count += 1
    return pulses_s[:count], strength[:count]


@compiled()
def _source(
    pulses_s: NDArray[np.float64], strength: NDArray[np.float64], open_ratio: float, n_samples: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Flow derivative, and how open the glottis is (0-1), per sample."""
    flow = np.zeros(n_samples)
    openness = np.zeros(n_samples)
    pulse = 0
    for n in range(n_samples):
        at_s = n / _SYNTHESIS_HZ
        while pulse + 1 < len(pulses_s) and pulses_s[pulse + 1] <= at_s:
            pulse += 1
        period_s = pulses_s[min(pulse + 1, len(pulses_s) - 1)] - pulses_s[min(pulse, len(pulses_s) - 2)]
        # In creak the open phase does not grow with the period: the folds stay closed.
        part = (at_s - pulses_s[pulse]) / (open_ratio * min(period_s, 0.012))
        if 0 <= part < 1:
            flow[n] = strength[pulse] * part * (2 - 3 * part)
            openness[n] = 6.75 * part * part * (1 - part)
    return flow, openness


@compiled(fastmath=True)
def _filter(
    flow: NDArray[np.float64], openness: NDArray[np.float64], hiss: NDArray[np.float64], voice: Track,
    aspiration: Track, breath: float, friction: Track, tilt: Track, poles: NDArray[np.float64],
    rubbing: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """Voice and noise through the tract; gains run straight between milliseconds, resonators step."""
    n_poles = poles.shape[2]
    memory = np.zeros((2, n_poles, 2))
    rub = np.zeros(2)
    last_hiss = 0.0
    sounds = np.zeros((2, len(flow)))
    smooth = 0.0
    for n in range(len(flow)):
        ms = n // _STEP_SAMPLES
        after = min(ms + 1, len(voice) - 1)
        part = (n % _STEP_SAMPLES) / _STEP_SAMPLES
        loud = voice[ms] + part * (voice[after] - voice[ms])
        smooth = flow[n] * (1 - tilt[ms]) + smooth * tilt[ms]
        air = aspiration[ms] + part * (aspiration[after] - aspiration[ms])
        through = (loud * smooth, hiss[0, n] * (_AIR * air + _BREATH * breath * loud * (0.3 + openness[n])))
        for side in range(2):
            value = through[side]
            for k in range(n_poles):
                b, c = poles[ms, side, k, 0], poles[ms, side, k, 1]
                value = (1 - b - c) * value + b * memory[side, k, 0] + c * memory[side, k, 1]
                memory[side, k, 1] = memory[side, k, 0]
                memory[side, k, 0] = value
            sounds[side, n] = value
        b, c = rubbing[ms, 0], rubbing[ms, 1]
        rubbed = hiss[1, n] - last_hiss + b * rub[0] + c * rub[1]
        last_hiss = hiss[1, n]
        # A band-pass of peak gain 1 from the all-pole's difference over two samples; one difference more, above, keeps
        # the lows out of it.
        sounds[1, n] += _FRICTION * friction[ms] * (rubbed - rub[1]) * (1 + c) / 2
        rub[1] = rub[0]
        rub[0] = rubbed
    return sounds[0], sounds[1]
