"""The persona's voice comes back through the room: is it taken for the trainee, and is the trainee still heard?

On the sample clock alone: lines of the persona by the real voice, played at a delay into a room of 0.3 to 0.5 s of
reverberation, some dB below recorded sentences (shared/audio) that are spoken over them now and then.

Run: python -m benchmarks.speech.echoes [--trials 12]
"""

import argparse
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from benchmarks.speech.clips import load
from benchmarks.speech.interruptions import from_onset
from simulator import avatar
from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.settings import load_settings
from simulator.speech import VoiceActivity
from simulator.speech.echo import EchoGate

RATE: Final = clock.INPUT_RATE_HZ
PACKET_SAMPLES: Final = clock.from_ms(20)
ECHO_DB: Final = (None, -25, -20, -15, -10, -5)
"""Level of the echo under that of the trainee's speech; None: a headset, no echo at all."""
LINES: Final = (
    "Goeiedag, u had mij gevraagd om langs te komen. Ik heb eerlijk gezegd de hele nacht niet geslapen.",
    "Wat bedoelt u daar nu precies mee? Negentien jaar heb ik hier gewerkt, en nu dit.",
    "Ik versta het niet. Vorige maand zei u nog dat het goed ging met de afdeling vervoer.",
    "En wie heeft dat dan beslist? Is er echt geen andere plaats in het bedrijf, ergens?",
)
NOTICED_WITHIN_MS: Final = 400


@dataclass(slots=True)
class Found:
    false_starts: int = 0
    missed: int = 0
    late_ms: list[float] = field(default_factory=list)


def rms(samples: Samples) -> float:
    return float(np.sqrt((samples[np.abs(samples) > 1e-3] ** 2).mean()))


def room(rng: np.random.Generator) -> Samples:
    """An impulse response: the direct sound and noise that dies away."""
    length, reverberation_s = RATE // 2, rng.uniform(0.3, 0.5)
    decay = np.exp(-6.9 * np.arange(length) / RATE / reverberation_s)
    response = 0.12 * rng.normal(0, 1, length) * decay
    response[0] = 1.0
    normed: Samples = (response / np.sqrt((response**2).sum())).astype(np.float32)
    return normed


def listen(microphone: Samples, played: Samples | None) -> list[tuple[int, int]]:
    """Where something began that may be a voice, which holds the persona, and when that was known."""
    gate = None if played is None else EchoGate()
    voice = VoiceActivity(gate)
    starts, was_voice = [], False
    for at in range(0, len(microphone), PACKET_SAMPLES):
        if gate is not None and played is not None and at % (5 * PACKET_SAMPLES) == 0:  # packets of 100 ms, ahead
            ahead = at + RATE if at else 0
            gate.play(ahead, played[ahead : at + RATE + 5 * PACKET_SAMPLES])
        known = at + PACKET_SAMPLES
        voice.push(AudioChunk(at, microphone[at:known]))
        is_voice = voice.is_speaking or voice.is_starting
        starts += [(at, known)] if is_voice and not was_voice else []
        was_voice = is_voice
    return starts


def trial(
    rng: np.random.Generator, lines: list[Samples], clips: list[Samples], echo_db: int | None
) -> tuple[Samples, Samples, list[tuple[int, int]]]:
    """What the microphone hears, what was played, and when the trainee spoke."""
    pause = np.zeros(RATE, np.float32)
    played = np.concatenate([pause, *(part for line in rng.permutation(len(lines)) for part in (lines[line], pause))])
    spoken, at = [], int(rng.uniform(3, 6) * RATE)
    microphone = rng.normal(0, 3e-4, len(played)).astype(np.float32)
    level = rms(clips[0])
    while at < len(played) - 3 * RATE:
        clip = clips[int(rng.integers(len(clips)))][: int(1.2 * RATE)]
        microphone[at : at + len(clip)] += clip * level / rms(clip)
        spoken.append((at, at + len(clip)))
        at += int(rng.uniform(3, 7) * RATE)
    if echo_db is not None:
        delay = clock.from_ms(int(rng.integers(30, 400)))
        echo = np.convolve(played, room(rng))[: len(played)]
        echo *= level * 10 ** (echo_db / 20) / rms(played)
        microphone[delay:] += echo[: len(played) - delay].astype(np.float32)
    return microphone, played, spoken


def judge(starts: list[tuple[int, int]], spoken: list[tuple[int, int]], found: Found) -> None:
    late_ms: dict[int, float] = {}
    for at, known in starts:
        near = [begin for begin, end in spoken if begin - clock.from_ms(100) <= at <= end + clock.from_ms(200)]
        if near:
            late_ms.setdefault(near[0], 1000 * (known - near[0]) / RATE)
        else:
            found.false_starts += 1
    for begin, _ in spoken:
        is_noticed = begin in late_ms and late_ms[begin] <= NOTICED_WITHIN_MS
        found.missed += not is_noticed
        found.late_ms += [late_ms[begin]] if is_noticed else []


def measure(trials: int) -> None:
    settings = load_settings()
    lines, _ = avatar.speak_talk(LINES, "nl", settings)
    clips = [from_onset(clip.samples) for clip in load("real")]
    print(f"{'echo':>8} {'gate':>5} {'false a minute':>15} {'missed':>12} {'noticed p50, p95':>18}")
    for echo_db in ECHO_DB:
        for has_gate in (False, True):
            rng, found, n_spoken, played_s = np.random.default_rng(7), Found(), 0, 0.0
            for _ in range(trials):
                microphone, played, spoken = trial(rng, lines, clips, echo_db)
                judge(listen(microphone, played if has_gate else None), spoken, found)
                n_spoken, played_s = n_spoken + len(spoken), played_s + len(played) / RATE
            p50, p95 = np.percentile(found.late_ms, [50, 95]) if found.late_ms else (np.nan, np.nan)
            name = "none" if echo_db is None else f"{echo_db} dB"
            minutes = played_s / 60
            print(
                f"{name:>8} {'yes' if has_gate else 'no':>5} {found.false_starts / minutes:15.1f} "
                f"{found.missed:4} of {n_spoken:<5} {p50:8.0f}, {p95:4.0f} ms"
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=12)
    measure(parser.parse_args().trials)
