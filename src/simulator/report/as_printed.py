"""Two parts of the printed page as data, with the very words of the print: law, and how it sounded.

The page in the browser shows them too; what a measure is called, what it stands beside and where that comes from is
written once (texts/*.yaml).
"""

from typing import Any

from simulator.report import legal
from simulator.report.audience import Shown
from simulator.report.delivery import quantities, remarks
from simulator.report.texts import texts

COLUMNS = ("quantity", "drawing", "in_news", "elsewhere", "reference")


def law(shown: Shown) -> dict[str, Any] | None:
    """What the law has to do with this talk; None where there is nothing to say."""
    words = texts(shown.language)
    flags, background = legal.flags(shown), legal.background(shown)
    if not flags and not background:
        return None
    return {
        "title": words("legal.title"),
        "about": f"{words('legal.apart')} {words('legal.ask')}" if flags else "",
        "source_label": words.label("legal.source"),
        "flags": flags,
        "background_title": words("legal.background"),
        "background": background,
    }


def sound(shown: Shown) -> dict[str, Any] | None:
    """How the turns sounded, beside the speaker's own other turns and what is usual; None in text mode."""
    words = texts(shown.language)
    rows = [row for row in quantities(shown) if row.says_something]
    if not rows:
        return None
    return {
        "title": words("delivery.title"),
        "about": f"{words('delivery.yours_only')} {words('delivery.legend')}",
        "source_label": words.label("delivery.source"),
        "columns": [words(f"delivery.{column}") for column in COLUMNS],
        "rows": rows,
        "remarks": remarks(shown),
    }
