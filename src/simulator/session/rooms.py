"""What all talks share: models, voices, content. Loaded once, warmed before the first talk."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import numpy as np
import structlog

from simulator import avatar, language, plugins, prosody
from simulator.authoring import Catalog, Shelf, Shelves, second_at_table
from simulator.avatar import CachedVoice
from simulator.dialogue import Actor
from simulator.engine.live import Lane
from simulator.errors import BadInput, ModelMissing, RechtuitError
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.avatar import SpokenAudio
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import LANGUAGES, Difficulty, Language, Mood
from simulator.flow.persona import Persona
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Transcript, Word
from simulator.flow.talk import Versions
from simulator.prosody import Frames
from simulator.session.frame_records import measured_alone
from simulator.session.line_preparing import LinePreparer
from simulator.session.live_prosody import open_lane, warm_lane
from simulator.session.plan import Consent, Plan
from simulator.session.turn_closing import ASKS_AFTER_MS
from simulator.session.viewer import LOCAL_VIEWER, Viewer
from simulator.settings import Settings
from simulator.speech import EchoGate, SilenceTurnDetector, Transcriber, TurnDetector, TurnSegmenter, VoiceActivity

log = structlog.get_logger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TalkRequest:
    """What a trainee chose before the talk."""

    scenario_id: str
    persona_id: str | None = None
    """The scenario's first persona that speaks the language when absent."""
    language: Language | None = None
    """The persona's mother tongue when absent."""
    difficulty: Difficulty = "normal"
    seed: int = 0
    consent: Consent = field(default_factory=Consent)
    applies_norms: bool = True
    of_draft: bool = False
    """What a trainer has in hand is played, where there is a draft."""


class Rooms:
    """The shared engines of a service, each used through a small asynchronous method."""

    def __init__(self, settings: Settings, shelf: Shelf) -> None:
        self.settings = settings
        self.shelves = Shelves(shelf, settings.own_content)
        """What each organisation plays, and what its trainers have in hand."""
        self._transcriber: Transcriber | None = None
        self._turn_detector: TurnDetector | None = None
        self._voices: dict[Language, CachedVoice] = {}
        self._actor: Actor | None = None
        self._lane: Lane | None = None
        # Decoders get threads of their own, so that a long decode never delays a voice or a measure.
        self._drafter = ThreadPoolExecutor(1, thread_name_prefix="draft")
        self._drafting = asyncio.Lock()
        self._n_decoding = 0
        # One more than work side by side: a decode that nobody wants any more cannot be stopped, and must hold up none.
        self._decoders = ThreadPoolExecutor(settings.stt.workers + 1, thread_name_prefix="decode")
        self._workers = ThreadPoolExecutor(4, thread_name_prefix="room")
        self.lines = LinePreparer(shelf.catalog, self.voice)

    @classmethod
    def from_settings(cls, settings: Settings) -> "Rooms":
        """Reads the content; engines are loaded when first needed, or by `warm_up`."""
        return cls(settings, Shelf(settings.personas_dir, settings.scenarios_dir))

    @property
    def catalog(self) -> Catalog:
        """The content of this machine's own organisation, as it is now; a talk keeps what it began with."""
        return self.shelves.of(LOCAL_VIEWER.tenant_id).published.catalog

    @property
    def transcriber(self) -> Transcriber:
        if self._transcriber is None:
            factory = plugins.load("simulator.transcribers", self.settings.stt.engine)
            self._transcriber = factory.from_settings(self.settings)
        return self._transcriber

    @property
    def turn_detector(self) -> TurnDetector:
        """What hears whether a turn is over; where its model is not installed, the silence of the phase decides."""
        if self._turn_detector is None:
            factory = plugins.load("simulator.turn_detectors", self.settings.turn_detector)
            try:
                self._turn_detector = factory.from_settings(self.settings)
            except ModelMissing as problem:
                log.warning("turns end by silence alone", reason=str(problem))
                self._turn_detector = SilenceTurnDetector()
        return self._turn_detector

    @property
    def actor(self) -> Actor:
        if self._actor is None:
            self._actor = plugins.load("simulator.actors", self.settings.actor).from_settings(self.settings)
        return self._actor

    @property
    def lane(self) -> Lane:
        """Where the delivery of all talks under way is measured together."""
        if self._lane is None:
            self._lane = open_lane(self.settings.prosody)
        return self._lane

    def voice(self, lang: Language) -> CachedVoice:
        """The voice that speaks this language.

        Raises:
            Unavailable: when none is installed.
        """
        if lang not in self._voices:
            self._voices[lang] = avatar.best_voice(lang, self.settings)
        return self._voices[lang]

    def new_segmenter(self, echo: EchoGate | None = None) -> TurnSegmenter:
        """Voice activity and turns of one talk; each talk has its own state, and its own echo."""
        return TurnSegmenter(VoiceActivity(echo), asks_after_ms=ASKS_AFTER_MS)

    def loaded_voices(self) -> dict[Language, str]:
        """The voices that are ready now."""
        return {lang: voice.name for lang, voice in self._voices.items()}

    async def voice_names(self) -> dict[Language, str]:
        """Which voice speaks each language, for the notice; a missing one is said so. Loads them when first asked."""
        return await self._run(self._workers, self._load_voices)

    def _load_voices(self) -> dict[Language, str]:
        names: dict[Language, str] = {}
        for lang in LANGUAGES:
            try:
                names[lang] = self.voice(lang).name
            except RechtuitError as problem:
                names[lang] = f"none ({problem.what})"
        return names

    def plan(self, session_id: str, request: TalkRequest, owner: Viewer = LOCAL_VIEWER) -> Plan:
        """Everything fixed for one talk, from the content of the owner's organisation.

        Raises:
            NotFound: unknown scenario or persona.
            BadInput: persona or scenario without that language, or archived.
        """
        shelves = self.shelves.of(owner.tenant_id)
        catalog = (shelves.drafts if request.of_draft else shelves.published).catalog  # once: it may change meanwhile
        scenario = catalog.scenario(request.scenario_id)
        persona = catalog.persona(request.persona_id or _default_persona(request, catalog, scenario.personas))
        for chosen in (scenario, persona):
            if chosen.status == "archived" and not request.of_draft:
                raise BadInput(f"{chosen.id!r} is archived.", remedy="Choose another, or publish it again in its file.")
        lang = request.language or persona.languages[0]
        return Plan(
            session_id=session_id,
            scenario=scenario,
            persona=persona,
            second=second_at_table(scenario, persona, lang, catalog.personas),
            language=lang,
            difficulty=request.difficulty,
            seed=request.seed,
            versions=Versions(
                scenario_hash=catalog.scenario_hash(scenario.id),
                persona_hash=catalog.persona_hash(persona.id),
                rules_hash=language.rules_hash(),
            ),
            consent=request.consent,
            applies_norms=request.applies_norms,
            owner=owner,
        )

    async def transcribe(
        self, samples: Samples, lang: Language, hotwords: Sequence[str], also: Sequence[Language] = ()
    ) -> Transcript:
        """Words of one utterance, times relative to its first sample."""
        with self._decoding():
            return await self._run(self._decoders, lambda: self.transcriber.transcribe(samples, lang, hotwords, also))

    async def draft(self, samples: Samples, lang: Language, hotwords: Sequence[str]) -> str | None:
        """Words so far for a caption; None when somebody waits for the words of a turn, or another caption is made."""
        if self._n_decoding or self._drafting.locked():
            return None
        async with self._drafting:
            return await self._run(self._drafter, lambda: self.transcriber.draft(samples, lang, hotwords))

    @contextmanager
    def _decoding(self) -> Iterator[None]:
        self._n_decoding += 1
        try:
            yield
        finally:
            self._n_decoding -= 1

    async def finished_prob(self, samples: Samples) -> float | None:
        """How finished a turn sounds, 0-1; None when nothing can tell."""
        return await self._run(self._workers, lambda: self.turn_detector.finished_prob(samples))

    async def measure(self, samples: Samples, n_frames: int) -> Frames | None:
        """The first frames of one utterance, as the lane would give them; None when the audio cannot be measured."""
        if not np.isfinite(samples).all():
            return None
        return await self._run(self._workers, lambda: measured_alone(samples, n_frames))

    async def describe(self, frames: Frames, words: Sequence[Word] = ()) -> Delivery:
        """Delivery of one utterance; word times count from its first frame."""
        return await self._run(self._workers, lambda: prosody.describe_frames(frames, words=words))

    async def word(self, wording: Callable[[], Reaction]) -> Reaction:
        """A reply in the actor's words; in place where that takes no time."""
        return wording() if self.actor.is_instant else await self._run(self._workers, wording)

    async def speak(self, text: str, persona: Persona, lang: Language, mood: Mood) -> AsyncIterator[SpokenAudio]:
        """The reply as sound, sentence by sentence."""
        sentences = self.voice(lang).speak(text, lang, persona.voice, mood)
        while (spoken := await self._run(self._workers, lambda: next(sentences, None))) is not None:
            yield spoken

    async def warm_up(self) -> None:
        """Loads every engine and runs each once, so that the first talk is not the slow one."""
        started = time.perf_counter()
        silence = np.zeros(clock.INPUT_RATE_HZ, np.float32)
        await self._run(self._decoders, lambda: self.transcriber.transcribe(silence, "nl"))
        await self.finished_prob(silence)
        await self._run(self._workers, prosody.warm_up)
        await warm_lane(self.lane)
        for lang in LANGUAGES:
            await self._run(self._workers, partial(language.judge, "Goeiedag.", lang))
        await self._run(self._workers, lambda: self.actor)
        names = await self.voice_names()
        log.info("warmed up", seconds=round(time.perf_counter() - started, 1), voices=names)

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    def close(self) -> None:
        if self._lane is not None:
            self._lane.close()
        self.lines.close()
        self._decoders.shutdown(wait=False, cancel_futures=True)
        self._drafter.shutdown(wait=False, cancel_futures=True)
        self._workers.shutdown(wait=False, cancel_futures=True)


def _default_persona(request: TalkRequest, catalog: Catalog, candidates: Sequence[str]) -> str:
    for persona_id in candidates:
        if request.language is None or request.language in catalog.persona(persona_id).languages:
            return persona_id
    return candidates[0]
