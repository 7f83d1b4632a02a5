"""Forms: titles, courtesy, thanks, generalising. Drills from the partner and conflict scenarios, not truths."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, counted, measure
from simulator.feedback.view import TalkView
from simulator.flow.local_text import LocalText

FRENCH = "domain brief section 1, partner_fr (a drill, not a truth)"
BRITISH = "domain brief section 1, partner_uk (a drill, not a truth)"


@measure(
    FRENCH,
    Wording(
        value=LocalText(
            nl="In {percent} % van je beurten sprak je de ander met titel aan.",
            fr="Dans {percent} % de vos tours, vous avez employé Monsieur, Madame ou un titre.",
            en="In {percent} % of your turns you addressed the other by title.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zeg “Monsieur” of “Madame” zo vaak als je de ander aanspreekt.",
            fr="Dites « Monsieur » ou « Madame » chaque fois que vous vous adressez à l'autre.",
            en="Say “Monsieur” or “Madame” each time you address the other.",
        ),
    ),
)
def title_ratio(view: TalkView) -> Found:
    """Share of turns with a title (Monsieur, Madame, meneer, Mr...), 0-1."""
    titles = view.having("moment.title")
    return (len(titles) / len(view.trainee_turns) if view.trainee_turns else None), titles


@measure(
    "domain brief section 1, partner_fr (a fault there) and partner_nl (welcome there)",
    Wording(
        value=LocalText(
            nl="Beurten met je, jij of tu: {value}.",
            fr="Tours avec tu : {value}.",
            en="Turns with informal address (tu, je, jij): {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Neem de aanspreking van de ander over: vous bij een formele partner, je en jij bij een Nederlandse.",
            fr="Reprenez la forme de l'autre : vous avec un partenaire formel, le tutoiement là où il est offert.",
            en="Take over the form of address that the other uses.",
        ),
    ),
)
def informal_address_count(view: TalkView) -> Found:
    """Turns that address the other informally (tu; je, jij, ge); English has no such form."""
    return counted(view, "moment.informal")


@measure(
    BRITISH,
    Wording(
        value=LocalText(
            nl="Beurten met een beleefde omlijsting: {value}.",
            fr="Tours avec une formule de politesse : {value}.",
            en="Turns with a polite frame: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zet een beleefde zin rond het cijfer, en laat het cijfer staan: “I'm afraid it is 4 per cent.”",
            fr="Encadrez le chiffre d'une formule polie, et gardez le chiffre : « I'm afraid it is 4 per cent. »",
            en="Put a polite frame round the figure, and leave the figure: “I'm afraid it is 4 per cent.”",
        ),
    ),
)
def courtesy_count(view: TalkView) -> Found:
    """Turns with a courtesy: please, I'm afraid, would you, s'il vous plaît, alstublieft."""
    return counted(view, "moment.courtesy")


@measure(
    BRITISH,
    Wording(
        value=LocalText(
            nl="Beurten waarin je dankte: {value}.",
            fr="Tours avec un remerciement : {value}.",
            en="Turns in which you thanked: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Dank de ander voor tijd of begrip.",
            fr="Remerciez l'autre pour son temps.",
            en="Thank the other for their time.",
        ),
    ),
)
def thanks_count(view: TalkView) -> Found:
    """Turns that thank the other."""
    return counted(view, "moment.thanks")


@measure(
    "domain brief section 1, partner_fr: the senior person acknowledged",
    Wording(
        value=LocalText(
            nl="Beurten waarin je rang, tijd of gewoonte van de ander erkende: {value}.",
            fr="Tours où vous avez reconnu le rang, le temps ou l'usage de l'autre : {value}.",
            en="Turns in which you acknowledged the other's rank, time or custom: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Erken wie er voor je zit: haar functie, haar tijd, haar huis.",
            fr="Reconnaissez qui vous avez en face : sa fonction, son temps, sa maison.",
            en="Acknowledge whom you have before you: their position, their time, their house.",
        ),
    ),
)
def adapted_count(view: TalkView) -> Found:
    """Turns that adapt to the other's custom, thank, or use a title with a courtesy."""
    return counted(view, "act.cultural_adapt", "moment.thanks", "moment.courtesy")


@measure(
    "domain brief section 1, conflict_be: no always, no never, no 'you people'",
    Wording(
        value=LocalText(
            nl="Beurten met altijd, nooit of jullie: {value}.",
            fr="Tours avec toujours, jamais ou vous autres : {value}.",
            en="Turns with always, never or you people: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Vervang altijd en nooit door één feit: de dag, de vergadering, wat er gezegd werd.",
            fr="Remplacez toujours et jamais par un fait : le jour, la réunion, ce qui a été dit.",
            en="Replace always and never by one fact: the day, the meeting, what was said.",
        ),
    ),
)
def generalising_count(view: TalkView) -> Found:
    """Turns that tell the other what they always or never do, or speak of a language group."""
    return counted(view, "moment.generalising")


MEASURES = (title_ratio, informal_address_count, courtesy_count, thanks_count, adapted_count, generalising_count)
