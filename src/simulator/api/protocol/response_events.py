"""Server events about what the persona says and shows. Times count from the start of the response (output clock)."""

from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le

from simulator.api.protocol.conversation import Item, Response, ResponsePart
from simulator.api.protocol.server_message import ServerMessage
from simulator.api.protocol.wire import Base64Pcm, Count, Identifier, Index, Milliseconds, Unit


class ResponseCreated(ServerMessage):
    """The persona is about to reply."""

    type: Literal["response.created"] = "response.created"
    response: Response


class ResponseDone(ServerMessage):
    """The reply is complete, or cancelled: then drop all queued audio and visemes."""

    type: Literal["response.done"] = "response.done"
    response: Response


class OutputItemAdded(ServerMessage):
    """The reply's item has begun."""

    type: Literal["response.output_item.added"] = "response.output_item.added"
    response_id: Identifier
    output_index: Index = 0
    item: Item


class OutputItemDone(ServerMessage):
    """The reply's item is complete."""

    type: Literal["response.output_item.done"] = "response.output_item.done"
    response_id: Identifier
    output_index: Index = 0
    item: Item


class ResponsePiece(ServerMessage):
    """Where in a reply an event belongs."""

    response_id: Identifier
    item_id: Identifier
    output_index: Index = 0
    content_index: Index = 0


class ContentPartAdded(ResponsePiece):
    """A part of the reply, sound or text, has begun."""

    type: Literal["response.content_part.added"] = "response.content_part.added"
    part: ResponsePart


class ContentPartDone(ResponsePiece):
    """A part of the reply is complete."""

    type: Literal["response.content_part.done"] = "response.content_part.done"
    part: ResponsePart


class OutputAudioDelta(ResponsePiece):
    """Sound of the reply (subprotocol `realtime`); `simulator.v1` gets binary frames instead."""

    type: Literal["response.output_audio.delta"] = "response.output_audio.delta"
    delta: Base64Pcm


class OutputAudioDone(ResponsePiece):
    """All sound of the reply has been sent."""

    type: Literal["response.output_audio.done"] = "response.output_audio.done"


class OutputTranscriptDelta(ResponsePiece):
    """The next words of the reply, as they will be spoken."""

    type: Literal["response.output_audio_transcript.delta"] = "response.output_audio_transcript.delta"
    delta: str


class OutputTranscriptDone(ResponsePiece):
    """All words of the reply."""

    type: Literal["response.output_audio_transcript.done"] = "response.output_audio_transcript.done"
    transcript: str


class ResponseHeld(ResponsePiece):
    """The persona stopped in the middle, because a voice was heard: stop its sound and lips here, and keep the rest."""

    type: Literal["simulator.response.held"] = "simulator.response.held"
    audio_end_ms: Milliseconds
    """How much of it was heard, from its start, as far as the service knows."""


class ResponseResumed(ResponsePiece):
    """The voice took no turn: go on with the sound and lips where they stopped."""

    type: Literal["simulator.response.resumed"] = "simulator.response.resumed"
    audio_end_ms: Milliseconds


class OutputTextDelta(ResponsePiece):
    """The reply in text-only output."""

    type: Literal["response.output_text.delta"] = "response.output_text.delta"
    delta: str


class OutputTextDone(ResponsePiece):
    """All text of the reply."""

    type: Literal["response.output_text.done"] = "response.output_text.done"
    text: str


class VisemeDelta(ResponsePiece):
    """One mouth shape (OpenXR order), named as in Azure Voice Live."""

    type: Literal["response.animation_viseme.delta"] = "response.animation_viseme.delta"
    viseme_id: Annotated[int, Ge(0), Le(14)]
    audio_offset_ms: Milliseconds
    duration_ms: Milliseconds
    weight: Unit
    estimated: bool = False
    """The time comes from a duration model and not from the voice."""


class VisemeDone(ResponsePiece):
    """All mouth shapes of the reply have been sent."""

    type: Literal["response.animation_viseme.done"] = "response.animation_viseme.done"


class BlendshapesDelta(ResponsePiece):
    """Face weights, one row per frame."""

    type: Literal["response.animation_blendshapes.delta"] = "response.animation_blendshapes.delta"
    frame_index: Count
    """Of the first row, from the start of the response."""
    fps: Annotated[int, Gt(0), Le(30)]
    names: tuple[str, ...] | None = None
    """ARKit names of the columns; only in the first delta of a response."""
    weights: tuple[tuple[Unit, ...], ...]
