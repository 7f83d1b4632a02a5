"""Bodies of the doors to one's own records."""

from datetime import datetime
from typing import Annotated

from annotated_types import Ge

from simulator.api.protocol.wire import Identifier, WireModel


class RecordingList(WireModel):
    """GET /v1/sessions/{id}/recordings: turns of which sound is kept."""

    item_ids: tuple[Identifier, ...]


class RecoveredReport(WireModel):
    """POST /v1/sessions/{id}/report: the report of a talk that was cut off is made."""

    session_id: Identifier


class OwnErasureReceipt(WireModel):
    """DELETE /v1/me: everything kept of oneself is gone."""

    erased_talks: Annotated[int, Ge(0)]
    is_account_gone: bool
    """False on a machine without accounts: there is none."""
    erased_at: datetime
