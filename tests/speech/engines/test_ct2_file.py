from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from simulator.speech.engines.ct2_file import ModelFile, read_model, write_model

KINDS = st.sampled_from([np.float32, np.int8, np.int16, np.int32, np.float16])
VALUES = KINDS.flatmap(lambda kind: arrays(kind, array_shapes(min_dims=0, max_dims=3, max_side=4)))


@settings(max_examples=30)
@given(st.dictionaries(st.text(min_size=1, max_size=20), VALUES, max_size=4), st.integers(0, 9))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, variables: dict[str, np.ndarray], revision: int
) -> None:
    path = tmp_path_factory.mktemp("model") / "model.bin"
    write_model(path, ModelFile("WhisperSpec", revision, variables, {"twin": "first"}))
    found = read_model(path)
    assert (found.spec, found.revision, found.aliases) == ("WhisperSpec", revision, {"twin": "first"})
    assert list(found.variables) == list(variables)
    for name, values in variables.items():
        assert found.variables[name].dtype == values.dtype
        np.testing.assert_array_equal(found.variables[name], values)


@pytest.mark.parametrize("kept", [0, 3, 20, 60])
def test_a_part_of_a_file_is_refused_by_name(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "model.bin"
    write_model(path, ModelFile("WhisperSpec", 3, {"weight": np.zeros((4, 4), np.float32)}, {}))
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ValueError, match=r"model\.bin"):
        read_model(path)


def test_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"\5\0\0\0rest")
    with pytest.raises(ValueError, match="layout 5, known is 6"):
        read_model(path)
