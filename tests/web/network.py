"""A network between page and service that a test can break: a TCP proxy on this machine."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

CHUNK_BYTES = 65_536


@dataclass
class _Route:
    """One connection through the proxy."""

    near: socket.socket
    far: socket.socket
    is_silent: bool = False

    def carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK_BYTES):
                if not self.is_silent:
                    sink.sendall(data)
        self.close()

    def close(self) -> None:
        for end in (self.near, self.far):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@dataclass
class Network:
    """Carries every connection to the service until it is told otherwise."""

    origin: str
    _target: tuple[str, int]
    _routes: list[_Route] = field(default_factory=list)
    _down_until_s: float = 0.0

    def cut(self, *, for_s: float) -> None:
        """Breaks every connection, and carries no new one for a while: what is asked meanwhile gets no answer."""
        self._down_until_s = time.monotonic() + for_s
        for route in self._routes:
            route.close()

    def fall_silent(self) -> None:
        """Swallows what the open connections bring, without a word to either side; new ones work."""
        for route in self._routes:
            route.is_silent = True

    def accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        time.sleep(max(0.0, self._down_until_s - time.monotonic()))
        try:
            route = _Route(near, socket.create_connection(self._target))
        except OSError:
            near.close()
            return
        self._routes.append(route)
        threading.Thread(target=route.carry, args=(route.near, route.far), daemon=True).start()
        route.carry(route.far, route.near)


@contextmanager
def network_to(service: str) -> Iterator[Network]:
    """A network with the service at its other end."""
    target = urlsplit(service)
    assert target.hostname
    assert target.port
    with socket.create_server(("127.0.0.1", 0)) as listener:
        network = Network(f"http://127.0.0.1:{listener.getsockname()[1]}", (target.hostname, target.port))
        threading.Thread(target=network.accept, args=(listener,), daemon=True).start()
        try:
            yield network
        finally:
            network.cut(for_s=0)
