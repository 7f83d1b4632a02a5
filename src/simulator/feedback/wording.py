"""Sentences with numbers in three languages: a Dutch or French reader gets a decimal comma."""

from simulator.flow.labels import Language
from simulator.flow.local_text import LocalText


def spoken_number(value: float, language: Language) -> str:
    """A number as this language writes it, with one decimal only where there is one."""
    shown = f"{value:.1f}".removesuffix(".0")
    return shown if language == "en" else shown.replace(".", ",")


def fill(text: LocalText, **values: float) -> LocalText:
    """The text with its {slots} filled; slots hold numbers only, so a quote never enters a template."""

    def filled(language: Language) -> str:
        slots = {name: spoken_number(value, language) for name, value in values.items()}
        return text.in_language(language).format(**slots)

    return LocalText(nl=filled("nl"), fr=filled("fr"), en=filled("en"))


def joined(parts: list[LocalText]) -> LocalText:
    """Sentences one after the other, without repeating one."""
    unique = list(dict.fromkeys(parts))
    return LocalText(
        nl=" ".join(p.nl for p in unique), fr=" ".join(p.fr for p in unique), en=" ".join(p.en for p in unique)
    )
