"""What is kept of a talk: plan, turns as they happen, report. Plain JSON that opens again as the same objects."""

import asyncio
import dataclasses
import hashlib
import json
import math
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from simulator.errors import BadInput
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import Turn
from simulator.session.planned import PlannedTalk
from simulator.session.points import points_of
from simulator.store import CONSENT_GIVEN, OutOfOrder, Store, StoredEvent

T = TypeVar("T")
_REPORT: Final = TypeAdapter(RehearsalReport)
_PLANNED: Final = TypeAdapter(PlannedTalk)
_TURN: Final[TypeAdapter[Turn]] = TypeAdapter(Turn)


def to_plain(value: Any) -> Any:
    """Dataclasses as JSON-ready values. NaN (too little speech to say) is written as the text "NaN"."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def dump_report(report: RehearsalReport) -> bytes:
    """The report with the scenario and persona it rests on; the same report gives the same bytes."""
    return json.dumps(to_plain(report), ensure_ascii=False, sort_keys=True).encode()


def load_report(data: bytes) -> RehearsalReport:
    """The report that was dumped.

    Raises:
        BadInput: written by a version whose shape was different.
    """
    return load_plain_report(json.loads(data))


def load_plain_report(plain: Any) -> RehearsalReport:
    """The report of these plain values.

    Raises:
        BadInput: as `load_report`.
    """
    return _load(_REPORT, plain, "report")


def load_turn(payload: dict[str, Any]) -> Turn:
    """A turn that was kept.

    Raises:
        BadInput: as `load_report`.
    """
    return _load(_TURN, payload, "turn")


def load_planned(payload: dict[str, Any]) -> PlannedTalk:
    """What a talk rests on.

    Raises:
        BadInput: as `load_report`.
    """
    return _load(_PLANNED, payload, "talk")


def _load(adapter: TypeAdapter[T], plain: Any, what: str) -> T:
    try:
        return adapter.validate_python(plain)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise BadInput(
            f"this {what} was kept by another version ({field}: {first['msg']}).",
            remedy="Open it with the version that wrote it.",
        ) from None


@dataclasses.dataclass(frozen=True, slots=True)
class TakenBack:
    """The trainee went back: these turns, kept before, are no longer part of the talk."""

    item_ids: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Unheard:
    """A turn of the persona, kept before, that proved not to be heard."""

    item_id: str


@dataclasses.dataclass(frozen=True, slots=True)
class Sealed:
    """The last event of a talk: by these two a change made afterwards, in the events or in the report, is seen."""

    report_sha256: str
    log_sha256: str
    """Over every event before it but changes of consent, each added by `digest_event`."""


def digest_event(event: StoredEvent) -> bytes:
    """What an event adds to the hash of its log: what it was and said, whatever its number."""
    return json.dumps([event.kind, event.payload], ensure_ascii=False, sort_keys=True).encode()


class Archive:
    """Keeps one talk in the store as it happens: what was planned, every turn, every change of one, and the end.

    The record is what counts. A turn whose times change later (a reply that is cut off, heard late or not at all) is
    written again as it then is; the latest writing of a turn holds.
    """

    def __init__(self, store: Store, session_id: str) -> None:
        self._store, self._session_id = store, session_id
        self._seq = 0
        self._kept: dict[str, Turn] = {}
        self._digest = hashlib.sha256()
        """Of what is written."""
        self._pending: list[StoredEvent] = []
        """Not yet acknowledged by the store; their numbers are given when they are written."""
        self._turn_of_writing = asyncio.Lock()
        self._is_sealed = False

    async def begin(self, plan: PlannedTalk) -> None:
        """Keeps what was fixed before the first word: scenario and persona as they were read, turns taken over."""
        self._kept = {turn.item_id: turn for turn in plan.fork.before} if plan.fork else {}
        self._add(plan, 0)
        await self._write()

    async def keep(self, record: Sequence[Turn], input_sample: int, *, taken_back: TakenBack | None = None) -> None:
        """Once this returns, the talk as it stands survives a crash. After the end nothing is added.

        Args:
            record: every turn of the talk so far, in the order in which they were taken in.
            taken_back: turns that have just left the record because the trainee went back.
        """
        if not self._is_sealed:
            self._note(record, input_sample, taken_back)
        await self._write()

    async def end(
        self, record: Sequence[Turn], input_sample: int, report: RehearsalReport, finished_at: datetime
    ) -> None:
        """Keeps the record as it stands, the report and that the talk is over, in one go."""
        if self._is_sealed:
            return
        self._note(record, input_sample, None)
        self._is_sealed = True
        content = dump_report(report)
        async with self._turn_of_writing:
            log = self._digest.copy()
            log.update(b"".join(map(digest_event, self._pending)))
            self._add(Sealed(hashlib.sha256(content).hexdigest(), log.hexdigest()), input_sample)
            under_way = self._store.under_way
            await self._in_order(
                lambda events: under_way.finish(
                    self._session_id,
                    events,
                    content,
                    finished_at,
                    "abandoned" if report.talk.is_cut_off else "finished",
                    points_of(report),
                )
            )

    def _note(self, record: Sequence[Turn], input_sample: int, taken_back: TakenBack | None) -> None:
        """Puts down what changed since the last time. Does not wait, so that the record is one moment's."""
        if taken_back is not None:
            self._add(taken_back, input_sample)
            for item_id in taken_back.item_ids:
                self._kept.pop(item_id, None)
        there = {turn.item_id for turn in record}
        for item_id in [item_id for item_id in self._kept if item_id not in there]:
            self._add(Unheard(item_id), input_sample)
            del self._kept[item_id]
        for turn in record:
            before = self._kept.get(turn.item_id)
            if before is not turn and before != turn:
                self._add(turn, input_sample)
                self._kept[turn.item_id] = turn

    def _add(self, what: Any, input_sample: int) -> None:
        self._pending.append(StoredEvent(0, type(what).__name__, input_sample, to_plain(what)))

    async def _write(self) -> None:
        async with self._turn_of_writing:
            if self._pending:
                await self._in_order(lambda events: self._store.append_events(self._session_id, events))

    async def _in_order(self, write: Callable[[Sequence[StoredEvent]], Awaitable[None]]) -> None:
        """Writes what is pending; what could not be written is tried again with what comes next."""
        batch = list(self._pending)
        try:
            await write(self._numbered(batch))
        except OutOfOrder:
            await self._catch_up()
            await write(self._numbered(batch))
        self._seq += len(batch)
        self._digest.update(b"".join(map(digest_event, batch)))
        del self._pending[: len(batch)]

    def _numbered(self, batch: Sequence[StoredEvent]) -> list[StoredEvent]:
        return [dataclasses.replace(event, seq=seq) for seq, event in enumerate(batch, start=self._seq + 1)]

    async def _catch_up(self) -> None:
        """The trainee may change a consent meanwhile; nobody else writes of this talk.

        Raises:
            OutOfOrder: somebody did.
        """
        newer = await self._store.events(self._session_id, after_seq=self._seq)
        if not newer or any(event.kind != CONSENT_GIVEN for event in newer):
            raise OutOfOrder("another service writes of this talk.", where=f"session {self._session_id}")
        self._seq = newer[-1].seq
