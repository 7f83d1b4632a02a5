"""How far from the true edges of speech does voice activity put its own? Run: python -m benchmarks.speech.edges"""

import numpy as np

from benchmarks.speech.clips import Clip, load
from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import SpeechStarted
from simulator.speech import VoiceActivity


def with_noise(samples: Samples, snr_db: float | None) -> Samples:
    """White noise at a level below that of the speech."""
    if snr_db is None:
        return samples
    speech_power = float((samples[np.abs(samples) > 1e-3] ** 2).mean())
    deviation = np.sqrt(speech_power / 10 ** (snr_db / 10))
    return (samples + np.random.default_rng(0).normal(0, deviation, len(samples))).astype(np.float32)


def found_ms(samples: Samples) -> tuple[list[int], list[int]]:
    """Starts and ends; a second of silence closes the last stretch."""
    padded = np.concatenate([samples, np.zeros(clock.INPUT_RATE_HZ, dtype=np.float32)])
    edges = VoiceActivity().push(AudioChunk(0, padded))
    starts = [clock.to_ms(e.at_sample) for e in edges if isinstance(e, SpeechStarted)]
    ends = [clock.to_ms(e.at_sample) for e in edges if not isinstance(e, SpeechStarted)]
    return starts, ends


def errors_ms(clips: list[Clip], snr_db: float | None) -> tuple[list[int], list[int], int]:
    """Found minus true at starts and ends, and stretches found too few or too many."""
    starts: list[int] = []
    ends: list[int] = []
    miscounted = 0
    for clip in clips:
        got_starts, got_ends = found_ms(with_noise(clip.samples, snr_db))
        miscounted += abs(len(got_starts) - len(clip.stretches_ms))
        starts += [min((got - true for got in got_starts), key=abs) for true, _ in clip.stretches_ms]
        ends += [min((got - true for got in got_ends), key=abs) for _, true in clip.stretches_ms]
    return starts, ends, miscounted


def main() -> None:
    clips = load("spoken")
    for snr_db in (None, 20, 10):
        starts, ends, miscounted = errors_ms(clips, snr_db)
        noise = "none" if snr_db is None else f"-{snr_db} dB"
        line = f"noise {noise:7} {len(starts)} stretches, {miscounted} miscounted"
        for name, errors in (("start", starts), ("end", ends)):
            size = np.abs(errors)
            line += f" | {name}: median {np.median(errors):+.0f}, mean size {size.mean():.0f}, "
            line += f"p90 {np.percentile(size, 90):.0f} ms"
        print(line)


if __name__ == "__main__":
    main()
