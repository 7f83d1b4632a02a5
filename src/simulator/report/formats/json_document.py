"""All that an audience may see, as data: also the trainee's own copy of what is known (GDPR art. 15 and 20)."""

import json
import math
from dataclasses import fields, is_dataclass
from typing import Any

from simulator.flow.sharing import ScoreOverride, Signature
from simulator.flow.talk import AvatarTurn, TraineeTurn, Turn
from simulator.report import as_printed
from simulator.report.audience import Shown
from simulator.report.beside import quote_text
from simulator.report.next_exercise import NextExercise, next_exercise
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
        "second": {"id": shown.second.id, "name": shown.second.name} if shown.second else None,
        "difficulty": talk.difficulty,
        "attendance": shown.attendance,
        "ai_notice": words("page.ai_notice"),
    }
    if not shown.sees_words:
        scores = [
            {"criterion_id": c.criterion_id, "title": c.title, "value": c.value, "max": c.max} for c in shown.criteria
        ]
        return head | {
            "notice": words("page.not_for_evaluation"),
            "criteria": scores,
            "overrides": [_given(o) for o in shown.overrides],
            "quotes": [{"turn": q.turn, "text": quote_text(words, q)} for q in shown.quotes],
        }
    own: dict[str, Any] = {}
    if shown.audience == "trainee":
        taken_back = [_turn(turn) | {"evidence": turn.evidence} for turn in talk.taken_back]
        own = {"applies_norms": talk.applies_norms, "taken_back": taken_back, "sound": as_printed.sound(shown)}
    return (
        head
        | own
        | {
            "outcome": shown.outcome,
            "criteria": shown.criteria,
            "overrides": [_given(o) | {"reason": o.reason} for o in shown.overrides],
            "trainer_total": shown.trainer_total,
            "remarks": [{"item_id": r.item_id, "words": r.words, "by": _who(r.by)} for r in shown.remarks],
            "advice": shown.advice,
            "next_exercise": _next(next_exercise(shown)),
            "earlier": [_attempt(talk) for talk in shown.earlier],
            "news_turn": shown.news_turn,
            "news_ms": shown.news_ms,
            "measures": shown.measures,
            "law": as_printed.law(shown),
            "evidence": shown.evidence,
            "forked_from": talk.forked_from,
            "turns": [_turn(turn) | _speaker(shown, turn) for turn in talk.turns],
            "seed": talk.seed,
            "versions": talk.versions,
        }
    )


def _next(exercise: NextExercise | None) -> dict[str, Any] | None:
    if exercise is None:
        return None
    return {
        "scenario_id": exercise.scenario.id,
        "difficulty": exercise.difficulty,
        "persona_id": exercise.persona.id if exercise.persona else None,
        "why": exercise.why,
        "criterion": exercise.criterion,
        "points": exercise.points,
    }


def _attempt(talk: Shown) -> dict[str, Any]:
    """An earlier attempt: its points, not its words."""
    points = [{"criterion_id": c.criterion_id, "value": c.value, "max": c.max} for c in talk.criteria]
    return {
        "talk_id": talk.talk_id,
        "scenario_version": talk.scenario.version,
        "persona_id": talk.persona.id,
        "difficulty": talk.talk.difficulty,
        "total": talk.outcome.total if talk.outcome else None,
        "criteria": points,
    }


def _given(override: ScoreOverride) -> dict[str, Any]:
    return {"criterion_id": override.criterion_id, "value": override.value, "by": _who(override.by)}


def _who(by: Signature) -> dict[str, Any]:
    return {"role": by.role, "name": by.name, "at": by.at.isoformat()}


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


def _speaker(shown: Shown, turn: Turn) -> dict[str, Any]:
    """Who says it, where two sit at the table."""
    if isinstance(turn, TraineeTurn) or shown.second is None:
        return {}
    who = shown.speaker(turn)
    return {"speaker": {"id": who.id, "name": who.name}}


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
