"""The link of local mode, shown in the terminal in which the service was started. Never through the log."""

import sys
from typing import TextIO

from simulator.settings import LOOPBACK, Settings


class PrintedLink:
    """Prints each new link as soon as it is known where the service listens."""

    def __init__(self, settings: Settings, terminal: TextIO | None = None) -> None:
        self._settings, self._terminal = settings, terminal or sys.stdout
        self._base_url = self._secret = ""

    def announce(self, secret: str) -> None:
        self._secret = secret
        self._print()

    def listening_on(self, port: int) -> None:
        """The service answers from now on."""
        host = self._settings.host if self._settings.host in LOOPBACK else "127.0.0.1"
        shown = f"[{host}]" if ":" in host else host
        self._base_url = self._settings.sign_in.public_url.rstrip("/") or f"http://{shown}:{port}"
        self._print()

    def _print(self) -> None:
        if self._base_url and self._secret:
            self._terminal.write(f"Sign in once with: {self._base_url}/sign-in#{self._secret}\n")
            self._terminal.flush()
