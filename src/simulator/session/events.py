"""What a live session tells: one dataclass per event, in the past tense. `api` puts them on the wire."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulator.flow.avatar import Cue, Viseme
from simulator.flow.baseline import Comparison
from simulator.flow.dialogue import PersonaState
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.prosody import Delivery
from simulator.flow.report import Feedback
from simulator.flow.speech import Transcript
from simulator.flow.talk import Turn

EndReason = Literal["completed", "turn_detected", "client_cancelled"]
TurnEndSource = Literal["silence", "model", "text"]
Stage = Literal["vad", "endpoint", "stt", "language", "dialogue", "voice"]


@dataclass(frozen=True, slots=True)
class AudioAccepted:
    """Audio up to `next_sample` has been heard and judged for speech."""

    next_sample: int
    dropped_duplicates: int = 0
    gap_samples: int = 0


@dataclass(frozen=True, slots=True)
class TraineeSpeechStarted:
    item_id: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class TraineeSpeechStopped:
    item_id: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class TurnPredicted:
    """How long the trainee's silence must last before it counts as the end of the turn."""

    item_id: str
    wait_ms: int
    source: TurnEndSource
    p_end: float | None = None
    """How finished it sounded, 0-1; None where only silence counts."""


@dataclass(frozen=True, slots=True)
class TurnCommitted:
    item_id: str
    end_ms: int


@dataclass(frozen=True, slots=True)
class TurnTyped:
    item_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnCaptioned:
    """More words of a turn that is being said; what was shown is never taken back."""

    item_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnTranscribed:
    item_id: str
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class TurnMeasured:
    item_id: str
    delivery: Delivery
    overlap_ms: int
    gap_ms: int | None = None
    """From the end of what the persona said to the start of this turn; negative is overlap, None: nothing answered."""
    compared: tuple[Comparison, ...] = ()
    """Beside the same speaker's turns so far."""


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PersonaMoved:
    state: PersonaState
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueShown:
    cue: Cue
    response_id: str | None = None
    """The reply it belongs to; None: done while listening, now."""


@dataclass(frozen=True, slots=True)
class ResponseStarted:
    response_id: str
    item_id: str
    speaker: str
    """Id of the persona who replies."""


@dataclass(frozen=True, slots=True)
class ResponseSpoken:
    """One sentence of the reply: text and lips; its sound follows. Offsets count from the start of the response."""

    response_id: str
    item_id: str
    text: str
    visemes: tuple[Viseme, ...]
    offset_ms: int
    estimated: bool


@dataclass(frozen=True, slots=True, eq=False)
class ResponseAudio:
    """A packet of the reply's sound, sent a little ahead of when it is heard."""

    response_id: str
    item_id: str
    start_sample: int
    """On the output clock, from the start of the response."""
    pcm: NDArray[np.int16]
    is_last: bool


@dataclass(frozen=True, slots=True)
class ResponseHeld:
    """The persona stopped in the middle of a reply, because a voice was heard."""

    response_id: str
    item_id: str
    heard_ms: int
    """How much of it was heard, from its start."""


@dataclass(frozen=True, slots=True)
class ResponseResumed:
    """It goes on where it stopped: the voice took no turn."""

    response_id: str
    item_id: str
    heard_ms: int


@dataclass(frozen=True, slots=True)
class ResponseEnded:
    response_id: str
    item_id: str
    reason: EndReason
    spoken_text: str
    audio_end_ms: int

    @property
    def is_cancelled(self) -> bool:
        return self.reason != "completed"


@dataclass(frozen=True, slots=True)
class TurnTimed:
    """Wall-clock milliseconds per stage of one answer; for operators, never for scores."""

    item_id: str
    stage_ms: dict[Stage, float]


@dataclass(frozen=True, slots=True)
class HintGiven:
    turn_id: str
    one_line: LocalText


@dataclass(frozen=True, slots=True)
class TurnsTakenBack:
    """The trainee went back to try a turn again."""

    turns: tuple[Turn, ...]
    last_item_id: str | None
    """The turn that is now the last one; None: the talk begins again."""


@dataclass(frozen=True, slots=True)
class TalkEnded:
    report_id: str
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class ProblemArose:
    """Something went wrong that the client should know; the session lives on."""

    code: str
    message: str


SessionEvent = (
    AudioAccepted
    | TraineeSpeechStarted
    | TraineeSpeechStopped
    | TurnPredicted
    | TurnCommitted
    | TurnTyped
    | TurnCaptioned
    | TurnTranscribed
    | TurnMeasured
    | EvidenceFound
    | PersonaMoved
    | CueShown
    | ResponseStarted
    | ResponseSpoken
    | ResponseAudio
    | ResponseHeld
    | ResponseResumed
    | ResponseEnded
    | TurnTimed
    | HintGiven
    | TurnsTakenBack
    | TalkEnded
    | ProblemArose
)
