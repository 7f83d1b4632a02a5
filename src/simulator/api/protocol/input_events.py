"""Server events about what the trainee says. Times are milliseconds on the input audio clock."""

from typing import Literal

from simulator.api.protocol.conversation import Item
from simulator.api.protocol.server_message import ServerMessage
from simulator.api.protocol.wire import Count, Identifier, Index, Measured, Milliseconds, SampleIndex, Unit, WireModel
from simulator.flow.baseline import ChangeUnit, UsualMeasure
from simulator.flow.labels import Language
from simulator.flow.prosody import MeasureName, PauseKind, QualityProblem, Reason


class InputAudioAck(ServerMessage):
    """Audio up to `next_sample` has been heard."""

    type: Literal["input_audio_buffer.ack"] = "input_audio_buffer.ack"
    next_sample: SampleIndex
    dropped_duplicates: Count = 0
    gap_samples: Count = 0


class InputAudioCleared(ServerMessage):
    """The audio since the last commit is forgotten; answers `input_audio_buffer.clear`."""

    type: Literal["input_audio_buffer.cleared"] = "input_audio_buffer.cleared"


class SpeechStarted(ServerMessage):
    """The trainee began to speak; a client ducks the persona's voice."""

    type: Literal["input_audio_buffer.speech_started"] = "input_audio_buffer.speech_started"
    item_id: Identifier
    audio_start_ms: Milliseconds


class SpeechStopped(ServerMessage):
    """Voice activity ended; the turn may still go on."""

    type: Literal["input_audio_buffer.speech_stopped"] = "input_audio_buffer.speech_stopped"
    item_id: Identifier
    audio_end_ms: Milliseconds


class InputAudioCommitted(ServerMessage):
    """The turn is over."""

    type: Literal["input_audio_buffer.committed"] = "input_audio_buffer.committed"
    item_id: Identifier
    previous_item_id: Identifier | None = None
    audio_end_ms: Milliseconds | None = None


class TimeoutTriggered(ServerMessage):
    """The trainee stayed silent for the whole window."""

    type: Literal["input_audio_buffer.timeout_triggered"] = "input_audio_buffer.timeout_triggered"
    item_id: Identifier
    audio_start_ms: Milliseconds
    audio_end_ms: Milliseconds


class TurnPrediction(ServerMessage):
    """How long a silence must last before it counts as the end of the turn."""

    type: Literal["simulator.turn.prediction"] = "simulator.turn.prediction"
    item_id: Identifier
    p_end: Unit | None = None
    """Probability that the turn is over; null when the source is plain silence."""
    source: Literal["silence", "model", "text"]
    wait_ms: Milliseconds


class ItemAdded(ServerMessage):
    """A turn of the trainee or the persona has begun."""

    type: Literal["conversation.item.added"] = "conversation.item.added"
    item: Item
    previous_item_id: Identifier | None = None


class ItemDone(ServerMessage):
    """A turn is complete, with its words."""

    type: Literal["conversation.item.done"] = "conversation.item.done"
    item: Item
    previous_item_id: Identifier | None = None


class ItemTruncated(ServerMessage):
    """The reply was cut where the client said it was heard to end; answers `conversation.item.truncate`."""

    type: Literal["conversation.item.truncated"] = "conversation.item.truncated"
    item_id: Identifier
    content_index: Index = 0
    audio_end_ms: Milliseconds


class ItemDeleted(ServerMessage):
    """A turn that was taken back (`simulator.control`, action rewind): it is no longer part of the talk."""

    type: Literal["conversation.item.deleted"] = "conversation.item.deleted"
    item_id: Identifier


class TimedWord(WireModel):
    w: str
    start_ms: Milliseconds
    end_ms: Milliseconds
    p: Unit
    """The recogniser's own probability of the word."""


class AudioDuration(WireModel):
    """OpenAI's `usage`: what was transcribed, in seconds of audio."""

    type: Literal["duration"] = "duration"
    seconds: float


class TranscriptionDelta(ServerMessage):
    """Append-only: what was sent is never taken back."""

    type: Literal["conversation.item.input_audio_transcription.delta"] = (
        "conversation.item.input_audio_transcription.delta"
    )
    item_id: Identifier
    content_index: Index = 0
    delta: str


class TranscriptionCompleted(ServerMessage):
    """The words of one turn with their times."""

    type: Literal["conversation.item.input_audio_transcription.completed"] = (
        "conversation.item.input_audio_transcription.completed"
    )
    item_id: Identifier
    content_index: Index = 0
    transcript: str
    language: Language
    words: tuple[TimedWord, ...] = ()
    usage: AudioDuration = AudioDuration(seconds=0.0)


class TranscriptionProblem(WireModel):
    type: str | None = None
    code: str | None = None
    message: str | None = None
    param: str | None = None


class TranscriptionFailed(ServerMessage):
    """The words of one turn could not be recognised; the talk goes on."""

    type: Literal["conversation.item.input_audio_transcription.failed"] = (
        "conversation.item.input_audio_transcription.failed"
    )
    item_id: Identifier
    content_index: Index = 0
    error: TranscriptionProblem


class PauseSpan(WireModel):
    start_ms: Milliseconds
    end_ms: Milliseconds
    kind: PauseKind


class PitchMeasures(WireModel):
    median_hz: Measured
    range_st: Measured
    final_slope_st_s: Measured
    voiced_ratio: Measured
    sd_st: Measured = None
    pdq: Measured = None
    """Standard deviation over mean."""
    slope_st_s: Measured = None
    """Over the whole turn."""
    final_rise_st: Measured = None
    """Over the last 250 ms of voice; negative is a fall. Questions rise too: the words say what it means."""


class LevelMeasures(WireModel):
    median_dbfs: Measured
    range_db: Measured


class RecordingQuality(WireModel):
    snr_db: Measured
    clipping: Unit
    """Share of samples at full scale."""
    usable: bool
    problem: QualityProblem | None = None


class CoreLevels(WireModel):
    """The words that told the core, dB over the mean of the turn."""

    core_db: Measured = None
    last_word_db: Measured = None


class UnsaidMeasure(WireModel):
    """A number that is null, and why."""

    measure: MeasureName
    reason: Reason


class OwnComparison(WireModel):
    """One measure beside the same speaker's turns so far."""

    measure: UsualMeasure
    value: float
    usual: float
    change: float
    unit: ChangeUnit
    stands_out: bool


class ProsodyTurn(ServerMessage):
    """How one turn was said: physical quantities only. Sent to clients that subscribed to `prosody`."""

    type: Literal["simulator.prosody.turn"] = "simulator.prosody.turn"
    item_id: Identifier
    speech_ms: Milliseconds
    pauses: tuple[PauseSpan, ...]
    articulation_rate_sps: Measured
    f0: PitchMeasures
    level: LevelMeasures
    overlap_ms: Milliseconds
    """How long trainee and persona spoke at once."""
    gap_ms: int | None = None
    """From the end of the persona's words to the start of this turn; negative is overlap, null: it answers nothing."""
    quality: RecordingQuality
    core: CoreLevels = CoreLevels()
    unsaid: tuple[UnsaidMeasure, ...] = ()
    compared: tuple[OwnComparison, ...] = ()
