"""The wire, version 1: one model per event, the codec, the binary frame. docs/protocol is generated from here.

Server events are grouped by what they are about (`session_events`, `input_events`, `response_events`,
`simulator_events`) and joined in `server_events`.
"""

from simulator.api.protocol import (
    client_events,
    input_events,
    response_events,
    rest,
    session_events,
    simulator_events,
)
from simulator.api.protocol.binary_frame import HEADER_BYTES, BinaryFrame, FrameFlag, FrameKind
from simulator.api.protocol.client_events import ClientEvent
from simulator.api.protocol.close_codes import CloseCode
from simulator.api.protocol.codec import (
    BadEvent,
    UnknownEvent,
    encode_client_event,
    encode_server_event,
    error_event,
    parse_client_event,
    parse_server_event,
)
from simulator.api.protocol.server_events import ServerEvent
from simulator.api.protocol.session_config import SessionConfig, SessionPatch, Subprotocol
from simulator.api.protocol.wire import MAX_MESSAGE_BYTES

__all__ = [
    "HEADER_BYTES",
    "MAX_MESSAGE_BYTES",
    "BadEvent",
    "BinaryFrame",
    "ClientEvent",
    "CloseCode",
    "FrameFlag",
    "FrameKind",
    "ServerEvent",
    "SessionConfig",
    "SessionPatch",
    "Subprotocol",
    "UnknownEvent",
    "client_events",
    "encode_client_event",
    "encode_server_event",
    "error_event",
    "input_events",
    "parse_client_event",
    "parse_server_event",
    "response_events",
    "rest",
    "session_events",
    "simulator_events",
]
