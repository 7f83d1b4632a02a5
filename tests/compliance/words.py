"""Words that would claim to know what a trainee feels, or who speaks (domain brief, section 6, and their siblings)."""

import re
from typing import Final

FORBIDDEN: Final = {
    "nl": (
        r"nerveus|nerveuze|zenuw\w*|onzeker\w*|gestress\w*|gestrest\w*|stress|boos|boze|kwaad|kwade|zelfzeker\w*|"
        r"zelfverzekerd\w*|zelfvertrouwen|empathi\w*|sentiment\w*|arousal|valentie|emotie\w*|emotione\w*|"
        r"gemoed\w*|stemming(?:en)?|angst\w*|bang|gespannen\w*|gefrustreerd\w*|frustratie|verdriet\w*|gevoelens?|"
        r"gevoel|opgewonden|stemherkenning|sprekerherkenning"
    ),
    "fr": (
        r"nerveux|nerveuse\w*|nervosité|anxi\w+|angoiss\w+|stress\w*|fâch\w+|colère|émoti\w+|humeurs?|irrité\w*|triste\w*|"
        r"gêné\w*|sûr\w* de (?:soi|vous|toi|lui|elle)|confiance en (?:soi|vous|toi|lui|elle)|empath\w+|sentiments?|"
        r"ressentis?|empreinte vocale"
    ),
    "en": (
        r"nervous\w*|insecur\w+|unsure|stressed|stress(?:ful)?|angry|anger|confiden(?:t|tly|ce)|self assured|anxious|"
        r"anxiety|emotion\w*|sentiments?|arousal|valence|moods?|feelings?|afraid|sad|sadness|upset|frustrat\w+|"
        r"irritat\w+|empath\w+|tone of voice|voiceprints?|voice id|speaker (?:id|identity|embedding|recognition)\w*"
    ),
}
_ANY: Final = re.compile(rf"\b(?:{'|'.join(FORBIDDEN.values())})\b", re.IGNORECASE)
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

DENIALS: Final = (
    "Nooit naar emoties.", "Jamais les émotions.", "Never at emotions.",
    "never an emotion", "never infer emotion",
)  # fmt: skip
"""Sentences that say that it is not done: read before they count as nothing."""

LABELS: Final = ("acknowledge_emotion", "empathy_signals", "silence_sadness", "anger_legal")
"""Labels of the domain brief: what is said about the *other's* feeling, a kind of talk, two courses of a persona."""


def forbidden_in(text: str) -> list[str]:
    """The forbidden words of a text, an identifier or a key, lower case, in order."""
    for harmless in (*DENIALS, *LABELS):
        text = text.replace(harmless, "")
    return [found.lower() for found in _ANY.findall(_HUMP.sub(" ", text).replace("_", " "))]
