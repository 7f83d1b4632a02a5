"""Recordings of Kokoro voices: near-real talk with known silences, vowels and fillers, and pitch by consensus.

Clauses are spoken one by one, cut where they fade, and laid out with silences of known length. One network made all
these voices: a test voice was never heard in training, but its vocoder was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.clauses import CLAUSES
from corpus.kokoro_clauses import VOICES, clause, clause_path, split_of
from corpus.recording import RATE_HZ, Recording, Split
from corpus.spoken import Spoken
from corpus.tape import finished, lay_out
from simulator.avatar.voices.espeak import VOICE_FILE
from simulator.avatar.voices.espeak_process import shared_process
from simulator.avatar.voices.kokoro_tokens import respell
from simulator.flow.labels import Language

_LANGUAGES: Final[tuple[Language, ...]] = ("nl", "fr", "en")
_RECORDING_S: Final = 10.0
_N_LINES: Final = 7
_MARKS: Final = (".", ",", "?", "!")
_MARK_PROB: Final = (0.4, 0.3, 0.22, 0.08)
_FILLER_SIGNS: Final = ("ˈəː.", "ˈəːm.", "ˈœː.", "ˈʌːm.")
_N_FILLERS: Final = 2
"""Of a voice: a speaker's habit."""
_FILLER_SPEED: Final = 0.6


def recordings(
    split: Split, *, seconds_per_voice: float = 25.0, seed: int, voices: tuple[str, ...] = VOICES
) -> Iterator[Recording]:
    """About ten seconds at a time of each voice of a split; sound is made at twice its own speed, then kept on disk.

    Raises:
        ModelMissing, Unavailable, BadInput: as `kokoro_clauses.clause`.
    """
    for voice in voices:
        if split_of(voice) == split:
            rng = np.random.default_rng([seed, VOICES.index(voice)])
            made_s, number = 0.0, 0
            while made_s < seconds_per_voice:
                recording = _recording(voice, f"neural-{voice}-{seed}-{number}", rng)
                made_s += len(recording.samples) / RATE_HZ
                number += 1
                yield recording


@dataclass(frozen=True, slots=True)
class Line:
    """One clause of a voice's repertoire."""

    language: Language
    text: str
    mark: str
    speed: float


def repertoire(voice: str) -> tuple[Line, ...]:
    """The seven clauses of a voice, always the same: seeds choose their order, and what is made is made once."""
    rng = np.random.default_rng([VOICES.index(voice), 0xC1])
    first = VOICES.index(voice)
    languages = [_LANGUAGES[(first + k) % 3] for k in range(_N_LINES)]
    return tuple(
        Line(language, str(rng.choice(CLAUSES[language])), _MARKS[rng.choice(4, p=_MARK_PROB)],
             float(rng.choice([0.85, 1.0, 1.2])))
        for language in languages
    )  # fmt: skip


def _recording(voice: str, name: str, rng: np.random.Generator) -> Recording:
    lines = repertoire(voice)
    spoken = (_said(voice, lines[place]) for place in rng.permutation(len(lines)))

    def hesitation() -> NDArray[np.float32]:
        habit = VOICES.index(voice) + int(rng.integers(_N_FILLERS))
        return clause(voice, _FILLER_SIGNS[habit % len(_FILLER_SIGNS)], speed=_FILLER_SPEED).samples

    tape = lay_out(spoken, hesitation, _RECORDING_S, rng)
    return finished(tape, f"kokoro-{voice}", name, rng, source="neural", split=split_of(voice))


def _said(voice: str, line: Line) -> Spoken:
    signs, speed = _signs(line)
    return clause(voice, signs, speed=speed)


def _signs(line: Line) -> tuple[str, float]:
    ipa = shared_process().ipa(line.text, VOICE_FILE[line.language])
    return respell(ipa, line.language).strip() + line.mark, line.speed


def ready_voices(split: Split) -> tuple[str, ...]:
    """Voices of a split whose every clause is on disk already, so that `recordings` waits for no model."""
    return tuple(voice for voice in VOICES if split_of(voice) == split and _is_ready(voice))


def _is_ready(voice: str) -> bool:
    lines = (_signs(line) for line in repertoire(voice))
    habits = (VOICES.index(voice) + k for k in range(_N_FILLERS))
    fillers = ((_FILLER_SIGNS[habit % len(_FILLER_SIGNS)], _FILLER_SPEED) for habit in habits)
    return all(clause_path(voice, signs, speed).is_file() for signs, speed in (*lines, *fillers))
