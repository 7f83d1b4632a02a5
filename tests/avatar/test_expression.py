import numpy as np
import pytest

from simulator.avatar.expression import _MOOD, _MOUTH, ARKIT_NAMES, _weights, blendshapes
from simulator.avatar.ipa import AA, PP, SIL
from simulator.flow.avatar import Performance, Viseme
from simulator.flow.labels import MOODS

OPEN = Performance((Viseme(SIL, 0, 200, 1.0), Viseme(AA, 200, 300, 1.0), Viseme(PP, 500, 200, 1.0)), ())
JAW = ARKIT_NAMES.index("jawOpen")


def test_there_are_52_names_and_every_shape_and_mood_uses_them() -> None:
    assert len(set(ARKIT_NAMES)) == 52
    assert set(_MOUTH) == set(range(15))
    assert set(_MOOD) == set(MOODS)
    for shape in [*_MOUTH.values(), *_MOOD.values()]:
        assert np.count_nonzero(_weights(shape)) >= len(shape)


def test_the_jaw_opens_with_the_vowel_and_shuts_with_the_lips() -> None:
    frames = blendshapes(OPEN, 30)
    assert frames.shape == (21, 52)
    assert frames[2, JAW] == 0
    assert frames[10, JAW] == pytest.approx(0.6)
    assert frames[19, JAW] == 0
    assert frames[19, ARKIT_NAMES.index("mouthPressLeft")] > 0.3


def test_mood_shows_in_the_brows_as_strongly_as_asked() -> None:
    brow = ARKIT_NAMES.index("browDownRight")
    angry = blendshapes(OPEN, 10, mood="angry", intensity=0.5)
    assert angry[:, brow] == pytest.approx(0.4)
    assert not blendshapes(OPEN, 10)[:, brow].any()


def test_weights_stay_between_0_and_1_and_the_rate_is_bounded() -> None:
    frames = blendshapes(OPEN, 25, mood="shocked")
    assert 0 <= frames.min() <= frames.max() <= 1
    with pytest.raises(ValueError, match="fps"):
        blendshapes(OPEN, 60)
    assert blendshapes(Performance((), ()), 30).shape == (0, 52)
