"""A scenario's examples and simulated trainees, played in a process of their own, so that no talk waits for them."""

import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final, Literal

from simulator.authoring import Coverage, Finding, Outcome, Rehearse
from simulator.authoring.checking import play_content
from simulator.authoring.reading import Authored, persona_from, scenario_from
from simulator.authoring.simulating import simulate as simulated_talks
from simulator.authoring.source import Source
from simulator.errors import NotFound, OverCapacity, RechtuitError
from simulator.flow.labels import Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import ExampleTurn, Scenario
from simulator.session import trial

State = Literal["running", "done", "failed", "stopped"]

KINDNESS: Final = 15
"""Of the worker, as `nice` counts: talks under way go first."""
KEPT: Final = 20
"""Finished simulations that can still be read."""
RETRY_MS: Final = 15_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be played: texts, because places in them are to be found again."""

    scenario_path: str
    scenario: str
    personas: Mapping[str, str]
    """Text by id."""
    seeds: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Talks played, of all there are to play."""

    played: int
    talks: int


@dataclass(frozen=True, slots=True)
class Result:
    """What came out."""

    findings: tuple[Finding, ...]
    coverage: Coverage | None


@dataclass(slots=True)
class Simulation:
    """One simulation, as far as it is."""

    simulation_id: str
    tenant_id: str
    scenario_path: str
    process: SpawnProcess
    told: Connection
    state: State = "running"
    progress: Progress = Progress(0, 0)
    result: Result | None = None

    def look(self) -> None:
        """Takes in what the worker told since."""
        try:
            while self.state == "running" and self.told.poll():
                self._take(self.told.recv())
        except EOFError:
            self._end("failed")

    def stop(self) -> None:
        """Ends it, if it still runs."""
        if self.state == "running":
            self._end("stopped")

    def _take(self, told: Progress | Result) -> None:
        if isinstance(told, Progress):
            self.progress = told
        else:
            self.result = told
            self._end("done")

    def _end(self, state: State) -> None:
        self.state = state
        self.told.close()
        self.process.terminate()
        self.process.join()


@dataclass(slots=True)
class Simulations:
    """The simulations of a service: one at a time."""

    _by_id: dict[str, Simulation] = field(default_factory=dict)

    def start(self, tenant_id: str, wanted: Wanted) -> Simulation:
        """
        Raises:
            OverCapacity: another one runs.
        """
        for simulation in self._by_id.values():
            simulation.look()
            if simulation.state == "running":
                raise OverCapacity("a simulation is running already.", retry_after_ms=RETRY_MS)
        for old in list(self._by_id)[: -KEPT + 1]:
            del self._by_id[old]
        context = get_context("spawn")
        told, tell = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(wanted, tell), daemon=True, name="simulation")
        process.start()
        tell.close()  # ours: so that a worker that dies is heard
        simulation = Simulation(secrets.token_hex(8), tenant_id, wanted.scenario_path, process, told)
        self._by_id[simulation.simulation_id] = simulation
        return simulation

    def get(self, tenant_id: str, simulation_id: str) -> Simulation:
        """How far it is now.

        Raises:
            NotFound: it never was, it is long over, or it is another organisation's.
        """
        simulation = self._by_id.get(simulation_id)
        if simulation is None or simulation.tenant_id != tenant_id:
            raise NotFound(f"no simulation {simulation_id!r}.", remedy="Start it again.")
        simulation.look()
        return simulation

    def close(self) -> None:
        for simulation in self._by_id.values():
            simulation.stop()


@dataclass(slots=True)
class _Counted:
    """A rehearsal that tells how many were played."""

    rehearse: Rehearse
    tell: Connection
    talks: int
    played: int = 0

    def __call__(
        self, scenario: Scenario, persona: Persona, language: Language, difficulty: Difficulty, seed: int,
        turns: Sequence[ExampleTurn], second: Persona | None = None,
    ) -> Outcome:  # fmt: skip
        outcome = self.rehearse(scenario, persona, language, difficulty, seed, turns, second)
        self.played += 1
        self.tell.send(Progress(self.played, self.talks))
        return outcome


def _work(wanted: Wanted, tell: Connection) -> None:
    with suppress(OSError):
        os.nice(KINDNESS)
    scenario = scenario_from(_source(Path(wanted.scenario_path), wanted.scenario))
    cast = {name: persona_from(_source(Path(f"{name}.yaml"), text)).value for name, text in wanted.personas.items()}
    talks = n_talks(scenario, cast, wanted.seeds)
    tell.send(Progress(0, talks))
    examples = _Counted(trial.rehearse, tell, talks)
    simulated = _Counted(trial.simulate, tell, talks, played=len(scenario.value.examples))
    with suppress(RechtuitError, BrokenPipeError):
        findings, covered = play_content(scenario, cast, rehearse=examples, simulate=simulated, seeds=wanted.seeds)
        tell.send(Result(tuple(sorted(set(findings))), covered[0] if covered else None))


def n_talks(scenario: Authored[Scenario], cast: Mapping[str, Persona], seeds: int) -> int:
    """How many talks a simulation of this scenario plays."""
    try:
        simulated = sum(1 for _ in simulated_talks(scenario.value, cast, _nothing_comes_out, seeds=seeds))
    except KeyError:  # no simulated trainees for this kind in some language: that is what it will find
        simulated = 0
    return len(scenario.value.examples) + simulated


def _nothing_comes_out(*_: object, **__: object) -> Outcome:
    return Outcome(0, (), None, (), (), False)


def _source(path: Path, text: str) -> Source:
    return Source(path, text.encode("utf-8"), is_kept=False)
