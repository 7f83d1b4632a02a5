"""How good the judgement is on the judgement corpus: rules alone, reading alone, both; `simulator bench judgement`."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from simulator.flow.labels import LANGUAGES, LEGAL_FLAGS, Language, LegalFlag, VaguenessCode
from simulator.flow.language import Judgement, TurnContext
from simulator.language.agreement import Counts, ratio
from simulator.language.clarity import asks_for_clarity
from simulator.language.corpus import Entry
from simulator.language.judging import judge, judge_by_rules
from simulator.language.learned import LearnedReader
from simulator.language.merging import trimmed
from simulator.language.severity import VAGUE_FROM

_READ_FROM = 0.5
Place = tuple[VaguenessCode, int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one system says of one utterance."""

    is_vague: bool
    vague_prob: float
    """Of severity 2 or more; a system without probabilities says 0 or 1."""
    has_core: bool
    flags: frozenset[LegalFlag]
    places: tuple[Place, ...]
    acts: frozenset[str]


System = Callable[[Entry], Verdict]


@dataclass(frozen=True, slots=True)
class BenchRow:
    """Figures of one language and system."""

    language: Language
    system: str
    utterances: int
    vague: Counts
    """Severity at least 2."""
    core: Counts
    legal: Counts
    """Per flag and utterance."""
    spans: Counts
    """Vague stretches: a hit has the same code and overlaps."""
    acts: Counts
    by_code: dict[VaguenessCode, Counts]
    false_alarm_ratio: float
    """Share of hard negatives with severity at least 2."""
    clean_flag_ratio: float
    """Share of utterances without a legal label that got a flag."""
    calibration_error: float
    """Expected calibration error of the probability of severity 2 or more, ten bins."""


def systems(reader: LearnedReader | None) -> dict[str, System]:
    """Those that can be compared here."""
    found: dict[str, System] = {"rules": lambda entry: _of(_by_rules(entry))}
    if reader is not None:
        found |= {"reading": lambda entry: _read(entry, reader), "both": lambda entry: _of(_both(entry))}
    return found


def run_bench(entries: Sequence[Entry], compared: dict[str, System]) -> list[BenchRow]:
    """One row per language and system."""
    return [
        _row(language, name, [(entry, system(entry)) for entry in entries if entry.language == language])
        for language in LANGUAGES
        if any(entry.language == language for entry in entries)
        for name, system in compared.items()
    ]


def kappa(entries: Sequence[Entry], label: Callable[[Entry], tuple[bool, bool]]) -> float:
    """Cohen's kappa of a yes/no label by the two readers; `label` gives both answers."""
    answers = np.array([label(entry) for entry in entries if entry.second is not None], dtype=float)
    agreed = float((answers[:, 0] == answers[:, 1]).mean())
    one, two = answers.mean(0)
    by_chance = float(one * two + (1 - one) * (1 - two))
    return (agreed - by_chance) / (1 - by_chance)


def context_of(entry: Entry) -> TurnContext:
    """What a live talk would know of this utterance."""
    before = entry.utterance.asked
    is_asked = bool(before) and asks_for_clarity(before, entry.language)
    return replace(entry.utterance.context, asked_for_clarity=is_asked)


def as_table(rows: Iterable[BenchRow]) -> str:
    """The figures as aligned text."""
    head = "lang system      n  vague F1 [95 %]   (P/R)       false alarms  core F1 [95 %]    legal F1  clean flagged"
    return "\n".join([f"{head}  span F1  acts F1  ECE", *map(_line, rows)])


def _line(row: BenchRow) -> str:
    return (
        f"{row.language:4} {row.system:8}{row.utterances:5}  {_with_interval(row.vague)}  "
        f"({row.vague.precision:.2f}/{row.vague.recall:.2f}) {row.false_alarm_ratio:12.1%}  "
        f"{_with_interval(row.core)}  {row.legal.f1:8.2f}  {row.clean_flag_ratio:12.1%}  {row.spans.f1:7.2f}  "
        f"{row.acts.f1:7.2f}  {row.calibration_error:.3f}"
    )


def as_code_table(rows: Iterable[BenchRow]) -> str:
    """Span F1 per code of the last system of each language; a dash where a language has no such span."""
    last = list({row.language: row for row in rows}.values())
    lines = ["code              " + "".join(f"{row.language:>18}" for row in last)]
    for code in dict.fromkeys(code for row in last for code in row.by_code):
        found = (row.by_code.get(code) for row in last)
        cells = ("-" if counts is None else f"{counts.f1:.2f} of {_real(counts)}" for counts in found)
        lines.append(f"{code:18}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def _real(counts: Counts) -> int:
    return sum(counts.hits) + sum(counts.misses)


def _with_interval(counts: Counts) -> str:
    low, high = counts.interval()
    return f"{counts.f1:.3f} [{low:.2f}-{high:.2f}]"


def _by_rules(entry: Entry) -> Judgement:
    return judge_by_rules(entry.utterance.text, entry.language, context=context_of(entry)).judgement


def _both(entry: Entry) -> Judgement:
    return judge(entry.utterance.text, entry.language, context=context_of(entry))


def _of(found: Judgement) -> Verdict:
    return Verdict(
        is_vague=found.severity >= VAGUE_FROM,
        vague_prob=found.vague_score,
        has_core=found.core_message,
        flags=frozenset(each.flag for each in found.legal),
        places=tuple((span.code, span.start, span.end) for span in found.spans if span.code != "filler"),
        acts=frozenset(each.act for each in found.acts),
    )


def _read(entry: Entry, reader: LearnedReader) -> Verdict:
    text = entry.utterance.text
    reading = reader.read(text, entry.language, context_of(entry))
    sure = [each for each in reading.stretches if each.prob >= _READ_FROM]
    vague_prob = sum(reading.severity_probs[2:])
    return Verdict(
        is_vague=vague_prob >= _READ_FROM,
        vague_prob=vague_prob,
        has_core=reading.core_logit > 0,
        flags=frozenset(f for f, logit in zip(LEGAL_FLAGS, reading.legal_logits, strict=True) if logit > 0),
        places=tuple((each.code, *trimmed(text, each.start, each.end)) for each in sure),
        acts=reading.acts,
    )


def _row(language: Language, system: str, judged: list[tuple[Entry, Verdict]]) -> BenchRow:
    hard = [verdict for entry, verdict in judged if entry.utterance.kind == "hard"]
    clean = [verdict for entry, verdict in judged if not entry.utterance.legal]
    spans = {code: _spans(judged, {code}) for code in _codes(judged)}
    return BenchRow(
        language=language,
        system=system,
        utterances=len(judged),
        vague=_agreement(judged, lambda e: _yes(e.is_vague), lambda v: _yes(v.is_vague)),
        core=_agreement(judged, lambda e: _yes(e.core), lambda v: _yes(v.has_core)),
        legal=_agreement(judged, lambda e: set(e.legal), lambda v: v.flags),
        spans=_spans(judged, set(spans)),
        acts=_agreement(judged, lambda e: set(e.acts), lambda v: v.acts),
        by_code=spans,
        false_alarm_ratio=ratio(sum(verdict.is_vague for verdict in hard), len(hard)),
        clean_flag_ratio=ratio(sum(bool(verdict.flags) for verdict in clean), len(clean)),
        calibration_error=_calibration_error(judged),
    )


def _yes(is_so: bool) -> set[str]:
    return {"yes"} if is_so else set()


def _codes(judged: list[tuple[Entry, Verdict]]) -> list[VaguenessCode]:
    """Those labelled, the most frequent first."""
    counted = Counter(code for entry, _ in judged for code, _ in entry.utterance.spans)
    return [code for code, _ in counted.most_common()]


def _agreement(
    judged: Sequence[tuple[Entry, Verdict]],
    labelled: Callable[..., AbstractSet[str]],
    found: Callable[[Verdict], AbstractSet[str]],
) -> Counts:
    pairs = [(entry, labelled(entry.utterance), found(verdict)) for entry, verdict in judged]
    return _grouped([(entry, (len(real & seen), len(seen - real), len(real - seen))) for entry, real, seen in pairs])


def _spans(judged: Sequence[tuple[Entry, Verdict]], codes: AbstractSet[VaguenessCode]) -> Counts:
    counted = []
    for entry, verdict in judged:
        text = entry.utterance.text
        real = [(c, text.find(w), text.find(w) + len(w)) for c, w in entry.utterance.spans if c in codes]
        seen = [place for place in verdict.places if place[0] in codes]
        hits = sum(any(_overlap(one, other) for other in seen) for one in real)
        false_alarms = sum(not any(_overlap(one, other) for other in real) for one in seen)
        counted.append((entry, (hits, false_alarms, len(real) - hits)))
    return _grouped(counted)


def _overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _grouped(counted: Iterable[tuple[Entry, tuple[int, int, int]]]) -> Counts:
    groups: dict[tuple[str, str], list[int]] = {}
    for entry, counts in counted:
        group = groups.setdefault((entry.id.rsplit("-", 1)[0], entry.utterance.pair), [0, 0, 0])
        for index, count in enumerate(counts):
            group[index] += count
    hits, false_alarms, misses = zip(*groups.values(), strict=True)
    return Counts(hits, false_alarms, misses)


def _calibration_error(judged: Sequence[tuple[Entry, Verdict]]) -> float:
    probs = np.array([verdict.vague_prob for _, verdict in judged])
    is_so = np.array([entry.utterance.is_vague for entry, _ in judged])
    bins = np.minimum((probs * 10).astype(int), 9)
    gaps = [abs(probs[bins == each].mean() - is_so[bins == each].mean()) * (bins == each).sum() for each in set(bins)]
    return float(sum(gaps) / len(judged))
