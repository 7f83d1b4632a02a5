"""The same spoken turns in another voice or at another pace, and the talk that comes of them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator import prosody
from simulator.dialogue.actors.scripted import ScriptedActor
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.dialogue import Reaction
from simulator.flow.prosody import Delivery
from simulator.flow.report import RehearsalReport
from simulator.flow.speech import Utterance
from simulator.session.plan import Plan
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.typed import THINKING_MS, speaking_ms
from simulator.speech.transcriber import Transcriber

FRAME_MS = 5.0


@dataclass(frozen=True, slots=True)
class Voice:
    """How the turns are told again; the plain one goes through the same analysis and synthesis."""

    pitch_st: float = 0.0
    tempo_ratio: float = 1.0
    """Over 1 is faster."""

    def tell(self, samples: Samples) -> Samples:
        """The turn again, its words untouched (WORLD vocoder: pitch and time move, the spectrum stays)."""
        import pyworld

        wave, rate_hz = samples.astype(np.float64), clock.INPUT_RATE_HZ
        rough_hz, times_s = pyworld.dio(wave, rate_hz, frame_period=FRAME_MS)
        f0_hz = pyworld.stonemask(wave, rough_hz, times_s, rate_hz)
        spectrum = pyworld.cheaptrick(wave, f0_hz, times_s, rate_hz)
        breath = pyworld.d4c(wave, f0_hz, times_s, rate_hz)
        moved_hz = f0_hz * 2 ** (self.pitch_st / 12)
        told = pyworld.synthesize(moved_hz, spectrum, breath, rate_hz, FRAME_MS / self.tempo_ratio)
        return np.asarray(told, dtype=np.float32)


def hold_talk(plan: Plan, turns: Sequence[Samples], transcriber: Transcriber) -> RehearsalReport:
    """A talk of spoken turns: words from the transcriber, delivery measured from the sound, time from the samples."""
    rehearsal = Rehearsal(plan, ScriptedActor())
    now_ms = _answered(rehearsal, 0, rehearsal.opening)
    for number, samples in enumerate(turns, start=1):
        heard = _heard(f"trainee_{number:03d}", samples, now_ms + THINKING_MS, plan, transcriber)
        _, reaction = rehearsal.hear(heard)
        now_ms = _answered(rehearsal, heard.end_ms, reaction)
    return rehearsal.report()


def written_turns(folder: Path, talk: str) -> list[str]:
    """The words of a recorded talk as they were meant, one text per turn."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [row["transcript"] for row in csv.DictReader(file) if row["talk"] == talk]


def _heard(item_id: str, samples: Samples, start_ms: int, plan: Plan, transcriber: Transcriber) -> HeardTurn:
    hotwords = (*plan.scenario.hotwords.get(plan.language, ()), plan.persona.name.split()[0])
    transcript = transcriber.transcribe(samples, plan.language, hotwords)
    delivery: Delivery = prosody.describe(samples, clock.INPUT_RATE_HZ, words=transcript.words)
    start = clock.from_ms(start_ms)
    end = start + len(samples)
    return HeardTurn.spoken(item_id, Utterance(start, end, end, samples, start), transcript, delivery)


def _answered(rehearsal: Rehearsal, after_ms: int, reaction: Reaction) -> int:
    """When the persona has spoken."""
    start_ms = after_ms + reaction.delay_ms
    end_ms = start_ms + (speaking_ms(reaction.text) if reaction.text else 0)
    rehearsal.answer(reaction, start_ms=start_ms, end_ms=end_ms)
    return end_ms
