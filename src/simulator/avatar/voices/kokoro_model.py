"""Kokoro-82M as an ONNX session that also tells how long each token lasts."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from simulator.errors import ModelMissing
from simulator.flow.audio import Samples

RATE_HZ: Final = 24_000
FRAME_SAMPLES: Final = 600
"""The model counts durations in frames of 25 ms."""
DURATIONS: Final = "/encoder/Clip_output_0"
"""Tensor inside the graph: frames per token, before they are laid out as sound."""
STYLE_SIZE: Final = 256
MAX_THREADS: Final = 4


def _field(number: int, payload: bytes) -> bytes:
    """One length-delimited protobuf field (payloads under 128 bytes)."""
    return bytes([number << 3 | 2, len(payload)]) + payload


def with_durations(model: bytes) -> bytes:
    """The same model with the durations as a second output.

    Protobuf parsers merge messages that follow each other, so appending `ModelProto{graph{output{name}}}` (onnx.proto:
    fields 7, 12, 1) adds an output without rewriting, or even reading, what is there.
    """
    return model + _field(7, _field(12, _field(1, DURATIONS.encode())))


class KokoroModel:
    """Loaded once per process; its session may be used by several threads."""

    def __init__(self, folder: Path, n_threads: int) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = n_threads
        options.inter_op_num_threads = 1
        # Spinning threads would take the core from the recogniser that listens at the same time.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = folder / "model.onnx"
        try:
            self._session = ort.InferenceSession(
                with_durations(path.read_bytes()), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own unrelated classes
            raise ModelMissing(
                f"not a Kokoro model ({type(error).__name__}).", where=str(path), remedy="Fetch the model again."
            ) from None
        self._folder = folder

    def run(self, tokens: list[int], voices: Sequence[str], speed: float) -> tuple[Samples, NDArray[np.float32]]:
        """Sound of one sentence.

        Args:
            tokens: with a pad at both ends.
            voices: names in the folder `voices`, blended in equal parts.
            speed: above 1 is faster.

        Returns:
            Samples at 24 kHz, and seconds per token, shape (len(tokens),); they add up to the sound.
        """
        styles = [load_styles(self._folder / "voices" / f"{voice}.bin") for voice in voices]
        # One vector per length of input; index 0 is one token, as the model's authors use it.
        style = np.mean([by_length[min(len(tokens) - 3, len(by_length) - 1)] for by_length in styles], axis=0)
        audio, frames = self._session.run(
            None,
            {"tokens": np.array([tokens], np.int64), "style": style[None], "speed": np.array([speed], np.float32)},
        )
        token_s = np.ravel(frames).astype(np.float32) * np.float32(FRAME_SAMPLES / RATE_HZ)
        return np.asarray(audio, np.float32).ravel(), token_s


@cache
def load_styles(path: Path) -> NDArray[np.float32]:
    """The style vectors of one voice, one per length of input: shape (510, 256).

    Raises:
        ModelMissing: when the file is not there or has another size.
    """
    remedy = "Run `simulator models fetch kokoro`."
    try:
        values = np.fromfile(path, np.float32)
    except OSError:
        raise ModelMissing("no such Kokoro voice.", where=str(path), remedy=remedy) from None
    if len(values) == 0 or len(values) % STYLE_SIZE:
        raise ModelMissing("not a Kokoro voice.", where=str(path), remedy=remedy)
    return values.reshape(-1, STYLE_SIZE)


@cache
def load_model(folder: Path) -> KokoroModel:
    """The model in this folder, loaded once (about 1 s and 200 MB)."""
    return KokoroModel(folder, min(MAX_THREADS, os.cpu_count() or 1))
