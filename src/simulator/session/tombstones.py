"""Tombstones outside the database: what was erased stays erased when a backup of the database comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from simulator.errors import BadInput, Unavailable
from simulator.settings import Settings
from simulator.store import Expiry, Tombstone

FILE_NAME: Final = "erased.txt"


@dataclass(frozen=True, slots=True)
class TombstoneFile:
    """One line for each erased talk: a hash of its id, and when. Lines are only ever added.

    It lies beside the database and not in it, so that restoring the one does not restore the other.
    """

    path: Path

    @classmethod
    def of(cls, settings: Settings) -> "TombstoneFile":
        """The one in `data_dir`."""
        return cls(settings.data_dir / FILE_NAME)

    def read(self) -> list[Tombstone]:
        """
        Raises:
            BadInput: a line that is no tombstone.
            Unavailable: it cannot be read.
        """
        try:
            lines = self.path.read_text("ascii").splitlines() if self.path.exists() else []
        except (OSError, UnicodeDecodeError) as problem:
            raise Unavailable(f"the tombstones cannot be read ({problem}).", where=str(self.path)) from None
        return [self._stone(number, line) for number, line in enumerate(lines, start=1) if line.strip()]

    def add(self, stones: Iterable[Tombstone]) -> None:
        """
        Raises:
            Unavailable: it cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="ascii") as file:
                file.writelines(f"{stone.session_id_hash} {stone.erased_at.isoformat()}\n" for stone in stones)
        except OSError as problem:
            raise Unavailable(f"the tombstones cannot be written ({problem.strerror}).", where=str(self.path)) from None

    def _stone(self, number: int, line: str) -> Tombstone:
        name, _, at = line.partition(" ")
        try:
            erased_at = datetime.fromisoformat(at.strip())
        except ValueError:
            erased_at = None
        if len(name) != 64 or erased_at is None or erased_at.tzinfo is None:
            raise BadInput(
                "this line is no tombstone.",
                where=f"{self.path}, line {number}",
                remedy="Remove it, or the file's end.",
            )
        return Tombstone(name, erased_at)


async def mirror(expiry: Expiry, file: TombstoneFile) -> None:
    """What either knows, both know."""
    in_file, in_database = file.read(), await expiry.tombstones()
    if new := _missing(in_database, there=in_file):
        file.add(new)
    if new := _missing(in_file, there=in_database):
        await expiry.add_tombstones(new)


def _missing(stones: Iterable[Tombstone], *, there: Iterable[Tombstone]) -> list[Tombstone]:
    known = {stone.session_id_hash for stone in there}
    return [stone for stone in stones if stone.session_id_hash not in known]
