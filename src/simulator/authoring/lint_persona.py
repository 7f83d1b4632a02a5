"""Rules for one persona."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from simulator.authoring.finding import Finding
from simulator.authoring.lint_lines import LinesByLanguage, check_lines
from simulator.authoring.reading import Authored
from simulator.authoring.source import Loc
from simulator.flow.persona import Persona

COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")
PersonaRule = Callable[[Authored[Persona]], Iterator[Finding]]


def lines_are_speakable(persona: Authored[Persona]) -> Iterator[Finding]:
    for loc, lines in _blocks(persona.value):
        yield from check_lines(persona.source, loc, lines)


def languages_match(persona: Authored[Persona]) -> Iterator[Finding]:
    """Lines nobody can hear are a slip: a language was forgotten in `languages`, or misspelt."""
    for loc, lines in _blocks(persona.value):
        for language in lines:
            if language not in persona.value.languages:
                yield persona.source.finding(
                    "SIM120", (*loc, language), f"{persona.value.name} does not speak {language!r}.",
                    f"Add {language} to `languages`, or remove these lines.", of_key=True,
                )  # fmt: skip


def moods_have_variants(persona: Authored[Persona]) -> Iterator[Finding]:
    """Where a mood has lines, only those are spoken in it: one alone comes back every time."""
    for loc, lines in _blocks(persona.value):
        for language, by_intent in lines.items():
            for intent, by_mood in by_intent.items():
                for mood, texts in by_mood.items():
                    if len(texts) == 1 and len(by_mood) > 1:
                        yield persona.source.finding(
                            "SIM119", (*loc, language, intent, mood), f"{intent} has one {mood} line only.",
                            f"Add a second, or remove `{mood}:` so that the neutral ones serve.", of_key=True,
                        )  # fmt: skip


def _blocks(persona: Persona) -> Iterator[tuple[Loc, LinesByLanguage]]:
    """Where lines stand: the persona's own, and those for each kind of talk."""
    yield ("lines",), persona.lines
    for kind, lines in persona.lines_for.items():
        yield ("lines_for", kind), lines


def colours_are_colours(persona: Authored[Persona]) -> Iterator[Finding]:
    look = persona.value.look
    for field, colour in (("skin", look.skin), ("hair", look.hair), ("clothes", look.clothes)):
        if not COLOUR.fullmatch(colour):
            yield persona.source.finding(
                "SIM129",
                ("look", field),
                f"{colour!r} is not a colour.",
                'Write it as CSS hex between quotes: "#e8b998".',
            )


def nothing_calms_and_escalates(persona: Authored[Persona]) -> Iterator[Finding]:
    dynamics = persona.value.dynamics
    for number, name in enumerate(dynamics.escalates):
        if name in dynamics.calms:
            yield persona.source.finding(
                "SIM130",
                ("dynamics", "escalates", number),
                f"{name} stands under `calms`, too.",
                "Keep it in one of them.",
            )


PERSONA_RULES: tuple[PersonaRule, ...] = (
    lines_are_speakable, languages_match, moods_have_variants, colours_are_colours, nothing_calms_and_escalates,
)  # fmt: skip
