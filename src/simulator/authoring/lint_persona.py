"""Rules for one persona."""

from collections.abc import Callable, Iterator

from simulator.authoring.finding import Finding
from simulator.authoring.lint_lines import check_lines
from simulator.authoring.reading import Authored
from simulator.flow.persona import Persona

PersonaRule = Callable[[Authored[Persona]], Iterator[Finding]]


def lines_are_speakable(persona: Authored[Persona]) -> Iterator[Finding]:
    yield from check_lines(persona.source, ("lines",), persona.value.lines)
    for kind, lines in persona.value.lines_for.items():
        yield from check_lines(persona.source, ("lines_for", kind), lines)


def languages_match(persona: Authored[Persona]) -> Iterator[Finding]:
    """Lines nobody can hear are a slip: a language was forgotten in `languages`, or misspelt."""
    spoken = persona.value.languages
    blocks = [(("lines",), persona.value.lines)]
    blocks += [(("lines_for", kind), lines) for kind, lines in persona.value.lines_for.items()]  # type: ignore[misc]
    for loc, lines in blocks:
        for language in lines:
            if language not in spoken:
                yield persona.source.finding(
                    "SIM120", (*loc, language), f"{persona.value.name} does not speak {language!r}.",
                    f"Add {language} to `languages`, or remove these lines.", of_key=True,
                )  # fmt: skip


PERSONA_RULES: tuple[PersonaRule, ...] = (lines_are_speakable, languages_match)
