"""A record of practice time, for training files: who, when, what and how long. No points, and no claim in law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from simulator.errors import BadInput
from simulator.flow.labels import Language
from simulator.flow.local_text import LocalText
from simulator.report.formats.html_page import fill
from simulator.report.formats.pdf_document import on_paper
from simulator.report.texts import Texts, texts

CertificateFormat = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True)
class CertifiedTalk:
    """One talk that was held."""

    held_at: datetime
    title: LocalText
    """Of the scenario."""
    duration_ms: int
    """On the talk's own clock."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything a certificate says."""

    name: str | None
    """None where it is not known: a line to fill in by hand."""
    talks: tuple[CertifiedTalk, ...]
    """The earliest first; at least one."""
    issued_at: datetime

    @property
    def total_ms(self) -> int:
        return sum(talk.duration_ms for talk in self.talks)


def render_certificate(certificate: Certificate, *, format: CertificateFormat, language: Language) -> bytes:  # noqa: A002
    """The certificate as a page, or on paper.

    Raises:
        BadInput: another format, or no talks.
        Unavailable: for pdf, when WeasyPrint or Pango is not installed.
    """
    if format not in (known := get_args(CertificateFormat)):
        remedy = f"Choose one of: {', '.join(known)}."
        raise BadInput(f"no certificate format called {format!r}.", where="format", remedy=remedy)
    if not certificate.talks:
        raise BadInput("there is no talk to certify.", where="talks")
    words = texts(language)
    rows = [(words.day(t.held_at), words.of(t.title), told_length(words, t.duration_ms)) for t in certificate.talks]
    page = fill(
        "certificate.html.j2",
        t=words,
        label=words.label,
        language=language,
        name=certificate.name,
        rows=rows,
        period=(rows[0][0], rows[-1][0]),
        total=told_length(words, certificate.total_ms),
        issued=words.day(certificate.issued_at),
    )
    return on_paper(page, "certificate") if format == "pdf" else page


def told_length(words: Texts, duration_ms: int) -> str:
    """Hours, minutes and seconds; what is left of a second is not counted."""
    minutes, seconds = divmod(duration_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    parts: Sequence[tuple[int, str]] = ((hours, "hours"), (minutes, "minutes"), (seconds, "seconds"))
    return " ".join(
        f"{n} {words(f'certificate.{unit}')}" for n, unit in parts if n or (unit == "minutes" and not hours)
    )
