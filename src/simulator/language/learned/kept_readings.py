"""Readings that were made before, on disk: the second check of a scenario reads only the wordings that changed.

Only for wordings that stand in files, never for what a trainee says. What cannot be kept is read again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

from simulator.language.learned.reading import Reading, Stretch

FORMAT: Final = 1
"""Part of the file's name: raise it when `reader` makes something else of the same hidden states."""
_BUSY_S: Final = 10.0
"""Another check may be writing."""
_LAYOUT: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS reading (heard BLOB PRIMARY KEY, made TEXT NOT NULL) WITHOUT ROWID;
"""


class KeptReadings:
    """A file of readings by one version of the heads; several processes may use it at once."""

    def __init__(self, folder: Path, version: str) -> None:
        """Opens the file, made if it is not there, and removes those of other versions.

        Args:
            folder: where nothing else is kept.
            version: of encoder and heads; readings of another version are never given.
        """
        self._file: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{version}-{FORMAT}.sqlite3"
            file = sqlite3.connect(folder / name, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
            file.executescript(_LAYOUT)
            self._file = file
            for older in folder.iterdir():
                if not older.name.startswith(name):
                    older.unlink(missing_ok=True)

    def read(self, text: str, known: str, make: Callable[[str, str], Reading]) -> Reading:
        """The reading of this text after what is known: the kept one, or made and kept."""
        heard = hashlib.sha256(json.dumps([known, text]).encode()).digest()
        kept = self._get(heard)
        if kept is not None:
            return _reading(kept)
        reading = make(text, known)
        self._put(heard, json.dumps(asdict(reading)))
        return reading

    def _get(self, heard: bytes) -> str | None:
        if self._file is None:
            return None
        with suppress(sqlite3.Error):
            for (made,) in self._file.execute("SELECT made FROM reading WHERE heard = ?", [heard]):
                return str(made)
        return None

    def _put(self, heard: bytes, made: str) -> None:
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.execute("INSERT OR IGNORE INTO reading VALUES (?, ?)", [heard, made])


def _reading(made: str) -> Reading:
    found = json.loads(made)
    return Reading(
        severity_probs=tuple(found["severity_probs"]),
        core_logit=found["core_logit"],
        legal_logits=tuple(found["legal_logits"]),
        act_probs=tuple(found["act_probs"]),
        stretches=tuple(Stretch(**each) for each in found["stretches"]),
    )
