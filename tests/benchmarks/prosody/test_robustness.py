import numpy as np
import pytest

from benchmarks.prosody import robustness


@pytest.mark.parametrize("name", robustness.CASES)
def test_odd_input_has_a_result_or_a_clear_error(name: str) -> None:
    assert "TRACEBACK" not in robustness.outcome_of(robustness.CASES[name](), 16_000)


def test_what_is_told_is_what_describe_said() -> None:
    assert robustness.outcome_of(robustness.tone(), 16_000).startswith("  140.")
    assert robustness.outcome_of(robustness.tone(), 0).startswith("  error: ")
    assert "no speech" in robustness.outcome_of(np.zeros(1_000, np.float32), 16_000)
