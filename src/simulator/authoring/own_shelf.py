"""An organisation's own content on top of what is shipped, and its drafts on top of that.

What a trainer writes is never in the way of the rest: a file of their own that cannot be read is left out, and said so.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

import structlog

from simulator.authoring.catalog import Catalog, read_folder
from simulator.authoring.finding import Finding
from simulator.authoring.reading import read_persona, read_scenario
from simulator.authoring.schema import Kind
from simulator.authoring.shelf import Stamp, look
from simulator.authoring.starting import ID
from simulator.errors import BadInput

log = structlog.get_logger(__name__)


class HasCatalog(Protocol):
    """Content in use now."""

    @property
    def catalog(self) -> Catalog: ...


@dataclass(frozen=True, slots=True)
class OwnFolders:
    """Where one organisation's own content lies."""

    root: Path

    def published(self, kind: Kind) -> Path:
        """What trainees see instead of, or beside, what is shipped; what was archived, too."""
        return self.root / f"{kind}s"

    def drafts(self, kind: Kind) -> Path:
        """What a trainer is writing."""
        return self.root / "drafts" / f"{kind}s"

    def history(self, kind: Kind, content_id: str) -> Path:
        """Every text there was of one persona or scenario."""
        return self.root / "history" / f"{kind}s" / content_id


class OwnShelf:
    """Content on top of other content, read again when either changes."""

    def __init__(self, below: HasCatalog, personas_dir: Path, scenarios_dir: Path) -> None:
        self._below = below
        self._personas_dir, self._scenarios_dir = personas_dir, scenarios_dir
        self._lock = Lock()
        self._seen: tuple[Catalog, Stamp] | None = None
        self._catalog = below.catalog
        self._findings: tuple[Finding, ...] = ()

    @property
    def catalog(self) -> Catalog:
        """Everything that can be used now."""
        with self._lock:
            self._read_again()
            return self._catalog

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in the files that were left out."""
        with self._lock:
            self._read_again()
            return self._findings

    def _read_again(self) -> None:
        below = self._below.catalog
        seen = (below, look((self._personas_dir, self._scenarios_dir)))
        if seen == self._seen:
            return
        self._seen = seen
        found: list[Finding] = []
        personas = read_folder(self._personas_dir, read_persona, found) if self._personas_dir.is_dir() else {}
        scenarios = read_folder(self._scenarios_dir, read_scenario, found) if self._scenarios_dir.is_dir() else {}
        self._findings = tuple(found)
        self._catalog = below.with_own(personas, scenarios) if personas or scenarios else below
        if found:
            log.info("own content that cannot be used is left out", files=sorted({finding.file for finding in found}))


@dataclass(frozen=True, slots=True)
class OrganisationShelves:
    """What the trainees of one organisation choose from, and what its trainers have in hand."""

    folders: OwnFolders
    shipped: HasCatalog
    published: OwnShelf
    drafts: OwnShelf


class Shelves:
    """The content of every organisation."""

    def __init__(self, shipped: HasCatalog, own_content: Path) -> None:
        self._shipped, self._own_content = shipped, own_content
        self._lock = Lock()
        self._of: dict[str, OrganisationShelves] = {}

    def of(self, tenant_id: str) -> OrganisationShelves:
        """
        Raises:
            BadInput: an id that cannot be the name of a folder.
        """
        if not ID.fullmatch(tenant_id):
            raise BadInput(f"{tenant_id!r} cannot have content of its own.", remedy="Give the organisation another id.")
        with self._lock:
            if tenant_id not in self._of:
                self._of[tenant_id] = self._open(OwnFolders(self._own_content / tenant_id))
            return self._of[tenant_id]

    def _open(self, folders: OwnFolders) -> OrganisationShelves:
        published = OwnShelf(self._shipped, folders.published("persona"), folders.published("scenario"))
        drafts = OwnShelf(published, folders.drafts("persona"), folders.drafts("scenario"))
        return OrganisationShelves(folders, self._shipped, published, drafts)
