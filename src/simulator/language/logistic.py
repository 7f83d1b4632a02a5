"""Log odds → probability."""

import math
from typing import Final

_FARTHEST: Final = 30.0
"""Beyond it a double cannot tell the probability from 0 or 1 anyway."""


def logistic(logit: float) -> float:
    """0-1; never overflows."""
    return 1.0 / (1.0 + math.exp(-max(-_FARTHEST, min(_FARTHEST, logit))))
