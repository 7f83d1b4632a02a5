"""The spoken clips of ../shared/audio with what was said, word by word."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from simulator.audio import read_audio
from simulator.flow.audio import Samples

FOLDER = Path(__file__).resolve().parents[2].parent / "shared/audio"
_SAME_STRETCH_MS = 160
"""Words closer than this are one stretch of speech."""


@dataclass(frozen=True)
class Clip:
    name: str
    said: str
    samples: Samples
    words: list[tuple[str, int, int]]
    """Text, start, end in milliseconds; empty for the clips recorded whole."""

    @property
    def stretches_ms(self) -> list[list[int]]:
        """[start, end] of each run of words without a pause."""
        runs: list[list[int]] = []
        for _, start, end in self.words:
            if runs and start - runs[-1][1] < _SAME_STRETCH_MS:
                runs[-1][1] = end
            else:
                runs.append([start, end])
        return runs


def load(kind: str) -> list[Clip]:
    """Clips of one kind of the manifest: spoken (talks, with word times) or real (recorded sentences)."""
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] == kind]
    return [
        Clip(row["path"], row["transcript"], read_audio(FOLDER / row["path"]), json.loads(row["words_ms"] or "[]"))
        for row in rows
    ]
