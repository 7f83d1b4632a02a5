"""The talk as a drawing: where every bar, tick and line of the timeline lies. The template only draws."""

from dataclasses import dataclass
from typing import Final

from simulator.flow.evidence import Evidence
from simulator.flow.talk import AvatarTurn, TraineeTurn, Turn
from simulator.report.audience import Shown
from simulator.report.texts import clock_time, shortened, texts
from simulator.report.timeline.persona import STATE_BOTTOM, STATE_TOP, state_lines
from simulator.report.timeline.pitch import LANE_HEIGHT, PitchLane, pitch_lane
from simulator.report.timeline.scale import LEFT, RIGHT, WIDTH, Bar, Line, Scale, Tick, joined, thinned

__all__ = [
    "LEFT", "RIGHT", "STATE_BOTTOM", "STATE_TOP", "TICK_BASE", "WIDTH", "Bar", "Line", "Tick", "Timeline", "draw",
    "draw_news",
]  # fmt: skip

TICK_BASE, TICK_HEIGHT = 122.0, 7.0
LONG_LABEL_CHARS = 14
PITCH_SHIFT = LANE_HEIGHT + 8
"""How far the lanes below the pitch lane move down to make room for it."""
BEFORE_NEWS_MS, AFTER_NEWS_MS = 3_000, 30_000
CLOSER_THAN: Final = 0.4
"""From near by is drawn where that shows less than this share of the talk; in a short talk it shows nothing new."""


@dataclass(frozen=True, slots=True)
class Timeline:
    you: tuple[Bar, ...]
    other: tuple[Bar, ...]
    pauses: tuple[Bar, ...]
    """Silences inside the trainee's turns; only the trainee sees them."""
    pitch: PitchLane | None
    vagueness: tuple[Tick, ...]
    """Vague words, taller where vaguer; `y` is the top of the tick."""
    trust: Line | None
    tension: Line | None
    axis: tuple[Tick, ...]
    news_x: float | None
    silence: Bar | None
    silence_label: str
    other_name: str
    facts: tuple[str, ...]
    """What the drawing shows, told in sentences for who does not see it."""

    @property
    def shift(self) -> float:
        """How far what stands below the pitch lane moves down."""
        return PITCH_SHIFT if self.pitch else 0.0

    @property
    def bottom(self) -> float:
        """Where the lines of the axis end."""
        return self.shift + (STATE_BOTTOM + 6 if self.trust else TICK_BASE + 8)


def draw(shown: Shown) -> Timeline | None:
    """Everything's place in the whole talk, or None where there is no talk to draw."""
    whole = _whole(shown)
    return None if whole is None else _drawn(shown, whole, state_lines(shown, whole))


def draw_news(shown: Shown) -> Timeline | None:
    """The turn of the news and what came after it, from near by; None where the whole talk shows it as well."""
    told, whole = _turn_of_news(shown), _whole(shown)
    if told is None or whole is None:
        return None
    answers = (t.end_ms for t in _lasting(shown) if isinstance(t, AvatarTurn) and t.start_ms >= told.start_ms)
    until_ms = min(next(answers, told.end_ms), told.end_ms + AFTER_NEWS_MS)
    scale = Scale(max(whole.start_ms, told.start_ms - BEFORE_NEWS_MS), max(told.end_ms, until_ms))
    if scale.end_ms - scale.start_ms >= CLOSER_THAN * (whole.end_ms - whole.start_ms):
        return None
    return _drawn(shown, scale, (None, None))


def _lasting(shown: Shown) -> list[Turn]:
    """The turns that took time."""
    return [turn for turn in shown.talk.turns if turn.end_ms > turn.start_ms]


def _whole(shown: Shown) -> Scale | None:
    """From the first turn to the last."""
    turns = _lasting(shown)
    return Scale(min(t.start_ms for t in turns), max(t.end_ms for t in turns)) if turns else None


def _drawn(shown: Shown, scale: Scale, state: tuple[Line | None, Line | None]) -> Timeline:
    turns = [t for t in _lasting(shown) if scale.holds(t.start_ms, t.end_ms)]
    silence = next((e for e in shown.evidence if e.rule_id.startswith("moment.room.")), None)
    return Timeline(
        you=joined(scale.bar(t.start_ms, t.end_ms) for t in turns if isinstance(t, TraineeTurn)),
        other=joined(scale.bar(t.start_ms, t.end_ms) for t in turns if isinstance(t, AvatarTurn)),
        pauses=_pauses(shown, scale),
        pitch=pitch_lane(shown, scale),
        vagueness=_ticks(shown, scale),
        trust=state[0],
        tension=state[1],
        axis=scale.axis(),
        news_x=None if shown.news_ms is None else scale.x(shown.news_ms),
        silence=scale.bar(silence.start_ms, silence.end_ms) if silence else None,
        silence_label=f"{texts(shown.language).number(_length_s(silence))} s" if silence else "",
        other_name=shortened(shown.at_table, LONG_LABEL_CHARS),
        facts=_facts(shown, silence),
    )


def _turn_of_news(shown: Shown) -> TraineeTurn | None:
    spoken = shown.talk.trainee_turns
    return spoken[shown.news_turn - 1] if shown.news_turn is not None and shown.news_turn <= len(spoken) else None


def _pauses(shown: Shown, scale: Scale) -> tuple[Bar, ...]:
    spoken = [turn.delivery for turn in shown.talk.trainee_turns if turn.delivery is not None]
    silent = (p for delivery in spoken for p in delivery.pauses if p.kind == "silent")
    return joined(scale.bar(p.start_ms, p.end_ms) for p in silent if scale.holds(p.start_ms, p.end_ms))


def _ticks(shown: Shown, scale: Scale) -> tuple[Tick, ...]:
    return thinned(
        Tick(scale.x(e.start_ms), round(TICK_BASE - TICK_HEIGHT * min(3.0, e.weight), 1), shortened(e.quote))
        for e in _vague(shown)
        if scale.holds(e.start_ms, e.start_ms)
    )


def _vague(shown: Shown) -> list[Evidence]:
    return [e for e in shown.evidence if e.category == "vagueness" and e.weight > 0]


def _facts(shown: Shown, silence: Evidence | None) -> tuple[str, ...]:
    words = texts(shown.language)
    turns = shown.talk.turns
    spoken_ms = {is_you: sum(t.end_ms - t.start_ms for t in turns if isinstance(t, TraineeTurn) is is_you)
                 for is_you in (True, False)}  # fmt: skip
    facts = [
        words("timeline.fact.spoke").format(
            you=clock_time(spoken_ms[True]), name=shortened(shown.at_table), other=clock_time(spoken_ms[False])
        ),
        words("timeline.fact.vague").format(count=len(_vague(shown))),
    ]
    if shown.news_ms is not None:
        facts.append(words("timeline.fact.news").format(time=clock_time(shown.news_ms)))
    if silence:
        facts.append(words("timeline.fact.silence").format(seconds=words.number(_length_s(silence))))
    return tuple(facts)


def _length_s(evidence: Evidence) -> float:
    return (evidence.end_ms - evidence.start_ms) / 1000
