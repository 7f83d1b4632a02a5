"""JSON Schema of REST bodies that our pages read and write, generated from the models; `npm run wire` makes types."""

from typing import Any, Final

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from simulator.api.protocol import studio
from simulator.api.protocol.wire import WireModel

ASKED: Final[tuple[type[WireModel], ...]] = (
    studio.StartContent, studio.SaveDraft, studio.CheckContent, studio.DrawContent, studio.StartSimulation,
)  # fmt: skip
ANSWERED: Final[tuple[type[WireModel], ...]] = (
    studio.ContentList, studio.ContentOpened, studio.ContentChecked, studio.ContentHistory, studio.VersionText,
    studio.SimulationState,
)  # fmt: skip


def studio_schema() -> dict[str, Any]:
    """Every body of the studio, under `$defs`."""
    modes: list[tuple[type[WireModel], JsonSchemaMode]] = [(model, "validation") for model in ASKED]
    modes += [(model, "serialization") for model in ANSWERED]
    _, definitions = models_json_schema(modes, ref_template="#/$defs/{model}", title="Studio")
    return definitions
