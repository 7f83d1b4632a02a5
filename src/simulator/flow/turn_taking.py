"""Who speaks when: gaps, overlap, interruptions, shares. Pure functions of times on the talk's clock."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from simulator.flow.talk import AvatarTurn, TraineeTurn, Turn

INTERRUPTION_OVERLAP_MS: Final = 300
INTERRUPTION_SPEECH_MS: Final = 600
"""Speech that starts this much before the other ends, and lasts this long, interrupts (domain.md, section 3)."""


class Timed(Protocol):
    """Anything with a start and an end."""

    @property
    def start_ms(self) -> int: ...
    @property
    def end_ms(self) -> int: ...


def overlap_ms(one_start_ms: int, one_end_ms: int, other_start_ms: int, other_end_ms: int) -> int:
    """How long two stretches of speech lie over each other, at least 0."""
    return max(0, min(one_end_ms, other_end_ms) - max(one_start_ms, other_start_ms))


def gap_ms(before: Timed, after: Timed) -> int:
    """From the end of one turn to the start of the next; negative is overlap.

    Source of what is usual: Levinson & Torreira 2015, mode about 200 ms across languages.
    """
    return after.start_ms - before.end_ms


def is_interruption(trainee: Timed, avatar: Timed, *, is_backchannel: bool, was_cut_off: bool = False) -> bool:
    """Whether this turn takes the word away.

    Args:
        is_backchannel: "ja", "mm": shows listening and takes no turn.
        was_cut_off: the reply ends where it was heard to end, so that little or no overlap is left to see.
    """
    if is_backchannel or trainee.end_ms - trainee.start_ms < INTERRUPTION_SPEECH_MS:
        return False
    is_over_it = avatar.end_ms - trainee.start_ms >= INTERRUPTION_OVERLAP_MS
    return is_over_it or (was_cut_off and trainee.start_ms <= avatar.end_ms)


def talk_ratio(own_ms: int, other_ms: int) -> float:
    """Own share of the speaking time, 0-1; NaN unless both spoke."""
    return own_ms / (own_ms + other_ms) if own_ms > 0 and other_ms > 0 else float("nan")


def answers(turns: Sequence[Turn]) -> Iterator[tuple[AvatarTurn, TraineeTurn]]:
    """Each trainee turn that follows words of the persona, with the turn it follows.

    Args:
        turns: in order of start time. A trainee turn after another trainee turn answers nothing.
    """
    before: AvatarTurn | None = None
    for turn in turns:
        if isinstance(turn, TraineeTurn):
            if before is not None:
                yield before, turn
            before = None
        elif turn.text.strip():
            before = turn


def answer_gaps_ms(turns: Sequence[Turn]) -> dict[str, int]:
    """The gap before each trainee turn that answers the persona, by item id."""
    return {turn.item_id: gap_ms(before, turn) for before, turn in answers(turns)}
