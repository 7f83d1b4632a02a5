"""From vague stretches to one severity: could the listener repeat the decision, the decider and the date?

Severity 0 is clear, 1 clear with needless softening, 2 leaves the listener guessing, 3 disguises, denies or holds out
false hope. V is the sum over distinct codes, capped at 3 (domain brief, section 2).
"""

from collections.abc import Sequence

from simulator.flow.labels import VaguenessCode
from simulator.language.turn import TurnView
from simulator.language.vagueness import EVASION_RULE, FOG_POINTS, FOG_RULE, Cue

MAX_SEVERITY = 3
VAGUE_FROM = 2
"""Severity from which a turn counts as vague (domain brief, section 2)."""
_EVASION_FLOOR = 2
"""An answer to "Wat bedoelt u precies?" that softens and still tells nothing leaves the listener guessing."""

HURTS_PLAIN_CORE: frozenset[VaguenessCode] = frozenset(
    {"agentless", "modal_stack", "blame_shift", "contradiction", "false_hope", "counter_question"}
)
"""What still leaves a listener guessing when the core stands in the same turn; all else only softens it."""
_FLOORS = frozenset({FOG_RULE, EVASION_RULE})
_SOFTENING_CAP = 1.0
_HEDGES: frozenset[VaguenessCode] = frozenset({"hedge_approx", "hedge_shield"})
_HEDGE_SUM_CAP = 2.0
_FULL_SCORE_POINTS = 6.0


def points_by_code(cues: Sequence[Cue]) -> dict[VaguenessCode, float]:
    """Points per distinct code: its strongest cue; hedges add up, since two in a row leave the listener guessing."""
    points: dict[VaguenessCode, float] = {}
    for code in {cue.code for cue in cues}:
        of_code = [cue.points for cue in cues if cue.code == code]
        hedged = min(_HEDGE_SUM_CAP, sum(of_code)) if code in _HEDGES else 0.0
        points[code] = max(*of_code, hedged)
    return points


def turn_index(cues: Sequence[Cue], turn: TurnView) -> float:
    """V before capping: the sum over codes, softening of a plainly told core counting once.

    Fog is a floor and not a summand: it says again what light cues in the same turn already say.
    """
    points = points_by_code([cue for cue in cues if cue.rule_id not in _FLOORS])
    if any(cue.rule_id in _FLOORS for cue in cues):
        return max(FOG_POINTS, sum(points.values()))
    if turn.core is None:
        return sum(points.values())
    hurting = sum(p for code, p in points.items() if code in HURTS_PLAIN_CORE)
    softening = sum(p for code, p in points.items() if code not in HURTS_PLAIN_CORE)
    return hurting + min(_SOFTENING_CAP, softening)


def severity(cues: Sequence[Cue], turn: TurnView) -> int:
    """0-3."""
    v = int(turn_index(cues, turn) + 1e-6)
    evades = turn.context.asked_for_clarity and not turn.context.core_said and turn.core is None
    if evades and v >= 1:
        v = max(v + 1, _EVASION_FLOOR)
    return min(MAX_SEVERITY, v)


def vague_score(level: int, index: float) -> float:
    """0-1, grows with severity first and with the raw index within one severity."""
    return round(0.85 * level / MAX_SEVERITY + 0.15 * min(1.0, index / _FULL_SCORE_POINTS), 3)
