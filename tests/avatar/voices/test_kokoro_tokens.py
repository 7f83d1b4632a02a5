from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.avatar.voices.espeak import EspeakVoice
from simulator.avatar.voices.kokoro_tokens import VOCABULARY, phone_spans, respell
from simulator.flow.labels import Language


@pytest.mark.parametrize(
    ("ipa", "language", "signs"),
    [
        ("nˈiws ɣərˈɵst", "nl", "nˈiws ɣəɾˈœst"), ("bˈeːtʲə", "nl", "bˈeːtjə"), ("yˈit", "fr", "ˈɥit"),
        ("(en)wˈiːkˈɛnd(fr)", "fr", "wˈiːkˈɛnd"), ("tʃˈeɪndʒ nˈəʊ", "en", "ʧˈAnʤ nˈQ"),
    ],
)  # fmt: skip
def test_ipa_is_respelled_in_the_models_signs(ipa: str, language: Language, signs: str) -> None:
    assert respell(ipa, language) == signs


def test_length_nasality_and_stress_belong_to_their_phone() -> None:
    spans = phone_spans("bˈɔ̃ vˈaː")
    assert [(span.ipa, span.first, span.last, span.group) for span in spans] == [
        ("b", 0, 0, 0), ("ɔ̃", 1, 3, 0), ("v", 5, 5, 1), ("aː", 6, 8, 1)
    ]  # fmt: skip


def test_a_sign_for_two_sounds_is_written_out() -> None:
    assert [span.ipa for span in phone_spans("ʧA")] == ["tʃ", "eɪ"]


@given(st.text(alphabet=sorted(VOCABULARY), max_size=40))
def test_spans_never_overlap(signs: str) -> None:
    spans = phone_spans(signs)
    assert all(span.first <= span.last for span in spans)
    assert all(a.last < b.first and a.group <= b.group for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("language", "voice", "text"),
    [
        ("nl", "gmw/nl", "De leugen in het huis vrouw, nieuw trui; mijn tuin, eeuwig, gauw, garage, scène"),
        ("fr", "roa/fr-BE", "Vous êtes licencié huit jours bœuf un bon vin blanc agneau fille peur jeune"),
        ("en", "gmw/en", "Thirty years the weather measure judge church boy poor fire bird bottle player"),
    ],
)
def test_the_model_has_a_sign_for_every_sound_of_espeak(
    espeak: EspeakVoice, language: Language, voice: str, text: str
) -> None:
    ipa = espeak._process.ipa(text, voice)
    bare = ipa.replace("(en)", "").replace("(fr)", "").replace("(nl)", "").replace("-", "")
    unknown = {sign for sign in bare if sign not in VOCABULARY} - set(_RESPELLED[language])
    assert not unknown


_RESPELLED = {"nl": "ɵʏɦ", "fr": "", "en": ""}
