"""How good the rules alone are on the corpus they were written on (tests/language/corpus); development's own mirror."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from simulator.errors import NotFound
from simulator.flow.labels import LANGUAGES, Act, Language, LegalFlag, ScenarioKind, VaguenessCode
from simulator.flow.language import Judgement, TurnContext
from simulator.language.agreement import Counts, ratio
from simulator.language.judging import judge_by_rules
from simulator.language.rule_files import read_rules
from simulator.language.severity import VAGUE_FROM

Split = Literal["dev", "test"]


class Labelled(BaseModel):
    """One utterance with what a trainer says of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    pair: str
    """Minimal pair it belongs to; a pair is never split."""
    split: Split
    scenario: ScenarioKind
    vague: int = Field(ge=0, le=3)
    core: bool
    hard_negative: bool
    """Innocent, but with words or a shape that invite a false alarm."""
    codes: list[VaguenessCode]
    legal: list[LegalFlag]
    acts: list[Act]
    text: str


@dataclass(frozen=True, slots=True)
class BenchRow:
    """Figures of one language and split."""

    language: Language
    split: Split
    utterances: int
    vague: Counts
    """Severity at least 2."""
    core: Counts
    legal: Counts
    """Per flag and utterance."""
    acts: Counts
    """Of labelled acts, those found; unlabelled ones are not held against the judgement, so no false alarms."""
    false_alarm_ratio: float
    """Share of hard negatives with severity at least 2."""
    clean_legal_ratio: float
    """Share of utterances without a legal label that got a flag."""


@dataclass(frozen=True, slots=True)
class Judged:
    label: Labelled
    found: Judgement


def read_corpus(folder: Path) -> dict[Language, list[Labelled]]:
    """The labelled utterances of nl.yaml, fr.yaml and en.yaml in a folder.

    Raises:
        NotFound: no such file.
        BadInput: a file that is not a corpus; says file and line.
    """
    corpus: dict[Language, list[Labelled]] = {}
    for language in LANGUAGES:
        path = folder / f"{language}.yaml"
        if not path.is_file():
            raise NotFound(f"no corpus file {path}.", remedy="Give the folder with nl.yaml, fr.yaml and en.yaml.")
        adapter = TypeAdapter(list[Labelled])
        corpus[language] = read_rules(path.read_text(encoding="utf-8"), where=str(path), adapter=adapter)
    return corpus


def run_bench(corpus: dict[Language, list[Labelled]], splits: Sequence[Split] = ("dev", "test")) -> list[BenchRow]:
    """Judges every utterance on its own, in its scenario, and counts; one row per language and split."""
    rows = []
    for language, labels in corpus.items():
        for split in splits:
            judged = [judged_alone(label, language) for label in labels if label.split == split]
            rows.append(_row(language, split, judged))
    return rows


def judged_alone(label: Labelled, language: Language) -> Judged:
    return Judged(label, judge_by_rules(label.text, language, context=TurnContext(scenario=label.scenario)).judgement)


def as_table(rows: Iterable[BenchRow]) -> str:
    """The figures as aligned text."""
    lines = [
        "lang split    n  vague F1 (P/R)      false alarms  core F1 (P/R)       legal F1  clean flagged  acts found"
    ]
    for row in rows:
        vague, core = row.vague, row.core
        lines.append(
            f"{row.language:4} {row.split:5} {row.utterances:4}  "
            f"{vague.f1:.2f} ({vague.precision:.2f}/{vague.recall:.2f})    {row.false_alarm_ratio:10.1%}  "
            f"{core.f1:.2f} ({core.precision:.2f}/{core.recall:.2f})    {row.legal.f1:8.2f}  "
            f"{row.clean_legal_ratio:12.1%}  {row.acts.recall:10.2f}"
        )
    return "\n".join(lines)


def _row(language: Language, split: Split, judged: list[Judged]) -> BenchRow:
    hard = [j for j in judged if j.label.hard_negative]
    clean = [j for j in judged if not j.label.legal]
    return BenchRow(
        language=language,
        split=split,
        utterances=len(judged),
        vague=_agreement(judged, lambda j: {"vague"} if j.label.vague >= VAGUE_FROM else set(), _found_vague),
        core=_agreement(
            judged, lambda j: {"core"} if j.label.core else set(), lambda j: {"core"} if j.found.core_message else set()
        ),
        legal=_agreement(judged, lambda j: set(j.label.legal), lambda j: {f.flag for f in j.found.legal}),
        acts=_agreement(
            judged, lambda j: set(j.label.acts), lambda j: {a.act for a in j.found.acts} & set(j.label.acts)
        ),
        false_alarm_ratio=ratio(len([j for j in hard if _found_vague(j)]), len(hard)),
        clean_legal_ratio=ratio(len([j for j in clean if j.found.legal]), len(clean)),
    )


def _found_vague(judged: Judged) -> set[str]:
    return {"vague"} if judged.found.severity >= VAGUE_FROM else set()


def _agreement(
    judged: list[Judged], labelled: Callable[[Judged], AbstractSet[str]], found: Callable[[Judged], AbstractSet[str]]
) -> Counts:
    pairs = [(labelled(j), found(j)) for j in judged]
    return Counts(
        hits=tuple(len(real & seen) for real, seen in pairs),
        false_alarms=tuple(len(seen - real) for real, seen in pairs),
        misses=tuple(len(real - seen) for real, seen in pairs),
    )
