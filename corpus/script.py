"""What a synthetic talker will do, sound by sound, and the movements that come of it."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.glottis import Controls, Track
from corpus.phones import SCHWA, Formants
from corpus.talker import HIGHEST_HZ, LOWEST_HZ, Talker

_FORMANT_MS: Final = 22
"""Half width of the smoothing that makes neighbours colour each other."""
_GAIN_MS: Final = 7
_BURST_MS: Final = 3
_PITCH_MS: Final = 35


class Sound(NamedTuple):
    """One stretch in which nothing is aimed at but one target; amplitudes re a full vowel."""

    ms: int
    voice: float = 0.0
    aspiration: float = 0.0
    friction: float = 0.0
    friction_hz: float = 4_000.0
    friction_width_hz: float = 2_000.0
    tilt_ratio: float = 1.0
    irregularity: float = 0.0
    alternation: float = 0.0
    is_speech: float = 1.0
    formants_hz: Formants = SCHWA.start_hz


@dataclass(slots=True)
class Script:
    """Sounds in order, points of the pitch, and the truth about them."""

    sounds: list[Sound] = field(default_factory=list)
    pitch: list[tuple[float, float]] = field(default_factory=list)
    """Milliseconds and octaves re the talker's median."""
    pauses_s: list[tuple[float, float]] = field(default_factory=list)
    nuclei_s: list[float] = field(default_factory=list)
    fillers_s: list[tuple[float, float]] = field(default_factory=list)
    has_laughter: bool = False
    n_ms: int = 0

    def add(self, sound: Sound) -> None:
        """One sound at the end."""
        self.sounds.append(sound)
        self.n_ms += sound.ms

    def bend(self, octave: float, *, after_ms: float = 0.0) -> None:
        """The pitch passes here, or this long after here, at this height."""
        at_ms = self.n_ms + after_ms
        if self.pitch and self.pitch[-1][0] >= at_ms:
            at_ms = self.pitch[-1][0] + 1.0
        self.pitch.append((at_ms, octave))

    def is_speech(self) -> NDArray[np.float32]:
        """Per millisecond: 1, 0 or NaN."""
        values = np.array([sound.is_speech for sound in self.sounds], np.float32)
        return np.repeat(values, [sound.ms for sound in self.sounds])


def controls(script: Script, talker: Talker, rng: np.random.Generator) -> Controls:
    """Movements of the talker's mouth, per millisecond, with every jump rounded."""
    durations = np.array([sound.ms for sound in script.sounds])

    def stepped(name: str) -> Track:
        return np.repeat(np.array([float(getattr(sound, name)) for sound in script.sounds]), durations)

    shift = np.array(talker.formant_shift) * talker.tract_scale
    targets = np.repeat(np.array([sound.formants_hz for sound in script.sounds]) * shift, durations, axis=0)
    return Controls(
        f0_hz=_pitch(script, talker, rng),
        voice=smooth(stepped("voice"), _GAIN_MS),
        aspiration=smooth(stepped("aspiration"), _GAIN_MS),
        friction=smooth(stepped("friction"), _BURST_MS),
        friction_hz=smooth(stepped("friction_hz"), _GAIN_MS) * talker.tract_scale,
        friction_width_hz=smooth(stepped("friction_width_hz"), _GAIN_MS),
        tilt_ratio=smooth(stepped("tilt_ratio"), 2 * _GAIN_MS),
        irregularity=stepped("irregularity"),
        alternation=stepped("alternation"),
        formants_hz=np.stack([smooth(target, _FORMANT_MS) for target in targets.T], axis=1),
    )


def _pitch(script: Script, talker: Talker, rng: np.random.Generator) -> Track:
    """Straight lines in octaves between the points, rounded, with a slow tremor of a few cents."""
    points = np.array(script.pitch or [(0.0, 0.0)])
    octaves = smooth(np.interp(np.arange(script.n_ms) + 0.5, points[:, 0], points[:, 1]), _PITCH_MS)
    tremor = smooth(rng.standard_normal(script.n_ms), 40)
    octaves += 0.004 * tremor / max(1e-9, float(np.std(tremor)))
    return np.asarray(np.clip(talker.median_hz * 2.0**octaves, LOWEST_HZ / 2, HIGHEST_HZ))


def smooth(track: Track, half_ms: int) -> Track:
    """Moving Hann mean over 2 half_ms + 1 values, edges held; same length."""
    window = np.hanning(2 * half_ms + 3)[1:-1]
    padded = np.pad(track, half_ms, mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid")
