"""frames → pitch, level, pauses, pace, intonation.

The data path::

    samples → decimation → autocorrelation → peaks ─────────────┐
            → level, syllable_band → surroundings → head ───────┴→ path → bank (Frames)

    Frames → activity_inputs → activity_head → activity → pauses, syllables → delivery
           → intonation, quality, core_word, reasons ──────────────────────┘
    deliveries → baseline (the speaker's own usual)

`front_end` holds the first row up to the inputs of the head; `on_torch` is the same for a GPU, chosen by `bank_choice`.
`bank` is the kernel for many live streams; `tracking` pushes a recording through the same code. What it is worth
against its peers is measured outside the package, in benchmarks/prosody.
"""

from simulator.prosody.bank import LAG_FRAMES, LAG_MS, Frames, PitchBank
from simulator.prosody.bank_choice import bank_for, device_for
from simulator.prosody.baseline import compare, compare_each, usual_of
from simulator.prosody.core_word import with_core_level
from simulator.prosody.delivery import describe, describe_frames, warm_up
from simulator.prosody.tracking import track, track_of

__all__ = [
    "LAG_FRAMES",
    "LAG_MS",
    "Frames",
    "PitchBank",
    "bank_for",
    "compare",
    "compare_each",
    "describe",
    "describe_frames",
    "device_for",
    "track",
    "track_of",
    "usual_of",
    "warm_up",
    "with_core_level",
]
