import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.api import protocol
from simulator.api.protocol import BadEvent, UnknownEvent, client_events, session_events
from simulator.api.protocol.asyncapi import client_messages, event_type, server_messages
from simulator.errors import BadInput, ModelMissing, NotFound, OverCapacity, RechtuitError

Strategy = Callable[[type[Any]], st.SearchStrategy[Any]]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def _refusal(parse: Callable[[str | bytes], object], message: str | bytes) -> str:
    """Why a message was refused; empty when it was not."""
    try:
        parse(message)
    except BadInput as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("model", client_messages(), ids=event_type)
def test_client_event_survives_the_wire(model: type[Any], message: Strategy) -> None:
    @settings(max_examples=40, deadline=None)
    @given(message(model))
    def round_trip(event: Any) -> None:
        assert protocol.parse_client_event(protocol.encode_client_event(event)) == event

    round_trip()


@pytest.mark.parametrize("model", server_messages(), ids=event_type)
def test_server_event_survives_the_wire(model: type[Any], message: Strategy) -> None:
    @settings(max_examples=40, deadline=None)
    @given(message(model), st.integers(1, 2**53 - 1))
    def round_trip(event: Any, seq: int) -> None:
        sent = event.numbered(seq, "sess_1")
        text = protocol.encode_server_event(sent)
        assert protocol.parse_server_event(text) == sent
        assert "\n" not in text
        assert json.loads(text)["seq"] == seq

    round_trip()


@given(st.binary() | st.text(st.characters()) | JSON.map(lambda value: json.dumps(value)))
@example(b"\xff\xfe")
@example("\ud800")
@example('{"type":"\\ud800"}')
@example("[" * 5000)
@example('{"type":"simulator.ack","seq":1e999}')
@example('{"type":"simulator.ack","seq":' + "9" * 5000 + "}")
@settings(deadline=None)
def test_no_message_raises_anything_but_bad_input(message: str | bytes) -> None:
    assert "\n" not in _refusal(protocol.parse_client_event, message)
    assert "\n" not in _refusal(protocol.parse_server_event, message)


@pytest.mark.parametrize("model", client_messages(), ids=event_type)
def test_known_event_with_any_fields_raises_nothing_but_bad_input(model: type[Any]) -> None:
    names = st.sampled_from(sorted(model.model_fields)) | st.text()

    @settings(max_examples=60, deadline=None)
    @given(st.dictionaries(names, JSON))
    def parse(fields: dict[str, Any]) -> None:
        refusal = _refusal(protocol.parse_client_event, json.dumps(fields | {"type": event_type(model)}))
        assert refusal == "" or refusal.startswith(event_type(model))
        assert "\n" not in refusal

    parse()


def test_unknown_event_type_is_no_error() -> None:
    assert protocol.parse_client_event('{"type":"vendor.thing","x":[1]}') == UnknownEvent("vendor.thing")
    assert protocol.parse_server_event('{"type":"simulator.later"}') == UnknownEvent("simulator.later")


def test_unknown_fields_of_a_known_event_are_ignored_at_every_depth() -> None:
    parsed = protocol.parse_client_event(
        '{"type":"session.update","x":1,"session":{"tools":[],"audio":{"input":{"noise_reduction":null}}}}'
    )
    assert isinstance(parsed, client_events.SessionUpdate)


@pytest.mark.parametrize(
    ("message", "says", "param"),
    [
        ("{", "message: expected a JSON object", None),
        ("[]", 'message: expected a JSON object with a text field "type", but got [].', "type"),
        ('{"type":7}', "but got {'type': 7}.", "type"),
        ('{"type":"simulator.ack"}', "simulator.ack: seq: field required.", "seq"),
        (
            '{"type":"simulator.ack","seq":"5"}',
            "simulator.ack: seq: input should be a valid integer, but got '5'.",
            "seq",
        ),
        ('{"type":"simulator.ack","seq":-1}', "greater than or equal to 0, but got -1.", "seq"),
        (
            '{"type":"input_audio_buffer.append","audio":"YQ=="}',
            "input_audio_buffer.append: audio: expected 16-bit samples, not 1 bytes, but got 'YQ=='.",
            "audio",
        ),
        ('{"type":"input_audio_buffer.append","audio":"é"}', "audio: expected base64", "audio"),
        (
            '{"type":"session.update","session":{"audio":{"input":{"format":{"rate":44100}}}}}',
            "session.audio.input.format.rate: input should be 16000 or 24000, but got 44100.",
            "session.audio.input.format.rate",
        ),
        (
            '{"type":"conversation.item.create","item":{"role":"system","content":[{"text":"x"}]}}',
            "item.role: input should be 'user', but got 'system'.",
            "item.role",
        ),
    ],
)
def test_error_names_event_field_and_what_arrived(message: str, says: str, param: str | None) -> None:
    with pytest.raises(BadEvent) as caught:
        protocol.parse_client_event(message)
    assert says in str(caught.value)
    assert caught.value.param == param


def test_what_arrived_is_cut_short() -> None:
    with pytest.raises(BadEvent) as caught:
        protocol.parse_client_event(json.dumps({"type": "input_audio_buffer.append", "audio": "?" * 20_000}))
    assert len(str(caught.value)) < 250


def test_a_message_may_be_64_kib_and_no_more() -> None:
    start = '{"type":"conversation.item.create","item":{"content":[{"text":"'
    text = "é" * ((protocol.MAX_MESSAGE_BYTES - len(start) - 5) // 2)
    parsed = protocol.parse_client_event(f'{start}{text}"}}]}}}}')
    assert isinstance(parsed, client_events.ItemCreate)
    assert parsed.item.text == text
    with pytest.raises(BadEvent, match="at most 65536 bytes"):
        protocol.parse_client_event(f'{start}{text}ééé"}}]}}}}')


def test_a_misspelt_field_of_our_own_is_refused() -> None:
    with pytest.raises(ValueError, match="retry_ms"):
        session_events.ErrorEvent.model_validate({"error": {"type": "server_error", "message": "x"}, "retry_ms": 5})


@pytest.mark.parametrize(
    ("problem", "error_type", "code"),
    [
        (BadInput("x"), "invalid_request_error", "bad_input"),
        (NotFound("x"), "invalid_request_error", "not_found"),
        (OverCapacity("full.", retry_after_ms=1500), "rate_limit_error", "capacity"),
        (ModelMissing("x"), "server_error", "model_missing"),
    ],
)
def test_error_event_tells_whose_mistake_it_was(problem: RechtuitError, error_type: str, code: str) -> None:
    event = protocol.error_event(problem, fatal=True)
    assert (event.error.type, event.error.code, event.fatal) == (error_type, code, True)
    assert event.retry_after_ms == getattr(problem, "retry_after_ms", None)


def test_error_event_points_at_the_client_event() -> None:
    with pytest.raises(BadEvent) as caught:
        protocol.parse_client_event('{"type":"simulator.ack","event_id":"mine_1","seq":null}')
    error = protocol.error_event(caught.value).error
    assert (error.code, error.param, error.event_id) == ("invalid_event", "seq", "mine_1")
    assert error.message == str(caught.value)
