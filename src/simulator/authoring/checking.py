"""`simulator check`: lint, the scenarios' own examples, and simulated trainees."""

from collections.abc import Sequence
from pathlib import Path

from simulator.authoring.content import gather
from simulator.authoring.finding import Finding
from simulator.authoring.lint import lint
from simulator.authoring.play_examples import play_examples
from simulator.authoring.play_trainees import play_trainees
from simulator.authoring.rehearsing import Rehearse
from simulator.feedback import MEASURE_NAMES

DEFAULT_SEEDS = 4
"""Simulated talks per trainee, persona and language; more find rarer dead ends and take longer."""


def check(paths: Sequence[Path], *, rehearse: Rehearse | None = None, seeds: int = DEFAULT_SEEDS) -> list[Finding]:
    """Everything wrong with these files, in order of place; empty when a trainer can use them.

    Args:
        paths: files or folders; none means all shipped personas and scenarios. Files lean on the shipped ones.
        rehearse: plays a talk; without it only lint runs. Nothing is played while lint finds something.
        seeds: simulated talks per trainee, persona and language.
    """
    content = gather(paths)
    linted = lint(content.personas, content.scenarios, measures=MEASURE_NAMES, asked=content.asked)
    found = [*content.findings, *linted]
    if rehearse is not None and not found:
        for scenario in content.scenarios.values():
            if str(scenario.source.path) in content.asked:
                cast = {name: content.personas[name].value for name in scenario.value.personas}
                examples, played = play_examples(scenario, cast, rehearse)
                found += examples
                found += play_trainees(scenario, cast, rehearse, seeds=seeds, also_played=played)
    return sorted(set(found))
