"""Somebody talks behind the trainee, all the time: are the trainee's turns still found, and nothing else?

On the sample clock alone. The talks of shared/audio are spoken with pauses of 4 s between turns; behind them another
talker goes on without a pause, in a room, some dB below. Constants were chosen on the two dismissal talks; the table
shows the two reviews, which were not looked at before.

Run: python -m benchmarks.speech.noisy_room
"""

import argparse
from typing import Final, NamedTuple

import numpy as np

from benchmarks.speech.clips import Clip, load
from benchmarks.speech.echoes import RATE, rms, room
from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import Utterance
from simulator.speech import TurnSegmenter, VoiceActivity
from simulator.speech.near_voice import NearVoice

BEHIND_DB: Final = (None, -30, -25, -20, -15, -10)
PAUSE_S: Final = 4.0
SILENCE_MS: Final = 1200
"""Ends a turn; the pauses inside those of the talks are shorter, but for the one that is cut."""
NEAR_MS: Final = 400
"""A turn is found when it begins and ends this near to the truth."""


class Heard(NamedTuple):
    n_turns: int
    found: int
    begun: int
    ended_late: int
    others: int
    minutes: float


def talk_of(clips: list[Clip], gap_s: float = PAUSE_S) -> tuple[Samples, list[tuple[int, int]]]:
    """All turns with pauses between them, and where each really begins and ends, in samples."""
    parts, turns, at = [np.zeros(RATE, np.float32)], [], RATE
    for clip in clips:
        stretches = clip.stretches_ms
        turns.append((at + clock.from_ms(stretches[0][0]), at + clock.from_ms(stretches[-1][1])))
        pause = np.zeros(int(gap_s * RATE), np.float32)
        parts += [clip.samples, pause]
        at += len(clip.samples) + len(pause)
    return np.concatenate(parts), turns


def with_talker(samples: Samples, talker: Samples, behind_db: int | None, rng: np.random.Generator) -> Samples:
    mixed: Samples = samples + rng.normal(0, 3e-4, len(samples)).astype(np.float32)
    if behind_db is None:
        return mixed
    start = int(rng.integers(len(talker)))
    endless = np.resize(np.roll(talker, -start), len(samples))
    far = np.convolve(endless, room(rng))[: len(samples)]
    return (mixed + far * rms(samples) * 10 ** (behind_db / 20) / rms(far)).astype(np.float32)


def turns_found(samples: Samples, near_voice: NearVoice | None) -> list[Utterance]:
    voice = VoiceActivity()
    voice.near_voice = near_voice
    segmenter = TurnSegmenter(voice)
    segmenter.silence_ms = SILENCE_MS
    silence = np.zeros(2 * RATE, np.float32)
    found = segmenter.push(AudioChunk(0, np.concatenate([samples, silence])))
    return [event for event in found if isinstance(event, Utterance)]


def judge(found: list[Utterance], turns: list[tuple[int, int]], n_samples: int) -> Heard:
    near = clock.from_ms(NEAR_MS)
    begun = sum(any(abs(u.start_sample - start) <= near for u in found) for start, _ in turns)
    ended = sum(any(abs(u.end_sample - end) <= near for u in found) for _, end in turns)
    whole = sum(
        any(abs(u.start_sample - start) <= near and abs(u.end_sample - end) <= near for u in found)
        for start, end in turns
    )
    others = sum(not any(u.start_sample < end and u.end_sample > start for start, end in turns) for u in found)
    return Heard(len(turns), whole, begun, len(turns) - ended, others, n_samples / RATE / 60)


def measure(talks: list[str]) -> None:
    clips = load("spoken")
    talker = np.concatenate([clip.samples for clip in load("real")])
    print(f"{'behind':>8} {'near voice':>10} {'turns whole':>12} {'begun':>7} {'no end':>14} {'others a minute':>16}")
    for behind_db in BEHIND_DB:
        for has_gate in (False, True):
            rng, all_heard = np.random.default_rng(11), []
            for name in talks:
                for _ in range(3):
                    samples, turns = talk_of([clip for clip in clips if clip.name.startswith(name)])
                    mixed = with_talker(samples, talker, behind_db, rng)
                    found = turns_found(mixed, NearVoice() if has_gate else None)
                    all_heard.append(judge(found, turns, len(mixed)))
            n, whole, begun, late, others = (sum(one[field] for one in all_heard) for field in range(5))
            minutes = sum(one.minutes for one in all_heard)
            name = "nobody" if behind_db is None else f"{behind_db} dB"
            figures = f"{whole:5.0f} of {n:<4.0f} {begun:6.0f} {late:13.0f} {others / minutes:16.1f}"
            print(f"{name:>8} {'yes' if has_gate else 'no':>10} {figures}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", nargs="*", default=["review-direct", "review-vague"])
    measure(parser.parse_args().talks)
