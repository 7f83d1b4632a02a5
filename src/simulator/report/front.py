"""The first page: what went well, the one thing to change, the moment of the news."""

from dataclasses import dataclass

from simulator.flow.evidence import Evidence, Polarity
from simulator.flow.report import Advice
from simulator.report.audience import Shown
from simulator.report.texts import clock_time, texts


@dataclass(frozen=True, slots=True)
class Pointer:
    """One piece of advice with the words it rests on."""

    text: str
    quote: str
    time: str
    better: str | None


@dataclass(frozen=True, slots=True)
class NewsMoment:
    """Where the core was told, in the trainee's own words."""

    quote: str
    time: str
    turn: int
    remarks: tuple[str, ...]


def pointer(shown: Shown, kind: str) -> Pointer | None:
    """The advice of this kind, if there is any; its quote is the first finding with words that speaks for it."""
    advice = next((a for a in shown.advice if a.kind == kind), None)
    if advice is None:
        return None
    against: Polarity = "negative" if kind == "keep" else "positive"
    quoted = next((e for e in _cited(shown, advice) if e.quote and e.polarity != against), None)
    words = texts(shown.language)
    return Pointer(
        words.of(advice.text),
        quoted.quote if quoted else "",
        clock_time(quoted.start_ms) if quoted else "",
        words.better_wording(quoted.suggestion) if quoted and quoted.suggestion and kind == "change" else None,
    )


def _cited(shown: Shown, advice: Advice) -> list[Evidence]:
    by_id = {e.evidence_id: e for e in shown.evidence}
    return [by_id[id_] for id_ in advice.evidence_ids if id_ in by_id]


def news_moment(shown: Shown) -> NewsMoment | None:
    """The moment of the news, with what is known of its timing and of the silence after it."""
    core = next((e for e in shown.evidence if e.rule_id.split(".")[0] == "core"), None)
    if core is None or shown.news_turn is None:
        return None
    told = ("moment.news_time", "moment.news_prompted", "moment.room", "moment.talked_on")
    remarks = [e.message for e in shown.evidence if e.rule_id.startswith(told)]
    words = texts(shown.language)
    return NewsMoment(
        core.quote, clock_time(core.start_ms), shown.news_turn, tuple(words.of(remark) for remark in remarks)
    )
