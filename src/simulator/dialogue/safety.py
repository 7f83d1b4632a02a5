"""What stands above character and scenario: stopping works, self-harm ends the role play, lines have bounds."""

import re
from typing import Final, Literal

from simulator.flow.labels import Language
from simulator.flow.local_text import LocalText

SafetyCall = Literal["stop", "pause", "help"]

HELP_LINES_LAST_VERIFIED: Final[str | None] = None
"""Nobody has checked the numbers below against the help lines' own pages yet; docs/trainer/writing.md says so too."""

HELP_TEXT: Final = LocalText(
    nl="We stoppen het rollenspel hier. Dit is belangrijker dan een oefening. Praten kan nu, anoniem en gratis: "
    "Zelfmoordlijn 1813, of in het Frans 0800 32 123. Bij direct gevaar: 112.",
    fr="Nous arrêtons le jeu de rôle ici. Ceci compte plus qu'un exercice. Vous pouvez parler maintenant, "
    "gratuitement et anonymement : 0800 32 123, ou en néerlandais 1813. En cas de danger immédiat : 112.",
    en="We stop the role play here. This matters more than an exercise. You can talk to someone now, free and "
    "anonymously: 1813 in Dutch, 0800 32 123 in French. In immediate danger: 112.",
)
STOP_TEXT: Final = LocalText(
    nl="Goed, we stoppen de oefening.", fr="D'accord, nous arrêtons l'exercice.", en="All right, we stop the exercise."
)
PAUSE_TEXT: Final = LocalText(
    nl="Pauze. Praat gewoon verder wanneer u klaar bent.",
    fr="Pause. Reprenez quand vous êtes prêt.",
    en="Paused. Just go on when you are ready.",
)

_EXERCISE = r"(?:de |het |met de |met het |l'|le |the |this )?(?:oefening|rollenspel|simulatie|exercice|jeu de rôle|"
_EXERCISE += r"simulation|exercise|role ?play)"
_STOP = re.compile(
    rf"(?:stop|stoppen)(?:[ ,.!]+stop)*|ik wil stoppen|je veux arrêter|i want to stop|"
    rf"(?:stop|beëindig|arrêtez|arrête|arrêtons|end|quit) {_EXERCISE}",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"(?:pauze|pause)|(?:even |een |une |a )(?:pauze|pause)", re.IGNORECASE)
_SELF_HARM = re.compile(
    r"zelfmoord|zelfdoding|suïcide|suicide|uit het leven stappen|aan mijn leven|"
    r"niet meer (?:willen |wil |wilt )?(?:leven|verder ?leven)\b|(?:ik wil|wou dat ik|wilde dat ik) dood|"
    r"(?:mezelf|mijzelf|uzelf|jezelf) (?:iets aan|van kant|pijn)|"
    r"me (?:tuer|suicider|faire du mal)|vous (?:tuer|faire du mal)|en finir avec la vie|mettre fin à mes jours|"
    r"plus envie de vivre|(?:veux|voudrais|préfère(?:rais)?) mourir|envie de mourir|veux plus vivre|"
    r"(?:ik|'k) (?:wil|wou|zou liever) (?:niet meer leven|sterven|doodgaan|er niet meer zijn)|"
    r"(?:wish|wished) i (?:was|were) dead|don't want to live|want to die|"
    r"(?:kill|hurt|harm)(?:ing)? (?:myself|yourself)|end(?:ing)? my (?:own )?life",
    re.IGNORECASE,
)

_ABOUT_THE_TRAINEE: Final[dict[Language, re.Pattern[str]]] = {
    "nl": re.compile(
        r"\b(?:klinkt|klink je|klinken|lijkt mij|ziet er|zijt precies|bent precies)\b.{0,25}\b(?:zenuw|nerveus|onzeker|"
        r"bang|boos|kwaad|gestress|zelfzeker|moe|verdriet|ongemakkelijk)|\b(?:u|ge|gij|je|jij) (?:bent|zijt|klinkt) "
        r"(?:zo |precies |wel |een beetje )*(?:zenuw|nerveus|onzeker|bang|boos|kwaad|gestress|zelfzeker|ongemakkelijk)|"
        r"uw stem (?:trilt|beeft)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:vous|tu) (?:avez l'air|as l'air|semblez|sembles|êtes|es|paraissez) (?:si |très |un peu |bien )*"
        r"(?:nerv|stress|hésitant|fâch|triste|mal à l'aise|anxieu|sûr de vous|tendu)|votre voix tremble",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\byou(?:'re| are| sound| seem| look) (?:so |very |a bit |quite )*(?:nervous|stressed|angry|anxious|unsure|"
        r"insecure|afraid|sad|confident|uncomfortable|tense)|your voice (?:is shaking|shakes|trembles)",
        re.IGNORECASE,
    ),
}
_STATES_LAW: Final[dict[Language, re.Pattern[str]]] = {
    "nl": re.compile(
        r"\b(?:wet|wetten|wettelijk|onwettig|illegaal|strafbaar|arbeidsrecht|cao \d|artikel \d|rechtsgeldig|"
        r"opzeg(?:gings)?termijn (?:is|bedraagt)|ik heb (?:wettelijk )?recht op)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:la loi|légal|légale|légalement|illégal|illégale|droit du travail|cct \d|article \d|"
        r"j'ai droit à|le préavis est de)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:the law|by law|legally|illegal|unlawful|employment law|article \d|i am entitled to)\b", re.IGNORECASE
    ),
}

OutOfBounds = Literal["comments_on_trainee", "states_law"]


def safety_call(text: str) -> SafetyCall | None:
    """What a trainee's turn asks for, above the role play. Every language works in every talk.

    "Stop" and "pauze" count only when they are the whole turn: "we zetten uw contract stop" is the news.
    """
    if _SELF_HARM.search(text):
        return "help"
    said = text.strip(" .,!?…").strip()
    if _STOP.fullmatch(said):
        return "stop"
    return "pause" if _PAUSE.fullmatch(said) else None


def speaks_of_self_harm(text: str) -> bool:
    """True when either side's words touch self-harm."""
    return _SELF_HARM.search(text) is not None


def out_of_bounds(text: str, language: Language) -> tuple[OutOfBounds, ...]:
    """What a persona's line says that no persona may say (domain brief, section 4); empty when it is fine.

    A persona never tells trainees how they feel or sound, and never states law: the report does that, with a source.
    """
    found: list[OutOfBounds] = []
    if _ABOUT_THE_TRAINEE[language].search(text):
        found.append("comments_on_trainee")
    if _STATES_LAW[language].search(text):
        found.append("states_law")
    return tuple(found)
