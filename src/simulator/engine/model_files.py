"""Model name → folder with exactly the files its manifest names. Only `fetch` reaches outside, never while serving."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.engine.manifest import FolderSource, HubSource, ModelFile, ModelManifest, Source, load_manifests
from simulator.engine.model_sources import describe, folder_of, lay_files
from simulator.engine.verification import FileState, file_states, record, sha256_of
from simulator.errors import ModelMissing, NotFound, Unavailable
from simulator.settings import Settings


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One line of `simulator models list`."""

    name: str
    task: str
    licence: str
    state: FileState
    folder: Path
    size_bytes: int | None
    """None where the manifest does not know."""
    sources: tuple[str, ...]
    fetched_by_default: bool
    notes: str


def resolve(name: str, settings: Settings) -> Path:
    """The folder with the verified files of a model.

    Raises:
        NotFound: when no manifest has that name.
        ModelMissing: when a file is not there, or is not the one the manifest names.
    """
    manifest = _manifest(name, settings)
    folder = settings.models_cache / name
    wrong = {path: state for path, state in file_states(manifest, folder).items() if state != "ready"}
    if wrong:
        listing = ", ".join(f"{path} is {state}" for path, state in wrong.items())
        raise ModelMissing(
            f"model {name!r}: {listing}.", where=str(folder), remedy=f"Run `simulator models fetch {name}`."
        )
    return folder


def fetch(name: str, settings: Settings, report: Callable[[str], None]) -> Path:
    """Brings the files of a model to the cache, from the first source that has them, and checks every hash.

    Args:
        name: a manifest's name.
        settings: where manifests and cache lie, and whether a model hub may be reached.
        report: gets one line per step.

    Returns:
        The folder with the files.

    Raises:
        NotFound: when no manifest has that name.
        ModelMissing: when no source gave what is needed; says why for each.
    """
    manifest = _manifest(name, settings)
    folder = settings.models_cache / name
    folder.mkdir(parents=True, exist_ok=True)
    failures: list[str] = []
    for source in manifest.sources:
        missing = _missing(manifest, folder)
        if not missing:
            break
        reason = _try_source(source, missing, folder, settings, report)
        if reason:
            failures.append(f"{describe(source)}: {reason}")
    missing = _missing(manifest, folder)
    if missing:
        remedy = f"Tried {'; '.join(failures)}." if failures else None
        raise ModelMissing(f"{', '.join(f.path for f in missing)} not found in any source.", where=name, remedy=remedy)
    report(f"{name}: ready in {folder}")
    return folder


def status(settings: Settings) -> list[ModelStatus]:
    """Every known model and whether it is here, in order of name."""
    return [_status(manifest, settings) for manifest in load_manifests(settings.models_dir).values()]


def default_names(settings: Settings) -> list[str]:
    """What `simulator models fetch` without a name takes: the defaults, and the recogniser that the settings name."""
    manifests = load_manifests(settings.models_dir)
    chosen = {name for name, manifest in manifests.items() if manifest.fetched_by_default}
    if settings.stt.model in manifests:
        chosen.add(settings.stt.model)
    return sorted(chosen)


def _manifest(name: str, settings: Settings) -> ModelManifest:
    manifests = load_manifests(settings.models_dir)
    if name not in manifests:
        raise NotFound(f"no model called {name!r}.", remedy=f"Choose one of: {', '.join(manifests) or 'none'}.")
    return manifests[name]


def _status(manifest: ModelManifest, settings: Settings) -> ModelStatus:
    folder = settings.models_cache / manifest.name
    states = set(file_states(manifest, folder).values())
    worst: FileState = "damaged" if "damaged" in states else "missing" if "missing" in states else "ready"
    return ModelStatus(
        name=manifest.name,
        task=manifest.task,
        licence=manifest.licence,
        state=worst,
        folder=folder,
        size_bytes=manifest.size_bytes,
        sources=tuple(describe(source) for source in manifest.sources),
        fetched_by_default=manifest.fetched_by_default,
        notes=manifest.notes,
    )


def _missing(manifest: ModelManifest, folder: Path) -> list[ModelFile]:
    states = file_states(manifest, folder)
    return [file for file in manifest.files if states[file.path] != "ready"]


def _try_source(
    source: Source, wanted: list[ModelFile], folder: Path, settings: Settings, report: Callable[[str], None]
) -> str | None:
    """Takes what it can from one source; the reason in one line when that was nothing usable."""
    if isinstance(source, HubSource) and not settings.allow_download:
        return "not allowed (set SIMULATOR_ALLOW_DOWNLOAD=1)"
    if isinstance(source, FolderSource) and not folder_of(source, settings.models_dir).is_dir():
        return "no such folder"
    report(f"{folder.name}: trying {describe(source)}")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".partial-") as draft:
        try:
            lay_files(source, [file.path for file in wanted], Path(draft), manifest_dir=settings.models_dir)
            _accept(wanted, Path(draft), folder, report)
        except Unavailable as error:
            report(f"{folder.name}: {error}")
            return str(error).rstrip(".")
    return None


def _accept(wanted: list[ModelFile], draft: Path, folder: Path, report: Callable[[str], None]) -> None:
    """Moves what was laid to the model's folder, file by file, if the hash is right.

    Raises:
        Unavailable: when a file is not the one the manifest names.
    """
    for file in wanted:
        if not (draft / file.path).is_file():
            continue
        sha256 = sha256_of(draft / file.path)
        if file.sha256 is None:
            report(f"{folder.name}: {file.path} has no known hash; recorded sha256 {sha256}")
        elif sha256 != file.sha256:
            raise Unavailable(f"{file.path} has sha256 {sha256}, the manifest says {file.sha256}.")
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (draft / file.path).replace(folder / file.path)
        record(folder, file.path, sha256)
