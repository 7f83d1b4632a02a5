"""Consent to measures of delivery was withdrawn: they go from the events and the report of the talk.

The log of a talk is append-only; this is the one change it takes. It is sealed again, so that any other is still seen.
Word times go too, since pace can be read from them. Words and points stay: nothing of delivery ever counted in them.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from simulator.flow.talk import TraineeTurn
from simulator.session.archive import Sealed, digest_event, to_plain
from simulator.session.planned import PlannedTalk
from simulator.store import CONSENT_GIVEN, Store, StoredEvent

_SILENT: Final[dict[str, Any]] = {"delivery": None, "compared": [], "words": []}


async def erase_withdrawn(store: Store, session_id: str) -> None:
    """Erases what was measured of a talk that is over, where the trainee does not agree to measures any more.

    Raises:
        NotFound: no such session.
    """
    record = await store.get_session(session_id)
    if record.status != "open" and not record.consent.delivery_measures:
        await store.rewrite(session_id, without_delivery)


def without_delivery(
    events: Sequence[StoredEvent], report_json: bytes | None
) -> tuple[list[StoredEvent], bytes | None]:
    """The same talk as if nothing of the voice had been measured, sealed as it then is."""
    report = None if report_json is None else _silent_report(report_json)
    silent = [replace(event, payload=_silent_payload(event)) for event in events]
    end = next((n for n, event in enumerate(silent) if event.kind == Sealed.__name__), None)
    if end is not None and report is not None:
        log = b"".join(digest_event(event) for event in silent[:end] if event.kind != CONSENT_GIVEN)
        seal = Sealed(hashlib.sha256(report).hexdigest(), hashlib.sha256(log).hexdigest())
        silent[end] = replace(silent[end], payload=to_plain(seal))
    return silent, report


def _silent_payload(event: StoredEvent) -> dict[str, Any]:
    payload = dict(event.payload)
    if event.kind == TraineeTurn.__name__:
        return _silent_turn(payload)
    if event.kind == PlannedTalk.__name__ and payload.get("fork"):
        fork = dict(payload["fork"])
        return payload | {"fork": fork | {"before": _silent(fork["before"]), "tried": _silent_turn(fork["tried"])}}
    return payload


def _silent_report(report_json: bytes) -> bytes:
    """Plain JSON in and out, so that a report of any version loses its measures."""
    report = json.loads(report_json)
    talk, feedback = report["talk"], report["feedback"]
    for part in ("turns", "taken_back"):
        talk[part] = _silent(talk.get(part, ()))
    feedback["evidence"] = [found for found in feedback["evidence"] if found["category"] != "delivery"]
    return json.dumps(report, ensure_ascii=False, sort_keys=True).encode()


def _silent(turns: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_silent_turn(turn) if "judgement" in turn else turn for turn in turns]


def _silent_turn(turn: dict[str, Any]) -> dict[str, Any]:
    return turn | _SILENT
