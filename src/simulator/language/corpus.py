"""The judgement corpus: who wrote what, what the second reader said of it, and which writers serve what.

JSON lines, one file per writer; corpus/judgement/guideline.md says what the labels mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML

from simulator.errors import BadInput, NotFound
from simulator.flow.labels import LANGUAGES, Act, Language, LegalFlag, ScenarioKind, VaguenessCode
from simulator.flow.language import TurnContext
from simulator.language.severity import VAGUE_FROM
from simulator.settings import SOURCE_DIR

CORPUS = SOURCE_DIR / "corpus" / "judgement"
"""Where a checkout has it."""

Split = Literal["train", "tune", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
Kind = Literal["clear", "vague", "hard"]
"""`hard`: innocent, with words or a shape that invite a false alarm."""


class Utterance(BaseModel):
    """One utterance of a manager with what a trainer says of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    pair: str = Field(min_length=1)
    """Group of minimal contrasts it belongs to; a group is never split."""
    scenario: ScenarioKind
    voice: str
    kind: Kind
    vague: int = Field(ge=0, le=3)
    core: bool
    spans: list[tuple[VaguenessCode, str]] = Field(strict=False)
    """Code and exact words."""
    acts: list[Act]
    legal: list[LegalFlag]
    text: str = Field(min_length=1)
    asked: str = ""
    """What the colleague said just before."""
    told: bool = False
    """The core was told in an earlier turn."""

    @model_validator(mode="after")
    def _spans_lie_in_the_text(self) -> "Utterance":
        for code, words in self.spans:
            if not words or words not in self.text:
                raise ValueError(f"span {words!r} ({code}) does not stand in the text letter by letter")
        if self.vague >= VAGUE_FROM and not self.spans:
            raise ValueError("a vague utterance needs a span")
        if self.vague == 0 and self.spans:
            raise ValueError("severity 0 has no spans")
        if (self.kind == "vague" and self.vague == 0) or (self.kind != "vague" and self.vague >= VAGUE_FROM):
            raise ValueError(f"kind {self.kind!r} does not go with severity {self.vague}")
        return self

    @property
    def is_vague(self) -> bool:
        return self.vague >= VAGUE_FROM

    @property
    def context(self) -> TurnContext:
        return TurnContext(scenario=self.scenario, core_said=self.told, avatar_before=self.asked)


def read_utterances(path: Path) -> Iterator[Utterance]:
    """The utterances of one file.

    Raises:
        NotFound: no such file.
        BadInput: a line that is no labelled utterance; says file, line and field.
    """
    if not path.is_file():
        raise NotFound(f"no corpus file {path}.", remedy="Give a file of labelled utterances, one JSON object a line.")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield Utterance.model_validate_json(line)
        except ValidationError as error:
            remedy = "See corpus/judgement/guideline.md."
            raise BadInput(fault_of(error), where=f"{path}:{number}", remedy=remedy) from error


def fault_of(error: ValidationError) -> str:
    """The first thing that is wrong with a line: its field and what of it."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field + ': ' if field else ''}{first['msg']}."


@dataclass(frozen=True, slots=True)
class SecondLabel:
    """What the blind reader said."""

    vague: int
    core: bool
    legal: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One utterance of the corpus."""

    id: str
    """Language, writer and line, as `nl-w3-17`."""
    writer: str
    """File of the writer in split.yaml's words, as `nl/w3`."""
    language: Language
    split: Split
    utterance: Utterance
    second: SecondLabel | None

    @property
    def is_agreed(self) -> bool:
        """Both readers say the same of vague, core and legal."""
        one, two = self.utterance, self.second
        if two is None:
            return False
        is_vague = (one.vague >= VAGUE_FROM) == (two.vague >= VAGUE_FROM)
        return is_vague and one.core == two.core and frozenset(one.legal) == two.legal


def read_corpus(folder: Path) -> list[Entry]:
    """Every utterance, in the order of languages, writers and lines.

    Raises:
        NotFound, BadInput: as `read_utterances`.
    """
    return list(_entries(folder))


def untouched(entries: list[Entry], split: Split) -> list[Entry]:
    """The lines of a split without those that a train writer happens to have written word for word, too."""
    trained = {entry.utterance.text for entry in entries if entry.split == "train"}
    return [
        each for each in entries if each.split == split and (split == "train" or each.utterance.text not in trained)
    ]


def _entries(folder: Path) -> Iterator[Entry]:
    if not (folder / "split.yaml").is_file():
        raise NotFound(f"no judgement corpus in {folder}.", remedy="Give the folder with split.yaml, nl, fr and en.")
    named = YAML(typ="safe").load(folder / "split.yaml")
    second = _second_labels(folder / "second_reader.txt")
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.jsonl")):
            writer = f"{language}/{path.stem}"
            split: Split = next((name for name in SPLITS[1:] if writer in named[name]), "train")
            for number, utterance in enumerate(read_utterances(path), start=1):
                key = f"{language}-{path.stem}-{number}"
                yield Entry(key, writer, language, split, utterance, second.get(key))


def _second_labels(path: Path) -> dict[str, SecondLabel]:
    labels = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, vague, core, legal = line.split()
        flags = frozenset() if legal == "-" else frozenset(legal.split(","))
        labels[key] = SecondLabel(int(vague), core == "1", flags)
    return labels
