"""What the slow lane of a live talk works off, one after the other."""

import asyncio
from dataclasses import dataclass

from simulator.flow.dialogue import Reaction
from simulator.flow.speech import Utterance


@dataclass(frozen=True, slots=True)
class Spoken:
    item_id: str
    utterance: Utterance
    overlap_ms: int
    committed_s: float


@dataclass(frozen=True, slots=True)
class Typed:
    text: str


@dataclass(frozen=True, slots=True)
class Silence:
    silence_ms: int


@dataclass(frozen=True, slots=True)
class Repeat:
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class Rewind:
    turn_id: str | None
    asked_at_sample: int
    """What is said from here on belongs to the next try, however late the slow lane gets to it."""


Job = Spoken | Typed | Silence | Repeat | Rewind


class Inbox:
    """Jobs in the order in which they came; the fast lane and the client put them in and never wait."""

    def __init__(self) -> None:
        self.is_busy = True
        """A job is under way or waits; at first the opening is."""
        self._jobs: asyncio.Queue[Job] = asyncio.Queue()

    @property
    def is_empty(self) -> bool:
        """No job waits; one may be under way."""
        return self._jobs.empty()

    def put(self, job: Job) -> None:
        self.is_busy = True
        self._jobs.put_nowait(job)

    async def next(self) -> Job:
        """Waits for the next job; the one before it is done."""
        self.is_busy = not self._jobs.empty()
        return await self._jobs.get()
