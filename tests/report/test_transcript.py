"""Marks on words: overlapping, out of bounds, none."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.evidence import Evidence
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import AvatarTurn
from simulator.report import render
from simulator.report.audience import show
from simulator.report.formats.tables import tables
from simulator.report.transcript import lines, segments
from tests.feedback.talks import text

TEXT = "Wij beëindigen uw contract misschien op 30 november."


def mark(start: int, end: int, rule: str = "vague.hedge_shield.1") -> Evidence:
    polarity = "positive" if rule == "core" else "negative"
    return Evidence("id", rule, "vagueness", polarity, 1, "t", start, end, 0, 0, TEXT[start:end], text("x"))  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6))
def test_marking_never_changes_the_words(spans: list[tuple[int, int]]) -> None:
    numbered = [(n, mark(min(s), max(s))) for n, s in enumerate(spans, start=1)]
    pieces = segments(TEXT, numbered)
    assert "".join(piece.text for piece in pieces) == TEXT
    ended = [number for piece in pieces for number in piece.numbers]
    seen = [n for n, e in numbered if e.char_start < min(len(TEXT), e.char_end)]
    assert set(seen) <= set(ended)


def test_overlapping_marks_show_the_gravest() -> None:
    pieces = segments(TEXT, [(1, mark(0, 40, "core")), (2, mark(27, 36))])
    assert [(p.kind, p.numbers) for p in pieces] == [("core", ()), ("fault", (2,)), ("core", (1,)), (None, ())]


def test_findings_that_say_the_same_share_a_note(mediocre: RehearsalReport) -> None:
    turn = mediocre.talk.trainee_turns[2]
    twice = [replace(turn.evidence[0], char_start=at, char_end=at + 2, evidence_id=f"e{at}") for at in (0, 3)]
    whole = replace(mediocre, feedback=replace(mediocre.feedback, evidence=tuple(twice)))
    line = next(line for line in lines(show(whole, "trainee", "nl")) if line.item_id == turn.item_id)
    assert [note.number for note in line.notes] == [1]
    assert [segment.numbers for segment in line.segments if segment.numbers] == [(1,), (1,)]


def test_an_unmarked_turn_is_one_piece() -> None:
    (piece,) = segments(TEXT, [])
    assert (piece.text, piece.kind) == (TEXT, None)
    assert replace(piece, text="") != piece


def test_a_line_that_was_spoken_over_says_so_everywhere(good: RehearsalReport) -> None:
    turns = list(good.talk.turns)
    place, said = next((n, turn) for n, turn in enumerate(turns) if isinstance(turn, AvatarTurn))
    cut = replace(said, cut_off=True)
    report = replace(good, talk=replace(good.talk, turns=(*turns[:place], cut, *turns[place + 1 :])))
    shown = show(report, "trainee", "nl")
    assert [line.item_id for line in lines(shown) if line.is_cut_off] == [cut.item_id]
    rows = next(table.rows for table in tables(shown) if table.record == "turn")
    assert [row[0] for row in rows if row[-1] == "ja"] == [cut.item_id]
    page = render(report, format="html", audience="trainee", language="nl").decode()
    assert page.count("Hier sprak je erdoorheen.") == 1
