"""Words a listener notices: titles, tu and jij, courtesies, thanks, always and never, what is lost, what came of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import TalkView
from simulator.flow.evidence import Evidence, Polarity
from simulator.flow.labels import LANGUAGES, EvidenceCategory, Language
from simulator.flow.local_text import LocalText

SOURCE: Final = "domain brief section 1 (partner and conflict scenarios: drills, not truths)"


@dataclass(frozen=True, slots=True)
class Form:
    """One form, noticed at its first place in a turn."""

    name: str
    words: dict[Language, re.Pattern[str]]
    message: LocalText
    category: EvidenceCategory = "respect"
    polarity: Polarity = "neutral"
    only_beside: tuple[str, ...] = ()
    """Rules of which the turn must show one: "u bent altijd welkom" generalises nothing."""


def _words(**by_language: str) -> dict[Language, re.Pattern[str]]:
    return {
        language: re.compile(rf"(?<!\w)(?:{by_language[language]})(?!\w)", re.IGNORECASE)
        for language in LANGUAGES
        if language in by_language
    }


FORMS: Final[tuple[Form, ...]] = (
    Form(
        "title",
        _words(
            nl="meneer|mijnheer|mevrouw|dokter|monsieur|madame",
            fr="monsieur|madame|messieurs|mesdames|docteur|maître",
            en=r"mr|mrs|ms|sir|madam|doctor|dr|herr|frau",
        ),
        LocalText(nl="Aangesproken met titel.", fr="Adresse avec titre.", en="Addressed by title."),
    ),
    Form(
        "informal",
        _words(nl="je|jij|jou|jouw|ge|gij", fr="tu|toi|te|ton|ta|tes|t(?=['’])"),
        LocalText(nl="Informeel aangesproken.", fr="Tutoiement.", en="Informal address."),
    ),
    Form(
        "courtesy",
        _words(
            nl="alstublieft|alsjeblieft|zou u|zou je|zouden we|mag ik|graag",
            fr="s'il vous plaît|je vous prie|permettez|auriez-vous|pourriez-vous|je vous propose|volontiers|"
            "si vous le voulez bien",
            en="please|i'm afraid|i am afraid|would you|could you|may i|might i|i'd be grateful|we'd be grateful|"
            "i appreciate|we appreciate|i do appreciate|if i may|i hope you|with your permission|rather",
        ),
        LocalText(nl="Beleefde omlijsting.", fr="Formule de politesse.", en="A polite frame."),
    ),
    Form(
        "thanks",
        _words(
            nl="dank u|dank je|bedankt|dankuwel|dankjewel|merci",
            fr="merci|je vous remercie|nous vous remercions|remercier",
            en="thanks|thank you|thank|grateful",
        ),
        LocalText(nl="Bedankt.", fr="Remercié.", en="Thanked."),
    ),
    Form(
        "generalising",
        _words(
            nl=r"(?:altijd|nooit|iedere keer|elke keer|jullie|gijlie|ulder|typisch)",
            fr=r"(?:toujours|jamais|à chaque fois|vous autres|vous tous|typique|typiquement)",
            en=r"(?:always|never|every single time|you people|you lot|typical|typically)",
        ),
        LocalText(
            nl="Altijd, nooit of een hele groep: dat is een oordeel, geen feit.",
            fr="Toujours, jamais ou tout un groupe : c'est un jugement, pas un fait.",
            en="Always, never or a whole group: that is a judgement, not a fact.",
        ),
        polarity="negative",
        only_beside=("act.you_blame", "act.feedback_person"),
    ),
    Form(
        "loss",
        _words(
            nl=r"verliest|verlies|verliezen|kwijt|(?:valt|vallen|gaat|gaan) (?:\w+ ){0,3}weg|wegvalt|verdwijnt|"
            "minder premie|geen premie meer",
            fr="perdez|perds|perte|perdre|disparaît|disparait|supprimée?|plus de prime",
            en="lose|loss|losing|goes away|will go|disappears|no longer get|no more premium|is gone",
        ),
        LocalText(nl="Noemt wat verloren gaat.", fr="Nomme ce qui se perd.", en="Names what is lost."),
        category="clarity",
    ),
    Form(
        "agenda",
        _words(
            nl="agenda|dagorde|punten|eerst|daarna|om te beginnen",
            fr="ordre du jour|points|d'abord|ensuite|pour commencer",
            en="agenda|items|points|first|then|to begin with",
        ),
        LocalText(nl="Zegt wat er besproken wordt.", fr="Annonce l'ordre du jour.", en="Says what will be discussed."),
        category="structure",
    ),
    Form(
        "effect",
        _words(
            nl="daardoor|hierdoor|waardoor|met als gevolg|het gevolg (?:is|was)|dat kostte|het kostte",
            fr="à cause de (?:cela|ça)|de ce fait|du coup|résultat|avec pour (?:conséquence|effet)|cela a coûté|"
            "ça a coûté|(?:la )?conséquence",
            en="because of (?:that|it|this)|as a result|which meant|so that|that cost|it cost",
        ),
        LocalText(nl="Noemt wat ervan kwam.", fr="Nomme ce qui en a résulté.", en="Names what came of it."),
        category="clarity",
        only_beside=("act.feedback_behaviour", "act.evidence", "core"),
    ),
)


def observe_forms(view: TalkView) -> Iterator[Evidence]:
    """One `moment.<form>` per turn and form, with the words that show it."""
    for form in FORMS:
        beside = {e.item_id for e in view.having(*form.only_beside)}
        for turn in view.trainee_turns:
            if form.only_beside and turn.item_id not in beside:
                continue
            pattern = form.words.get(turn.language)
            if found := pattern.search(turn.text) if pattern else None:
                yield moment(
                    f"moment.{form.name}", turn, (turn.start_ms, turn.end_ms), form.message,
                    category=form.category, polarity=form.polarity, place=found.span(), source=SOURCE,
                )  # fmt: skip
