"""How this room compiles its loops: cached on disk, without the interpreter lock, with their types kept for mypy."""

from collections.abc import Callable, Set
from typing import TypeAlias, TypeVar, cast

import numba
import numpy as np

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
