"""What was agreed: next steps (rubric row 8), a request that can be checked, a dated follow-up."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, measure
from simulator.feedback.view import TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

ROW_8 = "domain brief section 1, C4 row 8"
AGREEING = ("act.next_steps", "act.follow_up", "act.commitment")
ADDRESSED = frozenset(
    {"jij", "je", "u", "gij", "ge", "jullie", "vous", "tu", "toi", "you", "ik", "wij", "we", "nous", "on", "i"}
)


@measure(
    ROW_8,
    Wording(
        value=LocalText(
            nl="Soorten vervolgstap (afspraak met datum, document, aanspreekpunt, wat vandaag gebeurt): {value}.",
            fr="Types de suite (rendez-vous daté, document, contact, ce qui se passe aujourd'hui) : {value}.",
            en="Kinds of next step (dated meeting, document, named helper, what happens today): {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Sluit af met een afspraak met dag en uur, en met wie de ander kan bellen.",
            fr="Terminez par un rendez-vous avec jour et heure, et la personne à appeler.",
            en="Close with a meeting on a day and hour, and whom the other can call.",
        ),
    ),
)
def next_steps_count(view: TalkView) -> Found:
    """How many of four kinds were given, after the news where the core was told: a dated meeting, a document, a named
    helper, what happens today or practically.
    """
    if not view.trainee_turns:
        return None, ()
    kinds = (_dated_meetings(view), _later(view, "fact.document"), _helpers(view), _practical(view))
    return sum(bool(kind) for kind in kinds), [e for kind in kinds for e in kind]


def _later(view: TalkView, *rules: str) -> tuple[Evidence, ...]:
    return view.after_news(*rules) if view.news else view.having(*rules)


def _dated_meetings(view: TalkView) -> tuple[Evidence, ...]:
    dated = [date for date in _later(view, "fact.date") if view.beside(date, *AGREEING)]
    return tuple(e for date in dated for e in (date, *view.beside(date, *AGREEING)))


def _helpers(view: TalkView) -> tuple[Evidence, ...]:
    return _later(view, "fact.person", "act.third_party", "act.offer_support")


def _practical(view: TalkView) -> tuple[Evidence, ...]:
    return _later(view, "act.practical_info")


@measure(
    "domain brief section 1, functioneringsgesprek: SMART request (who, what, measure, date)",
    Wording(
        value=LocalText(
            nl="Je duidelijkste vraag bevat {percent} % van wie, wat, maatstaf en datum.",
            fr="Votre demande la plus nette contient {percent} % de qui, quoi, mesure et date.",
            en="Your clearest request holds {percent} % of who, what, measure and date.",
        ),
        missing=LocalText(
            nl="Er is geen vraag om iets anders te doen gehoord.",
            fr="Aucune demande de changement entendue.",
            en="No request to do something differently was heard.",
        ),
        advice=LocalText(
            nl="Vraag één ding: wie doet wat, hoeveel, tegen wanneer.",
            fr="Demandez une seule chose : qui fait quoi, combien, pour quand.",
            en="Ask one thing: who does what, how much, by when.",
        ),
    ),
)
def request_smart_ratio(view: TalkView) -> Found:
    """Parts of a checkable request in the best turn that asks for change: what (the request), who (a named person, or
    the request addresses somebody), measure (an amount) and date, each a quarter.
    """
    requests = view.having("act.request_change")
    if not requests:
        return None, ()
    parts = [_smart_parts(view, request) for request in requests]
    best = max(range(len(parts)), key=lambda index: (parts[index][0], -index))
    return parts[best][0] / 4, (requests[best], *parts[best][1])


def _smart_parts(view: TalkView, request: Evidence) -> tuple[int, tuple[Evidence, ...]]:
    people = view.beside(request, "fact.person")
    amounts = view.beside(request, "fact.amount")
    dates = view.beside(request, "fact.date")
    is_addressed = bool(people) or not ADDRESSED.isdisjoint(request.quote.lower().split())
    return 1 + is_addressed + bool(amounts) + bool(dates), (*people, *amounts, *dates)


@measure(
    "domain brief section 1: dated follow-up",
    Wording(
        value=LocalText(
            nl="Er is een vervolg met datum afgesproken.",
            fr="Un suivi daté est convenu.",
            en="A follow-up with a date was agreed.",
        ),
        no=LocalText(
            nl="Er is geen vervolg met datum afgesproken.",
            fr="Aucun suivi daté n'est convenu.",
            en="No follow-up with a date was agreed.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Leg het vervolg vast: dag, uur en plaats.",
            fr="Fixez le suivi : jour, heure et lieu.",
            en="Fix the follow-up: day, hour and place.",
        ),
    ),
)
def follow_up_dated(view: TalkView) -> Found:
    """Whether a follow-up, next step or commitment carries a date in the same turn."""
    if not view.trainee_turns:
        return None, ()
    dated = _dated_meetings(view)
    return bool(dated), dated


MEASURES = (next_steps_count, request_smart_ratio, follow_up_dated)
