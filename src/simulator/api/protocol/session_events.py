"""Server events about the session itself."""

from typing import Annotated, Literal

from annotated_types import Gt

from simulator.api.protocol.server_message import ServerMessage
from simulator.api.protocol.session_config import SessionConfig
from simulator.api.protocol.wire import (
    MAX_MESSAGE_BYTES,
    Count,
    Identifier,
    Milliseconds,
    SampleIndex,
    WireModel,
)
from simulator.flow.local_text import LocalText


class Limits(WireModel):
    """What this session may send and for how long."""

    max_message_bytes: Annotated[int, Gt(0)] = MAX_MESSAGE_BYTES
    audio_rate_ratio: Annotated[float, Gt(0)] = 1.2
    """Audio seconds accepted per wall second, after the burst."""
    audio_burst_s: Annotated[float, Gt(0)] = 5.0
    audio_backlog_s: Annotated[float, Gt(0)] = 10.0
    """Audio that may wait to be handled before `error(code=backpressure)`."""
    idle_s: Annotated[float, Gt(0)] = 300.0
    resume_s: Annotated[float, Gt(0)] = 120.0
    """How long unacknowledged events are kept for a client that comes back."""


class ProtocolVersions(WireModel):
    """Change one of these and the same talk may read differently."""

    protocol: int = 1
    scenario_hash: str = ""
    rules_hash: str = ""
    models: tuple[str, ...] = ()


class AtTable(WireModel):
    """Somebody whom the trainee talks with."""

    id: Identifier
    name: str


class SessionCreated(ServerMessage):
    """The first event of every session: the server speaks first."""

    type: Literal["session.created"] = "session.created"
    session: SessionConfig
    limits: Limits = Limits()
    versions: ProtocolVersions = ProtocolVersions()
    notice: LocalText | None = None
    """What the trainee must be told first, by whoever shows or speaks this talk: that the colleague is artificial."""
    personas: tuple[AtTable, ...] = ()
    """Who sits at the table, the persona of the talk first; `response.speaker` says who replies."""


class SessionUpdated(ServerMessage):
    """Answers `session.update`, and `session.resume` with `next_input_sample`."""

    type: Literal["session.updated"] = "session.updated"
    session: SessionConfig
    limits: Limits = Limits()
    versions: ProtocolVersions = ProtocolVersions()
    next_input_sample: SampleIndex | None = None
    """After a resume: send audio again from this sample."""


class ResumptionUpdate(ServerMessage):
    """With which handle, and from which sample, a client may come back after a broken connection."""

    type: Literal["session.resumption_update"] = "session.resumption_update"
    handle: Identifier
    resumable: bool
    next_input_sample: SampleIndex


class GoAway(ServerMessage):
    """The server will close this connection soon; come back with the resume handle."""

    type: Literal["session.go_away"] = "session.go_away"
    time_left_ms: Milliseconds
    reason: str


class ErrorDetail(WireModel):
    type: Literal["invalid_request_error", "rate_limit_error", "server_error"]
    code: str | None = None
    """Stable, for programs."""
    message: str
    """One line, for people: what was wrong and what to do."""
    param: str | None = None
    """Dotted path of the field."""
    event_id: str | None = None
    """The client's own id of the event that caused it."""


class ErrorEvent(ServerMessage):
    """Something went wrong; the session lives on unless `fatal`."""

    type: Literal["error"] = "error"
    error: ErrorDetail
    fatal: bool = False
    retry_after_ms: Count | None = None
