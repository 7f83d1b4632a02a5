"""A `when:` read aloud, in the trainer's language; the file's own words for it are kept apart (`written`)."""

from collections.abc import Iterator, Sequence
from typing import Final

from simulator.authoring.vocabulary import Vocabulary, word_in
from simulator.flow.labels import Language
from simulator.flow.scenario import Condition, Join, Trigger

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "nl": {
        "acts": "men hoort {}", "codes": "vaag: {}",
        "core_message": "deze beurt zegt de kern", "not_core_message": "deze beurt zegt de kern niet",
        "core_said": "de kern is gezegd", "not_core_said": "de kern is niet gezegd",
        "severity": "vaagheid vanaf {}", "debt": "opgestapelde vaagheid vanaf {:g}", "mood": "stemming {}",
        "turn": "vanaf beurt {}", "facts": "deze beurt geeft {}", "told": "gezegd: {}",
        "elapsed": "na {:g} s", "silence": "na {:g} s stilte", "legal": "juridisch: {}",
        "and": " en ", "or": " of ", "not": "niet ({})", "always": "altijd",
        "after": "na het antwoord", "instead": "in plaats van het antwoord", "spoken_to": "als men tot hen spreekt",
    },
    "fr": {
        "acts": "on entend {}", "codes": "flou : {}",
        "core_message": "ce tour dit l'essentiel", "not_core_message": "ce tour ne dit pas l'essentiel",
        "core_said": "l'essentiel est dit", "not_core_said": "l'essentiel n'est pas dit",
        "severity": "flou à partir de {}", "debt": "flou accumulé à partir de {:g}", "mood": "humeur {}",
        "turn": "à partir du tour {}", "facts": "ce tour donne {}", "told": "déjà dit : {}",
        "elapsed": "après {:g} s", "silence": "après {:g} s de silence", "legal": "juridique : {}",
        "and": " et ", "or": " ou ", "not": "pas ({})", "always": "toujours",
        "after": "après la réponse", "instead": "au lieu de la réponse", "spoken_to": "si on leur parle",
    },
    "en": {
        "acts": "one hears {}", "codes": "vague: {}",
        "core_message": "this turn tells the core", "not_core_message": "this turn does not tell the core",
        "core_said": "the core was told", "not_core_said": "the core was not told",
        "severity": "vagueness from {}", "debt": "vagueness piled up from {:g}", "mood": "mood {}",
        "turn": "from turn {}", "facts": "this turn gives {}", "told": "told: {}",
        "elapsed": "after {:g} s", "silence": "after {:g} s of silence", "legal": "legal: {}",
        "and": " and ", "or": " or ", "not": "not ({})", "always": "always",
        "after": "after the answer", "instead": "instead of the answer", "spoken_to": "when spoken to",
    },
}  # fmt: skip

_VOCABULARIES: Final[dict[str, Vocabulary]] = {
    "acts": "acts", "codes": "codes", "legal": "legal", "facts": "facts", "told": "facts", "mood": "moods",
}  # fmt: skip
_QUOTES: Final[dict[Language, tuple[str, str]]] = {"nl": ("‘", "’"), "fr": ("« ", " »"), "en": ("‘", "’")}


def told(condition: Condition, language: Language) -> str:
    """The condition in words."""
    words = _WORDS[language]
    return words["and"].join(_parts(condition, language)) or words["always"]


def joining(join: Join, language: Language) -> str:
    """When who sits at the table too takes the word, and before what of the persona."""
    words = _WORDS[language]
    spoken_to = (words["spoken_to"],) if join.spoken_to else ()
    return ", ".join((told(join.when, language), *spoken_to, words[join.place]))


def done(trigger: Trigger | Join, language: Language) -> str:
    """What is then done: the intent, and the words that a trigger or a join brings itself where it has some."""
    intent = word_in("intents", trigger.intent, language)
    texts = next((trigger.say[each] for each in (language, *trigger.say) if each in trigger.say), ())
    more = f" (+{len(texts) - 1})" if len(texts) > 1 else ""
    return f"{intent}: “{texts[0]}”{more}" if texts else intent


def written(condition: Condition) -> str:
    """The words of the file for what `told` says in the reader's, to find them again in the text."""
    return ", ".join(dict.fromkeys(_written(condition)))


def _written(condition: Condition) -> Iterator[str]:
    for _, words in _named(condition):
        yield from words
    for part in (*condition.any_of, *condition.none_of):
        yield from _written(part)


def _parts(condition: Condition, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    yield from _about_the_turn(condition, language)
    for name, limit in _limits(condition):
        if limit is not None:
            yield words[name].format(limit)
    if condition.any_of:
        yield "(" + words["or"].join(told(part, language) for part in condition.any_of) + ")"
    for part in condition.none_of:
        yield words["not"].format(told(part, language))
    if condition.cel:
        yield f"`{condition.cel}`"


def _about_the_turn(condition: Condition, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    for name, found in _named(condition):
        if found and name != "mood":
            yield words[name].format(_listed(name, found, language))
    for name, wanted in (("core_message", condition.core_message), ("core_said", condition.core_said)):
        if wanted is not None:
            yield words[name if wanted else f"not_{name}"]
    if condition.mood_any:
        yield words["mood"].format(_listed("mood", condition.mood_any, language))


def _named(condition: Condition) -> tuple[tuple[str, Sequence[str]], ...]:
    return (
        ("acts", condition.acts_any), ("codes", condition.codes_any), ("legal", condition.legal_any),
        ("facts", condition.facts_any), ("told", condition.told_all), ("mood", condition.mood_any),
    )  # fmt: skip


def _listed(name: str, found: Sequence[str], language: Language) -> str:
    """“a, b or c”, each in quotes because they are of several words; “and” where all must have been told."""
    left, right = _QUOTES[language]
    *most, last = (f"{left}{word_in(_VOCABULARIES[name], word, language)}{right}" for word in found)
    glue = _WORDS[language]["and" if name == "told" else "or"]
    return glue.join(([", ".join(most)] if most else []) + [last])


def _limits(condition: Condition) -> tuple[tuple[str, float | None], ...]:
    return (
        ("severity", condition.severity_at_least), ("debt", condition.debt_at_least),
        ("turn", condition.turn_at_least), ("elapsed", condition.elapsed_s_at_least),
        ("silence", condition.silence_s_at_least),
    )  # fmt: skip
