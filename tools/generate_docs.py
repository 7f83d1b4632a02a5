"""Writes everything in the repository that is generated from code: `make docs`. Tests fail when it is stale."""

import json
from pathlib import Path
from typing import Any

from simulator.authoring import json_schema
from simulator.settings import Settings

Schema = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent


def write_schemas() -> None:
    """schemas/*.schema.json, which editors use for persona and scenario files."""
    for kind in ("persona", "scenario"):
        text = json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
        (ROOT / f"schemas/{kind}.schema.json").write_text(text, encoding="utf-8")


def settings_page() -> str:
    """docs/operator/settings.md: every setting with its environment variable, default and meaning."""
    lines = [
        "# Settings",
        "Read from the environment or a `.env` file. Generated from `src/simulator/settings.py` by `make docs`.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    schema = Settings.model_json_schema()
    lines += _rows(schema["properties"], schema.get("$defs", {}), "SIMULATOR_")
    return "\n".join(lines) + "\n"


def _rows(properties: Schema, definitions: Schema, prefix: str) -> list[str]:
    rows: list[str] = []
    for name, field in properties.items():
        reference = field.get("$ref") or next((part["$ref"] for part in field.get("allOf", [])), None)
        if reference:
            rows += _rows(definitions[reference.split("/")[-1]]["properties"], definitions, f"{prefix}{name.upper()}__")
            continue
        default = str(field.get("default", "")).replace(str(ROOT), ".")
        rows.append(f"| `{prefix}{name.upper()}` | `{default}` | {field.get('description', '')} |")
    return rows


def write_settings_page() -> None:
    page = ROOT / "docs/operator/settings.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(settings_page(), encoding="utf-8")


def write_rest_schema() -> None:
    """schemas/studio.schema.json: the bodies of the trainer studio, from which web/ makes its types."""
    from simulator.api.protocol.rest_schema import studio_schema

    text = json.dumps(studio_schema(), ensure_ascii=False, indent=2) + "\n"
    (ROOT / "schemas/studio.schema.json").write_text(text, encoding="utf-8")


def main() -> None:
    from simulator.api.protocol.asyncapi import write_documents

    write_schemas()
    write_settings_page()
    write_documents(ROOT / "docs/protocol")
    write_rest_schema()


if __name__ == "__main__":
    main()
