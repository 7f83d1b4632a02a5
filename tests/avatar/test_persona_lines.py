from pathlib import Path

from simulator import avatar
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.flow.local_text import LocalText
from simulator.flow.persona import Persona, Personality

EMPTY = LocalText("", "", "")


def test_lines_without_slots_are_made_in_their_own_mood(tmp_path: Path, espeak: EspeakVoice) -> None:
    lines = {
        "greet": {"neutral": ("Dag.", "Dag {name}."), "sad": ("Dag.",)},
        "insist": {"angry": ("Ja of nee?", "Wel?")},
    }
    persona = Persona(
        id="x", name="X", age=40, role=EMPTY, languages=("nl",), register="", summary=EMPTY,
        personality=Personality(0.5, 0.5, 0.5, 0.5, 0.5), leary="samen-onder", trajectory="relief",
        lines={"nl": lines},  # type: ignore[dict-item]
    )  # fmt: skip
    voice = avatar.CachedVoice(espeak, tmp_path)
    assert list(avatar.prepare_persona(voice, persona, "nl")) == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len(list(tmp_path.rglob("*.npz"))) == 4
    assert voice.prepare(["Dag.", "Ja of nee?"], "nl", persona.voice, "angry") == 1
    assert not list(avatar.prepare_persona(voice, persona, "fr"))
