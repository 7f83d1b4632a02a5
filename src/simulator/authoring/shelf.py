"""The content in use, read again when a file on it changes: a trainer saves, and the next talk is the new one.

Talks under way hold the scenario and persona they began with. What cannot be used is told once, and the last content
that could be used stays.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import structlog

from simulator.authoring.catalog import Catalog, content_files
from simulator.authoring.finding import BadContent
from simulator.errors import NotFound

log = structlog.get_logger(__name__)

Stamp = frozenset[tuple[str, int, int]]
"""Name, time of change and size of every file."""


class Shelf:
    """A catalog that follows its folders.

    Raises:
        NotFound: a folder is not there.
        BadContent: the files cannot be used at first.
    """

    def __init__(self, personas_dir: Path, scenarios_dir: Path) -> None:
        self._folders = (personas_dir, scenarios_dir)
        self._stamp = look(self._folders)
        self._catalog = Catalog.load(*self._folders)

    @property
    def catalog(self) -> Catalog:
        """The content as it is now. Asking costs a look at the folders."""
        stamp = look(self._folders)
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._catalog = Catalog.load(*self._folders)
            except (BadContent, NotFound) as problem:  # NotFound: a folder that is away while it is replaced
                log.warning("changed content cannot be used; what was there stays", findings=str(problem).splitlines())
            else:
                log.info("content was read again", scenarios=len(self._catalog.scenarios))
        return self._catalog


def look(folders: Iterable[Path]) -> Stamp:
    """What lies in these folders now."""
    return frozenset(
        (str(path), stat.st_mtime_ns, stat.st_size)
        for folder in folders
        for path in content_files(folder)
        if (stat := _stat(path)) is not None
    )


def _stat(path: Path) -> os.stat_result | None:
    """None for a file that went between being listed and being looked at: many editors save by replacing."""
    try:
        return path.stat()
    except OSError:
        return None
