"""What was sent and not yet acknowledged: numbers every event, and can send again after a reconnect."""

from collections import deque
from collections.abc import Iterator
from typing import Final

from simulator.api.protocol import BinaryFrame, ServerEvent, encode_server_event

MAX_WAITING_EVENTS: Final = 1000
MAX_WAITING_BYTES: Final = 4 * 1024 * 1024
MAX_KEPT_EVENTS: Final = 20_000
"""Two minutes of the busiest talk (ten packets and forty mouth shapes a second) is about 6,000."""


class Outbox:
    """Events on their way to one client.

    Attributes:
        is_overfull: the client reads too slowly: more than 1,000 events or 4 MB wait for it.
    """

    def __init__(self, session_id: str) -> None:
        self._session_id = session_id
        self._seq = 0
        self._kept: deque[tuple[int, str]] = deque(maxlen=MAX_KEPT_EVENTS)
        self._waiting: deque[str | bytes] = deque()
        self._waiting_bytes = 0

    @property
    def is_overfull(self) -> bool:
        return len(self._waiting) > MAX_WAITING_EVENTS or self._waiting_bytes > MAX_WAITING_BYTES

    def put(self, event: ServerEvent | BinaryFrame) -> None:
        """Numbers an event and makes it wait to be sent. Sound is not kept for a replay: what was missed is past."""
        if isinstance(event, BinaryFrame):
            self._wait(event.encode())
            return
        self._seq += 1
        text = encode_server_event(event.numbered(self._seq, self._session_id))
        self._kept.append((self._seq, text))
        self._wait(text)

    def take(self) -> Iterator[str | bytes]:
        """Everything that waits, in order."""
        while self._waiting:
            message = self._waiting.popleft()
            self._waiting_bytes -= len(message)
            yield message

    def acknowledge(self, seq: int) -> None:
        """The client has handled everything up to `seq`."""
        while self._kept and self._kept[0][0] <= seq:
            self._kept.popleft()

    def replay_after(self, seq: int) -> None:
        """A client came back: what it missed waits again, and nothing else."""
        self._waiting.clear()
        self._waiting_bytes = 0
        for kept_seq, text in self._kept:
            if kept_seq > seq:
                self._wait(text)

    def _wait(self, message: str | bytes) -> None:
        self._waiting.append(message)
        self._waiting_bytes += len(message)
