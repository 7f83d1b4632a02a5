"""How the reaction to the news was received (rubric row 4), and how the other's view was asked."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, counted, measure, turns_with
from simulator.feedback.view import REASON_RULES, RECEPTION_RULES, TalkView, rule_key
from simulator.flow.local_text import LocalText

RECEPTION_TURNS = 2
ROW_4 = "domain brief section 1, C4 row 4: opvangen (infonu 43481), SPIKES"

NO_TURN_AFTER = LocalText(
    nl="Na de kern sprak je niet meer, of de kern kwam niet.",
    fr="Vous n'avez plus parlé après l'essentiel, ou il n'est pas venu.",
    en="You did not speak after the core, or the core did not come.",
)


@measure(
    ROW_4,
    Wording(
        value=LocalText(
            nl="In de twee beurten na de kern ving je de reactie {value} keer op "
            "(benoemen, spiegelen, stilte geven, open vraag).",
            fr="Dans les deux tours suivants, vous avez accueilli la réaction {value} fois "
            "(nommer, refléter, silence, question ouverte).",
            en="Times you received the reaction (naming, reflecting, leaving silence, open question): {value}.",
        ),
        missing=NO_TURN_AFTER,
        advice=LocalText(
            nl="Benoem eerst wat je ziet of hoort bij de ander; redenen komen later.",
            fr="Nommez d'abord ce que vous voyez ou entendez chez l'autre ; les raisons viennent après.",
            en="First name what you see or hear in the other; reasons come later.",
        ),
    ),
)
def reception_acts(view: TalkView) -> Found:
    """Acts that receive the reaction in the two turns after the news, before any reason; each act once per turn."""
    if not has_turn_after_news(view):
        return None, ()
    reasons = view.after_news(*REASON_RULES)
    limit = view.position(reasons[0]) if reasons else None
    received = [
        e for e in view.in_turns_after_news(RECEPTION_TURNS, *RECEPTION_RULES)
        if limit is None or view.position(e) <= limit
    ]  # fmt: skip
    return len({(e.item_id, rule_key(e.rule_id)) for e in received}), received


@measure(
    ROW_4,
    Wording(
        value=LocalText(
            nl="Je wuifde de reactie {value} keer weg of verdedigde de beslissing.",
            fr="Vous avez minimisé ou justifié {value} fois face à la réaction.",
            en="Times you played the reaction down or argued against it: {value}.",
        ),
        missing=NO_TURN_AFTER,
        advice=LocalText(
            nl="Laat troost en verdediging weg zolang de ander nog reageert.",
            fr="Laissez de côté consolation et justification tant que l'autre réagit.",
            en="Leave comfort and defence aside while the other still reacts.",
        ),
    ),
)
def reception_faults(view: TalkView) -> Found:
    """Turns, of the two after the news, that minimise, falsely reassure or justify."""
    if not has_turn_after_news(view):
        return None, ()
    faults = view.in_turns_after_news(RECEPTION_TURNS, "act.minimise", "act.false_reassure", "act.justify")
    return turns_with(view, faults)


def has_turn_after_news(view: TalkView) -> bool:
    told = view.news_ordinal
    return told is not None and told < len(view.trainee_turns)


@measure(
    "domain brief section 1, functioneringsgesprek: asks the other's view",
    Wording(
        value=LocalText(
            nl="Beurten met een open vraag naar de kijk van de ander: {value}.",
            fr="Tours avec une question ouverte sur le point de vue de l'autre : {value}.",
            en="Turns with an open question about the other's view: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Vraag: “Hoe ziet u dat zelf?” en wacht op het antwoord.",
            fr="Demandez : « Comment voyez-vous cela ? » et attendez la réponse.",
            en="Ask: “How do you see it?” and wait for the answer.",
        ),
    ),
)
def asks_view_count(view: TalkView) -> Found:
    """Turns with an open question."""
    return counted(view, "act.open_question")


@measure(
    "domain brief section 1: reflects the other's view before any solution",
    Wording(
        value=LocalText(
            nl="Beurten waarin je de ander spiegelde: {value}.",
            fr="Tours où vous avez reformulé l'autre : {value}.",
            en="Turns in which you reflected the other: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zeg in eigen woorden terug wat de ander zei, voor je antwoordt.",
            fr="Redites avec vos mots ce que l'autre a dit, avant de répondre.",
            en="Say back in your own words what the other said, before you answer.",
        ),
    ),
)
def reflect_count(view: TalkView) -> Found:
    """Turns that reflect what the other said."""
    return counted(view, "act.reflect")


MEASURES = (reception_acts, reception_faults, asks_view_count, reflect_count)
