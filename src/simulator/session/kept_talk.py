"""A talk told again from its events alone: the plan, the turns, where the persona stood, the report."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, reduce

from simulator.dialogue import Director
from simulator.errors import BadInput, NotFound
from simulator.flow.dialogue import PersonaState
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import AvatarTurn, TraineeTurn, Turn
from simulator.session.archive import Sealed, TakenBack, Unheard, digest_event, load_planned, load_turn
from simulator.session.planned import PlannedTalk
from simulator.session.record import report_of, talk_of
from simulator.store import CONSENT_GIVEN, StoredEvent


@dataclass(slots=True)
class KeptTalk:
    """What the events of one session say."""

    session_id: str
    planned: PlannedTalk
    turns: dict[str, Turn] = field(default_factory=dict)
    """In the order in which they were taken in."""
    taken_back: list[TraineeTurn] = field(default_factory=list)
    sealed: Sealed | None = None
    log_sha256: str = ""
    """Of the events as they are now."""

    @property
    def is_untouched(self) -> bool:
        """No event was changed since the talk ended; True while it has not."""
        return self.sealed is None or self.sealed.log_sha256 == self.log_sha256

    @property
    def is_forgotten(self) -> bool:
        """What it took over from an earlier talk is gone: its report cannot be made again."""
        return self.planned.fork is not None and self.planned.fork.is_forgotten

    def report(self, *, is_cut_off: bool = False) -> RehearsalReport:
        """The report on these turns, as this program makes it."""
        plan = self.planned.plan(self.session_id)
        return report_of(plan, talk_of(plan, tuple(self.turns.values()), self.taken_back, is_cut_off=is_cut_off))

    def moments(self) -> Iterator[tuple[PersonaState, AvatarTurn | None, TraineeTurn]]:
        """Each trainee turn with where the persona stood when it was said, and what it had said last."""
        director = self.director()
        state, last = director.open()[0], None
        for turn in self.turns.values():
            if isinstance(turn, AvatarTurn):
                last = turn
            else:
                yield state, last, turn
            state = _after(director, state, turn)

    def state(self) -> PersonaState:
        """Where the persona stands after the last turn."""
        director = self.director()
        return reduce(partial(_after, director), self.turns.values(), director.open()[0])

    def director(self) -> Director:
        """The one that played this talk."""
        planned = self.planned
        return Director(
            planned.scenario,
            planned.persona,
            language=planned.language,
            difficulty=planned.difficulty,
            seed=planned.seed,
            second=planned.second,
        )


def _after(director: Director, state: PersonaState, turn: Turn) -> PersonaState:
    """Where the persona stands after one more turn."""
    if isinstance(turn, AvatarTurn):
        return turn.state
    return director.react(state, turn.judgement, turn.evidence, elapsed_ms=turn.end_ms)[0]


def tell_again(session_id: str, events: Sequence[StoredEvent]) -> KeptTalk:
    """The talk that these events are.

    Raises:
        NotFound: nothing was kept of it: nobody ever connected.
        BadInput: it was kept by a version that did not keep the plan, or an event cannot be read.
    """
    of_talk = [event for event in events if event.kind != CONSENT_GIVEN]
    if not of_talk:
        raise NotFound(f"nothing was said in session {session_id!r}.", remedy="It has neither events nor a report.")
    if of_talk[0].kind != PlannedTalk.__name__:
        raise BadInput(
            f"session {session_id!r} was kept by a version that did not keep its plan.",
            remedy="Its report can be read; it cannot be made again.",
        )
    talk = _begun(session_id, load_planned(dict(of_talk[0].payload)))
    digest = hashlib.sha256(digest_event(of_talk[0]))
    for event in of_talk[1:]:
        if event.kind == Sealed.__name__:
            talk.sealed = Sealed(**event.payload)
            break
        digest.update(digest_event(event))
        _take_in(talk, event)
    return replace(talk, log_sha256=digest.hexdigest())


def _begun(session_id: str, planned: PlannedTalk) -> KeptTalk:
    """The talk before its first word; a fork begins with what it took over."""
    fork = planned.fork
    if fork is None:
        return KeptTalk(session_id, planned)
    return KeptTalk(session_id, planned, {turn.item_id: turn for turn in fork.before}, list(fork.taken_back))


def _take_in(talk: KeptTalk, event: StoredEvent) -> None:
    payload = dict(event.payload)
    match event.kind:
        case TraineeTurn.__name__ | AvatarTurn.__name__:
            turn = load_turn(payload)
            talk.turns[turn.item_id] = turn
        case TakenBack.__name__:
            gone = [talk.turns.pop(item_id) for item_id in payload["item_ids"] if item_id in talk.turns]
            talk.taken_back += [turn for turn in gone if isinstance(turn, TraineeTurn)]
        case Unheard.__name__:
            talk.turns.pop(payload["item_id"], None)
        case _:
            raise BadInput(
                f"event {event.seq} is of an unknown kind, {event.kind!r}.",
                where=f"session {talk.session_id}",
                remedy="Open it with the version that wrote it.",
            )
