import gzip
import hashlib
import io
import lzma
import tarfile
from pathlib import Path

import pytest

from corpus.fetching import unpack_deb, unpacked
from corpus.sources import Archive, Catalogue, Clips, Voice, catalogue
from simulator.errors import BadInput


def deb(files: dict[str, bytes], *, compression: str = "xz", extra: tarfile.TarInfo | None = None) -> bytes:
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
        if extra is not None:
            tar.addfile(extra)
    packed = lzma.compress(inner.getvalue()) if compression == "xz" else gzip.compress(inner.getvalue())
    members = [("debian-binary", b"2.0\n"), ("control.tar.xz", b"odd"), (f"data.tar.{compression}", packed)]
    out = b"!<arch>\n"
    for name, content in members:
        out += f"{name:<16}{0:<12}{0:<6}{0:<6}{644:<8}{len(content):<10}`\n".encode()
        out += content + b"\n" * (len(content) % 2)
    return out


def archive(sha256: str) -> Archive:
    return Archive(
        id="one",
        registry="debian",
        package="one-sounds",
        version="1:2.0",
        sha256=sha256,
        licence="CC0",
        attribution="x",
    )


@pytest.mark.parametrize("compression", ["xz", "gz"])
def test_a_package_is_unpacked_without_debian_tools(tmp_path: Path, compression: str) -> None:
    unpack_deb(deb({"usr/share/a.wav": b"sound"}, compression=compression), tmp_path, where="one.deb")
    assert (tmp_path / "usr/share/a.wav").read_bytes() == b"sound"


@pytest.mark.parametrize("name", ["../outside.wav", "usr/../../outside.wav"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    target = tmp_path / "inside"
    target.mkdir()
    with pytest.raises(BadInput, match="cannot be unpacked"):
        unpack_deb(deb({name: b"bad"}), target, where="one.deb")
    assert not (tmp_path / "outside.wav").exists()


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    link = tarfile.TarInfo("usr/link")
    link.type, link.linkname = tarfile.SYMTYPE, "../../../etc"
    with pytest.raises(BadInput, match="cannot be unpacked"):
        unpack_deb(deb({}, extra=link), tmp_path, where="one.deb")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"!<arch>\n", b"!<arch>\n" + b"x" * 60, deb({"a": b"b"})[:150]])
def test_what_is_no_package_is_told_so_in_one_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInput, match=r"one\.deb: .*(package|unpacked)"):
        unpack_deb(data, tmp_path, where="one.deb")


def test_another_archive_than_the_catalogue_names_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "archives"
    folder.mkdir()
    (folder / "one-sounds_1%3a2.0.deb").write_bytes(deb({"a.wav": b"sound"}))
    with pytest.raises(BadInput, match=r"has sha256 .* the catalogue says 0000"):
        unpacked(archive("0" * 64), cache=tmp_path)
    assert not (tmp_path / "unpacked").exists()


def test_an_archive_is_unpacked_once(tmp_path: Path) -> None:
    data = deb({"a.wav": b"sound"})
    folder = tmp_path / "archives"
    folder.mkdir()
    package = folder / "one-sounds_1%3a2.0.deb"
    package.write_bytes(data)
    known = archive(hashlib.sha256(data).hexdigest())
    first = unpacked(known, cache=tmp_path)
    package.unlink()
    assert unpacked(known, cache=tmp_path) == first
    assert (first / "a.wav").read_bytes() == b"sound"


def test_every_voice_of_the_catalogue_lies_in_one_split_and_every_language_of_volunteers_too() -> None:
    known = catalogue()
    assert {v.split for v in known.voices} == {"train", "tune", "test"}
    volunteers = [v for v in known.voices if v.id.split("-")[0] in {"tuxpaint", "klettres", "ktuberling"}]
    for language in {v.language for v in volunteers}:
        assert len({v.split for v in volunteers if v.language == language}) == 1, language


def test_about_a_fifth_of_the_voices_is_kept_for_tests_women_and_men() -> None:
    known = catalogue()
    kept = known.of_split("test")
    assert 0.15 < len(kept) / len(known.voices) < 0.3
    assert {"female", "male"} <= {v.sex for v in kept}
    assert all(a.licence and a.attribution for a in known.archives)


def test_a_voice_of_an_archive_that_is_not_there_is_refused() -> None:
    voice = Voice(
        id="v",
        language="nl",
        sex="male",
        split="train",
        clips=(Clips(archive="two", folder="a", pattern=".*"),),
    )
    with pytest.raises(ValueError, match="no such archive: two"):
        Catalogue(archives=(archive("0" * 64),), voices=(voice,))


@pytest.mark.parametrize("folder", ["/etc", "usr/../../etc"])
def test_clips_stay_inside_their_archive(folder: str) -> None:
    with pytest.raises(ValueError, match="leaves the archive"):
        Clips(archive="one", folder=folder, pattern=".*")
