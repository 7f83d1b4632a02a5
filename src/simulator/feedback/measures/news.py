"""Whether, when and how the core was told (rubric rows 1 and 2)."""

from simulator.feedback.measures.measure import Found, Wording, interval_s, measure
from simulator.feedback.view import TalkView, severity
from simulator.flow.local_text import LocalText

ROW_1 = "domain brief section 1, C4 row 1: de klap (resonanttrainen.nl, nu.nl 6159272); seconds are our choice"
PARTNERS = "domain brief section 1, partner scenarios: figure and date explicit"
ROW_2 = "domain brief section 1, C4 row 2, and section 2: severity is the sum of code weights, at most 3"

NEVER_SAID = LocalText(
    nl="De kern is niet uitdrukkelijk gezegd.",
    fr="L'essentiel n'a pas été dit explicitement.",
    en="The core was not told explicitly.",
)
SAY_IT_FIRST = LocalText(
    nl="Zeg de kern in één gewone zin, binnen de eerste halve minuut.",
    fr="Dites l'essentiel en une phrase simple, dans la première demi-minute.",
    en="Tell the core in one plain sentence, within the first half minute.",
)


@measure(
    "domain brief section 1: never said caps the total",
    Wording(
        value=LocalText(nl="De kern is gezegd.", fr="L'essentiel a été dit.", en="The core was told."),
        no=NEVER_SAID,
        missing=NEVER_SAID,
        advice=SAY_IT_FIRST,
    ),
)
def news_said(view: TalkView) -> Found:
    """Whether the core was told explicitly in any turn."""
    return (True, (view.news,)) if view.news else (False, view.having("moment.delay"))


@measure(
    ROW_1,
    Wording(
        value=LocalText(
            nl="De kern was na {value} s uitgesproken.",
            fr="L'essentiel était dit après {value} s.",
            en="The core was out after {value} s.",
        ),
        missing=NEVER_SAID,
        advice=SAY_IT_FIRST,
    ),
)
def news_time_s(view: TalkView) -> Found:
    """Seconds from the trainee's first word to the end of the first explicit core clause."""
    timed = view.having("moment.news_time")
    if view.news is None or not timed:
        return None, view.having("moment.delay")
    return interval_s(timed[0]), (view.news, timed[0])


@measure(
    ROW_1,
    Wording(
        value=LocalText(
            nl="Dat was in je beurt {value}.", fr="C'était à votre tour {value}.", en="That was in your turn {value}."
        ),
        missing=NEVER_SAID,
        advice=SAY_IT_FIRST,
    ),
)
def news_turn(view: TalkView) -> Found:
    """Number of the trainee turn, from 1, that first told the core."""
    placed = view.having("moment.news_turn")
    if view.news is None or not placed:
        return None, view.having("moment.delay")
    return view.ordinal(placed[0]), (view.news, placed[0])


@measure(
    "domain brief section 4: prompted confirmation is half points",
    Wording(
        value=LocalText(
            nl="De kern kwam alleen als ja op de vraag van de ander: halve punten.",
            fr="L'essentiel n'est venu que comme oui à la question de l'autre : la moitié des points.",
            en="The core came only as a yes to the other's question: half the points.",
        ),
        no=LocalText(
            nl="Je zei de kern zelf.", fr="Vous avez dit l'essentiel vous-même.", en="You told the core yourself."
        ),
        missing=NEVER_SAID,
        advice=LocalText(
            nl="Zeg de kern zelf, voor de ander ernaar moet vragen.",
            fr="Dites l'essentiel vous-même, avant que l'autre ne doive le demander.",
            en="Tell the core yourself, before the other has to ask.",
        ),
    ),
)
def news_prompted(view: TalkView) -> Found:
    """Whether the core came only as a yes to the persona's direct question."""
    if view.news is None:
        return None, ()
    prompted = view.having("moment.news_prompted")
    return bool(prompted), prompted or (view.news,)


@measure(
    ROW_2,
    Wording(
        value=LocalText(
            nl="Vaagheid in de beurt met de kern: {value} op 3.",
            fr="Flou dans le tour de l'essentiel : {value} sur 3.",
            en="Vagueness in the turn of the core: {value} of 3.",
        ),
        missing=NEVER_SAID,
        advice=LocalText(
            nl="Onderwerp, werkwoord, contract, datum: “Wij beëindigen uw contract op 30 november.”",
            fr="Sujet, verbe, contrat, date : « Nous mettons fin à votre contrat le 30 novembre. »",
            en="Subject, verb, contract, date: “We are ending your contract on 30 November.”",
        ),
    ),
)
def news_severity(view: TalkView) -> Found:
    """Vagueness 0-3 of the turn that told the core: weights of its distinct codes added, at most 3."""
    if view.news is None:
        return None, ()
    spans = view.vagueness_by_turn().get(view.ordinal(view.news), ())
    return severity(spans), (*spans, view.news)


@measure(
    PARTNERS,
    Wording(
        value=LocalText(
            nl="Het cijfer stond in de kern zelf.",
            fr="Le chiffre figurait dans l'essentiel même.",
            en="The figure stood in the core itself.",
        ),
        no=LocalText(
            nl="De kern kwam zonder cijfer.",
            fr="L'essentiel est venu sans chiffre.",
            en="The core came without a figure.",
        ),
        missing=NEVER_SAID,
        advice=LocalText(
            nl="Noem het cijfer in dezelfde zin als het voorstel.",
            fr="Donnez le chiffre dans la même phrase que la proposition.",
            en="Give the figure in the same sentence as the proposal.",
        ),
    ),
)
def core_amount(view: TalkView) -> Found:
    """Whether a turn that tells the core carries an amount."""
    return _beside_core(view, "fact.amount")


@measure(
    PARTNERS,
    Wording(
        value=LocalText(
            nl="De datum stond in de kern zelf.",
            fr="La date figurait dans l'essentiel même.",
            en="The date stood in the core itself.",
        ),
        no=LocalText(
            nl="De kern kwam zonder datum.", fr="L'essentiel est venu sans date.", en="The core came without a date."
        ),
        missing=NEVER_SAID,
        advice=LocalText(
            nl="Zeg in dezelfde zin vanaf wanneer.",
            fr="Dites dans la même phrase à partir de quand.",
            en="Say in the same sentence from when.",
        ),
    ),
)
def core_date(view: TalkView) -> Found:
    """Whether a turn that tells the core carries a date."""
    return _beside_core(view, "fact.date")


def _beside_core(view: TalkView, rule: str) -> Found:
    if view.news is None:
        return None, ()
    found = [fact for core in view.having("core") for fact in view.beside(core, rule)]
    return bool(found), (*found, view.news)


MEASURES = (news_said, news_time_s, news_turn, news_prompted, news_severity, core_amount, core_date)
