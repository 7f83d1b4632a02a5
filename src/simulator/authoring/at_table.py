"""Who sits at the table too, in a talk with this persona in this language."""

from collections.abc import Mapping

from simulator.flow.labels import Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario


def second_at_table(
    scenario: Scenario, persona: Persona, language: Language, known: Mapping[str, Persona]
) -> Persona | None:
    """The first of `also_present` who speaks the language, is not the persona and is not archived; None: nobody."""
    present = scenario.also_present
    candidates = (known[name] for name in present.personas if name in known) if present else ()
    return next((other for other in candidates if _can_sit(other, persona, language)), None)


def ids_at_table(scenario: Scenario) -> tuple[str, ...]:
    """Everybody who may play or sit along, each once, those who play first."""
    return tuple(
        dict.fromkeys((*scenario.personas, *(scenario.also_present.personas if scenario.also_present else ())))
    )


def _can_sit(other: Persona, persona: Persona, language: Language) -> bool:
    return other.id != persona.id and language in other.languages and other.status != "archived"
