"""Bodies of the trainer studio: what there is, a text and what is wrong in it, its history, its simulation."""

from datetime import datetime
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le, MaxLen, MinLen

from simulator.api.protocol.wire import Count, Identifier, Unit, WireModel
from simulator.flow.labels import ContentStatus, Difficulty, Language
from simulator.flow.local_text import LocalText

ContentKind = Literal["persona", "scenario"]
ContentOrigin = Literal["shipped", "own", "changed"]
"""changed: the organisation's own version of something shipped."""

MAX_TEXT_CHARS = 400_000
"""Six times the longest shipped file."""

ContentText = Annotated[str, MaxLen(MAX_TEXT_CHARS)]
Sha256 = Annotated[str, MinLen(64), MaxLen(64)]
Seeds = Annotated[int, Ge(1), Le(200)]


class ContentItem(WireModel):
    """One persona or scenario on the list."""

    kind: ContentKind
    id: Identifier
    title: LocalText | None
    """null: the text cannot be read."""
    origin: ContentOrigin
    status: ContentStatus
    """What trainees see; `draft` while there is nothing but a draft."""
    has_draft: bool
    """A draft is in hand, and is what is opened."""
    sha256: Sha256
    """Of the text that is opened."""
    errors: Count
    """Findings in it, without playing."""


class ContentList(WireModel):
    """GET /v1/studio."""

    items: tuple[ContentItem, ...]


class ContentOpened(WireModel):
    """GET /v1/studio/{kind}/{id}, and the answer to what changes it."""

    item: ContentItem
    text: str
    """YAML, as it was typed."""


class StartContent(WireModel):
    """POST /v1/studio/{kind}: a draft that is a copy of another."""

    id: Identifier
    like: Identifier


class SaveDraft(WireModel):
    """PUT /v1/studio/{kind}/{id}/draft."""

    text: ContentText
    opened_sha256: Sha256
    """Of the text that was opened: when somebody saved in between, this is refused."""


class CheckContent(WireModel):
    """POST /v1/studio/check: nothing is saved, nothing is played."""

    kind: ContentKind
    id: Identifier
    text: ContentText
    language: Language


class ContentFinding(WireModel):
    """One defect."""

    line: Annotated[int, Ge(1)]
    column: Annotated[int, Ge(1)]
    code: str
    """docs/trainer/errors.md explains it."""
    message: str
    fix: str
    elsewhere: str | None
    """Id of the persona it is in, when it is not in this text."""


class ContentChecked(WireModel):
    findings: tuple[ContentFinding, ...]


class DrawContent(WireModel):
    """POST /v1/studio/preview: a scenario as a diagram (SVG)."""

    id: Identifier
    text: ContentText
    language: Language


class ContentVersion(WireModel):
    version_id: Identifier
    event: Literal["saved", "published", "archived", "shipped"]
    at: datetime | None
    """null for the shipped file."""
    sha256_start: str
    """First 12 digits."""


class ContentHistory(WireModel):
    """The newest first; the shipped file, where there is one, last."""

    versions: tuple[ContentVersion, ...]


class VersionText(WireModel):
    text: str


class StartSimulation(WireModel):
    """POST /v1/studio/scenario/{id}/simulation: what is opened (the draft, where there is one) is played."""

    seeds: Seeds = 6
    """Simulated talks per sort of trainee; `simulator check` plays 24."""
    language: Language
    """Of the findings."""


class ContentCoverage(WireModel):
    """What simulated talks covered."""

    talks: Count
    phases: dict[str, Unit]
    """Share of talks that came there."""
    triggers: dict[str, Unit]
    """Share of talks in which it fired."""
    unspoken: dict[str, tuple[str, ...]]
    """Per persona what could be said and never was: "nl cry/sad"."""
    spoken_ratio: Unit
    scores: dict[str, Annotated[float, Ge(0), Le(100)]]
    """Mean of each sort of trainee, at normal difficulty."""
    won: Unit
    """Share of pairs in which the clear trainee beat the avoider."""
    tension: dict[Difficulty, Unit]


class SimulationState(WireModel):
    """GET /v1/studio/simulation/{id}."""

    simulation_id: Identifier
    state: Literal["running", "done", "failed", "stopped"]
    played: Count
    talks: Count
    """0 until it is known."""
    findings: tuple[ContentFinding, ...]
    coverage: ContentCoverage | None
    """null while it runs, and when nothing could be played."""


SchemaDocument = dict[str, Any]
"""JSON Schema of a file, for completion."""
