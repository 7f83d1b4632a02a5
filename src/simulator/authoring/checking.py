"""`simulator check`: lint, the scenarios' own examples, and simulated trainees."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from simulator.authoring.at_table import ids_at_table
from simulator.authoring.content import gather
from simulator.authoring.coverage import Coverage, coverage_of
from simulator.authoring.finding import Finding
from simulator.authoring.lint import lint
from simulator.authoring.play_examples import play_examples
from simulator.authoring.play_trainees import play_trainees
from simulator.authoring.reading import Authored
from simulator.authoring.rehearsing import Rehearse
from simulator.feedback import MEASURE_NAMES
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

DEFAULT_SEEDS = 24
"""Simulated talks per sort of trainee and scenario, dealt over personas and languages; more find rarer dead ends."""

SIDE_BY_SIDE_FROM: Final = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and what its simulated talks covered."""

    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...] = ()


def check(
    paths: Sequence[Path],
    *,
    rehearse: Rehearse | None = None,
    simulate: Rehearse | None = None,
    seeds: int = DEFAULT_SEEDS,
    workers: int = 1,
) -> Checked:
    """Everything wrong with these files, in order of place; nothing when a trainer can use them.

    Args:
        paths: files or folders; none means all shipped personas and scenarios. Files lean on the shipped ones.
        rehearse: plays an example; without it only lint runs. Nothing is played while lint finds something.
        simulate: plays a simulated trainee; `rehearse` where there is none.
        seeds: simulated talks per sort of trainee and scenario.
        workers: processes that play scenarios side by side.
    """
    content = gather(paths)
    linted = lint(content.personas, content.scenarios, measures=MEASURE_NAMES, asked=content.asked)
    found = [*content.findings, *linted]
    coverage: list[Coverage] = []
    if rehearse is not None and not found:
        asked = [each for each in content.scenarios.values() if str(each.source.path) in content.asked]
        casts = [{name: content.personas[name].value for name in ids_at_table(each.value)} for each in asked]
        play = partial(play_content, rehearse=rehearse, simulate=simulate or rehearse, seeds=seeds)
        for findings, covered in _map(play, asked, casts, workers=workers):
            found += findings
            coverage += covered
    return Checked(tuple(sorted(set(found))), tuple(coverage))


PlayedContent = tuple[list[Finding], list[Coverage]]


def play_content(
    scenario: Authored[Scenario], cast: Mapping[str, Persona], *, rehearse: Rehearse, simulate: Rehearse, seeds: int
) -> PlayedContent:
    """One scenario's examples and simulated trainees: what was found, and what they covered."""
    examples, outcomes = play_examples(scenario, cast, rehearse)
    trainees, played = play_trainees(scenario, cast, simulate, seeds=seeds, also_played=outcomes)
    coverage = [coverage_of(scenario.value, cast, played, outcomes)] if played else []
    return [*examples, *trainees], coverage


def _map(
    play: Callable[[Authored[Scenario], Mapping[str, Persona]], PlayedContent],
    scenarios: Sequence[Authored[Scenario]],
    casts: Sequence[Mapping[str, Persona]],
    *,
    workers: int,
) -> Iterator[PlayedContent]:
    """In the order given. Another process loads the models again (5 s), so few scenarios are played in this one."""
    if workers < 2 or len(scenarios) <= SIDE_BY_SIDE_FROM:
        yield from map(play, scenarios, casts)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(play, scenarios, casts)
