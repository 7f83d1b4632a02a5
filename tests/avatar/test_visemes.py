import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.avatar.ipa import _SOUNDS, AA, IH, OH, OU, PP, SIL, E, sounds
from simulator.avatar.visemes import visemes
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.flow.avatar import Phone, Viseme
from simulator.flow.labels import Language
from simulator.flow.persona import PersonaVoice

TEXTS: dict[Language, str] = {
    "nl": "De beslissing is definitief, het huis, een leugen, mijn trui, gauw, nieuw, eeuw, goud. Ik huil, jij liegt! "
    "Garage, chauffeur, journalist, scène, thriller, oeuvre, freule, hypothese, haai, mooi, groei, duw, sjaal?",
    "fr": "Vous êtes licencié, huit jours, bœuf, un bon vin blanc, agneau, fille, peur, jeune, pâte, gnocchi, parking. "
    "Quand même, où, hein?",
    "en": "Thirty years, the weather, measure, judge, church, boy, poor, fire, bird, bottle, loch, tower, huge.",
}


def ends(shapes: tuple[Viseme, ...]) -> list[int]:
    return [shape.offset_ms + shape.duration_ms for shape in shapes]


def test_a_diphthong_moves_the_mouth_twice() -> None:
    shapes = visemes([Phone("œy", 0, 200)])
    assert [shape.viseme_id for shape in shapes] == [OH, OU]
    assert [shape.viseme_id for shape in visemes([Phone("ɛi", 0, 200)])] == [E, IH]


def test_breath_takes_the_shape_of_what_follows() -> None:
    shapes = visemes([Phone("h", 0, 60), Phone("u", 60, 200)])
    assert [shape.viseme_id for shape in shapes] == [OU]


def test_the_mouth_rests_in_a_pause_and_at_the_end() -> None:
    shapes = visemes([Phone("p", 50, 100), Phone("a", 300, 400)], end_ms=700)
    assert [(s.viseme_id, s.offset_ms, s.duration_ms) for s in shapes] == [
        (SIL, 0, 50), (PP, 50, 50), (SIL, 100, 200), (AA, 300, 100), (SIL, 400, 300)
    ]  # fmt: skip


def test_a_short_sound_reaches_its_shape_only_in_part() -> None:
    long, short = visemes([Phone("a", 0, 200)])[0], visemes([Phone("a", 0, 45)])[0]
    assert long.weight == 1.0
    assert 0 < short.weight < long.weight


@given(
    st.lists(st.tuples(st.sampled_from([*_SOUNDS, "œy", "ɑ̃", "tʃ"]), st.integers(0, 300), st.integers(0, 200))),
    st.integers(0, 5000),
)
def test_visemes_touch_and_never_overlap(pieces: list[tuple[str, int, int]], end_ms: int) -> None:
    phones, at_ms = [], 0
    for symbol, gap_ms, length_ms in pieces:
        phones.append(Phone(symbol, at_ms + gap_ms, at_ms + gap_ms + length_ms))
        at_ms += gap_ms + length_ms
    shapes = visemes(phones, end_ms=end_ms)
    assert [shape.offset_ms for shape in shapes[1:]] == ends(shapes)[:-1]
    assert all(shape.duration_ms > 0 and 0 < shape.weight <= 1 for shape in shapes)
    if shapes:
        assert shapes[0].offset_ms == 0
        assert ends(shapes)[-1] == max([end_ms, *(phone.end_ms for phone in phones)])


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_phone_of_espeak_is_in_the_table(espeak: EspeakVoice, language: Language) -> None:
    phones = [p for s in espeak.speak(TEXTS[language], language, PersonaVoice(), "neutral") for p in s.phones]
    assert len({phone.ipa for phone in phones}) > 20
    unknown = {sound.symbol for phone in phones for sound in sounds(phone.ipa)} - _SOUNDS.keys()
    assert not unknown
    assert all(sounds(phone.ipa) for phone in phones)
