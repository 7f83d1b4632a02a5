"""How each turn was said: physical quantities as neutral facts, for the trainee's eyes only. They never score."""

import math
from collections.abc import Iterator

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.prosody import Delivery
from simulator.flow.talk import TraineeTurn

LONG_PAUSE_S = 2.0
"""Our choice (domain brief, section 3)."""

PACE = LocalText(
    nl="Articulatietempo: {value} lettergrepen per seconde.",
    fr="Débit articulatoire : {value} syllabes par seconde.",
    en="Articulation rate: {value} syllables per second.",
)
RANGE = LocalText(
    nl="Toonhoogtebereik: {value} halve tonen.",
    fr="Étendue de hauteur : {value} demi-tons.",
    en="Pitch range: {value} semitones.",
)
PAUSE = LocalText(
    nl="Stilte van {value} s binnen je beurt.",
    fr="Silence de {value} s dans votre tour.",
    en="Silence of {value} s within your turn.",
)
UNUSABLE = LocalText(
    nl="Te weinig bruikbaar geluid: geen norm toegepast.",
    fr="Trop peu de son exploitable : aucune norme appliquée.",
    en="Too little usable sound: no norm applied.",
)


def observe_delivery(view: TalkView) -> Iterator[Evidence]:
    """`delivery.articulation_rate`, `.pitch_range`, `.long_pause` per turn, or `delivery.unusable`."""
    for turn in view.trainee_turns:
        if turn.delivery is None:
            continue
        whole = (turn.start_ms, turn.end_ms)
        if not turn.delivery.quality.usable:
            yield fact("delivery.unusable", turn, whole, UNUSABLE)
        else:
            yield from _quantities(turn, turn.delivery)


def _quantities(turn: TraineeTurn, delivery: Delivery) -> Iterator[Evidence]:
    whole = (turn.start_ms, turn.end_ms)
    if not math.isnan(delivery.articulation_rate_sps):
        yield fact("delivery.articulation_rate", turn, whole, fill(PACE, value=delivery.articulation_rate_sps))
    if not math.isnan(delivery.pitch.range_st):
        yield fact("delivery.pitch_range", turn, whole, fill(RANGE, value=delivery.pitch.range_st))
    long_pauses = (p for p in delivery.pauses if p.kind == "silent" and p.duration_ms >= LONG_PAUSE_S * 1000)
    for index, pause in enumerate(long_pauses):
        message = fill(PAUSE, value=pause.duration_ms / 1000)
        yield fact("delivery.long_pause", turn, (pause.start_ms, pause.end_ms), message, index=index)


def fact(
    name: str, turn: TraineeTurn, between_ms: tuple[int, int], message: LocalText, source: str = "", index: int = 0
) -> Evidence:
    """A neutral fact about the sound of a turn, for the trainee alone."""
    return moment(
        name, turn, between_ms, message, category="delivery", polarity="neutral", weight=0.0, visibility=("trainee",),
        source=source, ordinal=index,
    )  # fmt: skip
