"""Is this the file its manifest names? A hash once, then a stamp of size and time, so that a start is quick."""

import hashlib
import tempfile
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, RootModel, ValidationError

from simulator.engine.manifest import ModelFile, ModelManifest

FileState = Literal["ready", "missing", "damaged"]

STAMP_NAME: Final = ".verified.json"


class _Seen(BaseModel):
    sha256: str
    size: int
    mtime_ns: int


class _Stamp(RootModel[dict[str, _Seen]]):
    """File of the model → what it was when it was last hashed."""


def sha256_of(path: Path) -> str:
    """Hash of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def file_states(manifest: ModelManifest, folder: Path) -> dict[str, FileState]:
    """State of each file of the model; hashes only what changed since the last time.

    A file whose hash no manifest knows is ready only while it is the very file that `fetch` recorded.
    """
    before = _read_stamp(folder)
    seen: dict[str, _Seen] = {}
    states: dict[str, FileState] = {}
    for file in manifest.files:
        now = _look(folder / file.path, before.get(file.path))
        states[file.path] = _judge(file, now, before.get(file.path))
        if now is not None and states[file.path] == "ready":
            seen[file.path] = now
    if seen != {path: entry for path, entry in before.items() if path in states}:
        _write_stamp(folder, before | seen)
    return states


def record(folder: Path, path: str, sha256: str) -> None:
    """Remembers the hash of a file that was just laid in the folder."""
    stat = (folder / path).stat()
    entry = _Seen(sha256=sha256, size=stat.st_size, mtime_ns=stat.st_mtime_ns)
    _write_stamp(folder, _read_stamp(folder) | {path: entry})


def _look(path: Path, before: _Seen | None) -> _Seen | None:
    if not path.is_file():
        return None
    stat = path.stat()
    if before is not None and (before.size, before.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
        return before
    return _Seen(sha256=sha256_of(path), size=stat.st_size, mtime_ns=stat.st_mtime_ns)


def _judge(file: ModelFile, now: _Seen | None, before: _Seen | None) -> FileState:
    if now is None:
        return "missing"
    expected = file.sha256 or (before.sha256 if before else None)
    return "ready" if now.sha256 == expected else "damaged"


def _read_stamp(folder: Path) -> dict[str, _Seen]:
    try:
        return _Stamp.model_validate_json((folder / STAMP_NAME).read_bytes()).root
    except (OSError, ValidationError):
        return {}


def _write_stamp(folder: Path, seen: dict[str, _Seen]) -> None:
    """Best effort: on a read-only folder every start hashes again, which is slow and still right."""
    try:
        with tempfile.NamedTemporaryFile("w", dir=folder, prefix=STAMP_NAME, delete=False) as draft:
            draft.write(_Stamp(seen).model_dump_json())
        Path(draft.name).replace(folder / STAMP_NAME)
    except OSError:
        return
