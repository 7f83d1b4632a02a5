"""A turn beside how the same speaker usually speaks, and slow answers: facts for the trainee; they never score."""

from collections.abc import Iterator
from typing import Final

from simulator.feedback.moments.delivery import fact
from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow import turn_taking
from simulator.flow.baseline import Comparison, UsualMeasure
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Intent
from simulator.flow.local_text import LocalText

LONG_GAP_S = 2.5
"""Our choice (domain brief, section 3): shown as a fact, not as guilt."""
CLARITY_QUESTIONS: Final[frozenset[Intent]] = frozenset({"ask_clarity", "ask_yes_no", "insist"})
GAP_SOURCE = "Levinson & Torreira 2015: about 0.2 s is usual; the limit is our choice (domain brief, section 3)"
USUAL_SOURCE = "your own turns in this talk (domain brief, section 3)"

GAP = LocalText(
    nl="Op de vraag van de ander antwoordde je na {value} s.",
    fr="Vous avez répondu à la question de l'autre après {value} s.",
    en="You answered the other's question after {value} s.",
)
_SLOWER = LocalText(
    nl="Tempo: {value} % trager dan in je andere beurten.",
    fr="Débit : {value} % plus lent que dans vos autres tours.",
    en="Pace: {value} % slower than in your other turns.",
)
_FASTER = LocalText(
    nl="Tempo: {value} % sneller dan in je andere beurten.",
    fr="Débit : {value} % plus rapide que dans vos autres tours.",
    en="Pace: {value} % faster than in your other turns.",
)
_LOWER = LocalText(
    nl="Toonhoogte: {value} halve tonen lager dan in je andere beurten.",
    fr="Hauteur : {value} demi-tons plus bas que dans vos autres tours.",
    en="Pitch: {value} semitones lower than in your other turns.",
)
_HIGHER = LocalText(
    nl="Toonhoogte: {value} halve tonen hoger dan in je andere beurten.",
    fr="Hauteur : {value} demi-tons plus haut que dans vos autres tours.",
    en="Pitch: {value} semitones higher than in your other turns.",
)
_NARROWER = LocalText(
    nl="Toonhoogtebereik: {value} % kleiner dan in je andere beurten.",
    fr="Étendue de hauteur : {value} % plus étroite que dans vos autres tours.",
    en="Pitch range: {value} % narrower than in your other turns.",
)
_WIDER = LocalText(
    nl="Toonhoogtebereik: {value} % groter dan in je andere beurten.",
    fr="Étendue de hauteur : {value} % plus large que dans vos autres tours.",
    en="Pitch range: {value} % wider than in your other turns.",
)
_MORE_FILLED = LocalText(
    nl="Gevulde pauzes (euh): {value} % meer per 100 woorden dan in je andere beurten.",
    fr="Pauses remplies (euh) : {value} % de plus par 100 mots que dans vos autres tours.",
    en="Filled pauses (um): {value} % more per 100 words than in your other turns.",
)
WORDING: Final[dict[UsualMeasure, tuple[LocalText, LocalText]]] = {
    "articulation_rate_sps": (_SLOWER, _FASTER),
    "median_hz": (_LOWER, _HIGHER),
    "range_st": (_NARROWER, _WIDER),
    "filled_pauses_per_100_words": (_MORE_FILLED, _MORE_FILLED),
}
"""Under and over the usual; spread is told once, as a range."""


def observe_own_usual(view: TalkView) -> Iterator[Evidence]:
    """`delivery.own_<measure>` where a turn stands out, `delivery.answer_gap` after a question for clarity."""
    for turn in view.trainee_turns:
        for comparison in turn.compared:
            if comparison.stands_out and comparison.measure in WORDING:
                name = f"delivery.own_{comparison.measure}"
                yield fact(name, turn, (turn.start_ms, turn.end_ms), told(comparison), USUAL_SOURCE)
    for before, turn in turn_taking.answers(view.talk.turns):
        gap_s = turn_taking.gap_ms(before, turn) / 1000
        if turn.delivery is not None and before.intent in CLARITY_QUESTIONS and gap_s > LONG_GAP_S:
            yield fact("delivery.answer_gap", turn, (before.end_ms, turn.start_ms), fill(GAP, value=gap_s), GAP_SOURCE)


def told(comparison: Comparison) -> LocalText:
    """How far over or under the usual, as a sentence; percentages whole, semitones to a tenth."""
    under, over = WORDING[comparison.measure]
    size = abs(comparison.change)
    value = round(size) if comparison.unit == "percent" else round(size, 1)
    return fill(over if comparison.change > 0 else under, value=value)
