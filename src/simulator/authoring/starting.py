"""`simulator new`: a copy of a shipped file under a new name, comments kept, that checks clean from the start."""

import re
from pathlib import Path
from typing import Final, Literal

from simulator.errors import BadInput

ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEADER: Final = """\
# Begonnen als kopie van {like}: vul alles in wat van uw eigen verhaal is. docs/trainer/writing.md legt elk veld uit.
# Commencé comme copie de {like}. Begun as a copy of {like}.
"""


def start(kind: Literal["persona", "scenario"], new_id: str, *, like: Path, folder: Path) -> Path:
    """Writes the new file and returns its path.

    Raises:
        BadInput: a name that cannot be an id, or a file that is there already.
    """
    if not ID.fullmatch(new_id):
        raise BadInput(
            f"{new_id!r} cannot be an id.", remedy="Use small letters, digits and hyphens: ontslag-magazijn."
        )
    path = folder / f"{new_id}.yaml"
    if path.exists():
        raise BadInput("there is such a file already.", where=str(path), remedy="Choose another name, or remove it.")
    path.write_text(started_text(kind, new_id, like.read_text(encoding="utf-8"), like=like.name), encoding="utf-8")
    return path


def started_text(kind: Literal["persona", "scenario"], new_id: str, original: str, *, like: str) -> str:
    """The original under a new id; a persona gets a name of its own.

    Text, not parsed data: so every comment and line break of the original stays where it was.
    """
    first, _, rest = original.partition("\n")
    rest = re.sub(r"^id: .*$", f"id: {new_id}", rest, count=1, flags=re.MULTILINE)
    if kind == "persona":
        rest = re.sub(r"^name: .*$", f"name: {new_id.replace('-', ' ').title()}", rest, count=1, flags=re.MULTILINE)
    # The first line tells editors the schema, and stays the first.
    return f"{first}\n{HEADER.format(like=like)}{rest}"
