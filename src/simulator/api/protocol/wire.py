"""What every wire message is made of: the strict model and the field types that carry units and ranges."""

import base64
import binascii
import math
from typing import Annotated, Any, Final, TypeAlias

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema

MAX_MESSAGE_BYTES: Final = 64 * 1024
"""Largest message either side accepts, text or binary."""

MAX_JSON_INT: Final = 2**53 - 1
"""Largest whole number that survives a JavaScript client."""


class WireModel(BaseModel):
    """Strict and frozen.

    A field that no model knows is a mistake when *we* build a message, and is ignored when one is read (see codec).
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


def _decode_base64(value: Any) -> Any:
    """Bytes as they are; text as base64."""
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise ValueError(f"expected base64 ({problem})") from None


def _encode_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _check_pcm(pcm: bytes) -> bytes:
    if not pcm or len(pcm) % 2:
        raise ValueError(f"expected 16-bit samples, not {len(pcm)} bytes")
    return pcm


def _nan_to_none(value: Any) -> Any:
    """The rooms say "too little to judge" with NaN, which JSON does not have."""
    return None if isinstance(value, float) and math.isnan(value) else value


Base64Pcm: TypeAlias = Annotated[
    bytes,
    BeforeValidator(_decode_base64),
    AfterValidator(_check_pcm),
    PlainSerializer(_encode_base64, return_type=str),
    WithJsonSchema({"type": "string", "contentEncoding": "base64", "contentMediaType": "audio/pcm"}),
]
"""PCM16 little endian mono; base64 on the wire, bytes in Python."""

Count: TypeAlias = Annotated[int, Ge(0), Le(MAX_JSON_INT)]
Milliseconds: TypeAlias = Annotated[int, Ge(0), Le(MAX_JSON_INT)]
"""On the input audio clock, or from the start of a response on the output clock; the event says which."""
SampleIndex: TypeAlias = Annotated[int, Ge(0), Le(MAX_JSON_INT)]
Index: TypeAlias = Annotated[int, Ge(0), Le(65_535)]
Unit: TypeAlias = Annotated[float, Ge(0), Le(1)]
"""0 to 1."""
Measured: TypeAlias = Annotated[float | None, BeforeValidator(_nan_to_none)]
"""A physical quantity; null (NaN in Python becomes null) when there is too little speech to say."""
Identifier: TypeAlias = Annotated[str, MinLen(1), MaxLen(256)]
ClientEventId: TypeAlias = Annotated[str, MaxLen(512)]
