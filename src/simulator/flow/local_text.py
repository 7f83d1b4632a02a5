"""One text in the three languages of the product."""

from dataclasses import dataclass

from simulator.flow.labels import Language


@dataclass(frozen=True, slots=True)
class LocalText:
    """The same text in Dutch, French and English. All three are required: nobody reads a fallback."""

    nl: str
    fr: str
    en: str

    def in_language(self, language: Language) -> str:
        match language:
            case "nl":
                return self.nl
            case "fr":
                return self.fr
            case "en":
                return self.en
