"""frames → pitch, level, pauses, pace, intonation.

The order of the files is the order of the data path::

    samples → decimation → autocorrelation → path ─┐
            → level ───────────────────────────────┴→ bank → activity → pauses, syllables → delivery
                                                           → intonation, quality, core_word, reasons ┘

    deliveries → baseline (the speaker's own usual)

`bank` is the kernel for many live streams; `tracking` pushes a recording through the same code. What it is worth
against its peers is measured outside the package, in benchmarks/prosody.
"""

from simulator.prosody.bank import Frames, PitchBank
from simulator.prosody.bank_choice import bank_for
from simulator.prosody.baseline import compare, compare_each, usual_of
from simulator.prosody.core_word import with_core_level
from simulator.prosody.delivery import describe, describe_frames, warm_up
from simulator.prosody.tracking import track, track_of

__all__ = [
    "Frames",
    "PitchBank",
    "bank_for",
    "compare",
    "compare_each",
    "describe",
    "describe_frames",
    "track",
    "track_of",
    "usual_of",
    "warm_up",
    "with_core_level",
]
