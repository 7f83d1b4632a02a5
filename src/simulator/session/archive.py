"""What is kept of a talk: each turn as it happens, and the report. Plain JSON that opens again as the same objects."""

import dataclasses
import json
import math
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from simulator.errors import BadInput
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import Turn
from simulator.store import Store, StoredEvent

T = TypeVar("T")
_REPORT: Final = TypeAdapter(RehearsalReport)
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
    return _load(_REPORT, json.loads(data), "report")


def load_turn(payload: dict[str, Any]) -> Turn:
    """A turn that was kept.

    Raises:
        BadInput: as `load_report`.
    """
    return _load(_TURN, payload, "turn")


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


class Archive:
    """Keeps one talk in the store, turn by turn."""

    def __init__(self, store: Store, session_id: str) -> None:
        self._store, self._session_id = store, session_id
        self._seq = 0

    async def keep_turn(self, turn: Turn | TakenBack, input_sample: int) -> None:
        """Once this returns, the turn (or that turns were taken back) survives a crash."""
        await self._keep(type(turn).__name__, input_sample, to_plain(turn))

    async def keep_report(self, report: RehearsalReport) -> None:
        await self._store.save_report(self._session_id, dump_report(report))

    async def _keep(self, kind: str, input_sample: int, payload: dict[str, Any]) -> None:
        self._seq += 1
        await self._store.append_events(self._session_id, [StoredEvent(self._seq, kind, input_sample, payload)])
