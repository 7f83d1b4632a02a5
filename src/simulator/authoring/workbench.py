"""What a trainer does with a persona or scenario: start, save, publish, archive. Shipped files are never written.

A draft lies beside what is published: trainees go on with that until the draft is published. A text that cannot be read
is kept as typed; it cannot be published.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from simulator.authoring.catalog import Catalog
from simulator.authoring.history import Event, History, write_whole
from simulator.authoring.own_shelf import OrganisationShelves
from simulator.authoring.reading import Authored
from simulator.authoring.schema import Kind
from simulator.authoring.starting import ID, started_text
from simulator.authoring.status_line import with_status
from simulator.authoring.unsaved import check_text
from simulator.errors import BadInput, Conflict, NotFound
from simulator.flow.labels import ContentStatus
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

Origin = Literal["shipped", "own", "changed"]
"""changed: an organisation's own version of something shipped."""

MAX_ID_CHARS = 64


@dataclass(frozen=True, slots=True)
class Piece:
    """One persona or scenario as trainers find it on the workbench."""

    kind: Kind
    content_id: str
    origin: Origin
    status: ContentStatus
    """Of what trainees see; `draft` while there is only a draft."""
    has_draft: bool
    path: Path
    """The file that is opened: the draft where there is one."""

    def text(self) -> str:
        return self.path.read_bytes().decode("utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class Workbench:
    """The workbench of one organisation."""

    shelves: OrganisationShelves

    def pieces(self) -> Iterator[Piece]:
        """Everything there is: scenarios in the order of lists, then personas; what cannot be read comes last."""
        drafts, shipped, published = (
            self.shelves.drafts.catalog,
            self.shelves.shipped.catalog,
            self.shelves.published.catalog,
        )
        kinds: tuple[tuple[Kind, list[str]], ...] = (
            ("scenario", list(drafts.scenarios)),
            ("persona", list(drafts.personas)),
        )
        for kind, readable in kinds:
            for content_id in dict.fromkeys([*readable, *self._own_ids(kind)]):
                yield self._piece(kind, content_id, shipped, published)

    def piece(self, kind: Kind, content_id: str) -> Piece:
        """
        Raises:
            NotFound: there is none with this id, or it cannot be an id.
        """
        return self._piece(kind, content_id, self.shelves.shipped.catalog, self.shelves.published.catalog)

    def start(self, kind: Kind, content_id: str, like: str, at: datetime) -> Piece:
        """A draft that is a copy of another, comments kept.

        Raises:
            BadInput: a name that cannot be an id, or that is taken.
            NotFound: there is nothing to copy.
        """
        if not ID.fullmatch(content_id) or len(content_id) > MAX_ID_CHARS:
            raise BadInput(
                f"{content_id!r} cannot be an id.", where="id",
                remedy=f"Use small letters, digits and hyphens, {MAX_ID_CHARS} at most: ontslag-magazijn.",
            )  # fmt: skip
        original = self.piece(kind, like)
        if self._exists(kind, content_id):
            raise BadInput(f"there is a {kind} {content_id!r} already.", where="id", remedy="Choose another name.")
        text = with_status(started_text(kind, content_id, original.text(), like=f"{like}.yaml"), "published")
        return self._save(kind, content_id, text, at)

    def save(self, kind: Kind, content_id: str, text: str, *, opened_sha256: str, at: datetime) -> Piece:
        """Keeps a text as the draft, as typed, whatever is wrong in it.

        Raises:
            NotFound: there is no such persona or scenario.
            Conflict: it is not the text that was opened any more.
        """
        now = self.piece(kind, content_id)
        if sha256_of(now.text()) != opened_sha256:
            raise Conflict(
                f"somebody saved {content_id!r} while you were writing.", remedy="Copy your text, and open it again."
            )
        return self._save(kind, content_id, text, at)

    def discard(self, kind: Kind, content_id: str) -> None:
        """Throws the draft away; the history keeps it.

        Raises:
            NotFound: there is no draft.
        """
        if not self.piece(kind, content_id).has_draft:
            raise NotFound(f"there is no draft of {content_id!r}.", remedy="There is nothing to throw away.")
        self._draft(kind, content_id).unlink()

    def publish(self, kind: Kind, content_id: str, at: datetime) -> Piece:
        """What the studio shows becomes what trainees see, when nothing is wrong in it.

        Raises:
            NotFound: there is no such persona or scenario.
            BadInput: with the first thing that is wrong. It is checked beside what is published: no draft is leaned on.
        """
        text = with_status(self.piece(kind, content_id).text(), "published")
        found = check_text(text, kind, content_id, self.shelves.published.catalog).findings
        if found:
            first = found[0]
            raise BadInput(
                f"{len(found)} findings keep this from being published; the first is {first.code} {first.message}",
                where=f"{Path(first.file).name}:{first.line}:{first.column}", remedy=first.remedy,
            )  # fmt: skip
        self._write(self._own(kind, content_id), kind, content_id, text, "published", at)
        self._draft(kind, content_id).unlink(missing_ok=True)
        return self.piece(kind, content_id)

    def archive(self, kind: Kind, content_id: str, at: datetime) -> Piece:
        """What trainees see goes off the list; talks that were held with it keep it. A draft stays a draft.

        Raises:
            NotFound: nothing was published under this id.
        """
        published = _get(self.shelves.published.catalog, kind, content_id)
        if published is None:
            raise NotFound(f"{content_id!r} was never published.", remedy="Throw its draft away instead.")
        text = with_status(published.source.path.read_bytes().decode("utf-8"), "archived")
        self._write(self._own(kind, content_id), kind, content_id, text, "archived", at)
        return self.piece(kind, content_id)

    def history(self, kind: Kind, content_id: str) -> History:
        """
        Raises:
            NotFound: there is no such persona or scenario.
        """
        self.piece(kind, content_id)
        return History(self.shelves.folders.history(kind, content_id))

    def shipped_sha256(self, kind: Kind, content_id: str) -> str | None:
        """Of the shipped file under this id, where there is one."""
        found = _get(self.shelves.shipped.catalog, kind, content_id)
        return None if found is None else found.source.sha256

    def shipped_text(self, kind: Kind, content_id: str) -> str | None:
        """The shipped file under this id, to compare with."""
        shipped = _path_in(self.shelves.shipped.catalog, kind, content_id)
        return None if shipped is None else shipped.read_bytes().decode("utf-8")

    def _save(self, kind: Kind, content_id: str, text: str, at: datetime) -> Piece:
        self._write(self._draft(kind, content_id), kind, content_id, text, "saved", at)
        return self.piece(kind, content_id)

    def _write(self, path: Path, kind: Kind, content_id: str, text: str, event: Event, at: datetime) -> None:
        """Into the history first: what trainees or trainers see can be found there, whatever happens."""
        History(self.shelves.folders.history(kind, content_id)).add(text, event, at)
        write_whole(path, text)

    def _piece(self, kind: Kind, content_id: str, shipped: Catalog, published: Catalog) -> Piece:
        """A piece as these catalogs have it."""
        draft, own, original = (
            self._draft(kind, content_id),
            self._own(kind, content_id),
            _path_in(shipped, kind, content_id),
        )
        path = next((path for path in (draft, own, original) if path is not None and path.is_file()), None)
        if path is None:
            raise NotFound(f"there is no {kind} {content_id!r} in the studio.", remedy="Choose one from the list.")
        origin: Origin = "shipped" if path == original else "changed" if original is not None else "own"
        seen = _get(published, kind, content_id)
        status: ContentStatus = seen.value.status if seen is not None else "draft"
        return Piece(kind, content_id, origin, status, path == draft, path)

    def _exists(self, kind: Kind, content_id: str) -> bool:
        try:
            self.piece(kind, content_id)
        except NotFound:
            return False
        return True

    def _own_ids(self, kind: Kind) -> list[str]:
        folders = (self.shelves.folders.published(kind), self.shelves.folders.drafts(kind))
        return sorted({path.stem for folder in folders for path in folder.glob("*.yaml") if ID.fullmatch(path.stem)})

    def _draft(self, kind: Kind, content_id: str) -> Path:
        return self.shelves.folders.drafts(kind) / f"{_safe(content_id)}.yaml"

    def _own(self, kind: Kind, content_id: str) -> Path:
        return self.shelves.folders.published(kind) / f"{_safe(content_id)}.yaml"


def sha256_of(text: str) -> str:
    """Of a text's bytes, hexadecimal: the hash that a file with it has."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _get(catalog: Catalog, kind: Kind, content_id: str) -> Authored[Persona] | Authored[Scenario] | None:
    if kind == "persona":
        return catalog.authored_personas.get(content_id)
    return catalog.authored_scenarios.get(content_id)


def _path_in(catalog: Catalog, kind: Kind, content_id: str) -> Path | None:
    found = _get(catalog, kind, content_id)
    return None if found is None else found.source.path


def _safe(content_id: str) -> str:
    """An id is a file's name: nothing in it may lead out of its folder."""
    if not ID.fullmatch(content_id):
        raise NotFound(f"there is no content {content_id!r} in the studio.", remedy="Choose one from the list.")
    return content_id
