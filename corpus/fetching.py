"""Archives of recorded speech from Debian's registry into corpus/cache/, checked by hash and unpacked safely."""

import hashlib
import io
import lzma
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from corpus.sources import Archive
from simulator.errors import BadInput, NotFound

CACHE: Final = Path(__file__).with_name("cache")
_AR_MAGIC: Final = b"!<arch>\n"
_AR_HEADER_BYTES: Final = 60
_DOWNLOAD_LIMIT_S: Final = 600


def unpacked(archive: Archive, *, cache: Path = CACHE) -> Path:
    """Folder with the archive's files; downloaded, checked and unpacked the first time only.

    Raises:
        NotFound: the registry does not give it here.
        BadInput: it is not the archive whose hash the catalogue names, or holds a path outside itself.
    """
    folder = cache / "unpacked" / f"{archive.id}-{archive.sha256[:16]}"
    if folder.is_dir():
        return folder
    package = _downloaded(archive, cache / "archives")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        target = Path(scratch) / "files"
        target.mkdir()
        unpack_deb(package.read_bytes(), target, where=package.name)
        _move_into_place(target, folder)
    return folder


def _move_into_place(target: Path, folder: Path) -> None:
    try:
        target.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process unpacked the same archive meanwhile
            raise


def _downloaded(archive: Archive, folder: Path) -> Path:
    path = folder / f"{archive.package}_{archive.version.replace(':', '%3a')}.deb"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            _download_deb(archive, Path(scratch))
            found = sorted(Path(scratch).glob("*.deb"))
            if len(found) != 1:
                raise NotFound(f"apt-get gave {len(found)} files for {archive.package}", where=archive.id)
            found[0].replace(path)
    _check_hash(path, archive)
    return path


def _check_hash(path: Path, archive: Archive) -> None:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 != archive.sha256:
        raise BadInput(
            f"{path.name} has sha256 {sha256[:16]}…, the catalogue says {archive.sha256[:16]}…",
            where=archive.id,
            remedy=f"Delete {path} and fetch again, or correct corpus/sources.yaml.",
        )


def _download_deb(archive: Archive, folder: Path) -> None:
    command = ["apt-get", "download", f"{archive.package}={archive.version}"]
    if shutil.which(command[0]) is None:
        raise NotFound(
            f"{archive.package} {archive.version} comes from Debian, and there is no apt-get here",
            where=archive.id,
            remedy="Run in a Debian container, or put the .deb in corpus/cache/archives.",
        )
    if _runs(command, folder):
        return
    _runs(["apt-get", "update"], folder)
    if not _runs(command, folder):
        raise NotFound(
            f"Debian's registry does not give {archive.package} {archive.version}",
            where=archive.id,
            remedy="Check the network and `apt-cache policy`, then correct corpus/sources.yaml.",
        )


def _runs(command: list[str], folder: Path) -> bool:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_DOWNLOAD_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def unpack_deb(data: bytes, target: Path, *, where: str) -> None:
    """Writes the files of a Debian package under `target`, by the standard library alone.

    Raises:
        BadInput: not a Debian package, a path that leaves `target`, or a compression other than xz and gz.
    """
    name, payload = _data_member(data, where)
    try:
        with tarfile.open(fileobj=io.BytesIO(payload), mode="r:*") as tar:
            tar.extractall(target, filter="data")
    except (tarfile.TarError, lzma.LZMAError, EOFError, OSError) as error:
        raise BadInput(f"{name} cannot be unpacked: {error}", where=where) from error


def _data_member(data: bytes, where: str) -> tuple[str, bytes]:
    """The member data.tar.* of an ar archive (System V format, 60-byte headers, members on even bytes)."""
    if not data.startswith(_AR_MAGIC):
        raise BadInput("not a Debian package", where=where)
    at = len(_AR_MAGIC)
    while at + _AR_HEADER_BYTES <= len(data):
        header = data[at : at + _AR_HEADER_BYTES]
        name = header[:16].decode("ascii", "replace").strip().rstrip("/")
        try:
            n_bytes = int(header[48:58])
        except ValueError as error:
            raise BadInput("not a Debian package: broken member header", where=where) from error
        at += _AR_HEADER_BYTES
        if name.startswith("data.tar"):
            return name, data[at : at + n_bytes]
        at += n_bytes + n_bytes % 2
    raise BadInput("a Debian package without data", where=where)
