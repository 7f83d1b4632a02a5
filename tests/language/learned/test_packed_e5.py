"""A model file that is missing or wrong is told, never a traceback."""

from pathlib import Path

import pytest

from simulator.errors import Unavailable
from simulator.language.learned.packed_e5 import read_packed


def test_a_missing_file_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="simulator models fetch"):
        read_packed(tmp_path / "absent.bin")


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF and more")
    with pytest.raises(Unavailable, match="no packed E5"):
        read_packed(path)
