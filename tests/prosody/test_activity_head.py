from itertools import pairwise, product

import numpy as np
import pytest
import torch

from simulator.prosody.activity_head import N_OUTPUTS, NUCLEUS, REACH_FRAMES, hear, run_head, shipped_head
from simulator.prosody.activity_inputs import N_INPUTS, head_inputs, turn_of
from simulator.prosody.runs import likeliest
from simulator.prosody.tracking import frames_of
from tests.prosody.talkers import VOICES, speak
from training.prosody.activity_network import ActivityNetwork


def whole_turn(samples: np.ndarray) -> np.ndarray:
    return head_inputs(turn_of(frames_of(samples, 16_000)), 0, len(samples) // 160)


def test_blocks_change_nothing() -> None:
    frames = frames_of(np.tile(speak(VOICES[0], seed=9, seconds=7).samples, 4), 16_000)
    n_frames = frames.f0_hz.shape[1]
    whole = run_head(head_inputs(turn_of(frames), -REACH_FRAMES, n_frames + REACH_FRAMES), shipped_head())
    assert n_frames > 2_048
    assert hear(frames).nucleus == pytest.approx(whole[:, NUCLEUS], abs=1e-4)


def test_the_product_runs_what_was_trained() -> None:
    torch.manual_seed(1)
    network = ActivityNetwork()
    noise = np.random.default_rng(0).standard_normal((400, N_INPUTS)).astype(np.float32)
    trained = network(torch.from_numpy(noise)[None])[0].detach().numpy()
    assert trained.shape == (400 - 2 * REACH_FRAMES, N_OUTPUTS)
    assert run_head(noise, network.head()) == pytest.approx(trained, abs=5e-3)


def test_empty_in_empty_out() -> None:
    heard = hear(frames_of(np.zeros(100, np.float32), 16_000))
    assert len(heard.speech) == len(heard.nucleus) == len(heard.filler) == 0


@pytest.mark.parametrize("seconds", [0.01, 0.1, 3.0])
@pytest.mark.parametrize("scale", [0.0, 1e-9, 1e-3, 1.0])
def test_inputs_are_finite_and_small(scale: float, seconds: float) -> None:
    samples = scale * np.random.default_rng(1).uniform(-1, 1, int(16_000 * seconds))
    inputs = whole_turn(samples.astype(np.float32))
    assert inputs.shape == (int(100 * seconds), N_INPUTS)
    assert np.all(np.abs(inputs) <= 4)


def test_inputs_do_not_know_the_gain() -> None:
    samples = speak(VOICES[0], seed=9, seconds=4).samples
    loud, faint = (whole_turn(samples * np.float32(gain)) for gain in (1.0, 0.03))
    assert np.median(np.abs(loud - faint)) < 0.01


@pytest.mark.parametrize("change_cost", [0.0, 1.5, 4.0])
def test_the_likeliest_track_is_the_best_of_all(change_cost: float) -> None:
    odds = np.random.default_rng(2).normal(0, 2, 9).astype(np.float32)

    def worth(track: tuple[bool, ...]) -> float:
        return float(np.sum(odds[list(track)] + 0.5)) - change_cost * sum(a != b for a, b in pairwise(track))

    best = max(product((False, True), repeat=9), key=worth)
    found = tuple(bool(step) for step in likeliest(odds, 0.5, change_cost))
    assert worth(found) == pytest.approx(worth(best), abs=1e-4)
