"""A talk that a crash cut off gets its report after all, from what was kept until then."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

import structlog

from simulator.errors import RechtuitError
from simulator.session.archive import Sealed, dump_report, to_plain
from simulator.session.kept_talk import tell_again
from simulator.session.points import points_of
from simulator.session.withdrawal import erase_withdrawn
from simulator.store import KeptTalk, Store, StoredEvent

log = structlog.get_logger(__name__)

LEFT_BEHIND: Final = timedelta(minutes=2)
"""A service says every 30 s which talks it holds; after four times that, the talk has none (our choice)."""


async def recover_all(store: Store, now: datetime) -> list[KeptTalk]:
    """Makes the report of every talk, of every organisation, whose service is gone; which."""
    recovered = []
    for talk in await store.under_way.left_behind(now - LEFT_BEHIND):
        try:
            if await recover(store.within(talk.tenant_id), talk.session_id, now, silent_since=now - LEFT_BEHIND):
                recovered.append(talk)
        except RechtuitError as problem:
            log.error("a talk that was cut off has no report", session=talk.session_id, problem=problem.code)
    return recovered


async def recover(store: Store, session_id: str, now: datetime, *, silent_since: datetime) -> bool:
    """Makes the report of one talk that was cut off; False where a service still holds it.

    Raises:
        NotFound, BadInput: nothing can be made of what was kept of it. It counts as ended.
    """
    if not await store.under_way.claim(session_id, silent_since, now):
        return False
    events = await store.events(session_id)
    try:
        talk = tell_again(session_id, events)
        report = talk.report(is_cut_off=True)
        content = dump_report(report)
    except RechtuitError:
        await store.finish_session(session_id, now, "abandoned")
        await store.under_way.leave(session_id)
        raise
    sealed = Sealed(hashlib.sha256(content).hexdigest(), talk.log_sha256)
    last = StoredEvent(events[-1].seq + 1, type(sealed).__name__, events[-1].input_sample, to_plain(sealed))
    await store.under_way.finish(session_id, [last], content, now, "abandoned", points_of(report))
    if talk.planned.consent.delivery_measures:
        await erase_withdrawn(store, session_id)
    return True
