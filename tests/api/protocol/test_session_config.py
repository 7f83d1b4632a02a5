from typing import Any

import pytest
from pydantic_core import to_json

from simulator.api.protocol import SessionConfig, Subprotocol
from simulator.api.protocol.session_config import SessionPatch, TurnEnd


def _patch(fields: dict[str, Any]) -> SessionPatch:
    return SessionPatch.model_validate_json(to_json(fields), extra="ignore")


@pytest.mark.parametrize(("subprotocol", "rate"), [("simulator.v1", 16_000), ("realtime", 24_000)])
def test_each_subprotocol_starts_at_its_own_input_rate(subprotocol: Subprotocol, rate: int) -> None:
    config = SessionConfig.initial("s", subprotocol)
    assert (config.audio.input.format.rate, config.audio.output.format.rate) == (rate, 24_000)
    assert config.events == ()


def test_update_changes_what_it_names_and_nothing_else() -> None:
    before = SessionConfig.initial("s", "simulator.v1")
    after = before.updated_by(_patch({"events": ["prosody"], "audio": {"input": {"format": {"rate": 24_000}}}}))
    assert after.events == ("prosody",)
    assert after.audio.input.format.rate == 24_000
    assert after.model_dump(exclude={"events", "audio"}) == before.model_dump(exclude={"events", "audio"})
    assert after.audio.input.turn_detection == before.audio.input.turn_detection


def test_null_changes_nothing() -> None:
    before = SessionConfig.initial("s", "realtime")
    patch = _patch({"captions": None, "animation": None, "audio": {"output": None}, "output_modalities": None})
    assert before.updated_by(patch) == before


@pytest.mark.parametrize(
    ("turn_detection", "turn_end"),
    [
        (None, "none"),
        ({"type": "none"}, "none"),
        ({"type": "push_to_talk"}, "push_to_talk"),
        ({"type": "semantic_vad", "eagerness": "low"}, "semantic_vad"),
        ({"silence_ms": 900}, "server_vad"),
    ],
)
def test_turn_detection_is_replaced_and_null_means_off(turn_detection: object, turn_end: TurnEnd) -> None:
    config = SessionConfig.initial("s", "realtime")
    changed = config.updated_by(_patch({"audio": {"input": {"turn_detection": turn_detection}}}))
    assert changed.turn_end == turn_end
    back_on = changed.updated_by(_patch({"audio": {"input": {"turn_detection": {"type": "server_vad"}}}}))
    assert back_on.turn_end == "server_vad"


@pytest.mark.parametrize("voice", ["marin", {"id": "voice_1"}])
def test_the_persona_keeps_its_voice(voice: object) -> None:
    config = SessionConfig.initial("s", "realtime")
    assert config.updated_by(_patch({"audio": {"output": {"voice": voice}}})) == config
