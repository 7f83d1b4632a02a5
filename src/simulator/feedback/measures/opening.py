"""How a talk begins: with the person, or with the agenda. Which is right, the scenario says."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, all_of, measure, with_beside
from simulator.feedback.view import REASON_RULES, TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Language
from simulator.flow.local_text import LocalText

PERSONAL = ("act.small_talk", "act.greet")
AGENDA = (
    "act.request_change", "act.next_steps", "act.commitment", "act.propose_solution", "act.feedback_behaviour",
    "act.evidence", *REASON_RULES,
)  # fmt: skip
"""What makes a chat a meeting. Saying what the call is for does not."""
ANNOUNCING = ("moment.agenda", "act.next_steps", "act.practical_info")
OPENING_TURNS = 2
FREE_S = 120.0
"""What a talk without any agenda counts for, however short."""
OWN: dict[Language, frozenset[str]] = {
    "nl": frozenset({"ik", "mijn", "wij", "ons", "onze", "zelf"}),
    "fr": frozenset({"je", "j", "moi", "mon", "ma", "mes", "nous", "notre"}),
    "en": frozenset({"i", "my", "we", "our", "me"}),
}
"""Words by which a speaker tells something of himself or herself."""


@measure(
    "domain brief section 1, partner_uk: reciprocal small talk of 1.5 minutes (a drill, not a truth)",
    Wording(
        value=LocalText(
            nl="Je praatte {value} s over koetjes en kalfjes voor de zaak ter sprake kwam.",
            fr="Vous avez bavardé {value} s avant d'en venir à l'affaire.",
            en="You made small talk for {value} s before the business came up.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Neem eerst anderhalve minuut voor de persoon, en vraag door; noem dan pas het cijfer.",
            fr="Prenez d'abord une minute et demie pour la personne, et relancez ; le chiffre vient après.",
            en="Take a minute and a half for the person first, and ask on; only then the figure.",
        ),
    ),
)
def small_talk_s(view: TalkView) -> Found:
    """Seconds from the trainee's first word to the end of the last turn with small talk before the core."""
    if not view.trainee_turns:
        return None, ()
    chat = [e for e in view.having(*PERSONAL) if view.news is None or view.ordinal(e) < view.ordinal(view.news)]
    if not chat:
        return 0.0, ()
    return (view.turn(chat[-1]).end_ms - view.trainee_turns[0].start_ms) / 1000, chat


@measure(
    "domain brief section 1, remote_coffee: a personal topic first",
    Wording(
        value=LocalText(
            nl="Je begon met iets persoonlijks.",
            fr="Vous avez commencé par un sujet personnel.",
            en="You began with something personal.",
        ),
        no=LocalText(
            nl="Je begon niet met iets persoonlijks.",
            fr="Vous n'avez pas commencé par un sujet personnel.",
            en="You did not begin with something personal.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Begin met de ander: hoe het gaat, waar hij of zij woont, wat het weekend bracht.",
            fr="Commencez par l'autre : comment ça va, où il ou elle habite, le week-end.",
            en="Begin with the other: how things are, where they live, what the weekend brought.",
        ),
    ),
)
def personal_opening(view: TalkView) -> Found:
    """Whether one of the first two turns makes small talk, before any business."""
    if not view.trainee_turns:
        return None, ()
    opening = _early(view, PERSONAL)
    business = _early(view, AGENDA)
    is_first = bool(opening) and (not business or view.position(opening[0]) <= view.position(business[0]))
    return is_first, (*opening, *business)


@measure(
    "domain brief section 1, remote_coffee: no agenda in the first two minutes (seconds are our choice)",
    Wording(
        value=LocalText(
            nl="{value} s lang kwam er geen agenda aan te pas.",
            fr="Pendant {value} s, aucun point de travail n'est venu.",
            en="For {value} s no agenda came into it.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Hou werk, taken en planning de eerste twee minuten weg.",
            fr="Laissez travail, tâches et planning de côté les deux premières minutes.",
            en="Keep work, tasks and planning away for the first two minutes.",
        ),
    ),
)
def agenda_free_s(view: TalkView) -> Found:
    """Seconds from the first word to the first request, task, reason or figure; without one two minutes or more."""
    if not view.trainee_turns:
        return None, ()
    start_ms = view.trainee_turns[0].start_ms
    business = view.having(*AGENDA)
    if business:
        return (business[0].start_ms - start_ms) / 1000, business[:1]
    return max(FREE_S, (view.talk.turns[-1].end_ms - start_ms) / 1000), ()


@measure(
    "domain brief section 1, remote_coffee: own disclosure",
    Wording(
        value=LocalText(
            nl="Beurten waarin je iets van jezelf vertelde: {value}.",
            fr="Tours où vous avez parlé de vous : {value}.",
            en="Turns in which you told something of yourself: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Vertel ook iets van jezelf: een kleinigheid volstaat.",
            fr="Parlez aussi de vous : un petit détail suffit.",
            en="Tell something of yourself too: a small thing will do.",
        ),
    ),
)
def own_disclosure_count(view: TalkView) -> Found:
    """Turns with small talk or an I-message in the first person that are more than a question."""
    if not view.trainee_turns:
        return None, ()
    own = [e for e in view.having("act.small_talk", "act.i_message", "act.self_focus") if _is_own(view, e)]
    return len({e.item_id for e in own}), own


def _is_own(view: TalkView, found: Evidence) -> bool:
    turn = view.turn(found)
    for sentence in turn.text.replace("!", ".").split("."):
        letters = "".join(c if c.isalpha() else " " for c in sentence.lower())
        if "?" not in sentence and not OWN[turn.language].isdisjoint(letters.split()):
            return True
    return False


@measure(
    "domain brief section 1, partner_de: agenda and timing stated (a drill, not a truth)",
    Wording(
        value=LocalText(
            nl="Je zei vooraf wat er besproken wordt, met tijd of datum.",
            fr="Vous avez annoncé l'ordre du jour, avec une durée ou une date.",
            en="You stated the agenda up front, with a time or a date.",
        ),
        no=LocalText(
            nl="Je zei vooraf niet wat er besproken wordt en hoelang.",
            fr="Vous n'avez pas annoncé l'ordre du jour ni la durée.",
            en="You did not state the agenda and its timing up front.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Open met de punten en de tijd: “Drie punten, dertig minuten, tot half elf.”",
            fr="Ouvrez par les points et la durée : « Trois points, trente minutes, jusqu'à dix heures et demie. »",
            en="Open with the items and the time: “Three items, thirty minutes, until half past ten.”",
        ),
    ),
)
def agenda_stated(view: TalkView) -> Found:
    """Whether one of the first two turns announces what comes, with a date, a time or an amount."""
    if not view.trainee_turns:
        return None, ()
    timed = with_beside(view, _early(view, ANNOUNCING), "fact.date", "fact.amount")
    return bool(timed), all_of(timed)


def _early(view: TalkView, rules: tuple[str, ...]) -> tuple[Evidence, ...]:
    return tuple(e for e in view.having(*rules) if view.ordinal(e) <= OPENING_TURNS)


MEASURES = (small_talk_s, personal_opening, agenda_free_s, own_disclosure_count, agenda_stated)
