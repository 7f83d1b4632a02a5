from pathlib import Path

import pytest

from simulator.engine import build_folder


def write(folder: Path) -> None:
    (folder / "model.bin").write_text("new")


def test_a_folder_is_made_and_what_it_replaces_goes(tmp_path: Path) -> None:
    for name in ("base-nl-old", "base-fr-old", ".base-nl-being-made"):
        (tmp_path / "cache" / name).mkdir(parents=True)
    built = tmp_path / "cache/base-nl-new"
    build_folder(built, write, replacing="base-nl-*")
    assert (built / "model.bin").read_text() == "new"
    names = {folder.name for folder in built.parent.iterdir()}
    assert names == {"base-nl-new", "base-fr-old", ".base-nl-being-made"}


def test_what_another_process_made_meanwhile_stays(tmp_path: Path) -> None:
    built = tmp_path / "built"

    def write_too_late(folder: Path) -> None:
        write(folder)
        built.mkdir()
        (built / "model.bin").write_text("theirs")

    build_folder(built, write_too_late, replacing="*")
    assert (built / "model.bin").read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [built]


def test_half_a_folder_is_none(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        write(folder)
        raise OSError("no space left")

    (tmp_path / "old").mkdir()
    with pytest.raises(OSError, match="no space"):
        build_folder(tmp_path / "built", fail, replacing="*")
    assert [folder.name for folder in tmp_path.iterdir()] == ["old"]
