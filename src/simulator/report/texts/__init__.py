"""The words of the report, one YAML file per language; numbers and times as that language writes them."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from simulator.flow.labels import Language
from simulator.flow.local_text import LocalText

QUOTE_MOST = 240
"""Characters of a quote outside the written-out talk: three lines. Our choice."""
LEAD_INS: dict[Language, tuple[str, ...]] = {
    "nl": ("zeg liever",),
    "fr": ("dites plutôt",),
    "en": ("better say", "say rather", "rather say", "say instead"),
}
_DAY: dict[Language, str] = {"nl": "%d-%m-%Y", "fr": "%d/%m/%Y", "en": "%d/%m/%Y"}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
BELGIUM = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, slots=True)
class Texts:
    """All words of one language, by dotted key."""

    language: Language
    words: dict[str, str]

    def __call__(self, key: str) -> str:
        """The text under a key.

        Raises:
            KeyError: when this language lacks it; a test keeps the three files alike.
        """
        return self.words[key]

    def of(self, text: LocalText) -> str:
        return text.in_language(self.language)

    def label(self, key: str) -> str:
        """The text under a key with this language's colon behind it."""
        return f"{self(key)}{self('colon')}"

    def quoted(self, quote: str) -> str:
        """Words of the talk between this language's quotation marks; the end of many is left to the talk itself."""
        return f"{self('quote.open')}{shortened(quote)}{self('quote.close')}"

    def number(self, value: float, digits: int = 1) -> str:
        """A number with at most `digits` decimals; an en dash where there is none (NaN)."""
        if math.isnan(value):
            return "–"
        shown = f"{value:.{digits}f}"
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        return shown if self.language == "en" else shown.replace(".", ",")

    def day(self, at: datetime) -> str:
        """The calendar day of a moment, in Belgium."""
        return at.astimezone(BELGIUM).strftime(_DAY[self.language])

    def written_day(self, day: date) -> str:
        """A day inside a sentence: 28 november 2026; French numbers the first of a month (1er décembre)."""
        number = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{number} {_MONTHS[self.language][day.month - 1]} {day.year}"

    def better_wording(self, suggestion: LocalText) -> str:
        """A suggestion without its lead-in ("Zeg liever: "), which the page sets itself."""
        text = self.of(suggestion)
        lead_in = next((start for start in LEAD_INS[self.language] if text.lower().startswith(start)), "")
        return text[len(lead_in) :].lstrip(" \N{NO-BREAK SPACE}:") if lead_in else text


def shortened(text: str, most: int = QUOTE_MOST) -> str:
    """At most so many characters; the ellipsis shows the cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def clock_time(time_ms: int) -> str:
    """Minutes and seconds: 65 000 ms is 1:05."""
    minutes, seconds = divmod(max(0, time_ms) // 1000, 60)
    return f"{minutes}:{seconds:02d}"


@cache
def texts(language: Language) -> Texts:
    """The words of one language, read once."""
    source = files("simulator.report.texts").joinpath(f"{language}.yaml").read_text("utf-8")
    return Texts(language, dict(_flat("", YAML(typ="safe").load(source))))


def _flat(prefix: str, node: object) -> list[tuple[str, str]]:
    if not isinstance(node, dict):
        return [(prefix, str(node))]
    return [pair for key, child in node.items() for pair in _flat(f"{prefix}.{key}".lstrip("."), child)]
