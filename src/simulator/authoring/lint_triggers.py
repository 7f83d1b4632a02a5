"""Rules for what a trigger says in words of its own."""

from collections.abc import Callable, Iterator

from simulator.authoring.finding import Finding
from simulator.authoring.lint_lines import check_texts, is_free
from simulator.authoring.lint_scenario import languages_match
from simulator.authoring.reading import Authored
from simulator.authoring.source import Loc
from simulator.flow.scenario import Scenario

TriggerRule = Callable[[Authored[Scenario]], Iterator[Finding]]


def own_lines_match_languages(scenario: Authored[Scenario]) -> Iterator[Finding]:
    """In every language of the talk, and in no other: nobody hears the line of another trigger instead."""
    for number, trigger in enumerate(scenario.value.triggers):
        if trigger.say:
            loc: Loc = ("triggers", number, "say")
            yield from languages_match(scenario, "SIM131", loc, trigger.say, f"{trigger.id!r} has no line")


def own_lines_are_speakable(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, trigger in enumerate(scenario.value.triggers):
        for language, texts in trigger.say.items():
            loc: Loc = ("triggers", number, "say", language)
            yield from check_texts(scenario.source, loc, texts, language)
            if not any(map(is_free, texts)):
                yield scenario.source.finding(
                    "SIM111", loc, f"every line of {trigger.id!r} has a slot.",
                    "Add one without: slots are often empty.", of_key=True,
                )  # fmt: skip
            if not trigger.once and len(texts) < 2:
                yield scenario.source.finding(
                    "SIM119", loc, f"{trigger.id!r} fires again and again, and has one line only.",
                    "Add a second: a colleague does not repeat itself.", of_key=True,
                )  # fmt: skip


def silence_says_nothing(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, trigger in enumerate(scenario.value.triggers):
        if trigger.intent == "stay_silent" and trigger.say:
            yield scenario.source.finding(
                "SIM132", ("triggers", number, "say"), f"{trigger.id!r} stays silent, so this is never said.",
                "Choose another intent, or remove the line.", of_key=True,
            )  # fmt: skip


TRIGGER_RULES: tuple[TriggerRule, ...] = (own_lines_match_languages, own_lines_are_speakable, silence_says_nothing)
