"""Legal red flags and notes as the page shows them: what it is, where it stands, and whom to ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.report.audience import Shown
from simulator.report.texts import Texts, clock_time, texts

_VERIFIED = re.compile(r"\s*\(last_verified (\d{4}-\d{2}-\d{2})\)")
_SENDS_TO_HR = re.compile(r"\b(HR|RH)\b")


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One line of law; every one says whom to ask and when it was last verified."""

    quote: str
    """The trainee's words; empty for the scenario's own background."""
    time: str
    text: str
    source: str


def flags(shown: Shown) -> tuple[LegalLine, ...]:
    """What was said in the talk that Belgian law makes dangerous."""
    words = texts(shown.language)
    return tuple(
        LegalLine(e.quote, clock_time(e.start_ms), _asking(words, words.of(e.message)), _dated(words, e.source))
        for e in shown.evidence
        if e.category == "legal"
    )


def background(shown: Shown) -> Sequence[LegalLine]:
    """What the scenario's author wrote about the law."""
    words = texts(shown.language)
    return [
        LegalLine(
            "", "", _asking(words, words.of(n.text)), _dated(words, f"{n.source} (last_verified {n.last_verified})")
        )
        for n in shown.scenario.legal
    ]


def _asking(words: Texts, text: str) -> str:
    """The text, with "ask HR or legal advice" where it does not send the reader there itself."""
    return text if _SENDS_TO_HR.search(text) else f"{text} {words('legal.ask')}"


def _dated(words: Texts, source: str) -> str:
    return _VERIFIED.sub(lambda found: f", {words('legal.verified')} {_written(words, found[1])}", source)


def _written(words: Texts, iso: str) -> str:
    """The day as the reader's language writes it; what is none, in a draft, stays as it was written."""
    try:
        return words.written_day(date.fromisoformat(iso))
    except ValueError:
        return iso
