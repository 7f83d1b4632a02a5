"""The validators of the authored types; building one takes longer than reading a file, so each is built once."""

from typing import Any, Final

from pydantic import TypeAdapter

from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

PERSONA: Final = TypeAdapter(Persona)
SCENARIO: Final = TypeAdapter(Scenario)
ADAPTERS: Final[dict[str, TypeAdapter[Any]]] = {"persona": PERSONA, "scenario": SCENARIO}
