"""What is made out of a model once per machine: a folder that is whole or not there."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def build_folder(folder: Path, write: Callable[[Path], None], *, replacing: str) -> None:
    """Makes a folder, whoever else makes it at the same time, and removes what it replaces.

    Args:
        folder: what is to be there; its parent is made where it is not there yet.
        write: fills the empty folder that it is given.
        replacing: a pattern for names in the parent; what fits it, but the folder itself, is removed.

    Raises:
        OSError: it cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        write(making)
        if not folder.exists():
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    for older in folder.parent.glob(replacing):
        if older != folder and not older.name.startswith("."):
            shutil.rmtree(older, ignore_errors=True)
