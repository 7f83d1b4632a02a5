"""What else can be practised: what the next exercise is chosen from."""

from dataclasses import dataclass

from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Shelf:
    """Published scenarios in the order of the list, and the personas that go with them; empty where nobody gave any."""

    scenarios: tuple[Scenario, ...] = ()
    personas: tuple[Persona, ...] = ()

    def persona(self, persona_id: str) -> Persona | None:
        return next((persona for persona in self.personas if persona.id == persona_id), None)
