"""What was put beside a report, as it is printed: a trainer's points and remarks, the quotes a trainee chose for HR."""

from dataclasses import dataclass

from simulator.flow.sharing import Signature
from simulator.report.audience import Shown, ShownQuote
from simulator.report.texts import Texts, clock_time, texts


@dataclass(frozen=True, slots=True)
class Signed:
    """Who wrote something and on which day, as it is printed."""

    who: str
    """As in "trainer Tom"; without the name where it is not known, or not to be seen."""
    day: str

    def __str__(self) -> str:
        return f"{self.who}, {self.day}"


@dataclass(frozen=True, slots=True)
class GivenScore:
    """One score of a trainer beside the computed one."""

    criterion_id: str
    title: str
    """Of the criterion."""
    computed: float
    given: float
    max: float
    reason: str
    """Empty for HR: free text could repeat words that the trainee did not choose."""
    signed: Signed
    in_force: bool
    """False: a later one took its place."""


@dataclass(frozen=True, slots=True)
class PrintedRemark:
    """A remark, with the turn it is about where it is about one."""

    item_id: str
    time: str
    """When that turn began; empty: about the talk as a whole."""
    words: str
    signed: Signed


def given_scores(shown: Shown) -> tuple[GivenScore, ...]:
    """Every score a trainer gave, the latest last; those of criteria that this report has."""
    words = texts(shown.language)
    criteria = {c.criterion_id: c for c in shown.criteria}
    holding = set(map(id, shown.in_force.values()))
    return tuple(
        GivenScore(
            c.criterion_id, words.of(c.title), c.value, given.value, c.max, given.reason, _signed(words, given.by),
            id(given) in holding,
        )
        for given in shown.overrides
        if (c := criteria.get(given.criterion_id)) is not None
    )  # fmt: skip


def printed_remarks(shown: Shown) -> tuple[PrintedRemark, ...]:
    words = texts(shown.language)
    times = {turn.item_id: clock_time(turn.start_ms) for turn in shown.talk.turns}
    return tuple(
        PrintedRemark(r.item_id or "", times.get(r.item_id or "", ""), r.words, _signed(words, r.by))
        for r in shown.remarks
    )


def quote_text(words: Texts, quote: ShownQuote) -> str:
    """The quote as one text, with a mark where the trainee left something out."""
    return "".join(words("chosen.left_out") if part is None else part for part in quote.parts)


def _signed(words: Texts, by: Signature) -> Signed:
    return Signed(" ".join(filter(None, (words(f"role.{by.role}"), by.name))), words.day(by.at))
