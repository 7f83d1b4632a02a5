"""Every pause finder as samples → silences of 150 ms or more inside the talk; each loads its own library when asked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.prosody.span_matching import SHORTEST_KNOWN_S, Span

Samples: TypeAlias = NDArray[np.float32]
Finder: TypeAlias = Callable[[Samples], Sequence[Span]]
RATE_HZ: Final = 16_000
_SPEECH_PROB: Final = 0.5
_PRAAT_SILENCE_DB: Final = -25.0
_WEBRTC_FRAME: Final = 160
_TEN_FRAME: Final = 256
_SILERO_FRAME: Final = 512


@dataclass(frozen=True, slots=True)
class PausePeer:
    """A finder that may be there. `load` raises ImportError or OSError when it is not."""

    name: str
    load: Callable[[], Finder]


def gaps(is_speech: NDArray[np.bool_], step_s: float) -> list[Span]:
    """Silences of 150 ms or more between the first and the last step of speech."""
    steps = np.flatnonzero(is_speech)
    jumps = np.flatnonzero(np.diff(steps) > 1)
    spans = [(float((steps[j] + 1) * step_s), float(steps[j + 1] * step_s)) for j in jumps]
    return [span for span in spans if span[1] - span[0] >= SHORTEST_KNOWN_S - 1e-9]


def _praat_silences() -> Finder:
    import parselmouth
    from parselmouth.praat import call

    def find(samples: Samples) -> list[Span]:
        intensity = parselmouth.Sound(samples.astype(np.float64), RATE_HZ).to_intensity(minimum_pitch=60.0)
        grid = call(intensity, "To TextGrid (silences)", _PRAAT_SILENCE_DB, SHORTEST_KNOWN_S, 0.1, "silent", "sounding")
        return list(_silent_inside(grid))

    def _silent_inside(grid: object) -> Iterator[Span]:
        for k in range(2, call(grid, "Get number of intervals", 1)):
            if call(grid, "Get label of interval", 1, k) == "silent":
                yield call(grid, "Get start time of interval", 1, k), call(grid, "Get end time of interval", 1, k)

    return find


def _silero() -> Finder:
    from faster_whisper.vad import get_vad_model

    model = get_vad_model()

    def find(samples: Samples) -> list[Span]:
        whole = np.pad(samples, (0, -len(samples) % _SILERO_FRAME))
        return gaps(np.asarray(model(whole)).ravel() > _SPEECH_PROB, _SILERO_FRAME / RATE_HZ)

    return find


def _webrtc(mode: int) -> Finder:
    import webrtcvad

    def find(samples: Samples) -> list[Span]:
        detector = webrtcvad.Vad(mode)
        frames = _int16(samples, _WEBRTC_FRAME)
        return gaps(np.array([detector.is_speech(f.tobytes(), RATE_HZ) for f in frames]), _WEBRTC_FRAME / RATE_HZ)

    return find


def _ten() -> Finder:
    from ten_vad import TenVad

    TenVad(_TEN_FRAME, _SPEECH_PROB)  # says at once when its library (libc++1) is not there

    def find(samples: Samples) -> list[Span]:
        detector = TenVad(_TEN_FRAME, _SPEECH_PROB)
        return gaps(np.array([detector.process(f)[1] for f in _int16(samples, _TEN_FRAME)]) > 0, _TEN_FRAME / RATE_HZ)

    return find


def _int16(samples: Samples, frame: int) -> NDArray[np.int16]:
    whole = (samples * 32_767).clip(-32_768, 32_767).astype(np.int16)
    return whole[: len(whole) // frame * frame].reshape(-1, frame)


PEERS: Final = (
    PausePeer("praat silences", _praat_silences),
    PausePeer("silero v6", _silero),
    PausePeer("webrtc 3", partial(_webrtc, 3)),
    PausePeer("webrtc 2", partial(_webrtc, 2)),
    PausePeer("ten-vad", _ten),
)
