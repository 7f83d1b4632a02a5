"""Bodies of the REST door. Here an unknown field is refused: a mistyped consent must never pass as a default."""

from datetime import datetime
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le
from pydantic import ConfigDict

from simulator.api.protocol.wire import MAX_JSON_INT, Identifier, Unit, WireModel
from simulator.flow.labels import Difficulty, Language, ScenarioKind
from simulator.flow.local_text import LocalText


class ConsentChoice(WireModel):
    """What the trainee agrees to, each apart. What is not ticked is not given."""

    recording: bool = False
    """Keep the audio."""
    delivery_measures: bool = False
    """Measure pauses, pace, pitch and level."""
    share_with_hr: bool = False


class CreateSession(WireModel):
    """POST /v1/sessions."""

    scenario_id: Identifier
    persona_id: Identifier | None = None
    """The scenario's first persona that speaks the language when absent."""
    language: Language | None = None
    """The persona's mother tongue when absent."""
    difficulty: Difficulty = "normal"
    seed: Annotated[int, Ge(0), Le(MAX_JSON_INT)] | None = None
    """The same seed and the same input give the same reactions; drawn by the server when absent."""
    consent: ConsentChoice = ConsentChoice()
    apply_norms: bool = True
    """false: quantities of delivery are not put beside what others usually do. For who speaks in a second language or
    with a speech impairment; why is not asked, and nobody but the trainee sees the choice."""
    draft: bool = False
    """For trainers: what they have in hand is played, not what is published."""


class SessionTicket(WireModel):
    """201: how to connect."""

    session_id: Identifier
    ws_url: str
    """Without the secret: that travels in the subprotocol list or the `Authorization` header, never in a URL."""
    client_secret: str
    """Works once."""
    expires_in_s: Annotated[float, Gt(0), Le(60)]
    resume_handle: str
    notice: LocalText | None = None
    """What the trainee must be told first: that the colleague and its voice are artificial."""
    audio_days: Annotated[int, Ge(0)] = 0
    """Days the sound of this talk is kept; 0: none is, for the trainee did not agree or the service keeps no sound."""


class SessionSummary(WireModel):
    """GET /v1/sessions/{id}, and one entry of GET /v1/sessions. No words of the talk."""

    session_id: Identifier
    scenario_id: Identifier
    persona_id: Identifier
    language: Language
    difficulty: Difficulty
    seed: int
    consent: ConsentChoice
    status: Literal["open", "finished", "abandoned"]
    created_at: datetime
    has_report: bool


class SessionList(WireModel):
    sessions: tuple[SessionSummary, ...]


class PersonaSummary(WireModel):
    """One entry of GET /v1/personas: what a trainee may know beforehand."""

    persona_id: Identifier
    name: str
    age: int
    role: LocalText
    languages: tuple[Language, ...]
    summary: LocalText


class PersonaList(WireModel):
    personas: tuple[PersonaSummary, ...]


class ScenarioSummary(WireModel):
    """One entry of GET /v1/scenarios."""

    scenario_id: Identifier
    kind: ScenarioKind
    title: LocalText
    briefing: LocalText
    languages: tuple[Language, ...]
    persona_ids: tuple[Identifier, ...]
    difficulties: tuple[Difficulty, ...]


class ScenarioList(WireModel):
    scenarios: tuple[ScenarioSummary, ...]


class ErasureReceipt(WireModel):
    """DELETE /v1/sessions/{id}: the words, measures and report are gone."""

    session_id: Identifier
    erased_at: datetime


class Health(WireModel):
    """GET /v1/health."""

    status: Literal["ok", "warming_up"]
    version: str
    sessions: Annotated[int, Ge(0)]
    """Talks in progress."""
    load_ratio: Unit
    """Talks in progress over talks allowed."""
    voices: dict[Language, str]


class Problem(WireModel):
    """Every answer that is not 2xx, as in RFC 9457 (`application/problem+json`)."""

    model_config = ConfigDict(extra="ignore")

    type: str = "about:blank"
    title: str
    status: Annotated[int, Ge(400), Le(599)]
    detail: str
    """One line: what was wrong and what to do."""
    code: str
    """Stable, for programs; the same codes as in `error` events."""
    param: str | None = None
    retry_after_ms: Annotated[int, Ge(0)] | None = None
