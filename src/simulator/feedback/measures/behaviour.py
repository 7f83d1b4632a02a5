"""Feedback on behaviour: concrete examples and their effect (functioneringsgesprek)."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, all_of, measure, with_beside
from simulator.feedback.view import REASON_RULES, TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

REVIEW = "domain brief section 1, functioneringsgesprek: 4G (gedrag, gevoel, gevolg, gewenst), DESC"
QUOTE_MARKS = '"“”„«»‘'


@measure(
    REVIEW,
    Wording(
        value=LocalText(
            nl="Beurten met gedrag en een datum, getal of citaat: {value}.",
            fr="Tours avec un comportement et une date, un chiffre ou une citation : {value}.",
            en="Turns with behaviour and a date, number or quotation: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Noem gedrag met een datum of getal: “Op 3 mei kwam het rapport twee dagen te laat.”",
            fr="Citez un comportement daté ou chiffré : « Le 3 mai, le rapport est arrivé deux jours trop tard. »",
            en="Name behaviour with a date or number: “On 3 May the report came two days late.”",
        ),
    ),
)
def behaviour_examples(view: TalkView) -> Found:
    """Turns that describe behaviour with a date, a number, a quotation or other evidence, or give evidence with one."""
    if not view.trainee_turns:
        return None, ()
    examples = [
        (e, view.beside(e, "fact.date", "fact.amount", "act.evidence")) for e in view.having("act.feedback_behaviour")
    ]
    examples += with_beside(view, view.having("act.evidence"), "fact.date")
    concrete = [(e, facts) for e, facts in examples if facts or _is_concrete(e)]
    return len({e.item_id for e, _ in concrete}), all_of(concrete)


def _is_concrete(example: Evidence) -> bool:
    return any(c.isdigit() or c in QUOTE_MARKS for c in example.quote)


@measure(
    REVIEW,
    Wording(
        value=LocalText(
            nl="Het gevolg van het gedrag is genoemd.",
            fr="L'effet du comportement est nommé.",
            en="The effect of the behaviour was named.",
        ),
        no=LocalText(
            nl="Het gevolg van het gedrag is niet genoemd.",
            fr="L'effet du comportement n'est pas nommé.",
            en="The effect of the behaviour was not named.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zeg wat het gedrag veroorzaakte, voor wie en hoeveel.",
            fr="Dites ce que le comportement a causé, pour qui et combien.",
            en="Say what the behaviour caused, for whom and how much.",
        ),
    ),
)
def effect_named(view: TalkView) -> Found:
    """Whether an I-message tells the effect, a turn about behaviour says what came of it, or a reason stands there."""
    if not view.trainee_turns:
        return None, ()
    beside = [r for e in view.having("act.feedback_behaviour") for r in view.beside(e, *REASON_RULES)]
    effects = (*view.having("act.i_message", "moment.effect"), *beside)
    return bool(effects), effects


MEASURES = (behaviour_examples, effect_named)
