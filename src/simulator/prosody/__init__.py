"""frames → pitch, level, pauses, pace, intonation.

The order of the files is the order of the data path::

    samples → decimation → autocorrelation → path ─┐
            → level ───────────────────────────────┴→ bank → activity → pauses, syllables → delivery
                                                           → intonation, quality ────────┘

`bank` is the kernel for many live streams; `tracking` pushes a recording through the same code. `synthetic` and `bench`
are the benchmark: the product imports neither, and `bench` alone reads a clock.
"""

from simulator.prosody.bank import Frames, PitchBank
from simulator.prosody.delivery import describe, describe_frames
from simulator.prosody.tracking import track, track_of, warm_up

__all__ = ["Frames", "PitchBank", "describe", "describe_frames", "track", "track_of", "warm_up"]
