"""Whether the core stood: repeated under pressure, or taken back."""

from collections.abc import Iterator

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

HOLDING = ("act.repeat_core", "act.refuse_negotiation", "act.deliver_news", "core")
RETRACTING = ("vague.contradiction", "vague.false_hope", "act.false_reassure")
EVADING = ("act.evade", "act.counter_question", "vague.counter_question")

FIRM = LocalText(
    nl="Onder druk herhaalde je dezelfde kern.",
    fr="Sous pression, vous avez répété le même message.",
    en="Under pressure you repeated the same core.",
)
RETRACTED = LocalText(
    nl="Dit haalt de kern onderuit of wekt hoop die er niet is.",
    fr="Ceci contredit le message ou donne un espoir sans fondement.",
    en="This takes the core back or raises hope without ground.",
)
EVADED = LocalText(
    nl="Op een directe vraag kwam geen antwoord over de kern.",
    fr="Une question directe est restée sans réponse sur l'essentiel.",
    en="A direct question got no answer about the core.",
)
REPEAT = LocalText(
    nl="Herhaal de kern in dezelfde woorden: de beslissing verandert niet.",
    fr="Répétez le message dans les mêmes mots : la décision ne change pas.",
    en="Repeat the core in the same words: the decision does not change.",
)


def observe_firmness(view: TalkView) -> Iterator[Evidence]:
    """`moment.contradiction`, `moment.evaded` and `moment.firm`, from the turn of the news on."""
    told = view.news_ordinal
    if told is None:
        return
    pressed = {turn.item_id for turn in view.pressed_turns}
    first_in_turn = {rules: _first_per_turn(view, rules) for rules in (HOLDING, RETRACTING, EVADING)}
    for turn in view.trainee_turns[told - 1 :]:
        between = (turn.start_ms, turn.end_ms)
        if retracted := first_in_turn[RETRACTING].get(turn.item_id):
            yield moment(
                "moment.contradiction", turn, between, RETRACTED,
                category="clarity", polarity="negative", said=retracted, suggestion=REPEAT,
            )  # fmt: skip
        elif turn.item_id not in pressed:
            continue
        elif evaded := first_in_turn[EVADING].get(turn.item_id):
            yield moment(
                "moment.evaded", turn, between, EVADED,
                category="clarity", polarity="negative", said=evaded, suggestion=REPEAT,
            )  # fmt: skip
        elif held := first_in_turn[HOLDING].get(turn.item_id):
            yield moment("moment.firm", turn, between, FIRM, category="clarity", polarity="positive", said=held)


def _first_per_turn(view: TalkView, rules: tuple[str, ...]) -> dict[str, Evidence]:
    first: dict[str, Evidence] = {}
    for found in view.having(*rules):
        first.setdefault(found.item_id, found)
    return first
