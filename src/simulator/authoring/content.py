"""Which files are to be checked, and which others they lean on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simulator.authoring.catalog import read_folder
from simulator.authoring.finding import BadContent, Finding
from simulator.authoring.reading import Authored, read_persona, read_scenario
from simulator.authoring.source import read_source
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario
from simulator.settings import load_settings


@dataclass(slots=True)
class Content:
    """Everything readable, and what was found while reading."""

    personas: dict[str, Authored[Persona]] = field(default_factory=dict)
    scenarios: dict[str, Authored[Scenario]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Files to report on; the others are only leaned on."""
    findings: list[Finding] = field(default_factory=list)


def gather(paths: Sequence[Path]) -> Content:
    """The files to check, with the shipped personas and scenarios around them; no paths means all shipped ones."""
    settings = load_settings()
    content, ignored = Content(), list[Finding]()
    content.personas = read_folder(settings.personas_dir, read_persona, ignored)
    content.scenarios = read_folder(settings.scenarios_dir, read_scenario, ignored)
    for path in _files(paths or (settings.personas_dir, settings.scenarios_dir)):
        content.asked.add(str(path))
        try:
            _take(content, path)
        except BadContent as problem:
            content.findings += problem.findings
    return content


def _files(paths: Sequence[Path]) -> list[Path]:
    """Files as given; in a folder every `*.yaml`, subfolders too. A path that is not there is left to be reported."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return found


def _take(content: Content, path: Path) -> None:
    data = read_source(path).plain()
    if "phases" in data or "rubric" in data:
        scenario = read_scenario(path)
        content.scenarios[scenario.value.id] = scenario
    else:
        persona = read_persona(path)
        content.personas[persona.value.id] = persona
