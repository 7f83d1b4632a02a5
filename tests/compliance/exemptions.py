"""Where a forbidden word is not about the trainee: `exempt.yaml`, each entry with its reason, read by a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from ruamel.yaml import YAML

from tests.compliance.surfaces import Said
from tests.compliance.words import forbidden_in

LIST: Final = Path(__file__).resolve().parent / "exempt.yaml"


@dataclass(frozen=True, slots=True)
class Exempt:
    """Words that may stand in some fields of some files."""

    path: tuple[str, ...]
    field: tuple[str, ...]
    words: frozenset[str]
    """Empty: any word."""
    names: frozenset[str]
    """For field "name": these identifiers and no other."""
    why: str

    def covers(self, said: Said, word: str) -> bool:
        return (
            any(PurePosixPath(said.path).match(pattern) for pattern in self.path)
            and any(fnmatchcase(said.field, pattern) for pattern in self.field)
            and (not self.words or word in self.words)
            and (not self.names or said.text in self.names)
        )


@dataclass(frozen=True, slots=True)
class Finding:
    said: Said
    word: str

    def __str__(self) -> str:
        return f"{self.said.path} [{self.said.field}]: {self.word!r} in {self.said.text[:90]!r}"


@cache
def exemptions() -> tuple[Exempt, ...]:
    entries = YAML(typ="safe").load(LIST.read_text(encoding="utf-8"))
    return tuple(
        Exempt(
            tuple(entry["path"]), tuple(entry.get("field", ["*"])), frozenset(entry.get("words", ())),
            frozenset(entry.get("names", ())), entry["why"],
        )
        for entry in entries
    )  # fmt: skip


def findings(said: Iterable[Said], used: set[Exempt] | None = None) -> Iterator[Finding]:
    """Forbidden words that nothing exempts.

    Args:
        used: gets the exemptions that were needed.
    """
    for piece in said:
        for word in forbidden_in(piece.text):
            covering = [exempt for exempt in exemptions() if exempt.covers(piece, word)]
            if not covering:
                yield Finding(piece, word)
            elif used is not None:
                used.update(covering)
