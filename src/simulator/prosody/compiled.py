"""How this room compiles its loops: cached on disk, without the interpreter lock, with their types kept for mypy; and
what such loops read but never write.
"""

from collections.abc import Callable, Set
from typing import TypeAlias, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Single: TypeAlias = float | np.float32
"""A number that compiled code keeps in single precision, whatever Python would make of it."""
Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(*, fastmath: bool | Set[str] = False) -> Callable[[Loop], Loop]:
    """Compile a function with numba at its first call; the next process finds it in numba's cache.

    Args:
        fastmath: True where rounding may differ with the length of a loop; {"contract"} allows fused multiply-adds
            only, which keeps the numbers the same however audio is cut.
    """
    options = {"cache": True, "nogil": True, "error_model": "numpy", "fastmath": fastmath}
    return cast("Callable[[Loop], Loop]", numba.njit(**options))


def constant(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """Taps or a matrix that every bank shares: float32, contiguous, read-only."""
    array = np.array(values, dtype=np.float32, order="C")
    array.flags.writeable = False
    return array
