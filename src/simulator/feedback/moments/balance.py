"""Who spoke how long, and that the trainee was heard at all."""

import math
from collections.abc import Iterator

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow import turn_taking
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

HEARD = LocalText(
    nl="Gehoorde beurten: {turns}. Wat hier niet staat, is daarin niet gevonden.",
    fr="Tours entendus : {turns}. Ce qui n'est pas cité ici n'y a pas été trouvé.",
    en="Turns heard: {turns}. What is not listed here was not found in them.",
)
SHARE = LocalText(
    nl="Jij was {percent} % van de spreektijd aan het woord.",
    fr="Vous avez occupé {percent} % du temps de parole.",
    en="You held {percent} % of the speaking time.",
)


def observe_balance(view: TalkView) -> Iterator[Evidence]:
    """`moment.heard` (on which "no fault found" rests) and `moment.talk_ratio` (weight = the ratio)."""
    if not view.trainee_turns:
        return
    first, last = view.trainee_turns[0], view.trainee_turns[-1]
    between = (first.start_ms, max(first.start_ms, last.end_ms))
    message = fill(HEARD, turns=len(view.trainee_turns))
    yield moment("moment.heard", first, between, message, category="structure", polarity="neutral")
    own_ms = sum(turn.end_ms - turn.start_ms for turn in view.trainee_turns)
    other_ms = sum(turn.end_ms - turn.start_ms for turn in view.talk.avatar_turns if turn.text.strip())
    ratio = turn_taking.talk_ratio(own_ms, other_ms)
    if not math.isnan(ratio):
        message = fill(SHARE, percent=round(100 * ratio))
        yield moment(
            "moment.talk_ratio", first, between, message, category="listening", polarity="neutral", weight=ratio
        )
