"""A kept report leaves the house: the one place that asks for consent, renders, and logs the export."""

import asyncio
from datetime import datetime

from simulator import report
from simulator.errors import NotAllowed
from simulator.flow.labels import Audience, Language
from simulator.report import ReportFormat
from simulator.session.archive import load_report
from simulator.session.viewer import Viewer, must_see
from simulator.store import ExportRecord, Store


async def export_report(
    store: Store,
    viewer: Viewer,
    session_id: str,
    *,
    report_format: ReportFormat,
    audience: Audience,
    language: Language | None,
    exported_at: datetime,
) -> bytes:
    """The report of a finished talk, in its own language when none is asked.

    Args:
        store: of the viewer's organisation.

    Raises:
        NotFound: no such session that this viewer may know of, or it has no report yet.
        NotAllowed: HR asks, and the trainee did not agree to share this talk.
    """
    record = await store.get_session(session_id)
    must_see(viewer, record, audience, is_shared=False)
    if audience == "hr" and not record.consent.share_with_hr:
        raise NotAllowed("the trainee did not agree to share this talk with HR.", where="audience")
    kept = load_report(await store.report(session_id))
    # In a thread: a PDF takes seconds, and other people are talking meanwhile.
    body = await asyncio.to_thread(
        report.render, kept, format=report_format, audience=audience, language=language or record.language
    )
    await store.log_export(session_id, ExportRecord(exported_at, audience, report_format, viewer.person_id))
    return body
