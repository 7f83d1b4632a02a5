"""A formant talker whose truth is known: pitch, pauses, syllables and fillers, for benchmark and tests only.

Additive synthesis: every harmonic of an imposed pitch contour, shaped by moving formants, plus shaped noise for
consonants. All randomness comes from the seed.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled

RATE_HZ: Final = 16_000
_CONTROL_HZ: Final = 1_000
_HIGHEST_HARMONIC_HZ: Final = 7_000.0
_BANDWIDTH_HZ: Final = np.array([80.0, 100.0, 140.0, 250.0])
_VOWELS: Final = (
    (700, 1250, 2550), (300, 2250, 3000), (320, 800, 2300), (550, 1800, 2550), (500, 900, 2500), (400, 1700, 2400),
)  # fmt: skip
_SCHWA: Final = (500, 1500, 2500)
_NASAL: Final = (270, 1100, 2300)


@dataclass(frozen=True, slots=True)
class Voice:
    """One synthetic talker."""

    name: str
    median_hz: float
    formant_scale: float
    breath: float = 0.01
    """Aspiration re the voice, amplitude."""
    jitter_ratio: float = 0.003
    """Random period-scale wobble of the pitch."""


VOICES: Final = (
    Voice("male", 105.0, 1.0),
    Voice("female", 205.0, 1.16),
    Voice("low", 82.0, 0.95, jitter_ratio=0.008),
    Voice("high", 270.0, 1.22, breath=0.03),
)


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Sound with its truth; times in seconds."""

    samples: NDArray[np.float32]
    """16 kHz, mono."""
    f0_hz: NDArray[np.float32]
    """Per 10 ms frame: Hz, 0 where unvoiced, NaN where voice fades and neither answer is wrong."""
    pauses_s: tuple[tuple[float, float], ...]
    nuclei_s: tuple[float, ...]
    fillers_s: tuple[tuple[float, float], ...]


@dataclass
class _Script:
    """Control tracks under construction, one value per millisecond."""

    voice: list[NDArray[np.float64]] = field(default_factory=list)
    hiss: list[NDArray[np.float64]] = field(default_factory=list)
    formants: list[NDArray[np.float64]] = field(default_factory=list)
    octave: list[NDArray[np.float64]] = field(default_factory=list)
    pauses_s: list[tuple[float, float]] = field(default_factory=list)
    nuclei_s: list[float] = field(default_factory=list)
    fillers_s: list[tuple[float, float]] = field(default_factory=list)
    n_ms: int = 0

    def add(
        self, n_ms: int, *, voice: float = 0.0, hiss: float = 0.0, formants: tuple[int, int, int] = _SCHWA,
        octave: float = 0.0,
    ) -> float:  # fmt: skip
        """One sound; the time of its middle."""
        self.voice.append(np.full(n_ms, voice))
        self.hiss.append(np.full(n_ms, hiss))
        self.formants.append(np.tile(np.array([*formants, 3600.0]), (n_ms, 1)))
        self.octave.append(np.full(n_ms, octave))
        self.n_ms += n_ms
        return (self.n_ms - n_ms / 2) / 1000


def speak(
    voice: Voice, *, seed: int, seconds: float, filler_prob: float = 0.15, pause_s: tuple[float, float] = (0.15, 1.1)
) -> Recording:
    """Phrases of random syllables with pauses between them.

    Args:
        voice: who speaks.
        seed: of everything random.
        seconds: least duration; the last phrase is finished.
        filler_prob: chance of a filled pause (euh) before a phrase.
        pause_s: shortest and longest silent pause.
    """
    rng = np.random.default_rng(seed)
    script = _Script()
    script.add(int(rng.integers(250, 400)))
    while script.n_ms < seconds * 1000:
        if script.nuclei_s:
            start = script.n_ms / 1000
            script.add(int(1000 * rng.uniform(*pause_s)))
            script.pauses_s.append((start, script.n_ms / 1000))
        if rng.random() < filler_prob:
            _fill(script, rng)
        _phrase(script, rng)
    script.add(int(rng.integers(300, 500)))
    return _render(script, voice, rng)


def _fill(script: _Script, rng: np.random.Generator) -> None:
    start = script.n_ms / 1000
    script.nuclei_s.append(script.add(int(rng.integers(260, 600)), voice=0.6, octave=-0.05))
    script.fillers_s.append((start, script.n_ms / 1000))
    script.add(int(rng.integers(40, 90)))


def _phrase(script: _Script, rng: np.random.Generator) -> None:
    n_syllables = int(rng.integers(3, 9))
    for k in range(n_syllables):
        octave = 0.25 - 0.45 * k / n_syllables + rng.normal(0, 0.12)
        strength = float(10 ** (rng.uniform(-8, 0) / 20))
        _onset(script, rng, octave, after_pause=k == 0)
        vowel = _VOWELS[rng.integers(len(_VOWELS))]
        n_ms = int(rng.integers(70, 170))
        script.nuclei_s.append(script.add(n_ms, voice=strength, formants=vowel, octave=octave))
        if rng.random() < 0.25:
            script.add(int(rng.integers(50, 90)), voice=0.25 * strength, formants=_NASAL, octave=octave)


def _onset(script: _Script, rng: np.random.Generator, octave: float, *, after_pause: bool) -> None:
    """A consonant: stop, fricative, nasal, or voiced fricative. Nobody hears the closure of a stop after a pause."""
    kind = rng.integers(4)
    if kind == 0:
        if not after_pause:
            script.add(int(rng.integers(40, 75)))
        script.add(int(rng.integers(12, 25)), hiss=0.25)
    elif kind == 1:
        script.add(int(rng.integers(70, 120)), hiss=float(rng.uniform(0.08, 0.25)))
    elif kind == 2:
        script.add(int(rng.integers(45, 80)), voice=0.25, formants=_NASAL, octave=octave)
    else:
        script.add(int(rng.integers(40, 70)), voice=0.15, hiss=0.05, octave=octave)


def _render(script: _Script, voice: Voice, rng: np.random.Generator) -> Recording:
    loud = _smooth(np.concatenate(script.voice), 8)
    targets = np.concatenate(script.formants) * voice.formant_scale
    formants = np.stack([_smooth(target, 25) for target in targets.T], axis=1)
    octave = _smooth(np.concatenate(script.octave), 60)
    wobble = voice.jitter_ratio * _smooth(rng.normal(size=len(loud)), 4)
    pitch_hz = (voice.median_hz * 2**octave * (1 + wobble)).astype(np.float64)
    n_samples = len(loud) * RATE_HZ // _CONTROL_HZ
    at = np.arange(n_samples) * _CONTROL_HZ / RATE_HZ
    control = np.arange(len(loud), dtype=np.float64) + 0.5
    sound = _harmonics(pitch_hz, loud, formants, control, at)
    hiss = np.interp(at, control, _smooth(np.concatenate(script.hiss), 6))
    sound += hiss * band_noise(n_samples, rng, 2_500, 7_500)
    sound += voice.breath * np.interp(at, control, loud) * band_noise(n_samples, rng, 500, 6_000)
    sound *= 0.5 / np.abs(sound).max()
    return Recording(
        sound.astype(np.float32), _truth(pitch_hz, loud),
        tuple(script.pauses_s), tuple(script.nuclei_s), tuple(script.fillers_s),
    )  # fmt: skip


def _harmonics(
    pitch_hz: NDArray[np.float64], loud: NDArray[np.float64], formants: NDArray[np.float64],
    control: NDArray[np.float64], at: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    phase = 2 * np.pi * np.cumsum(np.interp(at, control, pitch_hz)) / RATE_HZ
    n_harmonics = int(_HIGHEST_HARMONIC_HZ / pitch_hz.min())
    frequency = pitch_hz[:, None] * np.arange(1, n_harmonics + 1)
    envelope = loud[:, None] * (frequency < _HIGHEST_HARMONIC_HZ) * 100.0 / (100.0 + frequency)
    for centre, width in zip(formants.T[:, :, None], _BANDWIDTH_HZ, strict=True):
        envelope /= np.sqrt((1 - (frequency / centre) ** 2) ** 2 + (frequency * width / centre**2) ** 2)
    sound = np.zeros(len(at))
    _add_harmonics(phase, np.clip(at - 0.5, 0, len(loud) - 1.001), envelope, sound)
    return sound


@compiled()
def _add_harmonics(
    phase: NDArray[np.float64], place: NDArray[np.float64], envelope: NDArray[np.float64], sound: NDArray[np.float64]
) -> None:
    """Sum of sin(k phase), each with its amplitude read between two control points."""
    for n in range(len(sound)):
        row = int(place[n])
        part = place[n] - row
        turn = 2.0 * np.cos(phase[n])
        before, now = 0.0, np.sin(phase[n])
        for k in range(envelope.shape[1]):
            sound[n] += now * (envelope[row, k] + part * (envelope[row + 1, k] - envelope[row, k]))
            before, now = now, turn * now - before


def _truth(pitch_hz: NDArray[np.float64], loud: NDArray[np.float64]) -> NDArray[np.float32]:
    n_frames = len(loud) // 10
    weakest = loud[: n_frames * 10].reshape(n_frames, 10).min(axis=1)
    strongest = loud[: n_frames * 10].reshape(n_frames, 10).max(axis=1)
    f0_hz = pitch_hz[: n_frames * 10].reshape(n_frames, 10).mean(axis=1)
    return np.where(weakest > 0.1, f0_hz, np.where(strongest < 0.02, 0.0, np.nan)).astype(np.float32)


def band_noise(n_samples: int, rng: np.random.Generator, low_hz: float, high_hz: float) -> NDArray[np.float64]:
    """White noise between two frequencies, RMS 1."""
    return _filtered(rng.normal(size=n_samples), low_hz, high_hz)


def _filtered(samples: NDArray[np.floating], low_hz: float, high_hz: float) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(samples)
    frequency = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    kept = np.fft.irfft(spectrum * ((frequency >= low_hz) & (frequency <= high_hz)), len(samples))
    return np.asarray(kept / np.sqrt(np.mean(kept**2)))


def _telephone(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """300 to 3400 Hz with the slopes of a real line: a sharper edge would ring into the pauses as a tone."""
    frequency = np.maximum(np.fft.rfftfreq(len(samples), 1 / RATE_HZ), 1.0)
    gain = 1 / np.sqrt((1 + (300 / frequency) ** 6) * (1 + (frequency / 3_400) ** 16))
    return np.asarray(np.fft.irfft(np.fft.rfft(samples) * gain, len(samples)))


def _smooth(track: NDArray[np.float64], n_ms: int) -> NDArray[np.float64]:
    window = np.hanning(2 * n_ms + 1)
    padded = np.pad(track, n_ms, mode="edge")
    smooth: NDArray[np.float64] = np.convolve(padded, window / window.sum(), mode="valid")
    return smooth


def degrade(recording: Recording, condition: str, *, seed: int) -> NDArray[np.float32]:
    """The recording under one condition of `CONDITIONS`; noise levels are re the level while speaking."""
    rng = np.random.default_rng(seed)
    samples = recording.samples.astype(np.float64)
    match condition:
        case "clean":
            return recording.samples
        case "quiet40":
            return recording.samples * np.float32(0.01)
        case "tel":
            return _telephone(samples).astype(np.float32)
        case "white10":
            noise = rng.normal(size=len(samples))
        case "pink10":
            noise = _pink(len(samples), rng)
        case "hum10":
            at = np.arange(len(samples)) / RATE_HZ
            noise = np.sum([np.sin(2 * np.pi * hz * at + hz) / k for k, hz in enumerate((50, 150, 250), 1)], axis=0)
        case "babble10":
            noise = _babble(len(samples), rng)
        case _:
            raise ValueError(f"condition {condition!r}; expected one of {', '.join(CONDITIONS)}")
    return (samples + _at_snr(samples, noise, 10.0)).astype(np.float32)


CONDITIONS: Final = ("clean", "white10", "pink10", "babble10", "tel", "quiet40", "hum10")


def _at_snr(samples: NDArray[np.float64], noise: NDArray[np.float64], snr_db: float) -> NDArray[np.float64]:
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    power = np.mean(frames**2, axis=1)
    speaking = float(np.mean(power[power > 1e-3 * np.percentile(power, 95)]))
    return noise * float(np.sqrt(speaking / np.mean(noise**2) * 10 ** (-snr_db / 10)))


def _pink(n_samples: int, rng: np.random.Generator) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(rng.normal(size=n_samples))
    return np.asarray(np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 20)), n_samples))


def _babble(n_samples: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Six other talkers who hardly pause."""
    total = np.zeros(n_samples)
    for voice in (*VOICES, *VOICES[:2]):
        seed = int(rng.integers(1 << 30))
        talker = speak(voice, seed=seed, seconds=n_samples / RATE_HZ + 1, filler_prob=0.0, pause_s=(0.05, 0.2))
        total += talker.samples[:n_samples] / np.sqrt(np.mean(talker.samples**2))
    return total
