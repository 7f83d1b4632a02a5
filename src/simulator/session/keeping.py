"""One live talk and what is kept of it: `LiveSession` says what happens, this decides what goes to the store."""

from collections.abc import Callable
from datetime import datetime

from simulator.flow.audio import Samples
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import Turn
from simulator.session.archive import Archive, TakenBack
from simulator.session.live import LiveSession
from simulator.session.plan import Plan
from simulator.session.planned import MadeBy, PlannedTalk
from simulator.session.recording import Recorder
from simulator.session.withdrawal import erase_withdrawn
from simulator.store import Store


class TalkKeeper:
    """
    Args:
        store: of the trainee's organisation.
        recorder: None where no sound is kept.
        now: wall-clock time, for records only.
    """

    def __init__(self, store: Store, plan: Plan, *, recorder: Recorder | None, now: Callable[[], datetime]) -> None:
        self._store, self._plan, self._recorder, self._now = store, plan, recorder, now
        self._archive = Archive(store, plan.session_id)
        self._live: LiveSession | None = None

    async def begin(self, made_by: MadeBy) -> None:
        """Before the first word: the service holds this talk, and what it rests on is kept."""
        await self._store.under_way.begin(self._plan.session_id, self._now())
        await self._archive.begin(PlannedTalk.of(self._plan, made_by))

    def follow(self, live: LiveSession) -> None:
        self._live = live

    async def keep_turn(self, turn: Turn | TakenBack) -> None:
        """Once this returns, the talk as it stands survives a crash."""
        assert self._live is not None
        taken_back = turn if isinstance(turn, TakenBack) else None
        await self._archive.keep(self._live.rehearsal.turns, self._live.clock.heard_samples, taken_back=taken_back)

    def keep_sound(self, item_id: str, samples: Samples) -> None:
        if self._recorder is not None:
            self._recorder.keep(item_id, samples)

    async def keep_report(self, report: RehearsalReport) -> str:
        """The talk is over; under which id its report is found."""
        assert self._live is not None
        heard_samples = self._live.clock.heard_samples
        await self.close()  # who reads the report asks at once which turns can be heard
        await self._archive.end(self._live.rehearsal.turns, heard_samples, report, self._now())
        if self._plan.consent.delivery_measures:
            await erase_withdrawn(self._store, self._plan.session_id)
        return self._plan.session_id

    async def close(self) -> None:
        """Waits for what is being written."""
        if self._recorder is not None:
            await self._recorder.close()
