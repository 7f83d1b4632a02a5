"""Faults of wording over the whole talk: vague turns, sandwiches, judgements of the person, legal red flags."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, counted, measure, turns_with
from simulator.feedback.measures.reasons import PERSON_RULES
from simulator.feedback.view import TalkView, severity
from simulator.flow.local_text import LocalText

VAGUE_SEVERITY = 2


@measure(
    "domain brief section 2: severity 2 and up, the listener must guess",
    Wording(
        value=LocalText(
            nl="Beurten waarin de ander moest raden: {value}.",
            fr="Tours où l'autre devait deviner : {value}.",
            en="Turns in which the other had to guess: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Schrap de verzachters: zeg wie, wat en wanneer.",
            fr="Supprimez les atténuations : dites qui, quoi et quand.",
            en="Drop the softeners: say who, what and when.",
        ),
    ),
)
def vague_turn_count(view: TalkView) -> Found:
    """Turns whose vagueness is 2 or 3."""
    vague = [span for spans in view.vagueness_by_turn().values() if severity(spans) >= VAGUE_SEVERITY for span in spans]
    return turns_with(view, vague)


@measure(
    "domain brief section 2, code sandwich; gezondleven.be discourages it",
    Wording(
        value=LocalText(
            nl="Beurten met de boodschap tussen lof verpakt: {value}.",
            fr="Tours où le message est emballé dans l'éloge : {value}.",
            en="Turns that wrap the message in praise: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Geef lof apart, nooit rond of in plaats van de boodschap.",
            fr="Complimentez à part, jamais autour ou à la place du message.",
            en="Give praise apart, never round the message or instead of it.",
        ),
    ),
)
def sandwich_count(view: TalkView) -> Found:
    """Turns that wrap the core in praise."""
    return counted(view, "vague.sandwich")


@measure(
    "domain brief section 1: adjectives about the person score nothing",
    Wording(
        value=LocalText(
            nl="Beurten met een oordeel over de persoon: {value}.",
            fr="Tours avec un jugement sur la personne : {value}.",
            en="Turns with a judgement of the person: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zeg wat de ander deed, met datum of getal, niet hoe hij of zij is.",
            fr="Dites ce que l'autre a fait, avec une date ou un chiffre, pas ce qu'il ou elle est.",
            en="Say what the other did, with a date or a number, not what he or she is.",
        ),
    ),
)
def person_judgement_count(view: TalkView) -> Found:
    """Turns that judge the person instead of the behaviour."""
    return counted(view, *PERSON_RULES)


@measure(
    "domain brief section 5: red flags of Belgian law",
    Wording(
        value=LocalText(
            nl="Uitspraken met een juridisch risico: {value}. Vraag HR of juridisch advies.",
            fr="Propos présentant un risque juridique : {value}. Consultez les RH ou un juriste.",
            en="Statements with a legal risk: {value}. Ask HR or legal advice.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Bespreek deze uitspraken met HR of een jurist voor het echte gesprek.",
            fr="Discutez de ces propos avec les RH ou un juriste avant le vrai entretien.",
            en="Discuss these statements with HR or a lawyer before the real talk.",
        ),
    ),
)
def legal_flag_count(view: TalkView) -> Found:
    """Legal red flags, each flag once per turn."""
    flags = view.having("legal")
    return (len({(e.item_id, e.rule_id) for e in flags}) if view.trainee_turns else None), flags


@measure(
    "domain brief section 2, codes drift and delay; partner_de: stays on the agenda",
    Wording(
        value=LocalText(
            nl="Beurten die van het onderwerp afdwaalden: {value}.",
            fr="Tours qui se sont écartés du sujet : {value}.",
            en="Turns that strayed from the subject: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Blijf bij het punt dat op tafel ligt; parkeer de rest met een datum.",
            fr="Restez sur le point en cours ; reportez le reste à une date.",
            en="Stay with the item on the table; park the rest with a date.",
        ),
    ),
)
def drift_count(view: TalkView) -> Found:
    """Turns that change the subject or postpone the point."""
    return counted(view, "vague.drift", "vague.delay", "act.digress")


@measure(
    "domain brief section 2, code vague_commitment: an agreement without who, what or when",
    Wording(
        value=LocalText(
            nl="Beurten met een belofte zonder wie, wat of wanneer: {value}.",
            fr="Tours avec une promesse sans qui, quoi ou quand : {value}.",
            en="Turns with a promise without who, what or when: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Vervang “we zien wel” door een dag en een naam.",
            fr="Remplacez « on verra » par un jour et un nom.",
            en="Replace “we'll see” by a day and a name.",
        ),
    ),
)
def loose_promise_count(view: TalkView) -> Found:
    """Turns with an agreement that nobody can hold anybody to."""
    return counted(view, "vague.vague_commitment")


@measure(
    "domain brief section 1, conflict_be: I-message with a concrete fact",
    Wording(
        value=LocalText(
            nl="Beurten met een ik-boodschap: {value}.",
            fr="Tours avec un message en « je » : {value}.",
            en="Turns with an I-message: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zeg: ik, wat het deed, toen, en het feit: “Ik viel stil toen u maandag in het Nederlands verderging.”",
            fr="Dites : je, l'effet, quand, le fait : « Je me suis tu quand vous avez continué en néerlandais lundi. »",
            en="Say: I, the effect, when, the fact: “I fell silent when you went on in Dutch on Monday.”",
        ),
    ),
)
def i_message_count(view: TalkView) -> Found:
    """Turns that tell the effect on the speaker instead of a fault of the other."""
    return counted(view, "act.i_message")


MEASURES = (
    vague_turn_count, sandwich_count, person_judgement_count, legal_flag_count, drift_count, loose_promise_count,
    i_message_count,
)  # fmt: skip
