"""The persona's simulated trust and tension as two lines."""

from simulator.report.audience import Shown
from simulator.report.timeline.scale import Line, Scale

STATE_TOP, STATE_BOTTOM = 142.0, 192.0
LABEL_GAP = 12.0


def state_lines(shown: Shown, scale: Scale) -> tuple[Line | None, Line | None]:
    """Trust and tension as steps: the persona's state holds until it next reacts."""
    turns = shown.talk.avatar_turns
    if not turns:
        return None, None
    at = [scale.x(turn.start_ms) for turn in turns]
    trust = _steps(at, [t.state.trust for t in turns], scale.x(scale.end_ms))
    tension = _steps(at, [t.state.tension for t in turns], scale.x(scale.end_ms))
    if abs(trust.label_y - tension.label_y) < LABEL_GAP:
        is_trust_above = trust.label_y <= tension.label_y
        middle = (trust.label_y + tension.label_y) / 2
        up, down = middle - LABEL_GAP / 2, middle + LABEL_GAP / 2
        trust = Line(trust.points, up if is_trust_above else down)
        tension = Line(tension.points, down if is_trust_above else up)
    return trust, tension


def _steps(at: list[float], values: list[float], end_x: float) -> Line:
    ys = [round(STATE_BOTTOM - (STATE_BOTTOM - STATE_TOP) * min(1.0, max(0.0, v)), 1) for v in values]
    points = [(at[0], ys[0])]
    for x, y in zip(at[1:], ys[1:], strict=True):
        if y != points[-1][1]:
            points += [(x, points[-1][1]), (x, y)]
    points.append((end_x, ys[-1]))
    return Line(" ".join(f"{x:g},{y:g}" for x, y in points), ys[-1])
