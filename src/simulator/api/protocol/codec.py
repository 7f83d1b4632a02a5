"""Text ↔ events. Unknown event types come back as `UnknownEvent`; anything else that is wrong is a `BadEvent`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json, to_json

from simulator.api.protocol.client_events import ClientEvent
from simulator.api.protocol.server_events import ServerEvent
from simulator.api.protocol.session_events import ErrorDetail, ErrorEvent
from simulator.api.protocol.wire import MAX_MESSAGE_BYTES
from simulator.errors import BadInput, NotAllowed, NotFound, OverCapacity, RechtuitError

T = TypeVar("T")
_CLIENT: Final[TypeAdapter[ClientEvent]] = TypeAdapter(ClientEvent)
_SERVER: Final[TypeAdapter[ServerEvent]] = TypeAdapter(ServerEvent)
_SHOWN_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """A type from a later protocol, or from a vendor: ignored."""

    type: str


class BadEvent(BadInput):
    """An event that cannot be used, with what an `error` event says about it."""

    code = "invalid_event"

    def __init__(
        self, what: str, *, where: str, remedy: str | None = None, param: str | None = None, event_id: str | None = None
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.param = param
        """Dotted path of the field, when it is about one."""
        self.event_id = event_id
        """The client's own id of the event, when it had one."""


def parse_client_event(message: str | bytes) -> ClientEvent | UnknownEvent:
    """One text message of a client.

    Raises:
        BadEvent: no JSON object, no `type`, a missing field, a wrong type or range, or more than 64 KiB.
    """
    return _parse(_CLIENT, message)


def parse_server_event(message: str | bytes) -> ServerEvent | UnknownEvent:
    """One text message of the service, for clients written in Python.

    Raises:
        BadEvent: as `parse_client_event`.
    """
    return _parse(_SERVER, message)


def encode_server_event(event: ServerEvent) -> str:
    """The event as one line of JSON; every field is there, null included, so that its shape never varies."""
    return event.model_dump_json()


def encode_client_event(event: ClientEvent) -> str:
    """The event as one line of JSON, with only what was given: in an update a left-out field means "unchanged"."""
    return to_json({"type": event.type} | event.model_dump(mode="json", exclude_unset=True)).decode()


def error_event(problem: RechtuitError, *, fatal: bool = False, event_id: str | None = None) -> ErrorEvent:
    """What the client is told about a problem: one line, no traceback.

    Args:
        event_id: the client's own, of the event that could be read and not be done.
    """
    detail = ErrorDetail(
        type=_openai_error_type(problem),
        code=problem.code,
        message=str(problem),
        param=problem.param if isinstance(problem, BadEvent) else None,
        event_id=problem.event_id if isinstance(problem, BadEvent) else event_id,
    )
    retry_after_ms = problem.retry_after_ms if isinstance(problem, OverCapacity) else None
    return ErrorEvent(error=detail, fatal=fatal, retry_after_ms=retry_after_ms)


def _openai_error_type(
    problem: RechtuitError,
) -> Literal["invalid_request_error", "rate_limit_error", "server_error"]:
    match problem:
        case BadInput() | NotFound() | NotAllowed():
            return "invalid_request_error"
        case OverCapacity():
            return "rate_limit_error"
        case _:
            return "server_error"


def _parse(adapter: TypeAdapter[T], message: str | bytes) -> T | UnknownEvent:
    utf8 = message.encode(errors="surrogatepass") if isinstance(message, str) else message
    if len(utf8) > MAX_MESSAGE_BYTES:
        raise BadEvent(f"expected at most {MAX_MESSAGE_BYTES} bytes, but got {len(utf8)}.", where="message")
    try:
        return adapter.validate_json(utf8, extra="ignore")
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
    if first["type"] == "union_tag_invalid" and not first["loc"] and isinstance(first["input"]["type"], str):
        return UnknownEvent(first["input"]["type"])
    raise _explained(first, utf8)


def _explained(error: ErrorDetails, message: bytes) -> BadEvent:
    """The first validation error as one line that names event, field and what arrived."""
    if error["type"] == "json_invalid":
        return BadEvent(f"expected a JSON object ({error['ctx']['error']}).", where="message")
    if not error["loc"]:
        what = f'expected a JSON object with a text field "type", but got {_shown(error["input"])}.'
        return BadEvent(what, where="message", param="type", event_id=_event_id(message))
    event_type, *path = error["loc"]
    param = ".".join(str(part) for part in path)
    arrived = "" if error["type"] == "missing" else f", but got {_shown(error['input'])}"
    reason = error["msg"].removeprefix("Value error, ")
    what = f"{reason[:1].lower()}{reason[1:]}{arrived}."
    return BadEvent(what, where=f"{event_type}: {param}", param=param, event_id=_event_id(message))


def _shown(value: Any) -> str:
    """A value short enough for one line."""
    text = repr(value)
    return text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}… ({len(text)} characters)"


def _event_id(message: bytes) -> str | None:
    """The id a client gave to an event that is otherwise wrong."""
    try:
        found = from_json(message)
    except ValueError:
        return None
    event_id = found.get("event_id") if isinstance(found, Mapping) else None
    return event_id if isinstance(event_id, str) else None
