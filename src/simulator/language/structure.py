"""Vague without a listed word: what a turn is made of when it leaves nothing to repeat.

Most evasions are metaphors and detours that no list holds. What they share is structure: a future for "you" without
a date, musing, generic subjects, images, softeners; and what they lack: a date, a figure, a promise, a question, a
thing of the workplace. Each is a named feature, found by patterns of the language; the weights are one set for all
languages, fitted on the development split of the corpus (`simulator.language.structure_fit`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.flow.labels import Act, ScenarioKind
from simulator.language.logistic import logistic
from simulator.language.turn import TurnView

CLEAR_ACTS: frozenset[Act] = frozenset(
    {
        "warning_shot", "evidence", "own_responsibility", "refuse_negotiation", "acknowledge_emotion",
        "silence_offer", "reflect", "check_understanding", "practical_info", "next_steps", "commitment", "follow_up",
        "honest_unknown", "offer_support", "feedback_behaviour", "i_message", "request_change", "third_party",
        "recover", "close", "cultural_adapt", "give_reason", "propose_solution",
    }
)  # fmt: skip
"""Acts that give the listener something; their presence speaks against fog."""

_BLUNT_ACTS: frozenset[Act] = frozenset({"you_blame", "feedback_person", "threat"})
"""Wrong in other ways, but never vague."""
_SMALL_TALK_KINDS: frozenset[ScenarioKind] = frozenset({"remote_coffee"})
_SHORT_WORDS = 4
_LONG_WORDS = 14
_MAX_COUNT = 2
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]+")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was already found in a turn."""

    acts: frozenset[Act]
    """Acts that words show."""
    legal_flag: bool
    asks: bool
    """The turn ends in a question."""


@dataclass(frozen=True, slots=True)
class StructureModel:
    """Weights of a logistic model over named features."""

    bias: float
    threshold_prob: float
    """Probability from which a turn counts as vague by structure alone; chosen for precision."""
    weights: Mapping[str, float]

    def prob(self, features: Mapping[str, float]) -> float:
        """Probability that a turn with these features is vague, 0-1."""
        logit = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return logistic(logit)


def structure_features(turn: TurnView, patterns: Mapping[str, re.Pattern[str]], seen: Seen) -> dict[str, float]:
    """Named features of one turn, each 0-2.

    Args:
        turn: the turn, its core already looked for.
        patterns: feature name to pattern, of the language of the turn.
        seen: what was already found in the turn.
    """
    found = {name: float(_count(pattern, turn.folded)) for name, pattern in patterns.items()}
    words = len(turn.folded.split(maxsplit=_LONG_WORDS + 1))
    return found | {
        "tells_core": float(turn.core is not None),
        "clear_act": float(min(_MAX_COUNT, len(seen.acts & CLEAR_ACTS))),
        "reproach": float(bool(seen.acts & _BLUNT_ACTS)),
        "legal_flag": float(seen.legal_flag),
        "asks": float(seen.asks),
        "names_someone": float(bool(_NAME.search(turn.text))),
        "short": float(words < _SHORT_WORDS),
        "long": float(words > _LONG_WORDS),
        "image_without_hold": min(1.0, found["imagery"]) * float(found["a_date"] + found["a_figure"] == 0),
        "small_talk_kind": float(turn.context.scenario in _SMALL_TALK_KINDS),
    }


def _count(pattern: re.Pattern[str], text: str) -> int:
    for count, _ in enumerate(pattern.finditer(text), start=1):
        if count == _MAX_COUNT:
            return count
    return 1 if pattern.search(text) else 0
