"""How a team does in each scenario: attendance and mean points, of five people or more, and nobody ahead of anybody."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from pydantic import TypeAdapter
from pydantic_core import from_json

from simulator.errors import NotAllowed
from simulator.flow.labels import Audience
from simulator.flow.local_text import LocalText
from simulator.flow.report import CriterionScore
from simulator.session.viewer import Viewer
from simulator.store import PEOPLE_MIN, Store

__all__ = ["PEOPLE_MIN", "MeanScore", "TeamScenario", "team_view"]

_CRITERIA: Final = TypeAdapter(tuple[CriterionScore, ...])
_READERS: Final[tuple[Audience, ...]] = ("trainer", "hr")


@dataclass(frozen=True, slots=True)
class MeanScore:
    """One criterion over the whole group."""

    criterion_id: str
    title: LocalText
    mean: float
    """One decimal. Of the computed points: what a trainer gives one person later would show in a difference."""
    max: float
    people: int


@dataclass(frozen=True, slots=True)
class TeamScenario:
    """One scenario as five people or more did it, each with their first talk."""

    scenario_id: str
    people: int
    criteria: tuple[MeanScore, ...]


async def team_view(store: Store, viewer: Viewer, scenario_id: str | None = None) -> list[TeamScenario]:
    """Attendance and mean points per scenario; a scenario of which too few may be counted is not there.

    People count who share their talk with HR by the consent in force.

    Raises:
        NotAllowed: neither a trainer nor HR.
    """
    reader = [audience for audience in _READERS if audience in viewer.roles]
    if not reader:
        raise NotAllowed("the team view is for trainers and HR.")
    asked = await store.team.scenarios() if scenario_id is None else [scenario_id]
    found = []
    for name in asked:
        blocks = await store.team.countable(name, reader=reader)
        if blocks:
            found.append(await _scenario(store, name, blocks))
    return found


async def _scenario(store: Store, scenario_id: str, blocks: list[list[str]]) -> TeamScenario:
    points: dict[tuple[str, float], list[float]] = defaultdict(list)
    titles: dict[str, LocalText] = {}
    for block in blocks:
        scores = [_criteria(await store.report(session_id)) for session_id in block]
        # A criterion that not all of a block were scored by would say something of fewer people.
        for key in set.intersection(*(set(of_one) for of_one in scores)):
            points[key] += [of_one[key].value for of_one in scores]
            titles[key[0]] = scores[0][key].title
    means = tuple(
        MeanScore(criterion_id, titles[criterion_id], round(fmean(values), 1), maximum, len(values))
        for (criterion_id, maximum), values in sorted(points.items())
    )
    return TeamScenario(scenario_id, sum(map(len, blocks)), means)


def _criteria(report: bytes) -> dict[tuple[str, float], CriterionScore]:
    """The scores of a kept report by criterion and its maximum, without reading the talk."""
    scores = _CRITERIA.validate_python(from_json(report)["feedback"]["criteria"])
    return {(score.criterion_id, score.max): score for score in scores}
