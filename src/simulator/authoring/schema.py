"""JSON Schema of the authored files, for editors; committed under schemas/."""

from typing import Any, Final, Literal

from pydantic.json_schema import GenerateJsonSchema

from simulator.authoring.adapters import ADAPTERS

Kind = Literal["persona", "scenario"]

DIALECT: Final = GenerateJsonSchema.schema_dialect
TITLES: Final[dict[Kind, str]] = {"persona": "Rechtuit persona", "scenario": "Rechtuit scenario"}


def json_schema(kind: Kind) -> dict[str, Any]:
    """The schema that editors and the web editor use; descriptions come from the docstrings of flow."""
    schema = ADAPTERS[kind].json_schema()
    return {"$schema": DIALECT, **schema, "title": TITLES[kind]}


def fields_at(kind: Kind, loc: tuple[str | int, ...]) -> list[str]:
    """Names of the fields allowed at a place in a file; none where the place holds no mapping with fixed fields."""
    schema = ADAPTERS[kind].json_schema()
    node: dict[str, Any] = schema
    for step in loc:
        node = _resolve(schema, _child(_resolve(schema, node), step))
    return list(_resolve(schema, node).get("properties", {}))


def _child(node: dict[str, Any], step: str | int) -> dict[str, Any]:
    if isinstance(step, int):
        child = node.get("items", {})
    else:
        child = node.get("properties", {}).get(step, node.get("additionalProperties", {}))
    return child if isinstance(child, dict) else {}


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    options = [option for option in node.get("anyOf", ()) if option.get("type") != "null"]
    return _resolve(schema, options[0]) if len(options) == 1 else node
