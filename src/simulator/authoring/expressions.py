"""CEL in a scenario, looked at when the file is read: a talk never meets an expression that cannot be computed."""

from collections.abc import Iterator

from simulator.authoring.finding import Finding
from simulator.authoring.source import Loc, Source, did_you_mean, listed
from simulator.dialogue import CEL_NAMES, cel_fault
from simulator.flow.scenario import Condition, Scenario


def faults_in_expressions(source: Source, scenario: Scenario) -> Iterator[Finding]:
    """Every `cel:` that cannot be used, with its place."""
    for loc, condition in conditions_of(scenario):
        fault = cel_fault(condition.cel) if condition.cel else None
        if fault is not None and fault.name is not None:
            remedy = did_you_mean(fault.name, CEL_NAMES, otherwise=f"Names: {listed(CEL_NAMES)}.")
            yield source.finding("SIM134", (*loc, "cel"), fault.message, remedy)
        elif fault is not None:
            yield source.finding(
                "SIM133", (*loc, "cel"), fault.message, "docs/trainer/writing.md shows how to write one."
            )


def conditions_of(scenario: Scenario) -> Iterator[tuple[Loc, Condition]]:
    """Every condition of a scenario with its place, those inside others too."""
    for number, phase in enumerate(scenario.phases):
        for step, transition in enumerate(phase.transitions):
            yield from _nested(("phases", number, "transitions", step, "when"), transition.when)
    for number, trigger in enumerate(scenario.triggers):
        yield from _nested(("triggers", number, "when"), trigger.when)
    present = scenario.also_present
    for number, join in enumerate(present.joins if present else ()):
        yield from _nested(("also_present", "joins", number, "when"), join.when)


def _nested(loc: Loc, condition: Condition) -> Iterator[tuple[Loc, Condition]]:
    yield loc, condition
    for field, parts in (("any_of", condition.any_of), ("none_of", condition.none_of)):
        for number, part in enumerate(parts):
            yield from _nested((*loc, field, number), part)
