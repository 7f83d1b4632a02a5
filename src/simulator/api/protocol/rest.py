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


class ForkChoice(WireModel):
    """A sentence of one's own in an earlier talk, to be tried again."""

    session_id: Identifier
    item_id: Identifier


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
    fork: ForkChoice | None = None
    """The talk begins just before this sentence: what was said before is taken over, and the persona says its last line
    again. Scenario, persona, language, difficulty and seed are those of the earlier talk; another one is refused."""


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
    second_persona_id: Identifier | None = None
    """Who sits at the table too; null in a talk between two."""


class SessionPoints(WireModel):
    """What the report of a talk came to."""

    total: Annotated[float, Ge(0), Le(100)]
    """As computed; what a trainer gave in its place stands in the report."""
    passed: bool
    pass_mark: Annotated[float, Ge(0), Le(100)]
    duration_ms: Annotated[int, Ge(0), Le(MAX_JSON_INT)]


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
    points: SessionPoints | None
    """null without a report, or with one of an older version."""
    shared_at: datetime | None
    """Since when trainers of the organisation may see the talk; null: they may not."""
    is_fork: bool = False
    """It tries one sentence of an earlier talk again; it is no attempt of its own."""
    fork_of: Identifier | None = None
    """That talk, as long as it is kept."""


class SessionList(WireModel):
    sessions: tuple[SessionSummary, ...]


class CriterionPointsBody(WireModel):
    criterion_id: Identifier
    title: LocalText
    value: float
    max: float


class Attempt(WireModel):
    """One talk of one's own beside the others of the same exercise."""

    session_id: Identifier
    persona_id: Identifier
    difficulty: Difficulty
    created_at: datetime
    points: SessionPoints
    criteria: tuple[CriterionPointsBody, ...]
    """In the order of the rubric, as it was then."""


class Attempts(WireModel):
    """GET /v1/attempts: one's own finished talks of one exercise, the oldest first."""

    attempts: tuple[Attempt, ...]


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
