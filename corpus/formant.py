"""Recordings of formant talkers: every pulse, pause, vowel and filler is known."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from corpus import hesitation, phrases
from corpus.glottis import Glottis, render
from corpus.phrases import Manner
from corpus.pulse_truth import pitch_truth
from corpus.recording import RATE_HZ, Recording, Split
from corpus.script import Script, Sound, controls
from corpus.talker import Talker, draw_number, talker


def recordings(split: Split, *, seconds: float, seed: int) -> Iterator[Recording]:
    """Talkers of one split, a new one for each recording of 10 to 20 s, until `seconds` are full.

    Raises:
        ValueError: when `seconds` is not above 0.
    """
    if not seconds > 0:
        raise ValueError(f"{seconds} s of recordings; ask for more than 0")
    rng = np.random.default_rng([seed, ("train", "tune", "test").index(split), 0xF0])
    made_s = 0.0
    while made_s < seconds:
        voice = talker(draw_number(split, rng))
        recording = speak(voice, seed=int(rng.integers(2**31)), seconds=float(rng.uniform(10, 18)))
        made_s += len(recording.samples) / RATE_HZ
        yield recording


def speak(
    voice: Talker, *, seed: int, seconds: float = 12.0, pause_s: tuple[float, float] = (0.08, 1.5),
    filler_prob: float | None = None, lookalike_prob: float = 0.15, laughter_prob: float = 0.015,
    floor_db: tuple[float, float] = (-75.0, -50.0),
) -> Recording:  # fmt: skip
    """Phrases of random syllables with pauses between them, from one seed.

    Args:
        voice: who speaks.
        seed: of everything random.
        seconds: least duration; the last phrase is finished.
        pause_s: shortest and longest silence between phrases.
        filler_prob: chance of a filled pause around a phrase; None: the talker's own.
        lookalike_prob, laughter_prob: chance, per phrase, of a sound like a filler, or of laughter.
        floor_db: room noise re the peak.
    """
    rng = np.random.default_rng([seed, 0x5EA])
    own = voice.filler_prob if filler_prob is None else filler_prob
    script = _script(voice, rng, seconds, pause_s, (own, lookalike_prob, laughter_prob))
    moves = controls(script, voice, rng)
    glottis = Glottis(
        voice.open_ratio, voice.tilt_hz, voice.breath, voice.jitter_ratio, voice.shimmer_ratio, voice.tract_scale,
        voice.bandwidth_ratio,
    )  # fmt: skip
    sound = render(moves, glottis, rng)
    mixed = sound.voiced + sound.noise
    gain = 10 ** (rng.uniform(-12, -1) / 20) / max(1e-9, float(np.abs(mixed).max()))
    floor = 10 ** (rng.uniform(*floor_db) / 20) * gain * float(np.abs(mixed).max())
    samples = mixed * gain + 0.3 * floor * rng.standard_normal(len(mixed))
    return Recording(
        name=f"{voice.name}-{seed}", voice=voice.name, source="formant", split=voice.split,
        samples=samples.clip(-1, 1).astype(np.float32), f0_hz=pitch_truth(sound, moves), is_speech=_speech(script),
        pauses_s=tuple(script.pauses_s), fillers_s=tuple(script.fillers_s),
        nuclei_s=None if script.has_laughter else tuple(script.nuclei_s),
    )  # fmt: skip


def _script(
    voice: Talker, rng: np.random.Generator, seconds: float, pause_s: tuple[float, float],
    odds: tuple[float, float, float],
) -> Script:  # fmt: skip
    script = Script()
    script.add(Sound(int(rng.integers(250, 500)), is_speech=0.0))
    script.bend(0.0)
    while script.n_ms < 1000 * seconds - 400:
        if script.nuclei_s:
            phrases.pause(script, voice, rng, pause_s)
        _turn(script, voice, rng, pause_s, odds)
    rest_ms = int(rng.integers(300, 500))
    script.add(Sound(rest_ms + (-script.n_ms - rest_ms) % 10, is_speech=0.0))
    return script


def _turn(
    script: Script, voice: Talker, rng: np.random.Generator, pause_s: tuple[float, float],
    odds: tuple[float, float, float],
) -> None:  # fmt: skip
    """A phrase, with fillers before and after it: some run into it, some stand between pauses."""
    filler_prob, lookalike_prob, laughter_prob = odds
    manner = Manner(
        phrases.tempo_of(voice, rng), whispered=bool(rng.random() < voice.whisper_prob),
        creaky_end=bool(rng.random() < voice.creak_prob),
    )  # fmt: skip
    if not manner.whispered and rng.random() < filler_prob:
        hesitation.filler(script, voice, rng, manner)
        if rng.random() < 0.6:
            phrases.pause(script, voice, rng, pause_s)
    if not manner.whispered and rng.random() < lookalike_prob:
        hesitation.lookalike(script, voice, rng, manner)
    elif rng.random() < laughter_prob:
        hesitation.laughter(script, rng)
        phrases.pause(script, voice, rng, pause_s)
    phrases.phrase(script, voice, rng, manner)
    if not manner.whispered and rng.random() < 0.5 * filler_prob:
        hesitation.filler(script, voice, rng, manner)
        if rng.random() < 0.4:
            phrases.phrase(script, voice, rng, manner)


def _speech(script: Script) -> NDArray[np.float32]:
    """Per frame; NaN where speech and silence share a frame."""
    frames = script.is_speech().reshape(-1, 10)
    return np.where(frames.min(axis=1) == frames.max(axis=1), frames[:, 0], np.nan).astype(np.float32)
