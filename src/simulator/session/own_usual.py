"""Delivery meets the talk: how loud the core was told, and each turn beside the speaker's own usual."""

from collections.abc import Sequence
from dataclasses import replace

from simulator import prosody
from simulator.flow import turn_taking
from simulator.flow.evidence import Evidence
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Word
from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn, Turn
from simulator.session.events import TurnMeasured


def with_core(delivery: Delivery, words: Sequence[Word], evidence: Sequence[Evidence]) -> Delivery:
    """The delivery with the level of the first clause in which language found the core, if any."""
    core = next((found for found in evidence if found.rule_id == "core"), None)
    return prosody.with_core_level(delivery, words, (core.start_ms, core.end_ms) if core else None)


def beside_own_usual(talk: Talk) -> Talk:
    """The talk with every spoken turn beside all others of its speaker."""
    spoken = [turn for turn in talk.trainee_turns if turn.delivery is not None]
    each = prosody.compare_each([turn.delivery for turn in spoken if turn.delivery is not None])
    compared = {turn.item_id: found for turn, found in zip(spoken, each, strict=True)}
    turns = tuple(
        replace(turn, compared=compared.get(turn.item_id, ())) if isinstance(turn, TraineeTurn) else turn
        for turn in talk.turns
    )
    return replace(talk, turns=turns)


def measured(turn: TraineeTurn, delivery: Delivery, turns: Sequence[Turn]) -> TurnMeasured:
    """What a client is told of one turn as soon as it is known: beside the turns before it, never the later ones.

    Args:
        turns: of the talk so far, in order of start time, this one among them.
    """
    others = [t for t in turns if isinstance(t, TraineeTurn) and t.item_id != turn.item_id]
    usual = prosody.usual_of([t.delivery for t in others if t.delivery is not None])
    overlaps = (
        turn_taking.overlap_ms(turn.start_ms, turn.end_ms, t.start_ms, t.end_ms)
        for t in turns
        if isinstance(t, AvatarTurn)
    )
    gap_ms = turn_taking.answer_gaps_ms(turns).get(turn.item_id)
    return TurnMeasured(turn.item_id, delivery, sum(overlaps), gap_ms, prosody.compare(delivery, usual))
