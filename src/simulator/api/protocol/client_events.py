"""What a client sends. Unknown fields are ignored, a wrong type or range is answered by an `error` event."""

from typing import Annotated, Any, Literal

from annotated_types import MinLen
from pydantic import ConfigDict, Field

from simulator.api.protocol.session_config import SessionPatch
from simulator.api.protocol.wire import (
    Base64Pcm,
    ClientEventId,
    Count,
    Identifier,
    Index,
    Milliseconds,
    SampleIndex,
    WireModel,
)


def _require_type(schema: dict[str, Any]) -> None:
    """Python may leave `type` out, the wire may not."""
    schema["required"] = ["type", *schema.get("required", [])]


class ClientMessage(WireModel):
    model_config = ConfigDict(json_schema_extra=_require_type)

    event_id: ClientEventId | None = None
    """The client's own id, different for every event; comes back in an `error` about this event. After `session.resume`
    an event whose id was taken in before is not taken in again: send again whatever may have been lost."""


class SessionUpdate(ClientMessage):
    """Changes the configuration; answered by `session.updated`."""

    type: Literal["session.update"] = "session.update"
    session: SessionPatch


class SessionResume(ClientMessage):
    """First event after a reconnect; answered by the events and sound that were missed, then `session.updated`."""

    type: Literal["session.resume"] = "session.resume"
    handle: Identifier
    last_server_seq: Count
    next_input_sample: SampleIndex
    """Where the client's own input clock is now: sound up to here was said meanwhile and follows, and the persona waits
    for it."""


class InputAudioAppend(ClientMessage):
    """Audio as text (subprotocol `realtime`); `simulator.v1` sends binary frames instead."""

    type: Literal["input_audio_buffer.append"] = "input_audio_buffer.append"
    audio: Base64Pcm


class InputAudioCommit(ClientMessage):
    """Ends a push-to-talk turn."""

    type: Literal["input_audio_buffer.commit"] = "input_audio_buffer.commit"


class InputAudioClear(ClientMessage):
    """Forgets the audio since the last commit."""

    type: Literal["input_audio_buffer.clear"] = "input_audio_buffer.clear"


class InputText(WireModel):
    type: Literal["input_text"] = "input_text"
    text: Annotated[str, MinLen(1)]


class UserMessage(WireModel):
    id: Identifier | None = None
    type: Literal["message"] = "message"
    role: Literal["user"] = "user"
    content: Annotated[tuple[InputText, ...], MinLen(1)]

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.content)


class ItemCreate(ClientMessage):
    """One typed turn: text mode."""

    type: Literal["conversation.item.create"] = "conversation.item.create"
    item: UserMessage


class ItemTruncate(ClientMessage):
    """What the trainee really heard of a reply; counts from the start of the response."""

    type: Literal["conversation.item.truncate"] = "conversation.item.truncate"
    item_id: Identifier
    content_index: Index = 0
    audio_end_ms: Milliseconds


class ResponseCreate(ClientMessage):
    """Sent by stock clients after a turn. The persona answers by itself, so this ends a pending turn at most."""

    type: Literal["response.create"] = "response.create"


class ResponseCancel(ClientMessage):
    """Stops the reply that is being spoken, or the named one."""

    type: Literal["response.cancel"] = "response.cancel"
    response_id: Identifier | None = None


class Playback(ClientMessage):
    """How far the client's loudspeaker is inside a response."""

    type: Literal["simulator.playback"] = "simulator.playback"
    response_id: Identifier
    played_ms: Milliseconds
    state: Literal["started", "progress", "ended", "underrun"]


class Control(ClientMessage):
    """A button of the rehearsal room."""

    type: Literal["simulator.control"] = "simulator.control"
    action: Literal["pause", "resume", "repeat", "hint", "rewind", "end", "stop_exercise"]
    turn_id: Identifier | None = None
    """The turn to rewind to, or to give a hint on."""


class Ack(ClientMessage):
    """The client has handled every server event up to `seq`; frees the replay buffer."""

    type: Literal["simulator.ack"] = "simulator.ack"
    seq: Count


ClientEvent = Annotated[
    SessionUpdate
    | SessionResume
    | InputAudioAppend
    | InputAudioCommit
    | InputAudioClear
    | ItemCreate
    | ItemTruncate
    | ResponseCreate
    | ResponseCancel
    | Playback
    | Control
    | Ack,
    Field(discriminator="type"),
]
