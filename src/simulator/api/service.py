"""One running service: the shared rooms, the store, and the talks in progress."""

import asyncio
import secrets
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from simulator.api.metrics import ServiceMetrics
from simulator.api.protocol import session_events as ses
from simulator.api.protocol.rest import CreateSession, SessionTicket
from simulator.api.talks import OpenTalk, Talks
from simulator.errors import RechtuitError, Unavailable
from simulator.flow.local_text import LocalText
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import Turn
from simulator.session import events
from simulator.session.archive import Archive, TakenBack
from simulator.session.live import LiveSession
from simulator.session.plan import Consent, Plan
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.viewer import Viewer
from simulator.settings import Settings
from simulator.store import ConsentFlags, NewSession, Store, hash_secret

log = structlog.get_logger(__name__)

SWEEP_S = 30.0
MAX_SEED = 2**31

NOTICE = LocalText(
    nl="U spreekt met een AI: de collega en zijn stem zijn kunstmatig.",
    fr="Vous parlez avec une IA : le collègue et sa voix sont artificiels.",
    en="You are talking to an AI: the colleague and the voice are artificial.",
)
"""Regulation (EU) 2024/1689, art. 50(1): said before the talk starts."""


class Service:
    """What every request and connection shares."""

    def __init__(self, settings: Settings, rooms: Rooms, store: Store) -> None:
        self.settings, self.rooms, self.store = settings, rooms, store
        self.talks = Talks(max_talks=settings.limits.sessions, secret_s=settings.limits.secret_s)
        self.metrics = ServiceMetrics()
        self.is_warm = False
        self.warm: asyncio.Task[None] | None = None
        """Done when every engine has run once; raises what kept it from running."""
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Warms up while the pages can already be read, and sweeps away talks that were left."""
        self.warm = asyncio.create_task(self._warm_up())
        self._tasks = {self.warm, asyncio.create_task(self._sweep())}
        if self.settings.voice.prepare:
            self._tasks.add(asyncio.create_task(self._prepare_lines(self.warm)))

    async def close(self) -> None:
        """Ends every talk with a report and lets go of what was opened."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for talk in self.talks:
            await self.end(talk)
        self.rooms.close()
        await self.store.close()

    def now(self) -> datetime:
        """Wall-clock time, for records only."""
        return datetime.now(UTC)

    def store_of(self, viewer: Viewer) -> Store:
        """The store as the viewer's organisation sees it."""
        return self.store.within(viewer.tenant_id)

    async def create(self, asked: CreateSession, viewer: Viewer, ws_url: str) -> SessionTicket:
        """Registers a talk; the client connects with the secret that is given here.

        Raises:
            NotFound, BadInput: unknown scenario or persona, or a language one of them lacks.
            OverCapacity: every place is taken.
        """
        self.talks.check_capacity()
        seed = secrets.randbelow(MAX_SEED) if asked.seed is None else asked.seed
        plan = replace(self.rooms.plan(secrets.token_hex(16), _request(asked, seed)), owner=viewer)
        resume_handle = secrets.token_urlsafe(24)
        await self.store_of(viewer).create_session(_new_session(plan, resume_handle))
        secret = self.talks.open(plan, resume_handle)
        return SessionTicket(
            session_id=plan.session_id,
            ws_url=f"{ws_url}?session_id={plan.session_id}",
            client_secret=secret,
            expires_in_s=self.settings.limits.secret_s,
            resume_handle=resume_handle,
            notice=NOTICE,
        )

    async def begin(self, talk: OpenTalk) -> None:
        """The first client of a talk is there: greet it, and let the persona speak."""
        store = self.store_of(talk.plan.owner)
        archive = Archive(store, talk.plan.session_id)

        async def keep_turn(turn: Turn | TakenBack) -> None:
            await archive.keep_turn(turn, talk.live.clock.heard_samples if talk.live else 0)

        async def keep_report(report: RehearsalReport) -> str:
            await archive.keep_report(report)
            await store.finish_session(talk.plan.session_id, self.now())
            return talk.plan.session_id

        def emit(event: events.SessionEvent) -> None:
            self.metrics.note(event)
            talk.emit(event)

        talk.live = LiveSession(talk.plan, self.rooms, emit=emit, keep_turn=keep_turn, keep_report=keep_report)
        assert talk.outgoing is not None
        talk.tell(
            ses.SessionCreated(session=talk.outgoing.config, limits=self._limits(), versions=self._versions(talk.plan))
        )
        talk.live.start()

    def session_updated(self, talk: OpenTalk, *, next_input_sample: int | None = None) -> ses.SessionUpdated:
        """The configuration in effect, as an event."""
        assert talk.outgoing is not None
        return ses.SessionUpdated(
            session=talk.outgoing.config,
            limits=self._limits(),
            versions=self._versions(talk.plan),
            next_input_sample=next_input_sample,
        )

    def client_left(self, talk: OpenTalk) -> None:
        """A finished talk is over; another waits for its client to come back."""
        talk.left_s = asyncio.get_running_loop().time()
        if talk.live is not None and talk.live.is_ended:
            self._spawn(self.end(talk))

    async def end(self, talk: OpenTalk) -> None:
        """Closes a talk; what was said so far is scored and kept."""
        self.talks.close(talk.plan.session_id)
        if talk.live is not None:
            try:
                await talk.live.finish()
            except RechtuitError as problem:
                log.error("report not kept", session=talk.plan.session_id, error=problem.code)
            await talk.live.close()

    async def erase(self, session_id: str, viewer: Viewer) -> datetime:
        """Everything kept of one's own session is gone, also when its talk is still open.

        Raises:
            NotFound: there is no such session, or it is somebody else's.
        """
        store = self.store_of(viewer)
        viewer.must_own(await store.get_session(session_id))
        for talk in self.talks:
            if talk.plan.session_id == session_id:
                await self.end(talk)
        erased_at = self.now()
        await store.erase_session(session_id, erased_at)
        return erased_at

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _limits(self) -> ses.Limits:
        return ses.Limits(idle_s=self.settings.limits.idle_s)

    def _versions(self, plan: Plan) -> ses.ProtocolVersions:
        models = (self.rooms.transcriber.name, self.rooms.voice(plan.language).name)
        return ses.ProtocolVersions(
            scenario_hash=plan.versions.scenario_hash, rules_hash=plan.versions.rules_hash, models=models
        )

    async def _warm_up(self) -> None:
        try:
            await self.rooms.warm_up()
        except RechtuitError as problem:
            log.error("not everything is there; what is there works", problem=str(problem))
        finally:
            self.is_warm = True
        try:
            await self.store.purge_expired(self.now(), self.settings.privacy.transcript_days)
        except Unavailable as problem:
            log.error("old transcripts were not removed", problem=str(problem))

    async def _prepare_lines(self, warm: asyncio.Task[None]) -> None:
        """Makes the personas' lines while there is time, those of the talk under way first."""
        await asyncio.wait([warm])
        is_more = True
        while is_more:
            if len(self.talks) > 1:
                await asyncio.sleep(1.0)
            else:
                is_more = await self.rooms.lines.step([(t.plan.persona.id, t.plan.language) for t in self.talks])

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            for talk in self.talks.abandoned():
                await self.end(talk)


def _request(asked: CreateSession, seed: int) -> TalkRequest:
    consent = Consent(
        recording=asked.consent.recording,
        delivery_measures=asked.consent.delivery_measures,
        share_with_hr=asked.consent.share_with_hr,
    )
    return TalkRequest(
        asked.scenario_id, asked.persona_id, asked.language, asked.difficulty, seed, consent, asked.apply_norms
    )


def _new_session(plan: Plan, resume_handle: str) -> NewSession:
    consent = ConsentFlags(plan.consent.recording, plan.consent.delivery_measures, plan.consent.share_with_hr)
    return NewSession(
        session_id=plan.session_id,
        scenario_id=plan.scenario.id,
        persona_id=plan.persona.id,
        language=plan.language,
        difficulty=plan.difficulty,
        seed=plan.seed,
        consent=consent,
        created_at=datetime.now(UTC),
        resume_handle_hash=hash_secret(resume_handle),
        versions=plan.versions,
        person_id=plan.owner.person_id,
    )
