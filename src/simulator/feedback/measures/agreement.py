"""What was agreed: next steps (rubric row 8), a request that can be checked, a dated follow-up."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, all_of, measure, shown, with_beside
from simulator.feedback.view import TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

ROW_8 = "domain brief section 1, C4 row 8"
AGREEING = ("act.next_steps", "act.follow_up", "act.commitment")
TODAY = frozenset({"vandaag", "aujourd'hui", "today"})
"""What happens today is no follow-up."""
OFFERING = ("act.offer_support", "act.propose_solution", "act.practical_info", "act.request_change")
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
    dates = [date for date in _later(view, "fact.date") if date.quote.lower() not in TODAY]
    return tuple(all_of(with_beside(view, dates, *AGREEING)))


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


@measure(
    "domain brief section 1, conflict_be: a written concrete agreement",
    Wording(
        value=LocalText(
            nl="De afspraak komt op papier.", fr="L'accord sera mis par écrit.", en="The agreement will be in writing."
        ),
        no=LocalText(
            nl="Er komt niets op papier.", fr="Rien n'est mis par écrit.", en="Nothing will be put in writing."
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Sluit af met: “Ik zet dit vandaag in een mail: wie doet wat, tegen wanneer.”",
            fr="Terminez par : « Je mets cela aujourd'hui dans un mail : qui fait quoi, pour quand. »",
            en="Close with: “I will put this in a mail today: who does what, by when.”",
        ),
    ),
)
def written_agreement(view: TalkView) -> Found:
    """Whether a document (mail, note, minutes) is promised in a turn that agrees on something."""
    if not view.trainee_turns:
        return None, ()
    written = with_beside(view, view.having("fact.document"), *AGREEING, *OFFERING)
    return bool(written), all_of(written)


@measure(
    "domain brief section 1: a concrete offer (training, cover, alternative date)",
    Wording(
        value=LocalText(
            nl="Voorstellen of hulp met datum, bedrag, naam of document: {value}.",
            fr="Propositions ou aides avec date, montant, nom ou document : {value}.",
            en="Offers with a date, an amount, a name or a document: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Maak je aanbod concreet: wat, hoeveel, met wie, vanaf wanneer.",
            fr="Rendez votre offre concrète : quoi, combien, avec qui, à partir de quand.",
            en="Make your offer concrete: what, how much, with whom, from when.",
        ),
    ),
)
def concrete_offer_count(view: TalkView) -> Found:
    """Turns that offer, propose or promise something with a date, an amount, a name or a document beside it."""
    if not view.trainee_turns:
        return None, ()
    offers = view.having(*OFFERING, *AGREEING)
    concrete = with_beside(view, offers, "fact.date", "fact.amount", "fact.person", "fact.document")
    return len({e.item_id for e, _ in concrete}), all_of(concrete)


@measure(
    "domain brief section 1, partner_de: documents with dates and numbers",
    Wording(
        value=LocalText(
            nl="Beurten met een document of bewijs en een datum of getal: {value}.",
            fr="Tours avec un document ou une preuve et une date ou un chiffre : {value}.",
            en="Turns with a document or evidence and a date or number: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Noem het stuk, de datum en het getal: “Het meetrapport van 3 maart, 14 metingen.”",
            fr="Citez la pièce, la date et le chiffre : « Le rapport du 3 mars, 14 mesures. »",
            en="Name the paper, the date and the number: “The report of 3 March, 14 measurements.”",
        ),
    ),
)
def documented_count(view: TalkView) -> Found:
    """Turns that name a document or give evidence, with a date or an amount beside it."""
    if not view.trainee_turns:
        return None, ()
    named = [(e, view.beside(e, "fact.date", "fact.amount")) for e in view.having("fact.document", "act.evidence")]
    exact = [(e, facts) for e, facts in named if facts or any(c.isdigit() for c in e.quote)]
    return len({e.item_id for e, _ in exact}), all_of(exact)


@measure(
    "domain brief section 1, conflict_be: a neutral third party when stuck",
    Wording(
        value=LocalText(
            nl="Je bood een neutrale derde aan.", fr="Vous avez proposé un tiers neutre.",
            en="You offered a neutral third party.",
        ),
        no=LocalText(
            nl="Er is geen neutrale derde aangeboden.", fr="Aucun tiers neutre n'a été proposé.",
            en="No neutral third party was offered.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zitten jullie twee keer vast, bied dan een neutrale derde aan, met naam.",
            fr="Si vous bloquez deux fois, proposez un tiers neutre, en le nommant.",
            en="When you are stuck twice, offer a neutral third party, by name.",
        ),
    ),
)  # fmt: skip
def third_party_offered(view: TalkView) -> Found:
    """Whether somebody neutral was offered to help both on."""
    return shown(view, "act.third_party")


MEASURES = (
    next_steps_count, request_smart_ratio, follow_up_dated, written_agreement, concrete_offer_count, documented_count,
    third_party_offered,
)  # fmt: skip
