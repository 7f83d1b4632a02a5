"""The content in use, read again when a file on it changes: a trainer saves, and the next talk is the new one.

Talks under way hold the scenario and persona they began with. What cannot be used is told once, and the last content
that could be used stays.
"""

from pathlib import Path

import structlog

from simulator.authoring.catalog import Catalog
from simulator.authoring.finding import BadContent

log = structlog.get_logger(__name__)

_Stamp = frozenset[tuple[str, int, int]]
"""Name, time of change and size of every file."""


class Shelf:
    """A catalog that follows its folders.

    Raises:
        NotFound: a folder is not there.
        BadContent: the files cannot be used at first.
    """

    def __init__(self, personas_dir: Path, scenarios_dir: Path) -> None:
        self._folders = (personas_dir, scenarios_dir)
        self._stamp = self._look()
        self._catalog = Catalog.load(*self._folders)

    @property
    def catalog(self) -> Catalog:
        """The content as it is now. Asking costs a look at the folders."""
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._catalog = Catalog.load(*self._folders)
            except BadContent as problem:
                log.warning("changed content cannot be used; what was there stays", findings=str(problem).splitlines())
            else:
                log.info("content was read again", scenarios=len(self._catalog.scenarios))
        return self._catalog

    def _look(self) -> _Stamp:
        files = [path for folder in self._folders for path in folder.glob("*.yaml")]
        stats = [(path, path.stat()) for path in files]
        return frozenset((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
