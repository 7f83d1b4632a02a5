"""One text in the three languages of the product."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import MinLen

from simulator.flow.labels import Language

Text = Annotated[str, MinLen(1)]
"""Text that is there."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """The same text in Dutch, French and English. All three are required: nobody reads a fallback."""

    nl: Text
    fr: Text
    en: Text

    def in_language(self, language: Language) -> str:
        match language:
            case "nl":
                return self.nl
            case "fr":
                return self.fr
            case "en":
                return self.en
