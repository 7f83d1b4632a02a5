"""Pleading before a board: point, reason, example, point (PREP), and getting back after a disturbance."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, counted, falling, measure
from simulator.feedback.view import REASON_RULES, TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.talk import AvatarTurn, TraineeTurn

POINT = ("core", "act.state_point", "act.repeat_core")
GROUND = (*REASON_RULES, "act.evidence", "fact.amount")
BRAKE = ("act.recover", *POINT)
BRAKE_S = 5.0
BRAKE_ZERO_S = 10.0
BRAKE_WORDS = 40
"""Two sentences of twenty words (domain brief, section 1: the point in at most twenty)."""
BOARD = "domain brief section 1, board_freeze"


@measure(
    f"{BOARD}: PREP",
    Wording(
        value=LocalText(
            nl="Van punt, reden, bewijs en opnieuw punt hoorde ik {percent} %.",
            fr="Du point, de la raison, de la preuve et du rappel du point, {percent} % ont été entendus.",
            en="Of point, reason, evidence and point again {percent} % was heard.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Punt in één zin, één reden, één cijfer of voorbeeld, en dan hetzelfde punt opnieuw.",
            fr="Le point en une phrase, une raison, un chiffre ou un exemple, puis le même point.",
            en="The point in one sentence, one reason, one figure or example, and then the same point again.",
        ),
    ),
)
def prep_ratio(view: TalkView) -> Found:
    """A quarter each: the point, then a reason, evidence (a figure or an example), and the point again after those."""
    if not view.trainee_turns:
        return None, ()
    points = view.having(*POINT)
    if not points:
        return 0.0, ()
    reasons = _after(view, points[0], *REASON_RULES)
    proofs = _after(view, points[0], "act.evidence", "fact.amount")
    ground = _after(view, points[0], *GROUND)
    again = [e for e in points if ground and view.position(e) > view.position(ground[0])]
    again = [e for e in again if view.ordinal(e) > view.ordinal(points[0])]
    parts = (points[:1], reasons[:1], proofs[:1], again[:1])
    return sum(bool(part) for part in parts) / 4, [e for part in parts for e in part]


def _after(view: TalkView, first: Evidence, *rules: str) -> list[Evidence]:
    return [e for e in view.having(*rules) if view.position(e) >= view.position(first)]


@measure(
    f"{BOARD}: the emergency brake, within 5 s, two sentences, back to the core",
    Wording(
        value=LocalText(
            nl="Na de onderbreking: snel, kort en terug naar het punt, {percent} %.",
            fr="Après l'interruption : vite, bref et retour au point, {percent} %.",
            en="After the disturbance: quick, short and back to the point, {percent} %.",
        ),
        missing=LocalText(
            nl="Er was geen onderbreking, of je sprak daarna niet meer.",
            fr="Il n'y a pas eu d'interruption, ou vous n'avez plus parlé ensuite.",
            en="There was no disturbance, or you did not speak after it.",
        ),
        advice=LocalText(
            nl="Noodrem: “Dat hoor ik. Eén seconde. Waar het om gaat, is ...” en dan je punt.",
            fr="Frein d'urgence : « J'entends. Une seconde. L'essentiel, c'est... » puis votre point.",
            en="Emergency brake: “I hear you. One second. What matters is ...” and then your point.",
        ),
    ),
)
def recovery_ratio(view: TalkView) -> Found:
    """A third each for the turn after the disturbance: begun within 5 s (nothing from 10 s on), at most 40 words, and
    back at the point. The disturbance is the persona's first protest, else the first thing it says after the core.
    """
    broken = _disturbance(view)
    if broken is None:
        return None, ()
    disturbed, answer = broken
    back = tuple(e for e in view.having(*BRAKE) if e.item_id == answer.item_id)
    gap_s = (answer.start_ms - disturbed.end_ms) / 1000
    parts = (falling(gap_s, BRAKE_S, BRAKE_ZERO_S), float(len(answer.text.split()) <= BRAKE_WORDS), float(bool(back)))
    return sum(parts) / 3, back


@measure(
    f"{BOARD}: core restated within 20 s (seconds are our choice)",
    Wording(
        value=LocalText(
            nl="Je was {value} s na de onderbreking terug bij je punt.",
            fr="Vous étiez de retour à votre point {value} s après l'interruption.",
            en="You were back at your point {value} s after the disturbance.",
        ),
        missing=LocalText(
            nl="Na de onderbreking kwam je punt niet meer terug, of er was er geen.",
            fr="Après l'interruption, votre point n'est plus revenu, ou il n'y en a pas eu.",
            en="After the disturbance your point did not come back, or there was none.",
        ),
        advice=LocalText(
            nl="Zeg na elke onderbreking eerst opnieuw je punt, in één zin.",
            fr="Après chaque interruption, redites d'abord votre point, en une phrase.",
            en="After each disturbance say your point again first, in one sentence.",
        ),
    ),
)
def core_regained_s(view: TalkView) -> Found:
    """Seconds from the end of the disturbance to the end of the next clause that states the point."""
    broken = _disturbance(view)
    if broken is None:
        return None, ()
    disturbed, answer = broken
    back = [e for e in view.having(*POINT) if view.turn(e).start_ms >= answer.start_ms]
    return ((back[0].end_ms - disturbed.end_ms) / 1000, back[:1]) if back else (None, ())


def _disturbance(view: TalkView) -> tuple[AvatarTurn, TraineeTurn] | None:
    """What broke into the plea and the trainee's turn after it."""
    pairs = [(before, turn) for turn in view.trainee_turns if (before := view.avatar_before(turn)) is not None]
    protests = [pair for pair in pairs if pair[0].intent == "protest"]
    after_core = [pair for pair in pairs if view.news and pair[1].start_ms > view.turn(view.news).start_ms]
    return next(iter(protests or after_core), None)


@measure(
    f"{BOARD}: one apology at most",
    Wording(
        value=LocalText(
            nl="Beurten met een verontschuldiging: {value}.",
            fr="Tours avec des excuses : {value}.",
            en="Turns with an apology: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Eén keer sorry volstaat; daarna telt alleen je punt.",
            fr="Une excuse suffit ; ensuite, seul votre point compte.",
            en="One sorry will do; after that only your point counts.",
        ),
    ),
)
def apology_count(view: TalkView) -> Found:
    """Turns that apologise or speak of the speaker's own suffering."""
    return counted(view, "act.apology", "act.self_focus", "vague.apology")


@measure(
    "domain brief section 1, partner_fr: strategic why; training_leave: reason",
    Wording(
        value=LocalText(
            nl="Beurten met een reden of bewijs: {value}.",
            fr="Tours avec une raison ou une preuve : {value}.",
            en="Turns with a reason or evidence: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Geef één reden, met een cijfer of een feit.",
            fr="Donnez une raison, avec un chiffre ou un fait.",
            en="Give one reason, with a figure or a fact.",
        ),
    ),
)
def grounded_count(view: TalkView) -> Found:
    """Turns that give a reason or evidence."""
    return counted(view, *REASON_RULES, "act.evidence")


MEASURES = (prep_ratio, recovery_ratio, core_regained_s, apology_count, grounded_count)
