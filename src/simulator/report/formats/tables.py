"""The report as tables, for CSV and XLSX alike: a name, a heading row, rows of text and numbers."""

from dataclasses import dataclass, replace

from simulator.flow.talk import AvatarTurn, TraineeTurn
from simulator.report.audience import Shown
from simulator.report.beside import given_scores, printed_remarks, quote_text
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
    notice: str = ""
    """Stands above the table, also on paper."""


def tables(shown: Shown) -> tuple[Table, ...]:
    """Every table that this audience may see."""
    words = texts(shown.language)
    found = [_summary(shown, words), _criteria(shown, words)]
    if shown.overrides:
        found.append(_given(shown, words))
    if not shown.sees_words:
        found.append(_quotes(shown, words))
        return tuple(replace(table, notice=words("page.not_for_evaluation")) for table in found)
    if shown.remarks:
        found.append(_remarks(shown, words))
    found += [_evidence(shown, words), _transcript(shown, words), _measures(shown, words)]
    if shown.earlier:
        found.append(_attempts(shown, words))
    if shown.audience == "trainee" and shown.talk.taken_back:
        found.append(_taken_back(shown, words))
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
        (words("page.with"), shown.at_table),
        (words("page.difficulty"), words(f"difficulty.{shown.talk.difficulty}")),
        (f"{words('page.duration')} (s)", shown.attendance.duration_ms / 1000),
        (words("page.turns") if shown.sees_words else words("batch.turns"), shown.attendance.trainee_turn_count),
    ]
    if shown.talk.forked_from:
        ids = ", ".join(shown.talk.forked_from.taken_over)
        rows.append(
            (words("transcript.taken_over"), words("transcript.forgotten") if shown.talk.is_partly_forgotten else ids)
        )
    if shown.outcome:
        rows += [
            (words("score.total"), shown.outcome.total),
            *(((words("given.total"), shown.trainer_total),) if shown.trainer_total is not None else ()),
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


def _given(shown: Shown, words: Texts) -> Table:
    """A trainer's points beside the computed ones; to HR without the reason, which is free text."""
    header = (
        *_header(words, "id", "name"), words("given.computed"), words("given.given"), *_header(words, "max"),
        words("given.by"), words("given.in_force"), words("given.reason"),
    )  # fmt: skip
    rows = tuple(
        (
            g.criterion_id, g.title, g.computed, g.given, g.max, str(g.signed),
            words("tables.yes") if g.in_force else words("tables.no"),
            g.reason if shown.sees_words else words("given.reason_elsewhere"),
        )
        for g in given_scores(shown)
    )  # fmt: skip
    return Table("override", words("given.title"), header, rows)


def _remarks(shown: Shown, words: Texts) -> Table:
    header = (*_header(words, "item", "text"), words("given.by"))
    rows = tuple((r.item_id, r.words, str(r.signed)) for r in printed_remarks(shown))
    return Table("remark", words("remarks.title"), header, rows)


def _quotes(shown: Shown, words: Texts) -> Table:
    rows = tuple((quote.turn, quote_text(words, quote)) for quote in shown.quotes)
    return Table("quote", words("chosen.title"), _header(words, "item", "quote"), rows)


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
    header = _header(words, "item", "who", "start_s", "end_s", "text", "cut_off")
    you = words("transcript.you")
    who = {
        turn.item_id: you if isinstance(turn, TraineeTurn) else shown.speaker(turn).name for turn in shown.talk.turns
    }
    rows = tuple(
        (
            turn.item_id,
            who[turn.item_id],
            turn.start_ms / 1000,
            turn.end_ms / 1000,
            turn.text,
            words("tables.yes") if isinstance(turn, AvatarTurn) and turn.cut_off else "",
        )
        for turn in shown.talk.turns
    )
    return Table("turn", words("tables.transcript"), header, rows)


def _attempts(shown: Shown, words: Texts) -> Table:
    """Earlier attempts by number, the oldest 1; this one stands in the tables above."""
    header = (words("attempts.number"), words("page.session"), *_header(words, "id", "name", "value", "max"))
    rows: list[tuple[Cell, ...]] = []
    for number, talk in enumerate(shown.earlier, start=1):
        if talk.outcome:
            rows.append((number, talk.talk_id, "total", words("score.total"), talk.outcome.total, 100))
        rows += [(number, talk.talk_id, c.criterion_id, words.of(c.title), c.value, c.max) for c in talk.criteria]
    return Table("attempt", words("attempts.title"), header, tuple(rows))


def _taken_back(shown: Shown, words: Texts) -> Table:
    rows = tuple((t.item_id, t.start_ms / 1000, t.end_ms / 1000, t.text) for t in shown.talk.taken_back)
    return Table("taken_back", words("tries.title"), _header(words, "item", "start_s", "end_s", "text"), rows)


def _measures(shown: Shown, words: Texts) -> Table:
    def told(value: float | bool | None) -> Cell:
        if value is None:
            return words("tables.unknown")
        if isinstance(value, bool):
            return words("tables.yes") if value else words("tables.no")
        return value

    rows = tuple((m.name, told(m.value)) for m in shown.measures)
    return Table("measure", words("tables.measures"), _header(words, "id", "value"), rows)
