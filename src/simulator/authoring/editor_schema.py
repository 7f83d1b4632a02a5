"""The schema as the web editor wants it: with names that only a running service knows, so that it can offer them."""

from typing import Any, Final

from simulator.authoring.catalog import Catalog
from simulator.authoring.schema import Kind, json_schema
from simulator.feedback import MEASURE_NAMES

CAST: Final = "x-cast"
"""Beside the ids of personas: their names and languages, for the form that offers them."""


def editor_schema(kind: Kind, catalog: Catalog) -> dict[str, Any]:
    """The published schema, plus the measures a rubric may use and the personas a scenario may name."""
    schema = json_schema(kind)
    if kind == "scenario":
        measure = {"type": "string", "enum": sorted(MEASURE_NAMES)}
        definitions = schema["$defs"]
        for name, field in (("Band", "measure"), ("Blocker", "measure"), ("Criterion", "halved_when")):
            properties = definitions[name]["properties"]
            properties[field] = {**properties[field], **measure}
            properties[field].pop("anyOf", None)
        cast = {name: {"name": each.name, "languages": each.languages} for name, each in catalog.personas.items()}
        personas = {"type": "string", "enum": sorted(catalog.personas), CAST: cast}
        schema["properties"]["personas"]["items"] = personas
        definitions["Example"]["properties"]["persona"] = personas
        definitions["AlsoPresent"]["properties"]["personas"]["items"] = personas
    return schema
