"""Cross checks: what a file's own types cannot see. Each rule is a function from content to findings."""

from collections.abc import Iterable, Iterator, Mapping

from simulator.authoring.finding import Finding
from simulator.authoring.lint_pairing import PAIRING_RULES
from simulator.authoring.lint_persona import PERSONA_RULES
from simulator.authoring.lint_phases import PHASE_RULES
from simulator.authoring.lint_scenario import SCENARIO_RULES, unknown_measures
from simulator.authoring.reading import Authored
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario


def lint(
    personas: Mapping[str, Authored[Persona]],
    scenarios: Mapping[str, Authored[Scenario]],
    *,
    measures: Iterable[str],
    known_personas: Mapping[str, Authored[Persona]] | None = None,
) -> list[Finding]:
    """Everything that is wrong between and inside these files, in order of place.

    Args:
        measures: names a rubric may use.
        known_personas: personas that scenarios may name, when more than those being checked.
    """
    known = personas if known_personas is None else known_personas
    found: list[Finding] = []
    for persona in personas.values():
        found += _apply_persona(persona)
    names = frozenset(measures)
    for scenario in scenarios.values():
        found += unknown_measures(scenario, names)
        for scenario_rule in (*SCENARIO_RULES, *PHASE_RULES):
            found += scenario_rule(scenario)
        for pairing_rule in PAIRING_RULES:
            found += pairing_rule(scenario, known)
    return sorted(set(found))


def _apply_persona(persona: Authored[Persona]) -> Iterator[Finding]:
    for rule in PERSONA_RULES:
        yield from rule(persona)
