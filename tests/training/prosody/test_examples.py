import numpy as np

from corpus import formant
from simulator.prosody.front_end import FrontEnd
from simulator.prosody.head import BEFORE_FRAMES
from training.prosody.examples import end_to_end, examples_of, head_inputs, joined

RECORDINGS = list(formant.recordings("train", seconds=30, seed=11))


def test_inputs_are_those_of_the_product_one_row_per_whole_frame() -> None:
    samples = RECORDINGS[0].samples[:16_090]
    found = head_inputs(samples)
    front = FrontEnd(1, n_spare_frames=0)
    n_new = front.push(np.concatenate((samples, np.zeros(342, np.float32)))[None])
    assert found.shape == (100, front.inputs.shape[1])
    np.testing.assert_array_equal(found, front.inputs[: min(100, n_new)])


def test_recordings_lie_end_to_end_with_frames_between_that_do_not_count() -> None:
    two = RECORDINGS[:2]
    gathered = examples_of((recording, recording.samples) for recording in two)
    lengths = [len(recording.f0_hz) for recording in two]
    assert [(gathered.talk == number).sum() for number in (1, 2)] == lengths
    start = BEFORE_FRAMES + lengths[0] + BEFORE_FRAMES
    np.testing.assert_array_equal(gathered.f0_hz[start : start + lengths[1]], two[1].f0_hz)
    assert not gathered.talk[start - BEFORE_FRAMES : start].any()
    assert np.isnan(gathered.f0_hz[start - BEFORE_FRAMES : start]).all()


def test_only_neighbours_by_one_voice_are_joined_and_frames_stay_in_step() -> None:
    one, other = RECORDINGS[0], RECORDINGS[1]
    assert one.voice != other.voice
    assert [r.voice for r in end_to_end([one, one, other], longest_s=60)] == [one.voice, other.voice]
    twice = joined([one, one])
    n_frames = len(one.f0_hz)
    np.testing.assert_array_equal(twice.samples[n_frames * 160 :], one.samples[: n_frames * 160])
    np.testing.assert_array_equal(twice.f0_hz[n_frames:], one.f0_hz)
