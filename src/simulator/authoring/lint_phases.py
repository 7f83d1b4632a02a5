"""Rules for the phases of one scenario, seen as a graph."""

from collections.abc import Callable, Iterator

from simulator.authoring.finding import Finding
from simulator.authoring.reading import Authored
from simulator.authoring.source import Loc, did_you_mean, listed
from simulator.flow.scenario import Scenario

PhaseRule = Callable[[Authored[Scenario]], Iterator[Finding]]


def phases_exist(scenario: Authored[Scenario]) -> Iterator[Finding]:
    ids = [phase.id for phase in scenario.value.phases]
    named: list[tuple[Loc, str]] = [
        (("phases", number, "transitions", step, "to"), transition.to)
        for number, phase in enumerate(scenario.value.phases)
        for step, transition in enumerate(phase.transitions)
    ]
    named += [
        (("triggers", number, "phases", place), name)
        for number, trigger in enumerate(scenario.value.triggers)
        for place, name in enumerate(trigger.phases)
    ]
    present = scenario.value.also_present
    named += [
        (("also_present", "joins", number, "phases", place), name)
        for number, join in enumerate(present.joins if present else ())
        for place, name in enumerate(join.phases)
    ]
    for loc, name in named:
        if name not in ids:
            remedy = did_you_mean(name, ids, otherwise=f"Phases: {listed(ids)}.")
            yield scenario.source.finding("SIM102", loc, f"there is no phase {name!r}.", remedy)


def phases_are_reachable(scenario: Authored[Scenario]) -> Iterator[Finding]:
    graph = _graph(scenario.value)
    seen = _reachable(graph, scenario.value.phases[0].id)
    for number, phase in enumerate(scenario.value.phases):
        if phase.id not in seen:
            yield scenario.source.finding(
                "SIM105", ("phases", number, "id"), f"nothing leads to the phase {phase.id!r}.",
                "Add a transition to it, or remove it.",
            )  # fmt: skip


def loops_have_exits(scenario: Authored[Scenario]) -> Iterator[Finding]:
    """From every reachable phase the talk must be able to come to a last one."""
    graph = _graph(scenario.value)
    last = {phase for phase, following in graph.items() if not following}
    for number, phase in enumerate(scenario.value.phases):
        is_reachable = phase.id in _reachable(graph, scenario.value.phases[0].id)
        if is_reachable and not _reachable(graph, phase.id) & last:
            yield scenario.source.finding(
                "SIM106", ("phases", number, "transitions"), f"from {phase.id!r} the talk never reaches a last phase.",
                "Give one phase of the loop a transition out, or let the last phase have none.", of_key=True,
            )  # fmt: skip


def windows_rise(scenario: Authored[Scenario]) -> Iterator[Finding]:
    """A phase that comes later cannot have to be left earlier."""
    phases = scenario.value.phases
    until = {phase.id: phase.until_s for phase in phases}
    for number, phase in enumerate(phases):
        for transition in phase.transitions:
            earlier, later = phase.until_s, until.get(transition.to)
            names = [p.id for p in phases]
            is_forward = transition.to in names and names.index(transition.to) > number
            if is_forward and earlier is not None and later is not None and later <= earlier:
                yield scenario.source.finding(
                    "SIM121", ("phases", names.index(transition.to), "until_s"),
                    f"{transition.to!r} ends at {later:g} s, but {phase.id!r} before it may last until {earlier:g} s.",
                    f"Write more than {earlier:g}: times count from the start of the talk.",
                )  # fmt: skip


def _graph(scenario: Scenario) -> dict[str, set[str]]:
    ids = {phase.id for phase in scenario.phases}
    return {phase.id: {t.to for t in phase.transitions if t.to in ids} for phase in scenario.phases}


def _reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    seen, waiting = set[str](), [start]
    while waiting:
        phase = waiting.pop()
        if phase not in seen:
            seen.add(phase)
            waiting += graph[phase]
    return seen


PHASE_RULES: tuple[PhaseRule, ...] = (phases_exist, phases_are_reachable, loops_have_exits, windows_rise)
