"""A kept turn without what is measured from the voice: the one place that says what that is.

Of word times only the stretches between silences of a second or more are left, without the words. The points for the
silence after the news rest on them, and refusing measures of delivery changes no point.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from simulator.feedback.moments.room import stretches
from simulator.flow.speech import Word
from simulator.flow.talk import NOTHING_OF_THE_VOICE, TraineeTurn
from simulator.session.archive import to_plain

NOTHING_PLAIN: Final[dict[str, Any]] = to_plain(dict(NOTHING_OF_THE_VOICE))
"""As `NOTHING_OF_THE_VOICE`, in the JSON that is kept."""


def unmeasured(turn: TraineeTurn) -> TraineeTurn:
    """The turn as it is kept without consent to measures of delivery."""
    return replace(turn, **{**NOTHING_OF_THE_VOICE, "words": stretches(turn.words)})


def unmeasured_plain(turn: dict[str, Any]) -> dict[str, Any]:
    """The same of a turn as it is kept."""
    return turn | NOTHING_PLAIN | {"words": to_plain(stretches(Word(**word) for word in turn.get("words", ())))}


def all_unmeasured(turns: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Turns of a talk as they are kept, those of the trainee without what is measured."""
    return [unmeasured_plain(turn) if "judgement" in turn else turn for turn in turns]
