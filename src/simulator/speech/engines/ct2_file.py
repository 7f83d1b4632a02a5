"""The variables of a CTranslate2 model file. The library writes this format and reads it in C++ only."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

BINARY_VERSION: Final = 6
"""Of the layout below (`ModelSpec._serialize` in ctranslate2/specs/model_spec.py)."""

_TYPES: Final = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
"""bfloat16, 5, has no NumPy type; such a file is refused."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What a `model.bin` holds."""

    spec: str
    revision: int
    variables: Mapping[str, NDArray[np.generic]]
    aliases: Mapping[str, str]
    """Second names of variables, as of tied weights."""


def read_model(path: Path) -> ModelFile:
    """Reads all of a file.

    Raises:
        ValueError: it has another layout.
    """
    with path.open("rb") as file:
        try:
            version = _number(file, "I")
            if version != BINARY_VERSION:
                raise ValueError(f"{path} has layout {version}, known is {BINARY_VERSION}.")
            spec, revision = _text(file), _number(file, "I")
            variables = dict(_variable(file) for _ in range(_number(file, "I")))
            aliases = {_text(file): _text(file) for _ in range(_number(file, "I"))}
        except (struct.error, KeyError) as problem:
            raise ValueError(f"{path} is no CTranslate2 model, or a part of one.") from problem
    return ModelFile(spec, revision, variables, aliases)


def write_model(path: Path, model: ModelFile) -> None:
    """Writes a file that CTranslate2 loads."""
    codes = {np.dtype(kind): code for code, kind in _TYPES.items()}
    with path.open("wb") as file:
        file.write(struct.pack("<I", BINARY_VERSION) + _packed(model.spec))
        file.write(struct.pack("<II", model.revision, len(model.variables)))
        for name, values in model.variables.items():
            shape = struct.pack(f"<B{values.ndim}I", values.ndim, *values.shape)
            file.write(_packed(name) + shape + struct.pack("<BI", codes[values.dtype], values.nbytes))
            file.write(np.ascontiguousarray(values).tobytes())
        file.write(struct.pack("<I", len(model.aliases)))
        for alias, name in model.aliases.items():
            file.write(_packed(alias) + _packed(name))


def _variable(file: BinaryIO) -> tuple[str, NDArray[np.generic]]:
    name = _text(file)
    shape = [_number(file, "I") for _ in range(_number(file, "B"))]
    kind, n_bytes = _TYPES[_number(file, "B")], _number(file, "I")
    content = file.read(n_bytes)
    if len(content) < n_bytes:
        raise struct.error("the file ends inside a variable")
    return name, np.frombuffer(content, kind).reshape(shape)


def _number(file: BinaryIO, kind: str) -> int:
    number: int = struct.unpack(f"<{kind}", file.read(struct.calcsize(f"<{kind}")))[0]
    return number


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).removesuffix(b"\0").decode()


def _packed(text: str) -> bytes:
    content = text.encode() + b"\0"
    return struct.pack("<H", len(content)) + content
