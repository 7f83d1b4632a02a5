"""The published contract: AsyncAPI 3.0 and JSON Schema, generated from the models so that they cannot drift.

`python -m simulator.api.protocol.asyncapi docs/protocol` writes them; a test fails while they are out of date.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from simulator.api.protocol.binary_frame import HEADER_BYTES
from simulator.api.protocol.client_events import ClientEvent, ClientMessage
from simulator.api.protocol.close_codes import CloseCode
from simulator.api.protocol.server_events import ServerEvent
from simulator.api.protocol.server_message import ServerMessage
from simulator.api.protocol.wire import MAX_MESSAGE_BYTES

Message = type[ClientMessage] | type[ServerMessage]

_BINARY_NAME: Final = "binary_audio_frame"
_BINARY_SUMMARY: Final = (
    f"Little endian header of {HEADER_BYTES} bytes: u8 kind (1 in, 2 out), u8 flags (1 last, 2 discontinuity), "
    "u16 stream, u32 seq, u64 t_samples (index of the first sample). Then PCM16 mono, 16 kHz in, 24 kHz out, "
    f"20 to 100 ms, {MAX_MESSAGE_BYTES} bytes at most with the header. Kind 2 is always a synthetic voice. Subprotocol "
    "simulator.v1 only."
)
_INFO: Final = {
    "title": "Rechtuit",
    "version": "1",
    "description": (
        "One rehearsal over one websocket. Connect with subprotocol `simulator.v1` (JSON events and binary audio) or "
        "`realtime` (JSON with base64 audio at 24 kHz, for stock OpenAI Realtime clients). Both sides ignore event "
        "types and fields they do not know. Times are samples or milliseconds on the input audio clock, or offsets "
        "inside a response on the output audio clock; never wall clock."
    ),
    "license": {"name": "Apache-2.0"},
}


def client_messages() -> tuple[type[ClientMessage], ...]:
    return _members(ClientEvent)


def server_messages() -> tuple[type[ServerMessage], ...]:
    return _members(ServerEvent)


def event_type(message: Message) -> str:
    """The value of `type` on the wire."""
    return str(message.model_fields["type"].default)


def asyncapi_document() -> dict[str, Any]:
    """The whole contract as AsyncAPI 3.0, seen from the service: it receives client events and sends server events."""
    refs, definitions = models_json_schema(
        [(message, _mode(message)) for message in _all_messages()], ref_template="#/components/schemas/{model}"
    )
    messages = {event_type(message): _message(message, refs[message, _mode(message)]) for message in _all_messages()}
    received = [event_type(message) for message in client_messages()]
    sent = [event_type(message) for message in server_messages()]
    return {
        "asyncapi": "3.0.0",
        "info": _INFO,
        "defaultContentType": "application/json",
        "servers": {"local": {"host": "127.0.0.1:8000", "protocol": "ws", "description": "`make serve`"}},
        "channels": {"realtime": _channel([*messages, _BINARY_NAME])},
        "operations": {
            "receive": _operation("receive", "What a client sends.", [*received, _BINARY_NAME]),
            "send": _operation("send", "What the service sends.", [*sent, _BINARY_NAME]),
        },
        "components": {
            "messages": messages | {_BINARY_NAME: _binary_message()},
            "schemas": _published(definitions["$defs"]),
        },
        "x-close-codes": {str(code.value): code.name.lower() for code in CloseCode},
    }


def schemas() -> dict[str, dict[str, Any]]:
    """One self-contained JSON Schema per event, by event type."""
    return {
        event_type(message): {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        | _published(message.model_json_schema(mode=_mode(message)))
        for message in _all_messages()
    }


def documents() -> dict[str, str]:
    """Every generated file: its path below docs/protocol and its text."""
    files = {"asyncapi.json": _as_text(asyncapi_document())}
    return files | {f"schema/{name}.json": _as_text(schema) for name, schema in schemas().items()}


def write_documents(folder: Path) -> None:
    """Writes every generated file and removes the schema of an event that is no more."""
    wanted = documents()
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    for stale in (folder / "schema").glob("*.json"):
        if f"schema/{stale.name}" not in wanted:
            stale.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, encoding="utf-8")


def _all_messages() -> tuple[Message, ...]:
    return (*client_messages(), *server_messages())


def _members(union: Any) -> tuple[type[Any], ...]:
    """The models of an annotated union."""
    inner = get_args(union)[0] if get_origin(union) is Annotated else union
    return get_args(inner)


def _mode(message: Message) -> JsonSchemaMode:
    """What a client may send, or what the service always sends (every field, so all are required)."""
    return "validation" if issubclass(message, ClientMessage) else "serialization"


def _message(message: Message, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": event_type(message), "summary": _first_line(message), "payload": payload}


def _first_line(message: Message) -> str:
    return (message.__doc__ or "").strip().splitlines()[0]


def _binary_message() -> dict[str, Any]:
    return {
        "name": _BINARY_NAME,
        "summary": _BINARY_SUMMARY,
        "contentType": "application/octet-stream",
        "payload": {"type": "string", "format": "binary", "maxLength": MAX_MESSAGE_BYTES},
    }


def _channel(names: list[str]) -> dict[str, Any]:
    query = {
        "type": "object",
        "properties": {"session_id": {"type": "string", "description": "From POST /v1/sessions."}},
        "required": ["session_id"],
    }
    return {
        "address": "/v1/realtime",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {"ws": {"method": "GET", "query": query}},
    }


def _operation(action: Literal["receive", "send"], summary: str, names: list[str]) -> dict[str, Any]:
    return {
        "action": action,
        "summary": summary,
        "channel": {"$ref": "#/channels/realtime"},
        "messages": [{"$ref": f"#/channels/realtime/messages/{name}"} for name in names],
    }


def _published(schema: Any) -> Any:
    """The schema without `additionalProperties: false` (a reader ignores fields it does not know) and field titles."""
    if isinstance(schema, list):
        return [_published(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    published = {
        key: _published(value)
        for key, value in schema.items()
        if not (key == "additionalProperties" and value is False)
    }
    for field in published.get("properties", {}).values():
        field.pop("title", None)
    return published


def _as_text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    write_documents(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/protocol"))
