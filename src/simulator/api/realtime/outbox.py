"""What was sent and not yet acknowledged: numbers every event, and can send again after a reconnect."""

import heapq
from collections import deque
from collections.abc import Iterator
from typing import Final

from simulator.api.protocol import BinaryFrame, ServerEvent, encode_server_event

MAX_WAITING_EVENTS: Final = 1000
MAX_WAITING_BYTES: Final = 4 * 1024 * 1024
MAX_KEPT_EVENTS: Final = 20_000
"""Two minutes of the busiest talk (ten packets and forty mouth shapes a second) is about 6,000."""
MAX_KEPT_FRAMES: Final = 300
"""Half a minute of sound, 1.4 MB: what leaves before a network that fell silent is found dead. For a client that is
known to be gone the persona waits."""


class Outbox:
    """Events on their way to one client.

    Attributes:
        is_overfull: the client reads too slowly: more than 1,000 events or 4 MB wait for it.
    """

    def __init__(self, session_id: str) -> None:
        self._session_id = session_id
        self._seq = 0
        self._kept: deque[tuple[int, str]] = deque(maxlen=MAX_KEPT_EVENTS)
        self._kept_frames: deque[tuple[int, bytes]] = deque(maxlen=MAX_KEPT_FRAMES)
        """With the number of the event that each follows."""
        self._waiting: deque[str | bytes] = deque()
        self._waiting_bytes = 0

    @property
    def is_overfull(self) -> bool:
        return len(self._waiting) > MAX_WAITING_EVENTS or self._waiting_bytes > MAX_WAITING_BYTES

    def put(self, event: ServerEvent | BinaryFrame) -> None:
        """Numbers an event and makes it wait to be sent; sound goes in its place between two events."""
        if isinstance(event, BinaryFrame):
            frame = event.encode()
            self._kept_frames.append((self._seq, frame))
            self._wait(frame)
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
        while self._kept_frames and self._kept_frames[0][0] < seq:
            self._kept_frames.popleft()

    def replay_after(self, seq: int) -> None:
        """A client came back: what it missed waits again, and nothing else.

        Sound after its last event may have reached it: it knows a frame by its `seq`.
        """
        self._waiting.clear()
        self._waiting_bytes = 0
        events = (kept for kept in self._kept if kept[0] > seq)
        sound = (kept for kept in self._kept_frames if kept[0] >= seq)
        missed: Iterator[tuple[int, str | bytes]] = heapq.merge(events, sound, key=_place)
        for _, message in missed:
            self._wait(message)

    def _wait(self, message: str | bytes) -> None:
        self._waiting.append(message)
        self._waiting_bytes += len(message)


def _place(kept: tuple[int, str | bytes]) -> tuple[int, bool]:
    """A frame comes after the event whose number it carries."""
    seq, message = kept
    return seq, isinstance(message, bytes)
