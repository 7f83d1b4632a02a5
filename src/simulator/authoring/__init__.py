"""The trainer's workbench: reads personas and scenarios, checks them, rehearses them, publishes their JSON Schema.

`reading` and `source` turn a file into typed content or into findings with line and column; `lint` checks content
against itself; `checking` also plays it, with a `Rehearse` that `session` lends, because only `session` joins rooms.
"""

from simulator.authoring.at_table import ids_at_table, second_at_table
from simulator.authoring.catalog import Catalog
from simulator.authoring.checking import DEFAULT_SEEDS, Checked, check
from simulator.authoring.coverage import Coverage, printed
from simulator.authoring.finding import BadContent, Finding
from simulator.authoring.own_shelf import Shelves
from simulator.authoring.reading import load_persona, load_scenario
from simulator.authoring.rehearsing import Outcome, Rehearse
from simulator.authoring.schema import json_schema
from simulator.authoring.shelf import Shelf
from simulator.authoring.starting import start

__all__ = [
    "DEFAULT_SEEDS",
    "BadContent",
    "Catalog",
    "Checked",
    "Coverage",
    "Finding",
    "Outcome",
    "Rehearse",
    "Shelf",
    "Shelves",
    "check",
    "ids_at_table",
    "json_schema",
    "load_persona",
    "load_scenario",
    "printed",
    "second_at_table",
    "start",
]
