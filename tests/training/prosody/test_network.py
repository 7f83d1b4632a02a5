import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch (requirements/torch.txt)")

from simulator.prosody.head import AFTER_FRAMES, HeadStage  # noqa: E402
from simulator.prosody.surroundings import N_INPUTS  # noqa: E402
from training.prosody.network import LEAD_FRAMES, PitchNetwork, loss  # noqa: E402

RNG = np.random.default_rng(3)


def test_the_product_computes_what_the_network_learned() -> None:
    network, n_frames = PitchNetwork(), 40
    inputs = RNG.normal(size=(n_frames, N_INPUTS)).astype(np.float32)
    around = np.zeros((LEAD_FRAMES, N_INPUTS), np.float32), np.zeros((AFTER_FRAMES, N_INPUTS), np.float32)
    talk = torch.zeros(1, LEAD_FRAMES + n_frames + AFTER_FRAMES)
    talk[:, LEAD_FRAMES : LEAD_FRAMES + n_frames] = 1
    stage = HeadStage(1, n_frames, network.head())
    n_ready, outputs = stage.push(inputs, n_frames, np.zeros(1, np.int64))
    with torch.no_grad():
        expected = network(torch.from_numpy(np.concatenate((around[0], inputs, around[1])))[None], talk)[0]
    assert n_ready == n_frames - AFTER_FRAMES
    np.testing.assert_allclose(outputs[:n_ready], expected[:n_ready].numpy(), atol=5e-3)  # weights travel as float16


def test_the_loss_falls_with_the_right_answer_and_does_not_see_unknown_frames() -> None:
    f0_hz = torch.tensor([[0.0, 100.0, torch.nan]])
    right, wrong = torch.zeros(1, 3, 64), torch.zeros(1, 3, 64)
    right[0, 0, 0], right[0, 1, 0], right[0, 1, 1 + 12] = -5, 5, 9
    wrong[0, 0, 0], wrong[0, 1, 0], wrong[0, 1, 1] = 5, -5, 9
    told = [sum(float(part) for part in loss(outputs, f0_hz)) for outputs in (right, wrong)]
    assert told[0] < told[1]
    wrong[0, 2] = 50
    assert sum(float(part) for part in loss(wrong, f0_hz)) == pytest.approx(told[1])
