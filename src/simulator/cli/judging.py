"""`simulator judge` and `simulator score`: JSON lines in, JSON lines out."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator import language
from simulator.authoring import Catalog
from simulator.errors import BadInput
from simulator.flow.labels import SCENARIO_KINDS, Language, ScenarioKind
from simulator.flow.language import TurnContext
from simulator.flow.scenario import Scenario
from simulator.session.scoring import SaidTurn, score_talk
from simulator.session.second_opinion import SecondOpinion, SecondReader
from simulator.settings import load_settings


class JudgeLine(BaseModel):
    """One utterance to judge."""

    model_config = ConfigDict(extra="ignore")
    id: str | int
    lang: Language
    text: str
    scenario: str | None = None
    """A kind of the domain brief (c4_talk) or the id of a scenario file (c4-ontslag)."""


class ScoreTurn(BaseModel):
    """One trainee turn of a talk to score."""

    model_config = ConfigDict(extra="ignore")
    text: str
    t_start_s: Annotated[float, Field(ge=0)] | None = None
    t_end_s: Annotated[float, Field(ge=0)] | None = None
    avatar_before: str | None = None
    pause_after_s: Annotated[float, Field(ge=0)] | None = None


class ScoreLine(BaseModel):
    """One whole talk to score."""

    model_config = ConfigDict(extra="ignore")
    id: str | int
    lang: Language
    scenario: str
    turns: list[ScoreTurn]


def judge(
    second_opinion: Annotated[
        bool, typer.Option("--second-opinion", help="Ask SIMULATOR_SECOND_OPINION__URL too, and show where it differs.")
    ] = False,
) -> None:
    """Judge utterances: JSON lines {id, lang, scenario?, text} on stdin, JSON lines on stdout."""
    kinds = _scenario_kinds()
    second = SecondReader.from_settings(load_settings().second_opinion) if second_opinion else None
    for where, line in _json_lines(JudgeLine):
        assert isinstance(line, JudgeLine)
        context = TurnContext(scenario=_kind(line.scenario, kinds, where))
        try:
            found = language.judge(line.text, line.lang, context=context)
        except BadInput as problem:
            raise BadInput(problem.what, where=f"{where}, field text", remedy=problem.remedy) from None
        _print_json(
            {
                "id": line.id,
                "vague": found.severity,
                "vague_score": round(found.vague_score, 4),
                "core_message": found.core_message,
                "core_score": round(found.core_score, 4),
                "spans": [{"start": s.start, "end": s.end, "type": s.code} for s in found.spans],
                "acts": list(dict.fromkeys(a.act for a in found.acts)),
                "legal_flag": found.legal_flag,
            }
            | ({} if second is None else {"second_opinion": _beside(second.read(found, context.scenario))})
        )


def score() -> None:
    """Score whole talks: JSON lines {id, lang, scenario, turns} on stdin, JSON lines on stdout."""
    settings = load_settings()
    catalog = Catalog.load(settings.personas_dir, settings.scenarios_dir)
    for where, line in _json_lines(ScoreLine):
        assert isinstance(line, ScoreLine)
        scenario = _scenario_file(line.scenario, catalog, where)
        turns = [SaidTurn(t.text, t.t_start_s, t.t_end_s, t.avatar_before, t.pause_after_s) for t in line.turns]
        feedback = score_talk(scenario, line.lang, turns, talk_id=str(line.id))
        _print_json(
            {
                "id": line.id,
                "score": feedback.total,
                "first_news_turn": feedback.news_turn,
                "criteria": [
                    {"id": c.criterion_id, "value": round(c.value, 2), "max": c.max, "evidence": list(c.evidence_ids)}
                    for c in feedback.criteria
                ],
                "evidence": [
                    {"id": e.evidence_id, "rule": e.rule_id, "category": e.category, "polarity": e.polarity,
                     "quote": e.quote, "turn": e.item_id}
                    for e in feedback.evidence
                ],
            }
        )  # fmt: skip


def _beside(second: SecondOpinion | None) -> dict[str, Any] | None:
    if second is None:
        return None
    return second.opinion.model_dump() | {"model": second.model, "differs_on": second.differs_on}


def _scenario_kinds() -> dict[str, ScenarioKind]:
    """Names a line may use for its scenario: the kinds themselves and the ids of the files."""
    settings = load_settings()
    catalog = Catalog.load(settings.personas_dir, settings.scenarios_dir)
    by_file: dict[str, ScenarioKind] = {s.id: s.kind for s in catalog.scenarios.values()}
    return {**{kind: kind for kind in SCENARIO_KINDS}, **by_file}


def _kind(name: str | None, kinds: dict[str, ScenarioKind], where: str) -> ScenarioKind:
    if name is None:
        return "c4_talk"
    if name not in kinds:
        raise BadInput(
            f"unknown scenario {name!r}.", where=f"{where}, field scenario", remedy=f"Use one of: {', '.join(kinds)}."
        )
    return kinds[name]


def _scenario_file(name: str, catalog: Catalog, where: str) -> Scenario:
    """The scenario with this id, or the first one of this kind."""
    for scenario in catalog.scenarios.values():
        if name in (scenario.id, scenario.kind):
            return scenario
    known = sorted({*catalog.scenarios, *(s.kind for s in catalog.scenarios.values())})
    raise BadInput(
        f"no scenario file for {name!r}.", where=f"{where}, field scenario", remedy=f"Use one of: {', '.join(known)}."
    )


def _json_lines(model: type[BaseModel]) -> Iterator[tuple[str, BaseModel]]:
    """Lines of stdin as validated objects, each with its place.

    Raises:
        BadInput: a line that is no JSON, no UTF-8, or lacks a field; what stood before it was already answered.
    """
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        where = f"line {number}"
        if not raw.strip():
            continue
        try:
            yield where, model.model_validate_json(raw)
        except ValidationError as problem:
            first = problem.errors(include_url=False, include_input=False)[0]
            field = ".".join(map(str, first["loc"])) or "the line"
            raise BadInput(
                f"{field}: {first['msg']}.", where=where, remedy="Each line is one JSON object; see docs/judge.md."
            ) from None


def _print_json(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
