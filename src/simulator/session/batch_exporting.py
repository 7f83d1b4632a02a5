"""Many talks leave the house in one workbook. Each is asked for, and logged, as if it left alone."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final

from simulator.errors import NotFound
from simulator.flow.labels import Audience, Language
from simulator.report.audience import Shown, show
from simulator.report.formats.many_sessions import ManySessions
from simulator.session.report_heads import load_head
from simulator.session.sharing import beside_of, open_to_hr
from simulator.session.viewer import Viewer
from simulator.store import ExportRecord, ReportedTalk, Store

MAX_TALKS: Final = 10_000
AT_A_TIME: Final = 20
"""Reports that are in memory together."""
FORMAT: Final = "xlsx-batch"
"""As the export log names it."""


async def export_many(
    store: Store, viewer: Viewer, file: Path, *, audience: Audience, language: Language, exported_at: datetime
) -> int:
    """Writes every talk that this viewer may take out as this audience; how many.

    Trainees take their own, trainers what was shared with them, HR what was granted: each grant is used up.

    Raises:
        NotAllowed: not in that role; or a trainee took a grant back while the file was made, and none left.
        NotFound: there is nothing to take.
    """
    asked = await _session_ids(store, viewer, audience)
    if not asked:
        raise NotFound("no talk may be taken out.", remedy="Trainees share talks, or agree to an export, one by one.")
    grant_ids: dict[str, str | None] = {}
    with ManySessions(file, audience, language) as book:
        for start in range(0, len(asked), AT_A_TIME):
            for talk in await store.many_talks.read(asked[start : start + AT_A_TIME]):
                # In a thread: reading a report takes a core, and other people are talking meanwhile.
                shown = await asyncio.to_thread(_shown, talk, audience, language)
                book.add(shown, talk.session_id, talk.held_at, talk.trainee_name)
                grant_ids[talk.session_id] = talk.grant.grant_id if talk.grant else None
    export = ExportRecord(exported_at, audience, FORMAT, viewer.person_id)
    if audience == "hr":
        await store.granting.take(grant_ids, export)
    else:
        await store.many_talks.log(list(grant_ids), export)
    return len(grant_ids)


def _shown(talk: ReportedTalk, audience: Audience, language: Language) -> Shown:
    quotes = talk.grant.quotes if talk.grant else ()
    report = load_head(talk.report)
    return show(report, audience, language, beside_of(report, (), talk.overrides, quotes))


async def _session_ids(store: Store, viewer: Viewer, audience: Audience) -> list[str]:
    """Talks that this viewer may take out, the newest first."""
    if audience == "trainee":
        own = await store.list_sessions(MAX_TALKS, person_id=viewer.person_id)
        return [record.session_id for record in own if record.has_report]
    if audience == "trainer":
        viewer.must_be("trainer")
        return [talk.session_id for talk in await store.sharing.list_shared(MAX_TALKS)]
    return list(dict.fromkeys(talk.session_id for talk in await open_to_hr(store, viewer, MAX_TALKS)))
