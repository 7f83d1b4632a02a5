"""What a client may ask for in `session.update`, and the configuration that is then in effect."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from annotated_types import Ge, Le, MinLen
from pydantic import AliasChoices, BeforeValidator, Field

from simulator.api.protocol.wire import Identifier, WireModel
from simulator.flow import clock

Subprotocol = Literal["simulator.v1", "realtime"]
TurnEnd = Literal["server_vad", "semantic_vad", "push_to_talk", "none"]
Modality = Literal["text", "audio"]
AnimationOutput = Literal["viseme_id", "blendshapes"]
Subscription = Literal["evidence", "prosody", "latency"]
Pacing = Literal["realtime", "none"]
"""How fast sound travels: with `none` neither side keeps to real time (tools; docs/decisions/0003)."""
BargeIn = Literal["duck", "hold"]
"""What the client does with the persona's sound when a voice is heard over it. `hold`: it stops at
`simulator.response.held` and goes on where it stopped at `simulator.response.resumed`; `duck`: it turns it down."""
SilenceMs: TypeAlias = Annotated[int, Ge(100), Le(10_000)]
WaitMs: TypeAlias = Annotated[int, Ge(100), Le(60_000)]


class TurnDetection(WireModel):
    """How the end of a turn is found. OpenAI's further fields are accepted and ignored."""

    type: TurnEnd = "server_vad"
    silence_ms: SilenceMs | None = Field(
        default=None, validation_alias=AliasChoices("silence_ms", "silence_duration_ms")
    )
    """Silence that ends a turn; null leaves it to the server. Stock clients call it `silence_duration_ms`."""
    max_wait_ms: WaitMs | None = None
    """Longest the server waits for more speech before it takes the turn as ended."""


class AudioFormat(WireModel):
    type: Literal["audio/pcm"] = "audio/pcm"
    rate: Literal[16_000, 24_000] = 24_000
    """Samples per second, mono, 16 bits."""


class OutputFormat(WireModel):
    type: Literal["audio/pcm"] = "audio/pcm"
    rate: Literal[24_000] = 24_000


class AudioInput(WireModel):
    format: AudioFormat = AudioFormat()
    turn_detection: TurnDetection | None = TurnDetection()
    """null is OpenAI's spelling of `none`."""
    noisy_room: bool = False
    """Others talk in the room: voices much softer than the trainee's are no speech."""


class AudioOutput(WireModel):
    format: OutputFormat = OutputFormat()
    voice: str | None = None
    """Engine and voice that speak; null until the first reply."""
    synthetic: Literal[True] = True
    """All sound of this session, binary frames of kind 2 too, is a synthetic voice (Regulation (EU) 2024/1689, art.
    50(2)). No client can switch this off."""


class AudioConfig(WireModel):
    input: AudioInput = AudioInput()
    output: AudioOutput = AudioOutput()


class Animation(WireModel):
    outputs: tuple[AnimationOutput, ...] = ("viseme_id",)
    viseme_set: Literal["OPENXR15"] = "OPENXR15"


class AudioFormatPatch(WireModel):
    type: Literal["audio/pcm"] | None = None
    rate: Literal[16_000, 24_000] | None = None


class OutputFormatPatch(WireModel):
    type: Literal["audio/pcm"] | None = None
    rate: Literal[24_000] | None = None


def _unwrap_id(voice: Any) -> Any:
    """OpenAI spells a custom voice `{"id": "..."}`."""
    return voice.get("id") if isinstance(voice, Mapping) else voice


VoiceName: TypeAlias = Annotated[Identifier, BeforeValidator(_unwrap_id)]


class AudioInputPatch(WireModel):
    format: AudioFormatPatch | None = None
    turn_detection: TurnDetection | None = None
    """Left out: unchanged. null: off, the client commits each turn itself."""
    noisy_room: bool | None = None


class AudioOutputPatch(WireModel):
    format: OutputFormatPatch | None = None
    voice: VoiceName | None = None
    """Accepted from stock clients; the persona keeps its own voice, and the effective configuration says which."""


class AudioPatch(WireModel):
    input: AudioInputPatch | None = None
    output: AudioOutputPatch | None = None


class AnimationPatch(WireModel):
    outputs: tuple[AnimationOutput, ...] | None = None
    viseme_set: Literal["OPENXR15"] | None = None


class SessionPatch(WireModel):
    """The `session` of a `session.update`: what is left out stays as it was."""

    type: Literal["realtime"] | None = None
    audio: AudioPatch | None = None
    output_modalities: Annotated[tuple[Modality, ...], MinLen(1)] | None = None
    animation: AnimationPatch | None = None
    captions: bool | None = None
    events: tuple[Subscription, ...] | None = None
    pacing: Pacing | None = None
    barge_in: BargeIn | None = None


class SessionConfig(WireModel):
    """The configuration in effect, in the shape of OpenAI's session object plus ours."""

    type: Literal["realtime"] = "realtime"
    object: Literal["realtime.session"] = "realtime.session"
    id: str = ""
    audio: AudioConfig = AudioConfig()
    output_modalities: Annotated[tuple[Modality, ...], MinLen(1)] = ("audio",)
    animation: Animation = Animation()
    captions: bool = True
    events: tuple[Subscription, ...] = ()
    """Extra event families this client asked for; none by default, because dense live meters hurt learning."""
    pacing: Pacing = "realtime"
    barge_in: BargeIn = "duck"

    @classmethod
    def initial(cls, session_id: str, subprotocol: Subprotocol) -> "SessionConfig":
        """What is in effect before the first `session.update`."""
        is_stock = subprotocol == "realtime"
        sound = AudioFormat(rate=24_000 if is_stock else clock.INPUT_RATE_HZ)
        turn_end = TurnDetection(type="server_vad" if is_stock else "semantic_vad")
        return cls(id=session_id, audio=AudioConfig(input=AudioInput(format=sound, turn_detection=turn_end)))

    @property
    def turn_end(self) -> TurnEnd:
        """How turns end, whichever way the client said it."""
        detection = self.audio.input.turn_detection
        return detection.type if detection else "none"

    def updated_by(self, patch: SessionPatch) -> "SessionConfig":
        """The same configuration with the fields of `patch` that were given."""
        given = patch.model_dump(exclude_unset=True, exclude={"audio": {"output": {"voice"}}})
        return SessionConfig.model_validate(_merged(self.model_dump(), given))


def _merged(current: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Deep merge; a null changes nothing, except for `turn_detection`, where it means off."""
    merged = dict(current)
    for name, value in given.items():
        if name == "turn_detection":
            merged[name] = value
        elif isinstance(value, Mapping):
            merged[name] = _merged(merged[name], value)
        elif value is not None:
            merged[name] = value
    return merged
