"""A `when:` read aloud, in the trainer's language. Acts, codes and flags keep the names that the file uses."""

from collections.abc import Iterator
from typing import Final

from simulator.flow.labels import Language
from simulator.flow.scenario import Condition, Join, Trigger

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "nl": {
        "core_message": "deze beurt zegt de kern", "not_core_message": "deze beurt zegt de kern niet",
        "core_said": "de kern is gezegd", "not_core_said": "de kern is niet gezegd",
        "severity": "vaagheid vanaf {}", "debt": "opgestapelde vaagheid vanaf {:g}", "mood": "stemming {}",
        "turn": "vanaf beurt {}", "facts": "deze beurt geeft {}", "told": "gezegd: {}",
        "elapsed": "na {:g} s", "silence": "na {:g} s stilte", "legal": "juridisch: {}",
        "and": " en ", "or": " of ", "not": "niet ({})", "always": "altijd",
        "after": "na het antwoord", "instead": "in plaats van het antwoord", "spoken_to": "als men tot hen spreekt",
    },
    "fr": {
        "core_message": "ce tour dit l'essentiel", "not_core_message": "ce tour ne dit pas l'essentiel",
        "core_said": "l'essentiel est dit", "not_core_said": "l'essentiel n'est pas dit",
        "severity": "flou à partir de {}", "debt": "flou accumulé à partir de {:g}", "mood": "humeur {}",
        "turn": "à partir du tour {}", "facts": "ce tour donne {}", "told": "déjà dit : {}",
        "elapsed": "après {:g} s", "silence": "après {:g} s de silence", "legal": "juridique : {}",
        "and": " et ", "or": " ou ", "not": "pas ({})", "always": "toujours",
        "after": "après la réponse", "instead": "au lieu de la réponse", "spoken_to": "si on leur parle",
    },
    "en": {
        "core_message": "this turn tells the core", "not_core_message": "this turn does not tell the core",
        "core_said": "the core was told", "not_core_said": "the core was not told",
        "severity": "vagueness from {}", "debt": "vagueness piled up from {:g}", "mood": "mood {}",
        "turn": "from turn {}", "facts": "this turn gives {}", "told": "told: {}",
        "elapsed": "after {:g} s", "silence": "after {:g} s of silence", "legal": "legal: {}",
        "and": " and ", "or": " or ", "not": "not ({})", "always": "always",
        "after": "after the answer", "instead": "instead of the answer", "spoken_to": "when spoken to",
    },
}  # fmt: skip


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
    texts = next((trigger.say[each] for each in (language, *trigger.say) if each in trigger.say), ())
    more = f" (+{len(texts) - 1})" if len(texts) > 1 else ""
    return f"{trigger.intent}: “{texts[0]}”{more}" if texts else trigger.intent


def _parts(condition: Condition, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    yield from _about_the_turn(condition, words)
    for name, limit in _limits(condition):
        if limit is not None:
            yield words[name].format(limit)
    if condition.any_of:
        yield "(" + words["or"].join(told(part, language) for part in condition.any_of) + ")"
    for part in condition.none_of:
        yield words["not"].format(told(part, language))
    if condition.cel:
        yield f"`{condition.cel}`"


def _about_the_turn(condition: Condition, words: dict[str, str]) -> Iterator[str]:
    either = words["or"].join
    for named in (condition.acts_any, condition.codes_any):
        if named:
            yield either(named)
    if condition.legal_any:
        yield words["legal"].format(either(condition.legal_any))
    if condition.facts_any:
        yield words["facts"].format(either(condition.facts_any))
    if condition.told_all:
        yield words["told"].format(words["and"].join(condition.told_all))
    for name, wanted in (("core_message", condition.core_message), ("core_said", condition.core_said)):
        if wanted is not None:
            yield words[name if wanted else f"not_{name}"]
    if condition.mood_any:
        yield words["mood"].format(either(condition.mood_any))


def _limits(condition: Condition) -> tuple[tuple[str, float | None], ...]:
    return (
        ("severity", condition.severity_at_least), ("debt", condition.debt_at_least),
        ("turn", condition.turn_at_least), ("elapsed", condition.elapsed_s_at_least),
        ("silence", condition.silence_s_at_least),
    )  # fmt: skip
