"""xAPI 1.0.3 statements for a learning record store: that it was done, and how each criterion scored; no words of it.

The actor is a pseudonym (the session id as account name); who that is, is known to the organisation alone. There is no
timestamp: a report knows no date, and the store adds its own.
"""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from simulator.flow.sharing import ScoreOverride
from simulator.report.audience import Shown
from simulator.report.safe_text import clean
from simulator.report.texts import texts

HOME = "https://rechtuit.example"
VERBS = {"completed": "http://adlnet.gov/expapi/verbs/completed", "scored": "http://adlnet.gov/expapi/verbs/scored"}
SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
OBJECTIVE = "http://adlnet.gov/expapi/activities/objective"
LOCALES = {"nl": "nl-BE", "fr": "fr-BE", "en": "en"}


def render_xapi(shown: Shown) -> bytes:
    """A JSON array of statements: one for the talk, one per criterion."""
    statements = [_talk_statement(shown), *(_criterion_statement(shown, i) for i in range(len(shown.criteria)))]
    return (json.dumps(statements, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _talk_statement(shown: Shown) -> dict[str, Any]:
    result: dict[str, Any] = {"completion": True, "duration": f"PT{shown.attendance.duration_ms / 1000:.2f}S"}
    if shown.outcome:
        result |= {"score": _score(shown.outcome.total, 100), "success": shown.outcome.passed}
    if shown.trainer_total is not None:
        result["extensions"] = {f"{HOME}/trainer-total": shown.trainer_total}
    scenario = _activity(shown, "", SIMULATION, shown.scenario.title)
    return _statement(shown, "talk", "completed", scenario, result)


def _criterion_statement(shown: Shown, index: int) -> dict[str, Any]:
    criterion = shown.criteria[index]
    activity = _activity(shown, f"/criteria/{criterion.criterion_id}", OBJECTIVE, criterion.title)
    result: dict[str, Any] = {"score": _score(criterion.value, criterion.max)}
    if given := [o for o in shown.overrides if o.criterion_id == criterion.criterion_id]:
        result["extensions"] = {f"{HOME}/trainer-scores": [_given(override) for override in given]}
    statement = _statement(shown, criterion.criterion_id, "scored", activity, result)
    parent = {"id": _activity_id(shown), "objectType": "Activity"}
    statement["context"]["contextActivities"] = {"parent": [parent]}
    return statement


def _given(override: ScoreOverride) -> dict[str, Any]:
    """A trainer's points beside the computed ones; the last of a criterion holds."""
    reason = {"reason": clean(override.reason)} if override.reason else {}
    return {"value": override.value, "role": override.by.role, "at": override.by.at.isoformat(), **reason}


def _statement(shown: Shown, part: str, verb: str, activity: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    context: dict[str, Any] = {"platform": "Rechtuit", "language": LOCALES[shown.language]}
    if not shown.sees_words:
        context["extensions"] = {f"{HOME}/notice": texts(shown.language)("page.not_for_evaluation")}
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{HOME}/{shown.audience}/{clean(shown.talk_id)}/{part}")),
        "version": "1.0.3",
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": f"{HOME}/sessions", "name": clean(shown.talk_id)},
        },
        "verb": {"id": VERBS[verb], "display": {"en": verb}},
        "object": activity,
        "result": result,
        "context": context,
    }


def _activity_id(shown: Shown) -> str:
    return f"{HOME}/scenarios/{shown.scenario.id}/v{shown.scenario.version}"


def _activity(shown: Shown, path: str, kind: str, title: Any) -> dict[str, Any]:
    name = {locale: clean(title.in_language(language)) for language, locale in LOCALES.items()}
    return {
        "objectType": "Activity",
        "id": _activity_id(shown) + path,
        "definition": {"type": kind, "name": name},
    }


def _score(value: float, maximum: float) -> dict[str, float]:
    return {"scaled": round(value / maximum, 4), "raw": value, "min": 0, "max": maximum}
