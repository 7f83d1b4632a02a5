"""All that an audience may see, as data: also the trainee's own copy of what is known (GDPR art. 15 and 20)."""

import json
import math
from dataclasses import fields, is_dataclass
from typing import Any

from simulator.flow.talk import AvatarTurn, TraineeTurn, Turn
from simulator.report.audience import Shown
from simulator.report.safe_text import clean
from simulator.report.texts import texts

SCHEMA = "rechtuit.report/1"


def render_json(shown: Shown) -> bytes:
    """UTF-8 JSON, keys in a fixed order, numbers that cannot be said as null."""
    return (json.dumps(plain(document(shown)), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def document(shown: Shown) -> dict[str, Any]:
    """The document as plain data."""
    words = texts(shown.language)
    talk = shown.talk
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "audience": shown.audience,
        "language": shown.language,
        "talk_id": shown.talk_id,
        "scenario": {"id": shown.scenario.id, "version": shown.scenario.version, "title": shown.scenario.title},
        "persona": {"id": shown.persona.id, "name": shown.persona.name},
        "difficulty": talk.difficulty,
        "attendance": shown.attendance,
        "ai_notice": words("page.ai_notice"),
    }
    if not shown.sees_words:
        scores = [
            {"criterion_id": c.criterion_id, "title": c.title, "value": c.value, "max": c.max} for c in shown.criteria
        ]
        return head | {"notice": words("page.not_for_evaluation"), "criteria": scores}
    own = {"applies_norms": talk.applies_norms} if shown.audience == "trainee" else {}
    return (
        head
        | own
        | {
            "outcome": shown.outcome,
            "criteria": shown.criteria,
            "advice": shown.advice,
            "news_turn": shown.news_turn,
            "news_ms": shown.news_ms,
            "measures": shown.measures,
            "evidence": shown.evidence,
            "turns": [_turn(turn) for turn in talk.turns],
            "seed": talk.seed,
            "versions": talk.versions,
        }
    )


def _turn(turn: Turn) -> dict[str, Any]:
    """A turn without its evidence and findings, which stand once in `evidence`."""
    said = {"item_id": turn.item_id, "text": turn.text, "start_ms": turn.start_ms, "end_ms": turn.end_ms}
    match turn:
        case TraineeTurn():
            return {"who": "trainee", **said, "language": turn.language, "words": turn.words, "delivery": turn.delivery,
                    "compared": turn.compared}  # fmt: skip
        case AvatarTurn():
            return {"who": "persona", **said, "intent": turn.intent, "mood": turn.mood, "state": turn.state,
                    "because": turn.because, "cut_off": turn.cut_off}  # fmt: skip


def plain(node: Any) -> Any:
    """Dataclasses as objects, NaN as null, text that UTF-8 can carry."""
    if is_dataclass(node):
        return {f.name: plain(getattr(node, f.name)) for f in fields(node)}
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return clean(node)
    if isinstance(node, float) and not math.isfinite(node):
        return None
    return node
