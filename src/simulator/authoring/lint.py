"""Cross checks: what a file's own types cannot see. Each rule is a function from content to findings."""

from collections.abc import Collection, Iterator, Mapping

from simulator.authoring.finding import Finding
from simulator.authoring.lint_also_present import JOIN_RULES, somebody_sits_there
from simulator.authoring.lint_conditions import CONDITION_RULES
from simulator.authoring.lint_pairing import PAIRING_RULES
from simulator.authoring.lint_persona import PERSONA_RULES
from simulator.authoring.lint_phases import PHASE_RULES
from simulator.authoring.lint_scenario import SCENARIO_RULES, unknown_measures
from simulator.authoring.lint_triggers import TRIGGER_RULES
from simulator.authoring.reading import Authored
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario


def lint(
    personas: Mapping[str, Authored[Persona]],
    scenarios: Mapping[str, Authored[Scenario]],
    *,
    measures: frozenset[str],
    asked: Collection[str],
) -> list[Finding]:
    """Everything that is wrong between and inside these files, in order of place.

    Args:
        measures: names a rubric may use.
        asked: files to report on. What a scenario asked about lacks is reported wherever it is to be mended.
    """
    found: list[Finding] = []
    for persona in personas.values():
        if str(persona.source.path) in asked:
            found += _of_persona(persona)
    for scenario in scenarios.values():
        is_asked = str(scenario.source.path) in asked
        if is_asked:
            found += _of_scenario(scenario, measures)
        for pairing_rule in (*PAIRING_RULES, somebody_sits_there):
            found += [finding for finding in pairing_rule(scenario, personas) if is_asked or finding.file in asked]
    return sorted(set(found))


def _of_persona(persona: Authored[Persona]) -> Iterator[Finding]:
    for rule in PERSONA_RULES:
        yield from rule(persona)


def _of_scenario(scenario: Authored[Scenario], measures: frozenset[str]) -> Iterator[Finding]:
    yield from unknown_measures(scenario, measures)
    for rule in (*SCENARIO_RULES, *PHASE_RULES, *CONDITION_RULES, *TRIGGER_RULES, *JOIN_RULES):
        yield from rule(scenario)
