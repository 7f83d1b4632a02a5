"""Consent to measures of delivery was withdrawn: they go from the events and the report of the talk.

Words and points stay: nothing of delivery ever counted in them.
"""

import json
from typing import Any, Final

from simulator.flow.talk import TraineeTurn
from simulator.session.planned import PlannedTalk
from simulator.session.resealing import rewriting
from simulator.session.unmeasured import all_unmeasured, unmeasured_plain
from simulator.store import Rewriting, Store, StoredEvent


async def erase_withdrawn(store: Store, session_id: str) -> None:
    """Erases what was measured of a talk that is over, where the trainee does not agree to measures any more.

    Raises:
        NotFound: no such session.
    """
    record = await store.get_session(session_id)
    if record.status != "open" and not record.consent.delivery_measures:
        await store.rewrite(session_id, without_delivery)
        await store.expiry.forget()


def _unmeasured_event(event: StoredEvent) -> dict[str, Any]:
    payload = dict(event.payload)
    if event.kind == TraineeTurn.__name__:
        return unmeasured_plain(payload)
    if event.kind == PlannedTalk.__name__ and payload.get("fork"):
        fork = payload["fork"]
        tried = fork["tried"] and unmeasured_plain(fork["tried"])
        return payload | {"fork": fork | {"before": all_unmeasured(fork["before"]), "tried": tried}}
    return payload


def _unmeasured_report(report_json: bytes) -> bytes:
    """Plain JSON in and out, so that a report of any version loses its measures."""
    report = json.loads(report_json)
    talk, feedback = report["talk"], report["feedback"]
    for part in ("turns", "taken_back"):
        talk[part] = all_unmeasured(talk.get(part, ()))
    feedback["evidence"] = [found for found in feedback["evidence"] if found["category"] != "delivery"]
    return json.dumps(report, ensure_ascii=False, sort_keys=True).encode()


without_delivery: Final[Rewriting] = rewriting(_unmeasured_event, _unmeasured_report)
"""The same talk as if nothing of the voice had been measured."""
