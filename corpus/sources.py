"""The catalogue of recorded voices, read from sources.yaml: where each archive comes from, its licence, whose voice."""

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator
from ruamel.yaml import YAML

from corpus.recording import Split
from simulator.errors import BadInput, NotFound

CATALOGUE: Final = Path(__file__).with_name("sources.yaml")

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Room = Literal["dry", "wet"]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Archive(_Entry):
    """One package of a public registry."""

    id: Slug
    registry: Literal["debian"]
    package: str
    version: str
    sha256: Sha256
    licence: str
    """SPDX identifier where there is one."""
    attribution: str
    """Who is to be named, as the package names them."""


class Clips(_Entry):
    """Files of one archive that one voice speaks."""

    archive: Slug
    folder: str
    """Inside the archive, without a leading slash."""
    pattern: str
    """Regular expression that the whole path under `folder` must match."""
    skip: str | None = None
    """Regular expression of paths that hold no plain speech: tones, music, another talker."""

    @model_validator(mode="after")
    def _stays_inside(self) -> "Clips":
        path = PurePosixPath(self.folder)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"folder {self.folder!r} leaves the archive")
        return self


class Voice(_Entry):
    """One talker, or volunteers of one language who cannot be told apart: never in two splits."""

    id: Slug
    language: str
    sex: Literal["female", "male", "mixed"]
    """As measured from the median pitch and the credits, not as anybody said of themselves."""
    style: Literal["talk", "words", "letters"] = "talk"
    room: Room = "dry"
    """Wet: with reverberation added by its maker, half a second and more; labels by consensus are not clean truth."""
    band: Literal["wide", "narrow"] = "wide"
    """Narrow: telephone band, 8 kHz at its source."""
    split: Split
    clips: tuple[Clips, ...]


class Catalogue(_Entry):
    archives: tuple[Archive, ...]
    voices: tuple[Voice, ...]

    @model_validator(mode="after")
    def _names_are_known_once(self) -> "Catalogue":
        for kind, ids in (("archive", [a.id for a in self.archives]), ("voice", [v.id for v in self.voices])):
            if twice := sorted({i for i in ids if ids.count(i) > 1}):
                raise ValueError(f"{kind} named twice: {', '.join(twice)}")
        used = {c.archive for v in self.voices for c in v.clips}
        if unknown := sorted(used - {a.id for a in self.archives}):
            raise ValueError(f"no such archive: {', '.join(unknown)}")
        return self

    def archive(self, archive_id: str) -> Archive:
        return next(a for a in self.archives if a.id == archive_id)

    def of_split(self, split: Split) -> tuple[Voice, ...]:
        return tuple(v for v in self.voices if v.split == split)

    def voice(self, voice_id: str) -> Voice:
        """The voice of that id.

        Raises:
            NotFound: there is none.
        """
        for voice in self.voices:
            if voice.id == voice_id:
                return voice
        raise NotFound(f"no recorded voice {voice_id!r}", where=CATALOGUE.name)


@cache
def catalogue(path: Path = CATALOGUE) -> Catalogue:
    """The catalogue in `path`.

    Raises:
        BadInput: it is not what the fields above say.
    """
    try:
        return Catalogue.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{field}: {first['msg']}", where=path.name) from error
