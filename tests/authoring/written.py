"""A scenario and a persona with one thing changed: defects as trainers make them.

Both are copies of shipped files as they once were: tests count their lines, and trainers go on writing.
"""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTENT = Path(__file__).parent / "content"
SCENARIO = CONTENT / "c4-ontslag.yaml"
PERSONA = CONTENT / "lieve.yaml"


@dataclass(frozen=True, slots=True)
class Written:
    """A changed copy, and the line that was changed."""

    path: Path
    line: int


def change(original: Path, folder: Path, old: str, new: str) -> Written:
    """Writes the file with the one place where `old` stands replaced by `new`."""
    text = original.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {original.name}"
    path = folder / original.name
    path.write_text(text.replace(old, new), encoding="utf-8")
    return Written(path, text[: text.index(old)].count("\n") + 1)
