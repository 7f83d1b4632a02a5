"""The report as tables, for CSV and XLSX alike: a name, a heading row, rows of text and numbers."""

from dataclasses import dataclass

from simulator.flow.talk import TraineeTurn
from simulator.report.audience import Shown
from simulator.report.delivery import quantities
from simulator.report.texts import Texts, texts

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    record: str
    """Language-independent name of the table, for programs."""
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(shown: Shown) -> tuple[Table, ...]:
    """Every table that this audience may see."""
    words = texts(shown.language)
    found = [_summary(shown, words), _criteria(shown, words)]
    if shown.sees_words:
        found += [_evidence(shown, words), _transcript(shown, words), _measures(shown, words)]
    if rows := quantities(shown):
        header = ("quantity", "in_news", "elsewhere", "reference", "source", "reason")
        cells = tuple((q.name, q.in_news, q.elsewhere, q.reference, q.source, q.why) for q in rows)
        found.append(
            Table("delivery", words("delivery.title"), tuple(words(f"delivery.{key}") for key in header), cells)
        )
    return tuple(found)


def _header(words: Texts, *keys: str) -> tuple[str, ...]:
    return tuple(words(f"tables.{key}") for key in keys)


def _summary(shown: Shown, words: Texts) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (words("page.kind"), "Rechtuit"),
        (words("page.scenario"), words.of(shown.scenario.title)),
        (words("page.session"), shown.talk_id),
        (words("page.with"), shown.persona.name),
        (words("page.difficulty"), words(f"difficulty.{shown.talk.difficulty}")),
        (f"{words('page.duration')} (s)", shown.attendance.duration_ms / 1000),
        (words("page.turns"), shown.attendance.trainee_turn_count),
    ]
    if shown.outcome:
        rows += [
            (words("score.total"), shown.outcome.total),
            (words("score.legal_lost"), shown.outcome.legal_points_lost),
            *((words("score.capped"), words.of(because)) for because in shown.outcome.blocked_because),
            *((words(f"first.{a.kind}"), words.of(a.text)) for a in shown.advice),
        ]
    else:
        rows.append((words("page.attendance"), words("page.attended")))
        rows.append((words("page.not_for_evaluation"), ""))
    return Table("summary", words("tables.summary"), _header(words, "name", "value"), tuple(rows))


def _criteria(shown: Shown, words: Texts) -> Table:
    if not shown.sees_words:
        rows = tuple((c.criterion_id, words.of(c.title), c.value, c.max) for c in shown.criteria)
        return Table("criterion", words("criteria.title"), _header(words, "id", "name", "value", "max"), rows)
    header = (*_header(words, "id", "name", "value", "max"), words("criteria.reason"))
    told = tuple((c.criterion_id, words.of(c.title), c.value, c.max, words.of(c.reason)) for c in shown.criteria)
    return Table("criterion", words("criteria.title"), header, told)


def _evidence(shown: Shown, words: Texts) -> Table:
    header = _header(words, "id", "item", "start_s", "end_s", "quote", "text", "suggestion", "source")
    rows = tuple(
        (
            e.rule_id, e.item_id, e.start_ms / 1000, e.end_ms / 1000, e.quote, words.of(e.message),
            words.better_wording(e.suggestion) if e.suggestion else "", e.source,
        )
        for e in shown.evidence
    )  # fmt: skip
    return Table("evidence", words("tables.evidence"), header, rows)


def _transcript(shown: Shown, words: Texts) -> Table:
    header = _header(words, "item", "who", "start_s", "end_s", "text")
    you, other = words("transcript.you"), shown.persona.name
    rows = tuple(
        (turn.item_id, you if isinstance(turn, TraineeTurn) else other, turn.start_ms / 1000, turn.end_ms / 1000,
         turn.text)
        for turn in shown.talk.turns
    )  # fmt: skip
    return Table("turn", words("tables.transcript"), header, rows)


def _measures(shown: Shown, words: Texts) -> Table:
    def told(value: float | bool | None) -> Cell:
        if value is None:
            return words("tables.unknown")
        if isinstance(value, bool):
            return words("tables.yes") if value else words("tables.no")
        return value

    rows = tuple((m.name, told(m.value)) for m in shown.measures)
    return Table("measure", words("tables.measures"), _header(words, "id", "value"), rows)
