"""One running service: the shared rooms, the store, and the talks in progress."""

import asyncio
import secrets
from collections.abc import Coroutine
from datetime import UTC, datetime

import structlog
from fastapi import Request

from simulator.api.asked_talk import new_session, plan_for
from simulator.api.housekeeping import keep_terms, look_after_talks
from simulator.api.metrics import ServiceMetrics
from simulator.api.protocol import session_events as ses
from simulator.api.protocol.rest import CreateSession, SessionTicket
from simulator.api.talks import OpenTalk, Talks
from simulator.errors import RechtuitError
from simulator.session import events
from simulator.session.audio_keys import AudioKeys
from simulator.session.keeping import TalkKeeper
from simulator.session.live import LiveSession
from simulator.session.notice import NOTICE
from simulator.session.plan import Plan
from simulator.session.planned import made_by
from simulator.session.recording import Recorder
from simulator.session.rooms import Rooms
from simulator.session.sharing import own_talk
from simulator.session.simulation import Simulations
from simulator.session.tombstones import TombstoneFile, mirror
from simulator.session.viewer import Viewer
from simulator.settings import Settings
from simulator.store import LOCAL, KeptTalk, Store

log = structlog.get_logger(__name__)


class Service:
    """What every request and connection shares."""

    def __init__(self, settings: Settings, rooms: Rooms, store: Store) -> None:
        self.settings, self.rooms, self.store = settings, rooms, store
        self.talks = Talks(max_talks=settings.limits.sessions, secret_s=settings.limits.secret_s)
        self.metrics = ServiceMetrics()
        self.tombstones = TombstoneFile.of(settings)
        self.simulations = Simulations()
        self.is_warm = False
        self.warm: asyncio.Task[None] | None = None
        """Done when every engine has run once; raises what kept it from running."""
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Warms up while the pages can already be read, and sweeps away talks that were left."""
        self.warm = asyncio.create_task(self._warm_up())
        self._tasks = {
            self.warm,
            asyncio.create_task(look_after_talks(self)),
            asyncio.create_task(keep_terms(self)),
        }
        if self.settings.voice.prepare:
            self._tasks.add(asyncio.create_task(self._prepare_lines(self.warm)))

    async def close(self) -> None:
        """Ends every talk with a report and lets go of what was opened."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for talk in self.talks:
            await self.end(talk)
        self.simulations.close()
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
            NotFound, BadInput: unknown scenario or persona, or a language one of them lacks; or as `fork_plan`.
            NotAllowed: a draft, for somebody who is no trainer.
            OverCapacity: every place is taken.
        """
        if asked.draft:
            viewer.must_be("trainer")
        self.talks.check_capacity()
        store = self.store_of(viewer)
        plan = await plan_for(asked, self.rooms, store, viewer)
        resume_handle = secrets.token_urlsafe(24)
        await store.create_session(new_session(plan, resume_handle, asked.fork, self.now()))
        secret = self.talks.open(plan, resume_handle)
        return SessionTicket(
            session_id=plan.session_id,
            ws_url=f"{ws_url}?session_id={plan.session_id}",
            client_secret=secret,
            expires_in_s=self.settings.limits.secret_s,
            resume_handle=resume_handle,
            notice=NOTICE,
            audio_days=self.settings.privacy.audio_days if plan.consent.recording else 0,
            second_persona_id=plan.second.id if plan.second else None,
        )

    async def begin(self, talk: OpenTalk) -> None:
        """The first client of a talk is there: greet it, and let the persona speak."""
        store = self.store_of(talk.plan.owner)
        recorder = self._recorder(talk.plan, store)
        keeper = talk.keeper = TalkKeeper(store, talk.plan, recorder=recorder, now=self.now)

        def emit(event: events.SessionEvent) -> None:
            self.metrics.note(event)
            talk.emit(event)

        talk.live = LiveSession(
            talk.plan,
            self.rooms,
            emit=emit,
            keep_turn=keeper.keep_turn,
            keep_report=keeper.keep_report,
            keep_sound=keeper.keep_sound,
        )
        keeper.follow(talk.live)
        assert talk.outgoing is not None
        talk.tell(
            ses.SessionCreated(
                session=talk.outgoing.config,
                limits=self._limits(),
                versions=self._versions(talk.plan),
                notice=NOTICE,
                personas=tuple(ses.AtTable(id=persona.id, name=persona.name) for persona in talk.plan.at_table),
            )
        )
        await keeper.begin(made_by(self.settings))
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
        if talk.live is None:
            return
        talk.live.wait_for_client()
        if talk.live.is_ended:
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
        if talk.keeper is not None:
            await talk.keeper.close()

    async def end_talks_of(self, person_id: str) -> None:
        """Closes every talk that somebody has open."""
        for talk in self.talks:
            if talk.plan.owner.person_id == person_id:
                await self.end(talk)

    async def erase(self, session_id: str, viewer: Viewer) -> datetime:
        """Everything kept of one's own session is gone, also when its talk is still open.

        Raises:
            NotFound: there is no such session, or it is somebody else's.
        """
        store = self.store_of(viewer)
        await own_talk(store, viewer, session_id)
        for talk in self.talks:
            if talk.plan.session_id == session_id:
                await self.end(talk)
        erased_at = self.now()
        await store.erase_session(session_id, erased_at)
        await mirror(store.expiry, self.tombstones)
        return erased_at

    async def erase_person(self, viewer: Viewer) -> tuple[datetime, int, bool]:
        """All talks of somebody are gone, and their account where there is one.

        Returns:
            When, how many talks, and whether there was an account.

        Raises:
            LastAdmin: nobody else could let people in.
        """
        store, has_account = self.store_of(viewer), viewer.person_id != LOCAL
        await self.end_talks_of(viewer.person_id)
        erased_at = self.now()
        if has_account:
            n_talks = await store.people.remove(viewer.person_id, erased_at)
        else:
            talks = [KeptTalk(viewer.tenant_id, gone) for gone in await store.person_rows.talk_ids(viewer.person_id)]
            n_talks = await store.expiry.erase(talks, erased_at)
            await store.expiry.forget()
        await mirror(store.expiry, self.tombstones)
        return erased_at, n_talks, has_account

    def _recorder(self, plan: Plan, store: Store) -> Recorder | None:
        if not plan.consent.recording or self.settings.privacy.audio_days == 0:
            return None
        return Recorder(store.recordings, lambda: AudioKeys.of(self.settings), plan.session_id, now=self.now)

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

    async def _prepare_lines(self, warm: asyncio.Task[None]) -> None:
        """Makes the personas' lines while there is time; during a talk only its own, for it needs the processor."""
        await asyncio.wait([warm])
        while not self.rooms.lines.is_done:
            plans = [talk.plan for talk in self.talks]
            wanted = [(each.id, plan.language, plan.scenario.id) for plan in plans for each in plan.at_table]
            if len(plans) > 1 or not await self.rooms.lines.step(wanted):
                await asyncio.sleep(1.0)


def service_of(request: Request) -> Service:
    """The service that an endpoint belongs to."""
    service: Service = request.app.state.service
    return service


def store_of(request: Request, viewer: Viewer) -> Store:
    """The store as the organisation of whoever asks sees it."""
    return service_of(request).store_of(viewer)
