"""What the learned stages and their front end share: weights from the package, products, and the cut at zero."""

from dataclasses import fields
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Weights = TypeVar("Weights", bound=DataclassInstance)


def read_weights(kind: "type[Weights]", name: str) -> "Weights":
    """The head in heads/`name`, an array for each field of `kind`; stored as float16, used as float32."""
    path = resources.files("simulator.prosody").joinpath(f"heads/{name}")
    with path.open("rb") as file, np.load(file) as stored:
        return kind(*(np.ascontiguousarray(stored[part.name], dtype=np.float32) for part in fields(kind)))


def padded(n_rows: int) -> int:
    """Rows to ask a product for: one row takes another BLAS routine, with other rounding."""
    return max(n_rows, 2)


@compiled(fastmath={"contract"})
def rectify(rows: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
    """Add the bias and cut at zero, in place."""
    for n in range(rows.shape[0]):
        row = rows[n]
        for k in range(len(bias)):
            row[k] = max(row[k] + bias[k], np.float32(0.0))
