"""The reason (rubric row 6) and standing firm (row 7)."""

from simulator.feedback.measures.measure import Found, Wording, falling, measure
from simulator.feedback.moments.wordiness import REASONS_MAX, count_reasons, reasons_by_turn
from simulator.feedback.view import REASON_RULES, RECEPTION_RULES, TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

ROW_6 = "domain brief section 1, C4 row 6: many reasons invite debate (Maynard, Schilder); seconds are our choice"
ROW_7 = "domain brief section 1, C4 row 7"
REASONS_ZERO = 5
REASON_S = 25.0
REASON_ZERO_S = 60.0
BEFORE_RECEPTION_RATIO = 0.5
UNREPEATED_RATIO = 0.5
WHY = ("waarom", "pourquoi", "why")
PERSON_RULES = ("act.feedback_person", "act.you_blame")


@measure(
    ROW_6,
    Wording(
        value=LocalText(
            nl="Reden na de opvang, kort en feitelijk: {percent} %.",
            fr="Raison après l'accueil, brève et factuelle : {percent} %.",
            en="Reason after receiving, short and factual: {percent} %.",
        ),
        missing=LocalText(
            nl="Er is geen reden gehoord, of de kern kwam niet.",
            fr="Aucune raison entendue, ou l'essentiel n'est pas venu.",
            en="No reason was heard, or the core did not come.",
        ),
        advice=LocalText(
            nl="Geef na de opvang één of twee feitelijke redenen, in twee zinnen.",
            fr="Après l'accueil, donnez une ou deux raisons factuelles, en deux phrases.",
            en="After receiving the reaction give one or two factual reasons, in two sentences.",
        ),
    ),
)
def reason_ratio(view: TalkView) -> Found:
    """1 for one or two factual reasons of at most 25 s, after the reaction was received or when asked; 0 for a reason
    before the news, more than four, or one with a judgement of the person; linear between; half when not received.
    """
    reasons = view.having(*REASON_RULES)
    if view.news is None or not reasons:
        return None, ()
    judging = tuple(j for j in view.having(*PERSON_RULES) if j.item_id in {e.item_id for e in reasons})
    if judging or any(view.is_before_news(e) for e in reasons):
        return 0.0, (*judging, *reasons, view.news)
    by_turn = reasons_by_turn(view).values()
    total = sum(count_reasons(group) for group in by_turn)
    longest_s = max(_length_s(group) for group in by_turn)
    ratio = min(falling(total, REASONS_MAX, REASONS_ZERO), falling(longest_s, REASON_S, REASON_ZERO_S))
    welcome = _received_before(view, reasons[0])
    is_asked = _is_asked(view, reasons[0])
    return ratio * (1.0 if welcome or is_asked else BEFORE_RECEPTION_RATIO), (*reasons, *welcome, view.news)


def _length_s(group: tuple[Evidence, ...]) -> float:
    return (max(e.end_ms for e in group) - min(e.start_ms for e in group)) / 1000


def _received_before(view: TalkView, reason: Evidence) -> tuple[Evidence, ...]:
    return tuple(e for e in view.after_news(*RECEPTION_RULES) if view.position(e) <= view.position(reason))


def _is_asked(view: TalkView, reason: Evidence) -> bool:
    before = view.avatar_before(view.turn(reason))
    if before is None:
        return False
    return before.intent == "ask_reason" or any(word in before.text.lower() for word in WHY)


@measure(
    ROW_7,
    Wording(
        value=LocalText(
            nl="De kern bleef onder druk overeind: {percent} %.",
            fr="L'essentiel a tenu sous pression : {percent} %.",
            en="The core stood under pressure: {percent} %.",
        ),
        missing=LocalText(
            nl="De kern kwam niet, dus kon ze niet overeind blijven.",
            fr="L'essentiel n'est pas venu ; il n'a donc pas pu être tenu.",
            en="The core did not come, so it could not stand.",
        ),
        advice=LocalText(
            nl="Herhaal onder druk dezelfde kernzin, zonder hoop die er niet is.",
            fr="Sous pression, répétez la même phrase, sans espoir infondé.",
            en="Under pressure repeat the same core sentence, without hope that is not there.",
        ),
    ),
)
def firmness_ratio(view: TalkView) -> Found:
    """Times the core was repeated under pressure over those plus retractions and evasions. Without any of them: 1 when
    nobody pressed (the core stands), half when pressure was met by neither.
    """
    if view.news is None:
        return None, ()
    held = view.having("moment.firm")
    lost = view.having("moment.contradiction", "moment.evaded")
    if not held and not lost:
        return (UNREPEATED_RATIO if view.pressed_turns else 1.0), (view.news,)
    return len(held) / (len(held) + len(lost)), (*lost, *held, view.news)


MEASURES = (reason_ratio, firmness_ratio)
