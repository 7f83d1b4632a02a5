"""How the core was voiced: a rise as in a question, words that fell away. Facts for the trainee; they never score."""

from collections.abc import Iterator

from simulator.feedback.moments.delivery import fact
from simulator.feedback.moments.statement import ends_as_statement
from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.prosody import Delivery
from simulator.flow.talk import TraineeTurn

FINAL_RISE_ST = 3.0
CORE_DROP_DB = 6.0
LAST_WORD_DROP_DB = 10.0
VOICED_ENOUGH_S = 10.0
"""Under this much usable voice nothing is put beside a norm, and these three are norms: all domain.md, section 3."""

SOURCE = "our choice (domain brief, section 3)"
RISE = LocalText(
    nl="Je stem ging op het einde {value} halve tonen omhoog, zoals bij een vraag.",
    fr="Votre voix est montée de {value} demi-tons à la fin, comme pour une question.",
    en="Your voice rose {value} semitones at the end, as in a question.",
)
CORE = LocalText(
    nl="De kernwoorden klonken {value} dB stiller dan de hele beurt.",
    fr="Les mots du message central étaient {value} dB plus faibles que l'ensemble du tour.",
    en="The core words were {value} dB softer than the turn as a whole.",
)
LAST_WORD = LocalText(
    nl="Het laatste woord van de kern klonk {value} dB stiller dan de hele beurt.",
    fr="Le dernier mot du message central était {value} dB plus faible que l'ensemble du tour.",
    en="The last word of the core was {value} dB softer than the turn as a whole.",
)


def observe_intonation(view: TalkView) -> Iterator[Evidence]:
    """`delivery.final_rise`, `.core_level`, `.last_word_level` in the turns that tell the core."""
    if not may_compare(view):
        return
    for core in {found.item_id: found for found in view.having("core")}.values():
        turn = view.turn(core)
        if turn.delivery is None or not turn.delivery.quality.usable:
            continue
        rise_st = turn.delivery.pitch.final_rise_st
        if rise_st >= FINAL_RISE_ST and ends_as_statement(turn.text, turn.language):
            yield fact("delivery.final_rise", turn, (turn.start_ms, turn.end_ms), fill(RISE, value=rise_st), SOURCE)
        yield from _levels(turn, turn.delivery, (core.start_ms, core.end_ms))


def _levels(turn: TraineeTurn, delivery: Delivery, between_ms: tuple[int, int]) -> Iterator[Evidence]:
    core = delivery.core
    if core.core_db <= -CORE_DROP_DB:
        yield fact("delivery.core_level", turn, between_ms, fill(CORE, value=-core.core_db), SOURCE)
    elif core.last_word_db < -LAST_WORD_DROP_DB:
        yield fact("delivery.last_word_level", turn, between_ms, fill(LAST_WORD, value=-core.last_word_db), SOURCE)


def may_compare(view: TalkView) -> bool:
    """Whether norms apply to this speaker, and there is enough usable voice to put beside them."""
    spoken = [turn.delivery for turn in view.trainee_turns if turn.delivery is not None]
    voiced_s = sum(delivery.voiced_s for delivery in spoken if delivery.quality.usable)
    return view.talk.applies_norms and voiced_s >= VOICED_ENOUGH_S
