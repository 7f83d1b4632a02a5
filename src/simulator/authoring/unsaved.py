"""A text that somebody is typing: what is wrong in it, and what it is when nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.authoring.catalog import Catalog
from simulator.authoring.finding import BadContent, Finding
from simulator.authoring.lint import lint
from simulator.authoring.reading import Authored, persona_from, scenario_from
from simulator.authoring.schema import Kind
from simulator.authoring.source import Source
from simulator.feedback import MEASURE_NAMES
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario


@dataclass(frozen=True, slots=True)
class CheckedText:
    """What came out of a check without playing."""

    path: Path
    """The name under which findings speak of this text; others are about a file it leans on."""
    sha256: str
    findings: tuple[Finding, ...]
    persona: Authored[Persona] | None = None
    scenario: Authored[Scenario] | None = None
    """What the text is, when it can be read at all."""


def check_text(text: str, kind: Kind, content_id: str, catalog: Catalog) -> CheckedText:
    """Lints a text as if it stood in `catalog` under this id."""
    path = Path(f"{kind}s") / f"{content_id}.yaml"
    source = Source(path, text.encode("utf-8"), is_kept=False)
    persona: Authored[Persona] | None = None
    scenario: Authored[Scenario] | None = None
    personas: Mapping[str, Authored[Persona]] = catalog.authored_personas
    scenarios: Mapping[str, Authored[Scenario]] = catalog.authored_scenarios
    try:
        if kind == "persona":
            persona = persona_from(source)
            personas = {**personas, persona.value.id: persona}
        else:
            scenario = scenario_from(source)
            scenarios = {scenario.value.id: scenario}  # the others are not asked about, and need not be walked through
    except BadContent as problem:
        return CheckedText(path, source.sha256, problem.findings)
    found = lint(personas, scenarios, measures=MEASURE_NAMES, asked={str(path)})
    return CheckedText(path, source.sha256, tuple(found), persona, scenario)
