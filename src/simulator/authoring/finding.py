"""What is wrong in a trainer's file: where, what, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.authoring.codes import CODES
from simulator.errors import BadInput


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One defect. Prints as `file:line:col: CODE what. remedy`."""

    file: str
    line: int
    """From 1."""
    column: int
    """From 1."""
    code: str
    """A key of `codes.CODES`, documented in docs/trainer/errors.md."""
    message: str
    remedy: str

    def __post_init__(self) -> None:
        assert self.code in CODES, self.code

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message} {self.remedy}".rstrip()


class BadContent(BadInput):
    """Files that cannot be used; `findings` says all that is wrong, one line each."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(
            f"{first.code} {first.message}", where=f"{first.file}:{first.line}:{first.column}", remedy=first.remedy
        )
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings))
