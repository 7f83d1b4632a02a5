"""One reply of the persona on its way to the trainee: what has been made, sent and heard of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.flow import clock
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.session.events import ResponseAudio
from simulator.session.rehearsal import spoken_part

Sleep = Callable[[float], Awaitable[object]]
PACKET_MS = 100
LEAD_MS = 1500
"""How far the sound is sent ahead of when it is heard: enough for a jittery network, little enough to interrupt."""


@dataclass(slots=True)
class Response:
    """A reply in progress. Times are milliseconds on the session's clock."""

    response_id: str
    item_id: str
    reaction: Reaction
    state_before: PersonaState
    start_ms: int
    """Where the response begins; its first `delay_ms` are silence."""
    texts: list[str] = field(default_factory=list)
    made_samples: int = 0
    sent_samples: int = 0
    is_done: bool = False
    is_cancelled: bool = False
    played_ms: int | None = None
    """What the client says was heard, when it says so."""

    @property
    def voice_start_ms(self) -> int:
        return self.start_ms + self.reaction.delay_ms

    @property
    def made_ms(self) -> int:
        return clock.to_ms(self.made_samples, clock.OUTPUT_RATE_HZ)

    @property
    def end_ms(self) -> int:
        """Where the last sound made so far is heard to end."""
        return self.start_ms + self.made_ms

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def packet(self, pcm: NDArray[np.int16]) -> ResponseAudio:
        """The next sound to send."""
        at = self.sent_samples
        self.sent_samples += len(pcm)
        return ResponseAudio(self.response_id, self.item_id, at, pcm, is_last=False)

    def is_unheard(self, at_ms: int) -> bool:
        """Whether it is on its way, and not a word of it could be heard at this moment."""
        is_voice_made = self.made_ms > self.reaction.delay_ms
        return not (self.is_cancelled or self.is_done) and (at_ms < self.voice_start_ms or not is_voice_made)

    def is_audible(self, now_ms: int) -> bool:
        """The persona can be heard speaking at this moment."""
        return not self.is_cancelled and self.voice_start_ms <= now_ms < self.end_ms

    def heard_ms(self, now_ms: int) -> int:
        """How much of the response was heard by now, from its start."""
        return min(self.made_ms, self.played_ms if self.played_ms is not None else max(0, now_ms - self.start_ms))

    def heard_text(self, now_ms: int) -> str:
        """The words heard by now."""
        voiced_ms = max(1, self.made_ms - self.reaction.delay_ms)
        ratio = max(0.0, min(1.0, (self.heard_ms(now_ms) - self.reaction.delay_ms) / voiced_ms))
        return spoken_part(self.text, ratio)


class Pacer:
    """Hands out packets of sound no further ahead of real time than a client needs."""

    def __init__(self, *, is_paced: bool, now_s: Callable[[], float], sleep: Sleep = asyncio.sleep) -> None:
        self._is_paced = is_paced
        self._now_s, self._sleep = now_s, sleep
        self._started_s: float | None = None
        self._sent_samples = 0

    def packets(self, pcm: NDArray[np.int16]) -> Iterator[NDArray[np.int16]]:
        size = clock.from_ms(PACKET_MS, clock.OUTPUT_RATE_HZ)
        for start in range(0, len(pcm), size):
            yield pcm[start : start + size]

    async def wait_before(self, packet: NDArray[np.int16]) -> None:
        """Sleeps until this packet may be sent."""
        if self._started_s is None:
            self._started_s = self._now_s()
        if self._is_paced:
            due_s = self._started_s + clock.to_s(self._sent_samples, clock.OUTPUT_RATE_HZ) - LEAD_MS / 1000
            await self._sleep(max(0.0, due_s - self._now_s()))
        self._sent_samples += len(packet)
