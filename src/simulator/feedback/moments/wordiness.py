"""Too many reasons, too many apologies."""

from collections.abc import Iterator

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import REASON_RULES, TalkView
from simulator.feedback.wording import fill
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

REASONS_MAX = 2
LEAD_IN_S = 15.0
"""More reasons than this, or a longer run-up of reasons before the news, is over-explaining (section 2)."""

LEAD_IN = LocalText(
    nl="Vóór het nieuws gaf je {seconds} s lang redenen.",
    fr="Avant la nouvelle, vous avez donné des raisons pendant {seconds} s.",
    en="Before the news you gave reasons for {seconds} s.",
)
MANY = LocalText(
    nl="{count} redenen in één beurt: elke reden extra nodigt uit tot discussie.",
    fr="{count} raisons en un seul tour : chaque raison de plus invite au débat.",
    en="{count} reasons in one turn: every further reason invites debate.",
)
NEWS_FIRST = LocalText(
    nl="Eerst het nieuws, dan stilte, dan één of twee redenen.",
    fr="D'abord la nouvelle, puis le silence, puis une ou deux raisons.",
    en="First the news, then silence, then one or two reasons.",
)
APOLOGIES = LocalText(
    nl="Je verontschuldigde je {count} keer; één keer volstaat.",
    fr="Vous avez présenté vos excuses {count} fois ; une fois suffit.",
    en="You apologised {count} times; once is enough.",
)


def observe_wordiness(view: TalkView) -> Iterator[Evidence]:
    """`moment.over_explain` and `moment.repeated_apology`."""
    yield from _lead_in(view)
    for reasons in reasons_by_turn(view).values():
        count = count_reasons(reasons)
        if count > REASONS_MAX:
            turn = view.turn(reasons[0])
            yield moment(
                "moment.over_explain", turn, (reasons[0].start_ms, reasons[-1].end_ms), fill(MANY, count=count),
                category="clarity", polarity="negative", said=reasons[-1], suggestion=NEWS_FIRST, ordinal=1,
            )  # fmt: skip
    yield from _apologies(view)


def _lead_in(view: TalkView) -> Iterator[Evidence]:
    before = [e for e in view.having(*REASON_RULES) if view.is_before_news(e)]
    if view.news is None or not before:
        return
    between = (before[0].start_ms, max(before[0].start_ms, view.news.start_ms))
    seconds = (between[1] - between[0]) / 1000
    if seconds > LEAD_IN_S:
        yield moment(
            "moment.over_explain", view.turn(before[0]), between, fill(LEAD_IN, seconds=seconds),
            category="clarity", polarity="negative", said=before[0], suggestion=NEWS_FIRST,
        )  # fmt: skip


def _apologies(view: TalkView) -> Iterator[Evidence]:
    last_of_turn = {e.item_id: e for e in view.having("act.apology", "vague.apology")}
    if len(last_of_turn) >= 2:
        last = list(last_of_turn.values())[-1]
        yield moment(
            "moment.repeated_apology", view.turn(last), (last.start_ms, last.end_ms),
            fill(APOLOGIES, count=len(last_of_turn)), category="clarity", polarity="negative", said=last,
        )  # fmt: skip


def reasons_by_turn(view: TalkView) -> dict[int, tuple[Evidence, ...]]:
    """Evidence of reasons per trainee turn, in order."""
    turns: dict[int, list[Evidence]] = {}
    for reason in view.having(*REASON_RULES):
        turns.setdefault(view.ordinal(reason), []).append(reason)
    return {ordinal: tuple(group) for ordinal, group in sorted(turns.items())}


def count_reasons(reasons: tuple[Evidence, ...]) -> int:
    """Reasons in one turn. An act and a fact may mark the same reason, so the larger of both counts."""
    return max(sum(e.rule_id.startswith(rule) for e in reasons) for rule in REASON_RULES)
