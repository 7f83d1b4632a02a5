"""Rules between a scenario and the personas that play it."""

from collections.abc import Callable, Iterator, Mapping

from simulator.authoring.finding import Finding
from simulator.authoring.reading import Authored
from simulator.authoring.source import did_you_mean, listed
from simulator.dialogue import authored, choosable_intents
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario

PairingRule = Callable[[Authored[Scenario], Mapping[str, Authored[Persona]]], Iterator[Finding]]


def personas_exist(scenario: Authored[Scenario], known: Mapping[str, Authored[Persona]]) -> Iterator[Finding]:
    for number, name in enumerate(scenario.value.personas):
        if name not in known:
            remedy = did_you_mean(name, known, otherwise=f"Personas: {listed(known)}.")
            yield scenario.source.finding("SIM101", ("personas", number), f"there is no persona {name!r}.", remedy)


def languages_have_personas(scenario: Authored[Scenario], known: Mapping[str, Authored[Persona]]) -> Iterator[Finding]:
    cast = [known[name].value for name in scenario.value.personas if name in known]
    for number, language in enumerate(scenario.value.languages):
        if not any(language in persona.languages for persona in cast):
            yield scenario.source.finding(
                "SIM112", ("languages", number), f"no persona of this scenario speaks {language!r}.",
                "Add one to `personas`, or remove the language.",
            )  # fmt: skip


def intents_have_lines(scenario: Authored[Scenario], known: Mapping[str, Authored[Persona]]) -> Iterator[Finding]:
    """Found in the persona's file, where the lines are to be written."""
    for name in scenario.value.personas:
        if name not in known:
            continue
        persona = known[name]
        for language in persona.value.languages:
            if language not in scenario.value.languages:
                continue
            for intent in sorted(choosable_intents(scenario.value, persona.value)):
                if not authored(scenario.value, persona.value, language, intent):
                    yield persona.source.finding(
                        "SIM109", ("lines", language),
                        f"there are no {language!r} lines for {intent}, which {scenario.value.id} needs.",
                        f"Add `{intent}:` under `lines` or under `lines_for: {scenario.value.kind}`.", of_key=True,
                    )  # fmt: skip


def examples_are_spoken(scenario: Authored[Scenario], known: Mapping[str, Authored[Persona]]) -> Iterator[Finding]:
    for number, example in enumerate(scenario.value.examples):
        persona = known.get(example.persona or "")
        if persona is not None and example.language not in persona.value.languages:
            yield scenario.source.finding(
                "SIM128", ("examples", number, "persona"),
                f"{persona.value.name} does not speak {example.language!r}.", "Choose one who does, or leave it out.",
            )  # fmt: skip


PAIRING_RULES: tuple[PairingRule, ...] = (
    personas_exist, languages_have_personas, intents_have_lines, examples_are_spoken,
)  # fmt: skip
