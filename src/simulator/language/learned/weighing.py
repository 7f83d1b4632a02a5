"""Rules and reading weighed into one opinion: logistic models fitted on writers that neither was made on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simulator.flow.labels import LEGAL_FLAGS, LegalFlag
from simulator.language.learned.packed_e5 import Floats
from simulator.language.learned.reading import Reading
from simulator.language.logistic import logistic

VAGUE_FROM_PROB: Final = 0.65
"""A turn is called vague from here: a wrong accusation costs more than a miss. Chosen on the tune writers, where it
takes a third of the false alarms on hard negatives away at the same F1."""
CORE_FROM_PROB: Final = 0.5
RULED_CORE_FROM_LOGIT: Final = -7.0
"""A core that a rule found stands unless the reading is sure that it is none: on the tune writers 190 of 196 are right,
the reading doubts one of those, and two of the wrong ones fall."""
FLAG_FROM_PROB: Final = 0.75
"""A wrong flag frightens: from here half a percent of the lawful lines of the tune writers get one, from 50 % twice as
many."""
RULED_FLAG_FROM_LOGIT: Final = -4.0
"""A flag that a rule found stands unless the reading is nearly sure that it is none. On the tune writers all thirty
right ones stand, and four of ten wrong ones fall."""

SHORT_WORDS: Final = 12
"""The reading learned from turns of twenty words and doubts bare ones ("We need fresh blood."), which rules know best:
on the train and tune writers they are wrong 74 times in 346, but never (17 times right) in utterances this short."""

VAGUE: Final = "vague"
CORE: Final = "core"
LEGAL: Final = "legal"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules alone found."""

    severity: int
    is_fog: bool
    """Only the structure of the turn speaks for it, no word."""
    has_core: bool
    flags: frozenset[LegalFlag]
    asked_for_clarity: bool
    is_short: bool
    """Of SHORT_WORDS at most: nothing else in it could make the flag of a rule innocent."""
    gives_something: bool
    """Words show an act that gives the listener something: reflects, promises, informs (structure.CLEAR_ACTS)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic model: a bias first, then a weight per feature."""

    values: tuple[float, ...]

    def prob(self, features: Sequence[float]) -> float:
        """0-1."""
        return logistic(self.values[0] + sum(w * f for w, f in zip(self.values[1:], features, strict=True)))


@dataclass(frozen=True, slots=True)
class Opinion:
    """Rules and reading together."""

    severity: int
    vague_prob: float
    """Of severity 2 or more, calibrated."""
    core_prob: float
    flags: Mapping[LegalFlag, float]
    """Probability of each flag that is raised."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The three models."""

    vague: Weights
    core: Weights
    legal: Weights

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> "Weighing":
        """From the contents of heads/judgement.npz."""
        return cls(*(Weights(tuple(arrays[f"{name}.weighing"].tolist())) for name in (VAGUE, CORE, LEGAL)))

    def opinion(self, ruling: Ruling, reading: Reading) -> Opinion:
        vague_prob = self.vague.prob(vague_features(ruling, reading))
        flags = {
            flag: prob
            for flag, logit in zip(LEGAL_FLAGS, reading.legal_logits, strict=True)
            if (prob := self.legal.prob(legal_features(flag in ruling.flags, logit))) >= FLAG_FROM_PROB
            or (flag in ruling.flags and (ruling.is_short or logit >= RULED_FLAG_FROM_LOGIT))
        }
        return Opinion(
            severity=_severity(vague_prob, reading),
            vague_prob=vague_prob,
            core_prob=self._core_prob(ruling, reading),
            flags=flags,
        )

    def _core_prob(self, ruling: Ruling, reading: Reading) -> float:
        prob = self.core.prob(core_features(ruling, reading))
        stands = ruling.has_core and reading.core_logit >= RULED_CORE_FROM_LOGIT
        return max(prob, CORE_FROM_PROB) if stands else prob


def vague_features(ruling: Ruling, reading: Reading) -> tuple[float, ...]:
    """What speaks for severity 2 or more."""
    return (
        reading.vague_logit,
        float(ruling.severity == 1),
        float(ruling.severity >= 2 and not ruling.is_fog),
        float(ruling.severity == 3 and not ruling.is_fog),
        float(ruling.is_fog),
        float(ruling.asked_for_clarity),
        float(ruling.gives_something),
    )


def core_features(ruling: Ruling, reading: Reading) -> tuple[float, ...]:
    """What speaks for the core having been told."""
    return (reading.core_logit, float(ruling.has_core))


def legal_features(is_ruled: bool, logit: float) -> tuple[float, ...]:
    """What speaks for one legal flag."""
    return (logit, float(is_ruled))


def _severity(vague_prob: float, reading: Reading) -> int:
    """The likelier of the two severities on the side that the probability takes."""
    pair = (2, 3) if vague_prob >= VAGUE_FROM_PROB else (0, 1)
    return max(pair, key=lambda severity: reading.severity_probs[severity])
