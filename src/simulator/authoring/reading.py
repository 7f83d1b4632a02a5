"""A trainer's file → a Persona or a Scenario, or every defect with its line and column."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from simulator.authoring.adapters import PERSONA, SCENARIO
from simulator.authoring.expressions import faults_in_expressions
from simulator.authoring.finding import BadContent, Finding
from simulator.authoring.schema import Kind, fields_at
from simulator.authoring.source import Loc, Source, did_you_mean, listed, read_source
from simulator.flow.labels import LANGUAGES
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

T = TypeVar("T", Persona, Scenario)

UNKNOWN: Final = ("unexpected_keyword_argument", "extra_forbidden")
RANGE: Final = ("greater_than", "less_than", "too_short", "too_long", "string_too_short", "finite_number")


@dataclass(frozen=True, slots=True)
class Authored(Generic[T]):
    """Typed content and the file it came from."""

    value: T
    source: Source


def load_persona(path: Path) -> Persona:
    """Reads one persona.

    Raises:
        BadContent: with every defect of the file.
    """
    return read_persona(path).value


def load_scenario(path: Path) -> Scenario:
    """Reads one scenario.

    Raises:
        BadContent: with every defect of the file.
    """
    return read_scenario(path).value


def read_persona(path: Path) -> Authored[Persona]:
    """Reads one persona, places kept."""
    return persona_from(read_source(path))


def read_scenario(path: Path) -> Authored[Scenario]:
    """Reads one scenario, places kept."""
    return scenario_from(read_source(path))


def persona_from(source: Source) -> Authored[Persona]:
    """The persona in a text that need not be a file."""
    return _from(source, "persona", PERSONA)


def scenario_from(source: Source) -> Authored[Scenario]:
    """The scenario in a text that need not be a file."""
    scenario = _from(source, "scenario", SCENARIO)
    if faults := sorted(faults_in_expressions(source, scenario.value)):
        raise BadContent(faults)
    return scenario


def _from(source: Source, kind: Kind, adapter: TypeAdapter[T]) -> Authored[T]:
    try:
        # Strict JSON: "12" is not a number and 1 is not a yes, but a list may fill a tuple.
        value = adapter.validate_json(source.as_json, strict=True)
    except ValidationError as problem:
        findings = [_finding(source, kind, error) for error in problem.errors(include_url=False)]
        raise BadContent(sorted(set(_one_per_place(findings)))) from None
    path = source.path
    if value.id != path.stem:
        raise BadContent(
            [source.finding("SIM012", ("id",), f"the id is {value.id!r}.", f"Call the file {value.id}{path.suffix}.")]
        )
    return Authored(value, source)


def _finding(source: Source, kind: Kind, error: ErrorDetails) -> Finding:
    loc: Loc = error["loc"]
    problem = error["type"]
    if problem == "missing":
        return _missing(source, loc)
    if problem in UNKNOWN:
        known = fields_at(kind, loc[:-1])
        remedy = did_you_mean(str(loc[-1]), known, otherwise="Remove it, or look the field up in the schema.")
        return source.finding("SIM006", loc, f"there is no field {loc[-1]!r} here.", remedy, of_key=True)
    if problem == "literal_error":
        return _unknown_word(source, loc, error)
    code = "SIM010" if problem.startswith(RANGE) else "SIM009"
    return source.finding(code, loc, f"{_path(loc)}: {_lower(error['msg'])}.", _remedy_for(code, error["input"]))


def _missing(source: Source, loc: Loc) -> Finding:
    name, parent = str(loc[-1]), _path(loc[:-1])
    place = f" in {parent}" if parent else ""
    if name in LANGUAGES:
        return source.finding(
            "SIM008", loc[:-1], f"the text{place} has no {name!r}.", f"Add a line `{name}: ...`.", of_key=True
        )
    return source.finding("SIM007", loc[:-1], f"{name!r} is missing{place}.", f"Add `{name}:`.", of_key=True)


def _unknown_word(source: Source, loc: Loc, error: ErrorDetails) -> Finding:
    is_key = loc[-1] == "[key]"
    expected = str(error.get("ctx", {}).get("expected", ""))
    known = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
    word = str(error["input"])
    remedy = did_you_mean(word, known, otherwise=f"Choose one of: {listed(known)}.")
    where = loc[:-1] if is_key else loc
    return source.finding("SIM011", where, f"{word!r} is not known here.", remedy, of_key=is_key)


def _one_per_place(findings: list[Finding]) -> list[Finding]:
    """A value that fits none of two lists is one defect, not two."""
    return list({(finding.line, finding.column, finding.code): finding for finding in reversed(findings)}.values())


def _remedy_for(code: str, given: Any) -> str:
    if code == "SIM010":
        return f"It says {_shown(given)}."
    return f"It says {_shown(given)}; write a number without a unit and without quotes, or text, as the schema asks."


def _shown(given: Any) -> str:
    shown = json.dumps(given, ensure_ascii=False, default=str)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


def _path(loc: Loc) -> str:
    return ".".join(str(step) for step in loc if not (isinstance(step, str) and step.startswith(("literal[", "["))))


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
