"""Silero v6: is there a voice in these 32 ms? The network ships inside faster-whisper, so it costs no dependency.

Source: github.com/snakers4/silero-vad, release 6 (MIT); frame, context and state sizes are those of its ONNX file.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime

from simulator.errors import ModelMissing
from simulator.flow.audio import Samples

FRAME_SAMPLES: Final = 512
"""32 ms at 16 kHz, the only step the network knows."""

_CONTEXT_SAMPLES: Final = 64
_STATE_SHAPE: Final = (1, 1, 128)


def network_file() -> Path:
    """The ONNX file inside the installed faster-whisper; found without importing it.

    Raises:
        ModelMissing: when faster-whisper is not installed or ships another version.
    """
    spec = find_spec("faster_whisper")
    path = Path(spec.origin).parent / "assets/silero_vad_v6.onnx" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelMissing(
            "the voice activity network is not there.",
            where=str(path or "faster_whisper"),
            remedy="Install faster-whisper 1.2.1 or later.",
        )
    return path


@cache
def _session() -> Any:
    """The weights, shared by all streams of this process; running them is thread-safe."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(network_file()), sess_options=options, providers=["CPUExecutionProvider"])


class SileroNetwork:
    """The network with the state of one stream. Its output depends on all frames so far, never on later ones."""

    def __init__(self) -> None:
        self._session = _session()
        self.reset()

    def reset(self) -> None:
        """Forgets everything heard."""
        self._hidden = np.zeros(_STATE_SHAPE, dtype=np.float32)
        self._cell = np.zeros(_STATE_SHAPE, dtype=np.float32)
        self._context = np.zeros(_CONTEXT_SAMPLES, dtype=np.float32)

    def speech_probs(self, samples: Samples) -> Samples:
        """Probability of speech in each of the next frames.

        Args:
            samples: shape (n_frames * FRAME_SAMPLES,), 16 kHz.

        Returns:
            Shape (n_frames,), float32, 0-1.

        Raises:
            ValueError: when the length is not a whole number of frames.
        """
        if len(samples) % FRAME_SAMPLES:
            raise ValueError(f"expected a multiple of {FRAME_SAMPLES} samples, got {len(samples)}")
        if not len(samples):
            return np.zeros(0, dtype=np.float32)
        stream = np.concatenate([self._context, samples]).astype(np.float32, copy=False)
        windows = np.lib.stride_tricks.sliding_window_view(stream, _CONTEXT_SAMPLES + FRAME_SAMPLES)
        inputs = {"input": np.ascontiguousarray(windows[::FRAME_SAMPLES]), "h": self._hidden, "c": self._cell}
        probs, self._hidden, self._cell = self._session.run(None, inputs)
        self._context = stream[-_CONTEXT_SAMPLES:].copy()
        flat: Samples = np.asarray(probs, dtype=np.float32).reshape(-1)
        return flat
