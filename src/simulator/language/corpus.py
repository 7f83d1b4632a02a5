"""Labelled utterances of the judgement corpus: JSON lines, one file per writer (corpus/judgement/guideline.md)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from simulator.errors import BadInput, NotFound
from simulator.flow.labels import Act, Language, LegalFlag, ScenarioKind, VaguenessCode
from simulator.flow.language import TurnContext

VAGUE_FROM = 2
"""Severity from which a turn counts as vague (domain brief, section 2)."""

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
        if self.kind == "vague" and self.vague == 0 or self.kind != "vague" and self.vague >= VAGUE_FROM:
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
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise BadInput(
                f"{field + ': ' if field else ''}{first['msg']}.",
                where=f"{path}:{number}",
                remedy="See corpus/judgement/guideline.md.",
            ) from error
