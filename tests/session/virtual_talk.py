"""A live talk in virtual time: an open microphone, real voice activity, and everything else scripted.

The event loop of looptime jumps from one timer to the next, and all work is done in place: a talk of a minute takes a
second, and the same script gives the same talk to the millisecond.
"""

import asyncio
import functools
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import Any, ParamSpec, TypeVar

import numpy as np
from looptime import LoopTimeEventLoop

from simulator import audio
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.avatar import SpokenAudio
from simulator.flow.labels import LANGUAGES, Language, Mood
from simulator.flow.persona import PersonaVoice
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import AvatarTurn, Turn
from simulator.session import events
from simulator.session.archive import TakenBack
from simulator.session.live import LiveSession
from simulator.session.live_options import LiveOptions
from simulator.session.plan import Consent
from simulator.session.rooms import Rooms, TalkRequest
from simulator.settings import load_settings
from simulator.speech import ScriptedTranscriber

FRAME_SAMPLES = clock.from_ms(20)
"""As the pages send it."""

MS_PER_WORD = 400
T = TypeVar("T")
P = ParamSpec("P")
Event = TypeVar("Event", bound=events.SessionEvent)


class VirtualTimeLoop(LoopTimeEventLoop, asyncio.SelectorEventLoop):
    """Jumps to the next timer when there is nothing else to do."""


def in_virtual_time(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Runs a test in a loop of its own; looptime's plug-in for pytest would patch those of every other test."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        loop = VirtualTimeLoop()  # never made the current one: pytest-asyncio keeps its own there
        try:
            loop.run_until_complete(test(*args, **kwargs))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.close()

    return run


class InPlace(Executor):
    """Does the work at once: it takes no time, and no thread decides what comes first."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as problem:  # handed to whoever waits for it
            done.set_exception(problem)
        return done


class ScriptedVoice:
    """Says a sentence in 400 ms a word, as a hum, or in a voice that is given."""

    name = "scripted"
    languages = LANGUAGES

    def __init__(self, voice: Samples | None = None) -> None:
        self._voice = None if voice is None else audio.resample(voice, clock.INPUT_RATE_HZ, clock.OUTPUT_RATE_HZ)

    def speak(self, text: str, language: Language, voice: PersonaVoice, mood: Mood) -> Iterator[SpokenAudio]:
        for sentence in text.replace("?", "?|").replace(".", ".|").split("|"):
            if sentence.strip():
                n = clock.from_ms(MS_PER_WORD * len(sentence.split()), clock.OUTPUT_RATE_HZ)
                hum = 0.1 * np.sin(2 * np.pi * 150 * np.arange(n) / clock.OUTPUT_RATE_HZ)
                sound = hum if self._voice is None else np.resize(self._voice, n)
                yield SpokenAudio((32_767 * sound).astype(np.int16), (), (), self.name, text=sentence.strip())


class ScriptedEnding:
    """How finished each silence sounds."""

    def __init__(self, prob: float | None = 0.9) -> None:
        self.prob = prob
        self.on_second_hearing: float | None = None
        """What it says of a silence of more than 300 ms, where that is something else."""

    def finished_prob(self, samples: Samples) -> float | None:
        is_second = not samples[-clock.from_ms(300) :].any()
        return self.on_second_hearing if is_second and self.on_second_hearing is not None else self.prob


def scripted_rooms() -> Rooms:
    """The shipped content with a scripted recogniser, voice and end of turn, all without threads."""
    settings = load_settings()
    rooms = Rooms.from_settings(
        settings.model_copy(update={"stt": settings.stt.model_copy(update={"engine": "scripted"})})
    )
    rooms.close()
    rooms._drafter = rooms._decoders = rooms._workers = InPlace()  # type: ignore[assignment]
    rooms._voices = dict.fromkeys(LANGUAGES, ScriptedVoice())  # type: ignore[arg-type]
    rooms._turn_detector = ScriptedEnding()
    return rooms


@dataclass(frozen=True, slots=True)
class Told:
    """An event and when it came, in milliseconds of the talk's clock and of the event loop."""

    event: events.SessionEvent
    clock_ms: int
    loop_ms: int


class VirtualTalk:
    """One talk with an open microphone; use it as a context."""

    def __init__(
        self,
        rooms: Rooms,
        *,
        persona: str = "lieve",
        seed: int = 3,
        echo_of: Samples | None = None,
        echo_ms: int = 0,
    ) -> None:
        """`echo_of`: speech in which the persona speaks, and which the microphone hears again after `echo_ms`."""
        self.rooms = rooms
        self._echo_samples = clock.from_ms(echo_ms)
        self._has_echo = echo_of is not None
        if echo_of is not None:
            rooms._voices = dict.fromkeys(LANGUAGES, ScriptedVoice(echo_of))  # type: ignore[arg-type]
        self.told: list[Told] = []
        self.kept: list[Turn | TakenBack] = []
        request = TalkRequest("c4-ontslag", persona, "nl", seed=seed, consent=Consent(delivery_measures=False))
        plan = rooms.plan("session", request)
        self.live = LiveSession(plan, rooms, emit=self._tell, keep_turn=self._keep, keep_report=self._report)
        self.options = LiveOptions(has_captions=False)
        self._pending: list[Samples] = []
        self._is_drained = asyncio.Event()
        self._is_on = True
        self._lost: list[Samples] | None = None
        """What the client kept since the network went; None while it is there."""

    async def __aenter__(self) -> "VirtualTalk":
        self.live.configure(self.options)
        self.live.start()
        self._pump = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *problem: object) -> None:
        self._pump.cancel()
        await asyncio.gather(self._pump, return_exceptions=True)
        await self.live.close()

    def configure(self, **options: Any) -> None:
        self.options = replace(self.options, **options)
        self.live.configure(self.options)

    def script(self, *texts: str) -> None:
        """What the next silences of the trainee will be heard to end."""
        assert isinstance(self.rooms.transcriber, ScriptedTranscriber)
        self.rooms.transcriber.expect(*texts)

    @property
    def ending(self) -> ScriptedEnding:
        assert isinstance(self.rooms.turn_detector, ScriptedEnding)
        return self.rooms.turn_detector

    def mute(self, *, is_muted: bool = True) -> None:
        """Sends no sound at all."""
        self._is_on = not is_muted

    def lose_network(self) -> None:
        """The client keeps what it hears."""
        self._lost = []
        self.live.wait_for_client()

    async def find_network(self) -> None:
        """The client is back, and sends what it kept at once."""
        assert self._lost is not None
        kept, self._lost = self._lost, None
        self.live.welcome_back(self.live.clock.heard_samples + len(kept) * FRAME_SAMPLES)
        for frame in kept:
            self.live.hear(frame)
            await asyncio.sleep(0)

    async def speak(self, samples: Samples) -> int:
        """Speaks to the end; the time on the talk's clock at which it began."""
        frames = -(-len(samples) // FRAME_SAMPLES)
        padded = np.zeros(frames * FRAME_SAMPLES, np.float32)
        padded[: len(samples)] = samples
        self._is_drained.clear()
        self._pending.extend(np.split(padded, frames))
        began_ms = self.live.clock.now_ms
        await self._is_drained.wait()
        return began_ms

    async def hush(self, duration_ms: int) -> None:
        await asyncio.sleep(duration_ms / 1000)

    async def until(self, kind: type[Event], count: int = 1, *, within_ms: int = 30_000) -> Event:
        """The latest event of a kind, once there are so many."""
        async with asyncio.timeout(within_ms / 1000):
            while len(self.of(kind)) < count:
                await asyncio.sleep(0.01)
        return self.of(kind)[-1]

    async def until_speaking(self, *, for_ms: int = 0) -> None:
        """Until the persona has been heard for so long."""
        while (response := self.live._speaker.response) is None or not response.is_audible(self.live.clock.now_ms):
            await asyncio.sleep(0.01)
        while self.live.clock.now_ms < response.voice_start_ms + for_ms:
            await asyncio.sleep(0.01)

    async def until_quiet(self) -> None:
        """Until the persona has nothing more to say."""
        await asyncio.sleep(0.05)
        while self.live._inbox.is_busy:
            await asyncio.sleep(0.01)

    def of(self, kind: type[Event]) -> list[Event]:
        return [told.event for told in self.told if isinstance(told.event, kind)]

    def when(self, kind: type[events.SessionEvent], nth: int = -1) -> Told:
        return [told for told in self.told if isinstance(told.event, kind)][nth]

    @property
    def avatar_turns(self) -> list[AvatarTurn]:
        return list(self.live.rehearsal.talk().avatar_turns)

    def _tell(self, event: events.SessionEvent) -> None:
        loop_ms = round(1000 * asyncio.get_running_loop().time())
        self.told.append(Told(event, self.live.clock.now_ms if hasattr(self, "live") else 0, loop_ms))

    async def _run(self) -> None:
        silence = np.zeros(FRAME_SAMPLES, np.float32)
        loop = asyncio.get_running_loop()
        started_s, sent = loop.time(), 0
        while True:
            frame = self._pending.pop(0) if self._pending else silence
            sent += 1  # a frame can be sent when it has been spoken
            await asyncio.sleep(max(0.0, started_s + sent * FRAME_SAMPLES / clock.INPUT_RATE_HZ - loop.time()))
            if self._lost is not None:
                self._lost.append(frame)
            elif self._is_on:
                self.live.hear(frame + self._echo() if self._has_echo else frame)
            if not self._pending:
                self._is_drained.set()

    def _echo(self) -> Samples:
        """What the loudspeaker of a client that holds its sound said a while ago, 15 dB down."""
        response, now = self.live._speaker.response, self.live.clock.heard_samples
        heard = np.zeros(FRAME_SAMPLES, np.float32)
        if response is None or response.is_held or response.is_cancelled:
            return heard
        at = now - self._echo_samples - clock.from_ms(response.start_ms + response.held_ms)
        packets = [packet for packet in self.of(events.ResponseAudio) if packet.response_id == response.response_id]
        sent = np.concatenate([packet.pcm for packet in packets]) if packets else np.zeros(0, np.int16)
        played = audio.resample(
            sent[max(0, at) * 3 // 2 :][:960].astype(np.float32) / np.float32(32_767), clock.OUTPUT_RATE_HZ
        )
        if at >= 0:
            heard[: len(played[:FRAME_SAMPLES])] = played[:FRAME_SAMPLES]
        return (heard * 10 ** (-15 / 20)).astype(np.float32)

    async def _keep(self, turn: Turn | TakenBack) -> None:
        self.kept.append(turn)

    async def _report(self, report: RehearsalReport) -> str:
        return "report"
