"""Simulated trainees: five ways to hold a talk, written per kind of talk and language in policies/*.yaml."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated, Final, Literal

from annotated_types import MinLen
from pydantic import TypeAdapter

from simulator.authoring.source import read_source
from simulator.flow.labels import Language, ScenarioKind
from simulator.flow.scenario import ExampleTurn

PolicyName = Literal["clear", "avoider", "blunt", "over_talker", "legal_risk"]
Wordings = Annotated[tuple[str, ...], MinLen(1)]
Policy = Annotated[tuple[Wordings, ...], MinLen(1)]
"""Turn after turn, with wordings to choose from."""
Policies = dict[Language, dict[PolicyName, Policy]]

FOLDER: Final = Path(__file__).parent / "policies"
_ADAPTER: Final = TypeAdapter(Policies)


@cache
def policies_for(kind: ScenarioKind) -> Policies:
    """The simulated trainees for one kind of talk; empty where nobody has written them yet."""
    path = FOLDER / f"{kind}.yaml"
    return _ADAPTER.validate_python(read_source(path).plain()) if path.is_file() else {}


def trainee_turns(policy: Policy, *, seed: int) -> tuple[ExampleTurn, ...]:
    """One trainee of this sort; another seed words the same turns otherwise."""
    rng = Random(f"trainee/{seed}")
    return tuple(ExampleTurn(rng.choice(wordings)) for wordings in policy)
