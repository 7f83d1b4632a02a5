"""Whether a turn ends as a statement: only there does a rise of the voice say something."""

import re
from typing import Final

from simulator.flow.labels import Language

TAGS: Final[dict[Language, re.Pattern[str]]] = {
    "nl": re.compile(
        r"\b(h[eéè]|eh|é|toch|zeker|nietwaar|niet waar|of niet|ja|oké|oke|ok|snapt (u|ge|je)|ziet (u|ge|je))$"
    ),
    "fr": re.compile(r"\b(hein|non|n'est-ce pas|d'accord|ok|vous voyez|vous comprenez|tu vois|pas vrai)$"),
    "en": re.compile(
        r"\b(right|okay|ok|yeah|eh|you know|you see|(is|are|do|does|did|wo|ca|have|has)n't (i|you|he|she|it|we|they))$"
    ),
}
"""Small words at the end that ask for agreement (domain.md, section 3: hé?, hein?, right?)."""
QUESTIONS: Final[dict[Language, re.Pattern[str]]] = {
    "nl": re.compile(
        r"^(en |maar |dus )?(wie|wat|waar|wanneer|waarom|hoe|hoeveel|welke?|(kunt?|wilt?|hebt|heeft|bent|zijt|ziet|"
        r"weet|begrijpt|snapt|vindt|denkt|mag|zal|zou) (u|ge|gij|je|jij|ik|we|wij)|is (dat|dit|het|er|u)) "
    ),
    "fr": re.compile(
        r"^(et |mais |alors )?(qui|que|quoi|qu'|o[uù]|quand|pourquoi|comment|combien|quel(le)?s?|est-ce|"
        r"[a-zéê]+-(vous|tu|nous|je|il|elle))\b"
    ),
    "en": re.compile(
        r"^(and |but |so )?(who|what|where|when|why|how|which|(do|does|did|are|is|can|could|would|will|have|has|should|"
        r"may) (i|you|he|she|it|we|they|that|this|there)) "
    ),
}
"""Beginnings of questions that a recogniser may have left without a question mark."""
_AND: Final[dict[Language, re.Pattern[str]]] = {
    "nl": re.compile(r"\b(en|of)\b"),
    "fr": re.compile(r"\b(et|ou)\b"),
    "en": re.compile(r"\b(and|or)\b"),
}
_LIST_COMMAS: Final = 2


def ends_as_statement(text: str, language: Language) -> bool:
    """Whether the last sentence tells something and is complete.

    Returns:
        False for a question, with or without its mark, for a tag that asks for agreement, and for a list or a sentence
        that is left open, because those rise in any speaker's mouth.
    """
    said = text.strip().lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not said or said[-1] in "?,:;…-" or said.endswith("..."):
        return False
    last = re.split(r"[.!?;]+\s+", said.rstrip(".! \"')"))[-1]
    if TAGS[language].search(last) or QUESTIONS[language].match(last):
        return False
    parts = last.split(",")
    is_open_list = len(parts) > _LIST_COMMAS and not _AND[language].search(parts[-1])
    return not is_open_list
