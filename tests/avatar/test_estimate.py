import csv
import json
from pathlib import Path

import pytest

from simulator.avatar.estimate import estimate
from simulator.avatar.graphemes import rough_ipa
from simulator.flow.labels import Language


def test_it_is_an_estimate_without_sound() -> None:
    spoken = estimate("Ja. Ik weet het niet.", "nl")
    assert spoken.estimated
    assert len(spoken.pcm) == 0
    assert [word.text for word in spoken.words] == ["Ja", "Ik", "weet", "het", "niet"]
    assert spoken.words[1].start_ms - spoken.words[0].end_ms == 400
    assert spoken.duration_ms == spoken.words[-1].end_ms


def test_words_hold_their_phones() -> None:
    spoken = estimate("Huis en tuin", "nl")
    assert "".join(phone.ipa for phone in spoken.phones).startswith("hœys")
    assert spoken.phones[0].start_ms == spoken.words[0].start_ms
    assert spoken.phones[-1].end_ms == spoken.words[-1].end_ms


def test_times_are_near_those_of_a_real_speaker(shared_audio: Path) -> None:
    real_ms = estimated_ms = 0
    with (shared_audio / "manifest.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "spoken":
                real_ms += sum(end - start for _, start, end in json.loads(row["words_ms"]))
                estimated_ms += sum(w.end_ms - w.start_ms for w in estimate(row["transcript"], "nl").words)
    assert estimated_ms == pytest.approx(real_ms, rel=0.1)


@pytest.mark.parametrize(
    ("word", "language", "ipa"),
    [
        ("huis", "nl", "hœys"), ("leugen", "nl", "løːɣən"), ("tijd", "nl", "tɛid"), ("boek", "nl", "buk"),
        ("moeilijk", "nl", "mujlək"), ("eau", "fr", "o"), ("bonjour", "fr", "bɔ̃ʒuʁ"), ("the", "en", "ðɛ"),
        ("7", "nl", "zeːvən"), ("", "nl", ""),
    ],
)  # fmt: skip
def test_spelling_gives_rough_sounds(word: str, language: Language, ipa: str) -> None:
    assert rough_ipa(word, language) == ipa
