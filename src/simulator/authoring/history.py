"""Every text there was of one persona or scenario: a folder of copies, named for when, what happened, and the hash."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, get_args

from simulator.errors import NotFound

Event = Literal["saved", "published", "archived"]

_TIME: Final = "%Y%m%dT%H%M%S%fZ"
_NAME: Final = re.compile(rf"(\d{{8}}T\d{{12}}Z)-({'|'.join(get_args(Event))})-([0-9a-f]{{12}})")


@dataclass(frozen=True, slots=True)
class Version:
    """One text that was, without the text."""

    version_id: str
    event: Event
    at: datetime
    """UTC."""
    sha256_start: str
    """First 12 digits."""


@dataclass(frozen=True, slots=True)
class History:
    """The versions of one persona or scenario."""

    folder: Path

    def add(self, text: str, event: Event, at: datetime) -> None:
        """Keeps a text; saving the same one again adds nothing."""
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
        newest = next(iter(self.versions()), None)
        if newest is not None and (newest.event, newest.sha256_start) == (event, sha256):
            return
        write_whole(self.folder / f"{at.astimezone(UTC).strftime(_TIME)}-{event}-{sha256}.yaml", text)

    def versions(self) -> list[Version]:
        """The newest first."""
        names = [path.stem for path in self.folder.glob("*.yaml")] if self.folder.is_dir() else []
        return [_version(found) for name in sorted(names, reverse=True) if (found := _NAME.fullmatch(name))]

    def text(self, version_id: str) -> str:
        """
        Raises:
            NotFound: there is no such version.
        """
        path = self.folder / f"{version_id}.yaml"
        if not _NAME.fullmatch(version_id) or not path.is_file():
            raise NotFound(f"there is no version {version_id!r}.", remedy="Choose one from the history.")
        return path.read_bytes().decode("utf-8")


def write_whole(path: Path, text: str) -> None:
    """The whole text or none of it: nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:  # as it was typed: no line end is changed
            file.write(text.encode("utf-8"))
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _version(found: re.Match[str]) -> Version:
    at, event, sha256 = found.groups()
    return Version(found[0], _event(event), datetime.strptime(at, _TIME).replace(tzinfo=UTC), sha256)


def _event(name: str) -> Event:
    return next(event for event in get_args(Event) if event == name)
