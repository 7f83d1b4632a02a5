import pytest
from structlog.testing import capture_logs

from simulator.avatar import ipa
from simulator.avatar.ipa import CH, DD, FF, IH, KK, OH, OU, PP, SS, TH, E, sounds


@pytest.mark.parametrize(
    ("phone", "shapes"),
    [
        ("p", [PP]), ("f", [FF]), ("ʋ", [FF]), ("θ", [TH]), ("x", [KK]), ("ɣ", [KK]), ("s", [SS]), ("ʃ", [CH]),
        ("œy", [OH, OU]), ("øː", [OU]), ("ɛi", [E, IH]), ("ʌʊ", [10, OU]), ("ɑ̃", [10]), ("tʃ", [DD, CH]),
    ],
)  # fmt: skip
def test_sounds_of_the_three_languages_have_their_mouth_shape(phone: str, shapes: list[int]) -> None:
    assert [sound.viseme_id for sound in sounds(phone)] == shapes


def test_stress_and_language_switches_are_silent() -> None:
    assert [sound.symbol for sound in sounds("ˈ(en)biː(nl)ˌr-")] == ["b", "i", "r"]


def test_length_belongs_to_its_vowel() -> None:
    (vowel,) = sounds("aː")
    assert vowel.is_long


def test_an_unknown_letter_takes_its_nearest_relative_and_is_logged_once_without_text() -> None:
    ipa._sound.cache_clear()
    with capture_logs() as logs:
        first, again = sounds("ʙʙ")
        sounds("ʙ")
    assert first == again
    assert first.viseme_id == PP
    assert [log["code_point"] for log in logs] == ["U+0299"]


def test_the_table_uses_every_shape_but_rest() -> None:
    assert {sound.viseme_id for sound in ipa._SOUNDS.values()} == set(range(1, 15)) | {None}
