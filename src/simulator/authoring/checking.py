"""`simulator check`: lint, the scenarios' own examples, and simulated trainees."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.authoring.content import gather
from simulator.authoring.coverage import Coverage, coverage_of
from simulator.authoring.finding import Finding
from simulator.authoring.lint import lint
from simulator.authoring.play_examples import play_examples
from simulator.authoring.play_trainees import play_trainees
from simulator.authoring.rehearsing import Rehearse
from simulator.feedback import MEASURE_NAMES

DEFAULT_SEEDS = 24
"""Simulated talks per sort of trainee and scenario, dealt over personas and languages; more find rarer dead ends."""


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
) -> Checked:
    """Everything wrong with these files, in order of place; nothing when a trainer can use them.

    Args:
        paths: files or folders; none means all shipped personas and scenarios. Files lean on the shipped ones.
        rehearse: plays an example; without it only lint runs. Nothing is played while lint finds something.
        simulate: plays a simulated trainee; `rehearse` where there is none.
        seeds: simulated talks per sort of trainee and scenario.
    """
    content = gather(paths)
    linted = lint(content.personas, content.scenarios, measures=MEASURE_NAMES, asked=content.asked)
    found = [*content.findings, *linted]
    coverage: list[Coverage] = []
    if rehearse is not None and not found:
        for scenario in content.scenarios.values():
            if str(scenario.source.path) in content.asked:
                cast = {name: content.personas[name].value for name in scenario.value.personas}
                examples, outcomes = play_examples(scenario, cast, rehearse)
                trainees, played = play_trainees(
                    scenario, cast, simulate or rehearse, seeds=seeds, also_played=outcomes
                )
                found += [*examples, *trainees]
                if played:
                    coverage.append(coverage_of(scenario.value, cast, played, outcomes))
    return Checked(tuple(sorted(set(found))), tuple(coverage))
