"""bytes in → 16 kHz float32 samples on one clock.

file → read_audio ─────────────────────────────────────────────► Samples
wire → from_pcm16 → StreamResampler (other rates) → SampleTimeline → AudioChunk → speech, prosody
"""

from simulator.audio.decode import read_audio
from simulator.audio.flac import to_flac
from simulator.audio.pcm import from_pcm16, to_pcm16
from simulator.audio.resample import StreamResampler, resample
from simulator.audio.timeline import Accepted, SampleTimeline

__all__ = [
    "Accepted",
    "SampleTimeline",
    "StreamResampler",
    "from_pcm16",
    "read_audio",
    "resample",
    "to_flac",
    "to_pcm16",
]
