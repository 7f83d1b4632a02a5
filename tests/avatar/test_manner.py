from simulator.avatar.manner import manner_of
from simulator.flow.labels import MOODS
from simulator.flow.persona import PersonaVoice


def test_the_persona_and_the_mood_add_up() -> None:
    manner = manner_of(PersonaVoice(pitch_st=-2, rate_ratio=1.2), "sad")
    neutral = manner_of(PersonaVoice(), "neutral")
    assert manner.rate_ratio < 1.2
    assert manner.pitch_st < -2
    assert (neutral.rate_ratio, neutral.pitch_st, neutral.range_ratio) == (1.0, 0.0, 1.0)


def test_moods_stay_subtle() -> None:
    for mood in MOODS:
        manner = manner_of(PersonaVoice(), mood)
        assert 0.8 <= manner.rate_ratio <= 1.2
        assert abs(manner.pitch_st) <= 1.5
