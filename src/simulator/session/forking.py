"""A sentence tried again at once: a new talk that begins where an earlier one stood just before it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from simulator import language
from simulator.errors import BadInput
from simulator.flow.dialogue import Reaction
from simulator.flow.talk import AvatarTurn, TraineeTurn
from simulator.session.kept_talk import KeptTalk, tell_again
from simulator.session.plan import Consent, Fork, Plan
from simulator.session.planned import PlannedTalk
from simulator.session.sharing import own_talk
from simulator.session.unmeasured import unmeasured
from simulator.session.viewer import Viewer
from simulator.store import Store

TRIED: Final = "tried"
"""Names the sentence as it was said first; the one that takes its place gets the name it had."""


@dataclass(frozen=True, slots=True)
class ForkRequest:
    """Which sentence of which earlier talk is tried again."""

    session_id: str
    item_id: str


async def fork_plan(
    store: Store,
    viewer: Viewer,
    session_id: str,
    asked: ForkRequest,
    *,
    wanted: Mapping[str, object],
    consent: Consent,
    applies_norms: bool,
) -> Plan:
    """The plan of a talk that begins just before a sentence of an earlier one, with that talk's content as it was.

    Args:
        session_id: of the new talk.
        wanted: what else was asked for, by the names of `POST /v1/sessions`; it must be as in the earlier talk.
        consent, applies_norms: for the new talk; measures of delivery come along only where both talks have consent.

    Raises:
        NotFound: no such talk of this viewer's, or nothing was said in it.
        BadInput: it is still under way, cannot be told again (any more), was another exercise, or has no such turn.
    """
    record = await own_talk(store, viewer, asked.session_id)
    if record.status == "open":
        raise BadInput(
            "this talk is still under way.", where="fork.session_id", remedy="End it first, or go back in it."
        )
    kept = await asyncio.to_thread(tell_again, asked.session_id, await store.events(asked.session_id))
    if kept.is_forgotten:
        raise BadInput(
            "the beginning of this talk, taken over from an earlier one, is not kept any more.",
            where="fork.session_id",
            remedy="Choose a talk that began at its beginning, or start a new one.",
        )
    _must_be_the_same(kept.planned, wanted)
    fork = forked(kept, asked.item_id)
    if not (consent.delivery_measures and record.consent.delivery_measures):
        fork = _without_delivery(fork)
    plan = kept.planned.plan(session_id)
    versions = replace(plan.versions, rules_hash=language.rules_hash())
    return replace(plan, versions=versions, consent=consent, applies_norms=applies_norms, owner=viewer, fork=fork)


def forked(kept: KeptTalk, item_id: str) -> Fork:
    """A kept talk up to one sentence.

    Raises:
        BadInput: the talk has no such turn of the trainee.
    """
    turns = tuple(kept.turns.values())
    place = next((n for n, turn in enumerate(turns) if turn.item_id == item_id), None)
    tried = None if place is None else turns[place]
    if place is None or not isinstance(tried, TraineeTurn):
        own = ", ".join(turn.item_id for turn in turns if isinstance(turn, TraineeTurn)) or "none"
        raise BadInput(f"{item_id!r} is no turn of yours in this talk.", where="fork.item_id", remedy=f"Turns: {own}.")
    last = next((n for n in reversed(range(place)) if isinstance(turns[n], AvatarTurn)), 0)
    asked = turns[last]
    if isinstance(asked, AvatarTurn) and asked.cut_off:
        heard = sum(isinstance(turn, TraineeTurn) for turn in turns[:last])
        asked = _whole(asked, _meant(kept, heard))
    return Fork(
        item_id=item_id,
        before=turns[:last],
        asked=asked if isinstance(asked, AvatarTurn) else None,
        tried=_renamed(tried),
    )


def _meant(kept: KeptTalk, turn_count: int) -> Reaction:
    """What the director decided after so many turns of the trainee, in the authored words."""
    director = kept.director()
    if turn_count == 0:
        return director.open()[1]
    state, _, turn = next(islice(kept.moments(), turn_count - 1, None))
    return director.react(state, turn.judgement, turn.evidence, elapsed_ms=turn.end_ms)[1]


def _whole(asked: AvatarTurn, meant: Reaction) -> AvatarTurn:
    """A line that the trainee cut off, to its end; one that broke a silence is known as far as it was heard."""
    return replace(
        asked,
        text=meant.text if (meant.intent, meant.speaker) == (asked.intent, asked.speaker) else asked.text,
        cut_off=False,
    )


def _renamed(turn: TraineeTurn) -> TraineeTurn:
    """The sentence under a name of its own, so that no finding about it is taken for one about the new sentence."""
    evidence = tuple(
        replace(found, item_id=TRIED, evidence_id=found.evidence_id.replace(f"{turn.item_id}:", f"{TRIED}:", 1))
        for found in turn.evidence
    )
    return replace(turn, item_id=TRIED, evidence=evidence)


def _without_delivery(fork: Fork) -> Fork:
    before = tuple(unmeasured(turn) if isinstance(turn, TraineeTurn) else turn for turn in fork.before)
    return replace(fork, before=before, tried=fork.tried and unmeasured(fork.tried))


def _must_be_the_same(planned: PlannedTalk, wanted: Mapping[str, Any]) -> None:
    """
    Raises:
        BadInput: something else was asked for than what the earlier talk was.
    """
    was = {
        "scenario_id": planned.scenario.id,
        "persona_id": planned.persona.id,
        "language": planned.language,
        "difficulty": planned.difficulty,
        "seed": planned.seed,
    }
    for name, value in wanted.items():
        if value != was[name]:
            raise BadInput(
                f"that talk had {was[name]!r}, but got {value!r}.",
                where=name,
                remedy="Leave it out: a sentence is tried again in the talk it was said in.",
            )
