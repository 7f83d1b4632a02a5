"""What a fork took over goes when the earlier talk's own term is over; what was said in the fork itself stays.

Words, findings and quotes of turns that were taken over go from the events and from the report. The points stay: they
are the fork's, and count them still. Its report cannot be made again from then on, and says so.
"""

import json
from typing import Any, Final

from simulator.session.forking import TRIED
from simulator.session.planned import PlannedTalk
from simulator.session.resealing import rewriting
from simulator.store import Rewriting, StoredEvent

_FORGOTTEN: Final[dict[str, Any]] = {"before": [], "asked": None, "tried": None}


def _event_left(event: StoredEvent) -> dict[str, Any]:
    payload = dict(event.payload)
    if event.kind == PlannedTalk.__name__ and payload.get("fork"):
        payload["fork"] = payload["fork"] | _FORGOTTEN
    return payload


def _report_left(report_json: bytes) -> bytes:
    """Plain JSON in and out, so that a report of any version forgets."""
    report = json.loads(report_json)
    talk, feedback = report["talk"], report["feedback"]
    gone = {*talk["forked_from"]["taken_over"], TRIED}
    n_turns_gone = sum(turn["item_id"] in gone and "judgement" in turn for turn in talk["turns"])
    for part in ("turns", "taken_back"):
        talk[part] = [turn for turn in talk[part] if turn["item_id"] not in gone]
    talk["forked_from"] |= {"taken_over": [], "is_forgotten": True}
    _forget_findings(feedback, gone)
    if feedback["news_turn"] is not None:
        feedback["news_turn"] -= n_turns_gone
        if feedback["news_turn"] < 1:
            feedback |= {"news_turn": None, "news_ms": None}
    return json.dumps(report, ensure_ascii=False, sort_keys=True).encode()


def _forget_findings(feedback: dict[str, Any], gone: set[str]) -> None:
    """In place: findings in these turns, and where something rests on them."""
    lost = {found["evidence_id"] for found in feedback["evidence"] if found["item_id"] in gone}
    feedback["evidence"] = [found for found in feedback["evidence"] if found["evidence_id"] not in lost]
    for part in ("criteria", "measures", "advice"):
        for one in feedback[part]:
            one["evidence_ids"] = [id_ for id_ in one["evidence_ids"] if id_ not in lost]


without_taken_over: Final[Rewriting] = rewriting(_event_left, _report_left)
"""The fork without what was said in the earlier talk; once more gives the same."""
