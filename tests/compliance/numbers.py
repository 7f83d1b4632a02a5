"""Finds every number (and yes or no) that has a name, in JSON Schemas, plain documents, dataclasses and tables."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints


def numbers_in_schema(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    """Names of the properties of one schema that hold numbers or yes/no, alone or in a list."""
    for name, field in schema.get("properties", {}).items():
        if _is_number(field, definitions):
            yield name


def numbers_in_document(node: Any) -> Iterator[str]:
    """Names of the fields of a JSON document that hold numbers or yes/no."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if isinstance(value, (int, float)) or (isinstance(value, list) and value and _is_numeric(value[0])):
                yield str(name)
            yield from numbers_in_document(value)
    elif isinstance(node, list):
        for value in node:
            yield from numbers_in_document(value)


def leaves(kind: type[Any]) -> Iterator[str]:
    """Field names of a dataclass and of the dataclasses in it; a tuple of dataclasses is one leaf."""
    hints = get_type_hints(kind)
    for field in fields(kind):
        inner = hints[field.name]
        if is_dataclass(inner) and isinstance(inner, type):
            yield from leaves(inner)
        else:
            yield field.name


def _is_number(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> bool:
    if "$ref" in field:
        return _is_number(definitions.get(str(field["$ref"]).rsplit("/", 1)[-1], {}), definitions)
    if field.get("type") in {"number", "integer", "boolean"}:
        return True
    inner = [*field.get("anyOf", []), *field.get("allOf", []), *field.get("prefixItems", [])]
    inner += [field[key] for key in ("items", "additionalProperties") if isinstance(field.get(key), Mapping)]
    return any(_is_number(part, definitions) for part in inner)


def _is_numeric(value: Any) -> bool:
    return isinstance(value, (int, float))
