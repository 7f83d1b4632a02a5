"""Files that were read before, as JSON, by the hash of their bytes: a YAML parser that knows places takes 0.2 s each.

A file that nobody read before, or that changed, is parsed; what cannot be kept (a full disk) is parsed again.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from simulator.authoring.history import write_whole
from simulator.settings import load_settings

FORMAT: Final = 1
"""Part of the name: raise it when what is kept changes."""


def kept_json(sha256: str) -> str | None:
    """What was kept for these bytes."""
    try:
        return _place(sha256).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def keep_json(sha256: str, text: str) -> None:
    """Keeps it, whole or not at all."""
    with suppress(OSError):
        write_whole(_place(sha256), text)


def _place(sha256: str) -> Path:
    return load_settings().data_dir / "authored" / f"{sha256}-{FORMAT}.json"
