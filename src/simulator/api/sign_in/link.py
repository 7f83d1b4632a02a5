"""The link that the service prints at start, for a machine of one person.

The secret stands behind the `#`: a browser sends that part to nobody, so it is in no log, no proxy and no Referer. It
works once, and then the next link is printed, so that what stands in the terminal's history opens nothing.
"""

import hmac
import secrets
from collections.abc import Callable

from simulator.store import hash_secret


class OneTimeLink:
    """The link in force."""

    def __init__(self, announce: Callable[[str], None]) -> None:
        """
        Args:
            announce: told each new secret, to show it to whoever sits at the machine; only its hash stays here.
        """
        self._announce = announce
        self._hash = ""

    def renew(self) -> None:
        """A new secret; the one before works no more."""
        secret = secrets.token_urlsafe(24)  # 32 characters: by that the page tells it from a place (templates/link.js)
        self._hash = hash_secret(secret)
        self._announce(secret)

    def redeem(self, secret: str) -> bool:
        """Whether this is the secret of the link in force; then there is a new one."""
        if not hmac.compare_digest(hash_secret(secret.strip()), self._hash):
            return False
        self.renew()
        return True
