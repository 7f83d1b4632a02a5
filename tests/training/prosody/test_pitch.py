from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch (requirements/torch.txt)")

from corpus import formant  # noqa: E402
from simulator.prosody.bank import PitchBank, joined  # noqa: E402
from training.prosody.examples import Examples, examples_of  # noqa: E402
from training.prosody.fit import fit  # noqa: E402
from training.prosody.network import PitchNetwork  # noqa: E402
from training.prosody.pitch import fingerprint, together  # noqa: E402


def _examples(seed: int) -> Examples:
    talkers = formant.recordings("train", seconds=150, seed=seed)
    return examples_of((recording, recording.samples) for recording in talkers)


def test_a_head_fitted_for_seconds_follows_a_voice_that_it_never_heard(tmp_path: Path) -> None:
    torch.set_num_threads(1)
    train = _examples(1)
    network = fit(train, train, network=PitchNetwork(16, 32, 16), epochs=20, seed=1)
    network.save(tmp_path / "pitch.npz", provenance='{"seed": 1}')
    with np.load(tmp_path / "pitch.npz") as stored:
        assert str(stored["provenance"]) == '{"seed": 1}'
    unheard = next(iter(formant.recordings("test", seconds=10, seed=2)))
    bank = PitchBank(1, network.head())
    f0_hz = joined([bank.push(unheard.samples[None]), bank.finish()]).f0_hz[0]
    known = ~np.isnan(unheard.f0_hz)
    wrong = (f0_hz > 0) != (unheard.f0_hz > 0)
    assert wrong[known].mean() < 0.2


def test_the_fingerprint_tells_one_corpus_from_another() -> None:
    one, other = _examples(1), _examples(2)
    assert fingerprint({"a": one}) == fingerprint({"a": one})
    assert fingerprint({"a": one}) != fingerprint({"a": other})
    assert len(together([one, other]).f0_hz) == len(one.f0_hz) + len(other.f0_hz)
