"""Bodies of the doors to one's own records."""

from datetime import datetime
from typing import Annotated

from annotated_types import Ge

from simulator.api.protocol.wire import Count, Identifier, WireModel


class RecordingList(WireModel):
    """GET /v1/sessions/{id}/recordings: turns of which sound is kept."""

    item_ids: tuple[Identifier, ...]


class RecoveredReport(WireModel):
    """POST /v1/sessions/{id}/report: the report of a talk that was cut off is made."""

    session_id: Identifier


class RetentionTerms(WireModel):
    """GET /v1/retention: how long what is kept here; what is older goes at the service's start and once a day."""

    transcript_days: Count
    """After its end a talk goes with its report and all that hangs on it."""
    audio_days: Count
    """0: no sound is kept, whatever was agreed."""
    audit_days: Count


class OwnErasureReceipt(WireModel):
    """DELETE /v1/me: everything kept of oneself is gone."""

    erased_talks: Annotated[int, Ge(0)]
    is_account_gone: bool
    """False on a machine without accounts: there is none."""
    erased_at: datetime
