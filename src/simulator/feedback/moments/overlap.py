"""Speaking over the other."""

from collections.abc import Iterator

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow import turn_taking
from simulator.flow.backchannel import is_backchannel
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.talk import AvatarTurn, TraineeTurn

MESSAGE = LocalText(
    nl="Je begon te spreken terwijl de ander nog bezig was.",
    fr="Vous avez commencé à parler alors que l'autre n'avait pas terminé.",
    en="You started to speak while the other was still talking.",
)
SUGGESTION = LocalText(
    nl="Laat de ander uitspreken, ook als het lang duurt.",
    fr="Laissez l'autre terminer, même si c'est long.",
    en="Let the other finish, also when it takes long.",
)


def observe_overlap(view: TalkView) -> Iterator[Evidence]:
    """One `moment.overlap` per turn of the persona that was interrupted."""
    before: AvatarTurn | None = None
    for turn in view.talk.turns:
        if isinstance(turn, AvatarTurn):
            before = turn
        elif before is not None and interrupts(turn, before):
            between = (turn.start_ms, max(turn.start_ms, before.end_ms))
            before = None
            yield moment(
                "moment.overlap", turn, between, fill(MESSAGE),
                category="listening", polarity="negative", suggestion=SUGGESTION,
            )  # fmt: skip


def interrupts(turn: TraineeTurn, before: AvatarTurn) -> bool:
    """Whether this turn takes the word away; "ja" and "mm" do not."""
    is_sign = not turn.text.strip() or is_backchannel(turn.text, turn.language)
    return turn_taking.is_interruption(turn, before, is_backchannel=is_sign, was_cut_off=before.cut_off)
