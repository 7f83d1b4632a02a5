"""Evidence that no single turn shows: when the news came, the silence after it, whether it stood firm.

Each moment is an interval of the talk with a quote; measures read their times from it (measures/).
"""

from simulator.feedback.moments.balance import observe_balance
from simulator.feedback.moments.delivery import observe_delivery
from simulator.feedback.moments.firmness import observe_firmness
from simulator.feedback.moments.forms import observe_forms
from simulator.feedback.moments.intonation import observe_intonation
from simulator.feedback.moments.news import observe_news
from simulator.feedback.moments.overlap import observe_overlap
from simulator.feedback.moments.own_usual import observe_own_usual
from simulator.feedback.moments.room import observe_room
from simulator.feedback.moments.wordiness import observe_wordiness
from simulator.feedback.view import TalkView
from simulator.flow.evidence import Evidence

_OBSERVERS = (
    observe_balance,
    observe_news,
    observe_room,
    observe_overlap,
    observe_firmness,
    observe_wordiness,
    observe_delivery,
    observe_intonation,
    observe_own_usual,
    observe_forms,
)


def observe(view: TalkView) -> tuple[Evidence, ...]:
    """All evidence of the talk as a whole, given the evidence of its turns."""
    return tuple(found for observer in _OBSERVERS for found in observer(view))
