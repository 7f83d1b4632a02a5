"""Does the other ask where the talk is going?"""

from simulator.flow.labels import Language
from simulator.language.folding import fold
from simulator.language.rulebook import rulebook


def asks_for_clarity(text: str, lang: Language) -> bool:
    """Whether the avatar's line asks for clarity ("Wat bedoelt u nu precies?", "Word ik ontslagen of niet?")."""
    clarity = rulebook(lang).clarity
    folded = fold(text)
    return bool(clarity.asks.search(folded) or clarity.asks_yes_no.search(folded))
