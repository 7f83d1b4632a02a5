"""The talk written out, with the words that carry a finding marked and numbered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from simulator.flow.evidence import Evidence
from simulator.flow.labels import Mood
from simulator.flow.local_text import LocalText
from simulator.flow.talk import AvatarTurn, TraineeTurn, Turn
from simulator.report.audience import Shown
from simulator.report.second_tries import tries_by_turn
from simulator.report.texts import clock_time, texts

MarkKind = Literal["core", "fault", "good"]
MARK_MOST = 400
"""Characters under one mark; a longer stretch is marked in pieces. Longer than any sentence worth marking."""
_GRAVEST_FIRST: tuple[MarkKind, ...] = ("fault", "core", "good")


@dataclass(frozen=True, slots=True)
class Note:
    """What stands below a turn. Number 0: about the turn as a whole."""

    number: int
    kind: MarkKind
    quote: str
    message: str
    better: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same notes; `kind` is that of the gravest."""

    text: str
    kind: MarkKind | None
    numbers: tuple[int, ...]
    """Notes whose words end here."""


@dataclass(frozen=True, slots=True)
class Line:
    """One turn."""

    item_id: str
    is_trainee: bool
    time: str
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]
    mood: Mood | None
    """The persona's simulated mood."""
    tries: tuple["Line", ...] = ()
    """What the trainee said here first, and took back; in order."""
    speaker: str = ""
    """Name of the persona who says it; empty where it is the trainee."""
    is_taken_over: bool = False
    """It was said in the earlier talk in which this one begins."""
    is_cut_off: bool = False
    """The trainee spoke over it; the text is what was heard of it."""


def lines(shown: Shown) -> tuple[Line, ...]:
    """All turns with words, in order, each with the tries that it replaced."""
    by_turn: dict[str, list[Evidence]] = defaultdict(list)
    for found in shown.evidence:
        by_turn[found.item_id].append(found)
    tries = _tries(shown)
    taken_over = shown.talk.forked_from.taken_over if shown.talk.forked_from else ()
    return tuple(
        replace(_line(shown, turn, by_turn, tries), is_taken_over=turn.item_id in taken_over)
        for turn in shown.talk.turns
        if turn.text.strip()
    )


def not_tried_again(shown: Shown) -> tuple[Line, ...]:
    """What was taken back at the very end, with nothing said in its place."""
    return _tries(shown).get(None, ())


def _tries(shown: Shown) -> dict[str | None, tuple[Line, ...]]:
    """Only for the trainee: a try that was taken back is practice, and not part of the talk that is shared."""
    if shown.audience != "trainee":
        return {}
    return {
        item_id: tuple(_spoken(shown, turn, turn.evidence) for turn in turns if turn.text.strip())
        for item_id, turns in tries_by_turn(shown.talk).items()
    }


def kind_of(evidence: Evidence) -> MarkKind | None:
    """How a finding is marked; facts (a date, a name) and neutral findings are not, or all would be marked."""
    family = evidence.rule_id.split(".")[0]
    if family == "core":
        return "core"
    if family in {"fact", "delivery"} or evidence.polarity == "neutral":
        return None
    return "fault" if evidence.polarity == "negative" else "good"


def _line(
    shown: Shown, turn: Turn, by_turn: dict[str, list[Evidence]], tries: dict[str | None, tuple[Line, ...]]
) -> Line:
    if isinstance(turn, AvatarTurn):
        said = Segment(turn.text, None, ())
        return Line(
            turn.item_id, False, clock_time(turn.start_ms), (said,), (), turn.mood,
            speaker=shown.speaker(turn).name, is_cut_off=turn.cut_off,
        )  # fmt: skip
    return replace(_spoken(shown, turn, by_turn.get(turn.item_id, ())), tries=tries.get(turn.item_id, ()))


def _spoken(shown: Shown, turn: TraineeTurn, evidence: Iterable[Evidence]) -> Line:
    found = sorted((e for e in evidence if kind_of(e)), key=_place)
    numbered = _numbered([e for e in found if has_words(e)])
    first_of = dict(reversed(numbered))
    of_turn = [(0, e) for e in found if not has_words(e)]
    notes = tuple(_note(shown, number, e) for number, e in (*sorted(first_of.items()), *of_turn))
    return Line(turn.item_id, True, clock_time(turn.start_ms), segments(turn.text, numbered), notes, None)


def _numbered(found: Sequence[Evidence]) -> list[tuple[int, Evidence]]:
    """Findings that say the same share one number, so that a turn does not repeat itself."""
    numbers: dict[tuple[LocalText, LocalText | None], int] = {}
    return [(numbers.setdefault((e.message, e.suggestion), len(numbers) + 1), e) for e in found]


def _place(evidence: Evidence) -> tuple[int, int, str]:
    return evidence.char_start, -evidence.char_end, evidence.evidence_id


def has_words(evidence: Evidence) -> bool:
    """Whether it marks words of its own: a moment repeats the words of another finding, or has none."""
    return evidence.char_end > evidence.char_start and not evidence.rule_id.startswith("moment.")


def segments(text: str, numbered: Sequence[tuple[int, Evidence]]) -> tuple[Segment, ...]:
    """The text cut where a mark begins or ends; marks may overlap."""
    spans = [(number, e, max(0, e.char_start), min(len(text), e.char_end)) for number, e in numbered]
    cuts = sorted({0, len(text), *(s for _, _, s, _ in spans), *(e for _, _, _, e in spans), *_long(spans)})
    pieces = []
    for start, end in pairwise(cuts):
        kinds = {kind_of(e) for _, e, s, until in spans if s <= start and end <= until}
        kind = next((k for k in _GRAVEST_FIRST if k in kinds), None)
        numbers = tuple(sorted({number for number, _, _, until in spans if until == end}))
        pieces.append(Segment(text[start:end], kind, numbers))
    return tuple(pieces)


def _long(spans: Sequence[tuple[int, Evidence, int, int]]) -> Iterable[int]:
    """Cuts within very long marks: a typesetter lays out the whole mark again for each of its lines."""
    return (at for _, _, start, end in spans for at in range(start + MARK_MOST, end, MARK_MOST))


def _note(shown: Shown, number: int, evidence: Evidence) -> Note:
    words = texts(shown.language)
    better = words.better_wording(evidence.suggestion) if evidence.suggestion else None
    kind = kind_of(evidence)
    assert kind is not None
    return Note(number, kind, evidence.quote, words.of(evidence.message), better, evidence.source)
