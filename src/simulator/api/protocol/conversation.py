"""Items and responses as OpenAI's types nest them; shared by several server events."""

from typing import Literal

from simulator.api.protocol.session_config import Modality
from simulator.api.protocol.wire import Identifier, Milliseconds, WireModel


class ContentPart(WireModel):
    """One part of an item. A transcript goes with audio, a text with text; sound itself is never repeated here."""

    type: Literal["input_text", "input_audio", "output_text", "output_audio"]
    text: str | None = None
    transcript: str | None = None


class Item(WireModel):
    """One turn of the talk: `user` is the trainee, `assistant` the persona."""

    id: Identifier
    object: Literal["realtime.item"] = "realtime.item"
    type: Literal["message"] = "message"
    role: Literal["user", "assistant"]
    status: Literal["completed", "incomplete", "in_progress"] = "completed"
    content: tuple[ContentPart, ...] = ()


class ResponseStatus(WireModel):
    type: Literal["completed", "cancelled"]
    reason: Literal["turn_detected", "client_cancelled"] | None = None


class Response(WireModel):
    """One reply of the persona."""

    id: Identifier
    object: Literal["realtime.response"] = "realtime.response"
    conversation_id: Identifier | None = None
    status: Literal["in_progress", "completed", "cancelled"]
    status_details: ResponseStatus | None = None
    output: tuple[Item, ...] = ()
    output_modalities: tuple[Modality, ...] = ("audio",)
    spoken_text: str | None = None
    """The words that were sent as sound, or heard when the reply was cut off; null until it is done."""
    synthetic: Literal[True] = True
    """Words and voice are made by a machine (Regulation (EU) 2024/1689, art. 50(2))."""
    audio_end_ms: Milliseconds | None = None
    """Where the sound ended, from the start of the response; null until it is done."""
    speaker: Identifier | None = None
    """Id of the persona who replies: two may sit at the table."""


class ResponsePart(WireModel):
    """The part shape of `response.content_part.*`, which is not that of an item."""

    type: Literal["text", "audio"]
    text: str | None = None
    transcript: str | None = None
