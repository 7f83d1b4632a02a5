"""All personas and scenarios there are, read once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from simulator.authoring.finding import BadContent, Finding
from simulator.authoring.reading import Authored, read_persona, read_scenario
from simulator.authoring.source import listed
from simulator.errors import NotFound
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

T = TypeVar("T", Persona, Scenario)


class Catalog:
    """Personas and scenarios by id, with the hash of the file each came from."""

    def __init__(self, personas: Mapping[str, Authored[Persona]], scenarios: Mapping[str, Authored[Scenario]]) -> None:
        self._personas = personas
        ordered = sorted(scenarios.items(), key=lambda item: (item[1].value.position, item[0]))
        self._scenarios = dict(ordered)

    @classmethod
    def load(cls, personas_dir: Path, scenarios_dir: Path) -> "Catalog":
        """Reads every `*.yaml` in both folders.

        Raises:
            NotFound: a folder is not there.
            BadContent: with every defect of every file.
        """
        findings: list[Finding] = []
        personas = read_folder(personas_dir, read_persona, findings)
        scenarios = read_folder(scenarios_dir, read_scenario, findings)
        if findings:
            raise BadContent(findings)
        return cls(personas, scenarios)

    def with_own(
        self, personas: Mapping[str, Authored[Persona]], scenarios: Mapping[str, Authored[Scenario]]
    ) -> "Catalog":
        """The same with other content on top; what has the same id takes its place."""
        return Catalog({**self._personas, **personas}, {**self._scenarios, **scenarios})

    @property
    def authored_personas(self) -> Mapping[str, Authored[Persona]]:
        """With the files they came from."""
        return MappingProxyType(self._personas)

    @property
    def authored_scenarios(self) -> Mapping[str, Authored[Scenario]]:
        """With the files they came from, in the order in which lists show them."""
        return MappingProxyType(self._scenarios)

    @property
    def personas(self) -> Mapping[str, Persona]:
        return MappingProxyType({key: authored.value for key, authored in self._personas.items()})

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """In the order in which lists show them."""
        return MappingProxyType({key: authored.value for key, authored in self._scenarios.items()})

    def persona(self, persona_id: str) -> Persona:
        """The persona with this id.

        Raises:
            NotFound: listing the ids there are.
        """
        return _get(self._personas, persona_id, "persona").value

    def scenario(self, scenario_id: str) -> Scenario:
        """The scenario with this id.

        Raises:
            NotFound: listing the ids there are.
        """
        return _get(self._scenarios, scenario_id, "scenario").value

    def persona_hash(self, persona_id: str) -> str:
        """Sha256 of the persona's file, hexadecimal: what a report rests on."""
        return _get(self._personas, persona_id, "persona").source.sha256

    def scenario_hash(self, scenario_id: str) -> str:
        """Sha256 of the scenario's file, hexadecimal."""
        return _get(self._scenarios, scenario_id, "scenario").source.sha256


def read_folder(folder: Path, read: Callable[[Path], Authored[T]], findings: list[Finding]) -> dict[str, Authored[T]]:
    """Everything readable in one folder, in order of name; what is not goes to `findings`.

    Raises:
        NotFound: the folder is not there.
    """
    if not folder.is_dir():
        raise NotFound("there is no such folder.", where=str(folder), remedy="Check the settings of the service.")
    found: dict[str, Authored[T]] = {}
    for path in content_files(folder):
        try:
            authored = read(path)
        except BadContent as problem:
            findings += problem.findings
        else:
            found[authored.value.id] = authored
    return found


def content_files(folder: Path) -> list[Path]:
    """Every `*.yaml` in one folder, in order of name, but for what editors and systems hide there (`.#x.yaml`)."""
    return [path for path in sorted(folder.glob("*.yaml")) if not path.name.startswith(".")]


def _get(content: Mapping[str, Authored[T]], wanted: str, kind: str) -> Authored[T]:
    if wanted not in content:
        raise NotFound(f"there is no {kind} {wanted!r}.", remedy=f"Choose one of: {listed(content)}.")
    return content[wanted]
