"""One reply of the persona on its way to the trainee: what has been made, sent and heard of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from simulator.avatar.sentences import sentences
from simulator.flow import clock
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.session.events import ResponseAudio
from simulator.session.rehearsal import spoken_part

Sleep = Callable[[float], Awaitable[object]]
PACKET_MS = 100
LEAD_MS = 1500
"""How far the sound is sent ahead of when it is heard: enough for a jittery network, little enough to interrupt."""
_TICK_S = 0.001
"""Waits shorter than this are not waited for."""
AS_GOOD_AS_HEARD_MS = 300
"""A sentence cut off in its last syllable is not said again (our choice)."""


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
    """Its sentences so far, as written."""
    text_offsets_ms: list[int] = field(default_factory=list)
    """Where each of them begins."""
    made_samples: int = 0
    sent_samples: int = 0
    is_done: bool = False
    cut: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when it was cut off or withdrawn."""
    left_to_say: Reaction | None = None
    """What is left to say should the trainee's sound prove to be no turn; None when nothing is, or it was said."""
    played_ms: int | None = None
    """What the client says was heard, when it says so."""
    held_since_ms: int | None = None
    """Since when the persona has stopped in the middle of it, to hear what the trainee says; None while it speaks."""
    held_ms: int = 0
    """How long it was held before."""

    @property
    def is_cancelled(self) -> bool:
        return self.cut.is_set()

    @property
    def is_under_way(self) -> bool:
        return not (self.is_cancelled or self.is_done)

    @property
    def is_held(self) -> bool:
        return self.held_since_ms is not None

    def hold(self, now_ms: int) -> None:
        """Stops where it is."""
        self.held_since_ms = now_ms

    def go_on(self, now_ms: int) -> None:
        """Goes on from where it stopped; one that stopped before its first word begins so much later."""
        if self.held_since_ms is None:
            return
        waited_ms = now_ms - self.held_since_ms
        if self._position_ms(now_ms) < self.reaction.delay_ms:
            self.start_ms += waited_ms
        else:
            self.held_ms += waited_ms
        self.held_since_ms = None

    @property
    def voice_start_ms(self) -> int:
        return self.start_ms + self.reaction.delay_ms

    @property
    def made_ms(self) -> int:
        return clock.to_ms(self.made_samples, clock.OUTPUT_RATE_HZ)

    @property
    def end_ms(self) -> int:
        """Where the last sound made so far is heard to end."""
        return self.start_ms + self.held_ms + self.made_ms

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def announce(self, text: str) -> None:
        """The next sentence follows what was made so far."""
        self.texts.append(text)
        self.text_offsets_ms.append(self.made_ms)

    def unheard(self, heard_ms: int) -> Reaction | None:
        """The reply from the sentence on in which it was cut off, as one takes it up again; None when it was heard.

        Args:
            heard_ms: how much of the response was heard, from its start.
        """
        ends_ms = [*self.text_offsets_ms[1:], self.made_ms][: len(self.texts)]
        n_heard = sum(end_ms <= heard_ms + AS_GOOD_AS_HEARD_MS for end_ms in ends_ms)
        rest = " ".join(sentences(self.reaction.text)[n_heard:])
        return replace(self.reaction, text=rest, delay_ms=0) if rest else None

    def packet(self, pcm: NDArray[np.int16]) -> ResponseAudio:
        """The next sound to send."""
        at = self.sent_samples
        self.sent_samples += len(pcm)
        return ResponseAudio(self.response_id, self.item_id, at, pcm, is_last=False)

    def is_unheard(self, at_ms: int) -> bool:
        """Whether it is on its way, and not a word of it could be heard at this moment."""
        is_voice_made = self.made_ms > self.reaction.delay_ms
        is_held_before_it = self.is_held and self._position_ms(at_ms) < self.reaction.delay_ms
        is_before_voice = at_ms < self.voice_start_ms or is_held_before_it
        return self.is_under_way and (is_before_voice or not is_voice_made)

    def is_audible(self, now_ms: int) -> bool:
        """The persona is in the middle of saying it at this moment: speaking, or held."""
        return not self.is_cancelled and self.reaction.delay_ms <= self._position_ms(now_ms) < self.made_ms

    def heard_ms(self, now_ms: int) -> int:
        """How much of the response was heard by now, from its start."""
        return min(self.made_ms, self.played_ms if self.played_ms is not None else max(0, self._position_ms(now_ms)))

    def heard_until_ms(self, now_ms: int) -> int:
        """When the last sound of it was heard, should it end now."""
        return now_ms if self.held_since_ms is None else self.held_since_ms

    def _position_ms(self, now_ms: int) -> int:
        return self.heard_until_ms(now_ms) - self.start_ms - self.held_ms

    def heard_text(self, now_ms: int) -> str:
        """The words heard by now."""
        voiced_ms = max(1, self.made_ms - self.reaction.delay_ms)
        ratio = max(0.0, min(1.0, (self.heard_ms(now_ms) - self.reaction.delay_ms) / voiced_ms))
        return spoken_part(self.text, ratio)


class Pacer:
    """Hands out packets of sound no further ahead of real time than a client needs, and none while it is stopped."""

    def __init__(self, *, is_paced: bool, now_s: Callable[[], float], sleep: Sleep = asyncio.sleep) -> None:
        self._is_paced = is_paced
        self._now_s, self._sleep = now_s, sleep
        self._started_s: float | None = None
        self._stopped_s: float | None = None
        self._going = asyncio.Event()
        self._going.set()
        self._sent_samples = 0

    def packets(self, pcm: NDArray[np.int16]) -> Iterator[NDArray[np.int16]]:
        size = clock.from_ms(PACKET_MS, clock.OUTPUT_RATE_HZ)
        for start in range(0, len(pcm), size):
            yield pcm[start : start + size]

    def stop(self) -> None:
        """Nothing is heard from now on."""
        if self._stopped_s is None and self._is_paced:
            self._stopped_s = self._now_s()
            self._going.clear()

    def go_on(self) -> None:
        """What was handed out is heard on from where it stopped."""
        if self._stopped_s is not None:
            if self._started_s is not None:
                self._started_s += self._now_s() - self._stopped_s
            self._stopped_s = None
            self._going.set()

    async def wait_before(self, packet: NDArray[np.int16]) -> None:
        """Sleeps until this packet may be sent."""
        await self._going.wait()
        if self._started_s is None:
            self._started_s = self._now_s()
        started_s = None if self._is_paced else self._started_s
        while started_s != self._started_s:  # once more where it was stopped meanwhile
            started_s = self._started_s
            await self._sleep(max(0.0, self.unheard_s - LEAD_MS / 1000))
            await self._going.wait()
        self._sent_samples += len(packet)

    async def until_heard(self, cut: asyncio.Event) -> None:
        """Sleeps until what was handed out has been heard, or was cut off; whoever cuts it off lets it go on, too."""
        await self._going.wait()
        while not cut.is_set() and (left_s := self.unheard_s) > _TICK_S:
            with suppress(TimeoutError):
                await asyncio.wait_for(cut.wait(), left_s)
            await self._going.wait()

    @property
    def unheard_s(self) -> float:
        """Seconds until what was handed out has been heard; 0 where nobody waits for that."""
        if self._started_s is None or not self._is_paced:
            return 0.0
        now_s = self._now_s() if self._stopped_s is None else self._stopped_s
        return max(0.0, self._started_s + clock.to_s(self._sent_samples, clock.OUTPUT_RATE_HZ) - now_s)
