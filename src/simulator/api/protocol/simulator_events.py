"""Server events that only a rehearsal has: evidence, the persona's simulated state, feedback."""

from typing import Annotated, Literal

from annotated_types import Ge, MinLen

from simulator.api.protocol.server_message import ServerMessage
from simulator.api.protocol.wire import Count, Identifier, Milliseconds, Unit, WireModel
from simulator.flow.avatar import CueKind
from simulator.flow.evidence import Polarity
from simulator.flow.labels import Audience, EvidenceCategory, Mood, ReactionPhase
from simulator.flow.local_text import LocalText

LatencyStage = Literal["vad", "endpoint", "stt", "language", "dialogue", "voice"]


class EvidenceSpan(WireModel):
    """Characters [start, end) of the turn's transcript, and its time on the input clock."""

    char_start: Count
    char_end: Count
    start_ms: Milliseconds
    end_ms: Milliseconds


class EvidenceAdded(ServerMessage):
    """One observation with its quote. Sent to clients that subscribed to `evidence`."""

    type: Literal["simulator.evidence.added"] = "simulator.evidence.added"
    evidence_id: Identifier
    rule_id: Identifier
    category: EvidenceCategory
    polarity: Polarity
    weight: float
    item_id: Identifier
    span: EvidenceSpan
    quote: str
    message: LocalText
    suggestion: LocalText | None = None
    visibility: tuple[Audience, ...]


class EvidenceRetracted(ServerMessage):
    """An observation that later words made untrue."""

    type: Literal["simulator.evidence.retracted"] = "simulator.evidence.retracted"
    evidence_id: Identifier


class SecondMoved(WireModel):
    """The simulated state of who sits at the table too."""

    persona_id: Identifier
    mood: Mood
    intensity: Unit


class PersonaMoved(ServerMessage):
    """The persona's simulated state: fiction, and never about the trainee."""

    type: Literal["simulator.persona.state"] = "simulator.persona.state"
    phase: ReactionPhase
    mood: Mood
    intensity: Unit
    trust: Unit
    patience: Unit
    because: tuple[Identifier, ...] = ()
    """Ids of the evidence that caused it."""
    second: SecondMoved | None = None
    """Of who sits at the table too; null in a talk between two."""


class PersonaCue(ServerMessage):
    """Something the persona does that is not speech."""

    type: Literal["simulator.persona.cue"] = "simulator.persona.cue"
    response_id: Identifier | None = None
    """The response it belongs to; null: it is done while listening, as soon as it arrives."""
    kind: CueKind
    name: Annotated[str, MinLen(1)]
    t_out_ms: Milliseconds
    """From the start of the response."""
    dur_ms: Milliseconds


class TurnFeedback(ServerMessage):
    """A hint the trainee asked for."""

    type: Literal["simulator.feedback.turn"] = "simulator.feedback.turn"
    turn_id: Identifier
    one_line: LocalText


class CriterionResult(WireModel):
    criterion: Identifier
    value: float
    max: float
    evidence_ids: tuple[Identifier, ...] = ()


class FinalFeedback(ServerMessage):
    """The talk is over and its report is ready."""

    type: Literal["simulator.feedback.final"] = "simulator.feedback.final"
    report_id: Identifier
    url: str
    scores: tuple[CriterionResult, ...]


class Latency(ServerMessage):
    """Wall-clock time per stage of one answer, for operators; no score rests on it."""

    type: Literal["simulator.latency"] = "simulator.latency"
    item_id: Identifier | None = None
    stage_ms: dict[LatencyStage, Annotated[float, Ge(0)]]
