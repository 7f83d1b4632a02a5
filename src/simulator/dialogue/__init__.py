"""findings → persona state → what the persona does next.

`director` decides (deterministic, seeded), an `Actor` words what was decided. `state` moves the persona, `ladder`
presses for clarity, `choosing` picks the intent, `lines` the words; `safety` stands above all of them.
"""

from simulator.dialogue.actor import Actor
from simulator.dialogue.cel import CEL_NAMES, CelFault, cel_fault
from simulator.dialogue.choosing import choosable_intents
from simulator.dialogue.director import Director
from simulator.dialogue.lines import SLOTS, authored, own_key, slots_of
from simulator.dialogue.safety import out_of_bounds, speaks_of_self_harm
from simulator.dialogue.written_lines import filled, written_lines

__all__ = [
    "CEL_NAMES",
    "SLOTS",
    "Actor",
    "CelFault",
    "Director",
    "authored",
    "cel_fault",
    "choosable_intents",
    "filled",
    "out_of_bounds",
    "own_key",
    "slots_of",
    "speaks_of_self_harm",
    "written_lines",
]
