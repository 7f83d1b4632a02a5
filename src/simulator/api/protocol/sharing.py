"""Bodies of the doors for sharing: who may see a talk, what a trainer writes beside it, what HR may take, what left."""

from datetime import date, datetime
from typing import Annotated, Literal

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import Field

from simulator.api.protocol.wire import Count, Identifier, WireModel
from simulator.flow.labels import Audience, Language
from simulator.flow.local_text import LocalText

Written = Annotated[str, MinLen(1), MaxLen(4000)]
Points = Annotated[float, Ge(0), Le(100)]


class ShareState(WireModel):
    """PUT and DELETE /v1/sessions/{id}/share."""

    session_id: Identifier
    shared_at: datetime | None
    """Since when trainers of the organisation may see the talk; null: they may not."""


class OfferedTalkSummary(WireModel):
    """A talk that its trainee lets others see; no words of it."""

    session_id: Identifier
    scenario_id: Identifier
    language: Language
    held_at: datetime
    offered_at: datetime
    trainee_name: str | None
    """null on a machine without accounts."""
    trainee_id: Identifier
    """What a certificate of their practice time is asked for by."""


class OfferedTalks(WireModel):
    """GET /v1/shared (for trainers) and GET /v1/hr/grants (for HR)."""

    talks: tuple[OfferedTalkSummary, ...]


class Author(WireModel):
    """Who wrote something, and when."""

    role: str
    name: str | None
    at: datetime


class AddRemark(WireModel):
    """POST /v1/sessions/{id}/remarks."""

    words: Written
    item_id: Identifier | None = None
    """The turn it is about; the talk as a whole when absent."""


class RemarkBody(WireModel):
    words: str
    item_id: Identifier | None
    by: Author


class RemarkList(WireModel):
    remarks: tuple[RemarkBody, ...]


class AddOverride(WireModel):
    """POST /v1/sessions/{id}/overrides: points in place of the computed ones, which stay beside them."""

    criterion_id: Identifier
    value: Points
    reason: Written


class OverrideBody(WireModel):
    criterion_id: Identifier
    value: Points
    reason: str
    by: Author


class OverrideList(WireModel):
    """In the order in which they were given; of each criterion the last one holds."""

    overrides: tuple[OverrideBody, ...]


class Span(WireModel):
    """A stretch of characters (Unicode code points) of one turn."""

    start: Count
    end: Count


class ChosenQuoteBody(WireModel):
    """A turn of the trainee's own that HR may read."""

    item_id: Identifier
    hidden: Annotated[tuple[Span, ...], Field(strict=False), MaxLen(200)] = ()
    """What is left out of it; the page shows that something is."""


class AddGrant(WireModel):
    """POST /v1/sessions/{id}/hr-grants: consent for one export of this talk to HR."""

    quotes: Annotated[tuple[ChosenQuoteBody, ...], Field(strict=False), MaxLen(200)] = ()


class GrantBody(WireModel):
    grant_id: Identifier
    granted_at: datetime
    quotes: tuple[ChosenQuoteBody, ...]
    withdrawn_at: datetime | None
    used_at: datetime | None
    """When HR took its one export."""


class GrantList(WireModel):
    """GET and DELETE /v1/sessions/{id}/hr-grants."""

    grants: tuple[GrantBody, ...]


class ExportLine(WireModel):
    """One line of the export log."""

    session_id: Identifier
    exported_at: datetime
    audience: Audience
    format: str
    by_owner: bool
    """The trainee took it."""
    by_name: str | None
    """null when they are gone, or nobody has a name here."""
    scenario_id: Identifier
    """Which exercise it was; not whose."""


class ExportLog(WireModel):
    """GET /v1/sessions/{id}/exports (for its trainee) and GET /v1/exports (what others took), the latest first."""

    exports: tuple[ExportLine, ...]


class ExportMany(WireModel):
    """POST /v1/exports: every talk that may be taken out as this audience, as one workbook."""

    audience: Audience = "trainee"
    language: Language = "nl"


Day = Annotated[date, Field(strict=False), Ge(date(2000, 1, 1)), Le(date(2999, 12, 31))]
"""An ISO date of this millennium; a day as the calendar counts it in Belgium."""


class AskCertificate(WireModel):
    """POST /v1/certificates, for HR."""

    person_id: Identifier
    format: Literal["html", "pdf"] = "pdf"
    language: Language = "nl"
    first_day: Day | None = None
    last_day: Day | None = None


class TeamCriterion(WireModel):
    criterion_id: Identifier
    title: LocalText
    mean: Points
    max: Points
    people: Annotated[int, Ge(5)]


class TeamScenarioBody(WireModel):
    """One scenario as five people or more did it, each counted once, with their first talk."""

    scenario_id: Identifier
    people: Annotated[int, Ge(5)]
    criteria: tuple[TeamCriterion, ...]


class TeamView(WireModel):
    """GET /v1/team. What too few people did is not there."""

    people_min: Annotated[int, Ge(5)]
    scenarios: tuple[TeamScenarioBody, ...]
