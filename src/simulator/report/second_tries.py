"""Turns that the trainee took back, each beside the turn that was said in its place."""

from collections import defaultdict
from collections.abc import Mapping

from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn


def tries_by_turn(talk: Talk) -> Mapping[str | None, tuple[TraineeTurn, ...]]:
    """Taken-back turns in the order they were said, by the id of the turn that came instead.

    Going back puts the clock back to where the persona last spoke, and it says that line again. So a turn is put beside
    the one that follows the last line begun before it. None: nothing was said in its place, because the talk ended.
    """
    found: dict[str | None, list[TraineeTurn]] = defaultdict(list)
    for turn in talk.taken_back:
        found[_said_instead(talk, turn)].append(turn)
    return {item_id: tuple(turns) for item_id, turns in found.items()}


def _said_instead(talk: Talk, taken_back: TraineeTurn) -> str | None:
    begun = [n for n, t in enumerate(talk.turns) if isinstance(t, AvatarTurn) and t.start_ms <= taken_back.start_ms]
    after = talk.turns[begun[-1] + 1 :] if begun else talk.turns
    return next((turn.item_id for turn in after if isinstance(turn, TraineeTurn)), None)
