"""How often one may be wrong. Kept in memory: a restart forgets, and an attacker cannot make us restart."""

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from simulator.errors import OverCapacity

MOST_BY_NAME: Final = 10
MOST_BY_ADDRESS: Final = 50
"""A whole office may share one address."""
WINDOW_S: Final = 900.0
MOST_KEYS: Final = 20_000
"""Names and addresses remembered; beyond it the one that was quiet longest is forgotten."""


class TooManyTries(OverCapacity):
    """Wrong too often; the right password is not tried either."""

    code = "rate"


class Tries:
    """Tries within the last quarter of an hour, by name and by address.

    A try counts before it is known to be wrong, so that a hundred at once do not all pass; `succeeded` takes it back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def admit(self, *, name: str, address: str) -> None:
        """Counts one more try.

        Raises:
            TooManyTries: this name or this address was wrong too often.
        """
        limits = {f"name {name}": MOST_BY_NAME, f"address {network_of(address)}": MOST_BY_ADDRESS}
        now_s = self._clock()
        for key, most in limits.items():
            past = self._recent(key, now_s)
            if len(past) >= most:
                raise TooManyTries(
                    "too many wrong tries.", retry_after_ms=max(1, round((past[0] + WINDOW_S - now_s) * 1000))
                )
        for key in limits:
            self._recent(key, now_s).append(now_s)

    def succeeded(self, *, name: str, address: str) -> None:
        """That was right: the name starts anew, the address loses this one try."""
        self._tries.pop(f"name {name}", None)
        past = self._tries.get(f"address {network_of(address)}")
        if past:
            past.pop()

    def _recent(self, key: str, now_s: float) -> deque[float]:
        past = self._tries.setdefault(key, deque())
        self._tries.move_to_end(key)
        while past and past[0] <= now_s - WINDOW_S:
            past.popleft()
        while len(self._tries) > MOST_KEYS:
            self._tries.popitem(last=False)
        return past


def network_of(address: str) -> str:
    """The address, or for IPv6 the /64 it lies in: one household has that whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
