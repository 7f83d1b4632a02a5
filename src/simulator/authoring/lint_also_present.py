"""Rules for who sits at the table too: joins that can be said, in every language, by somebody who is no double."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from simulator.authoring.at_table import second_at_table
from simulator.authoring.finding import Finding
from simulator.authoring.lint_conditions import implies
from simulator.authoring.lint_lines import check_texts, is_free
from simulator.authoring.lint_scenario import languages_match
from simulator.authoring.reading import Authored
from simulator.authoring.source import Loc, did_you_mean, listed
from simulator.flow.labels import Intent
from simulator.flow.persona import Persona
from simulator.flow.scenario import Join, Scenario

JoinRule = Callable[[Authored[Scenario]], Iterator[Finding]]

OF_THE_PERSONA: Final[frozenset[Intent]] = frozenset(
    {"take_news", "leave", "close", "stay_silent", "stop_exercise", "show_help_lines"}
)
"""What only the persona of the talk does: it hears the news and ends the talk."""


def nobody_sits_twice(scenario: Authored[Scenario]) -> Iterator[Finding]:
    names = scenario.value.also_present.personas if scenario.value.also_present else ()
    for number, name in enumerate(names):
        if name in names[:number]:
            yield scenario.source.finding(
                "SIM135", ("also_present", "personas", number), f"{name!r} stands here twice.", "Name each once."
            )


def joins_match_languages(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, join in _joins(scenario):
        loc: Loc = ("also_present", "joins", number, "say")
        yield from languages_match(scenario, "SIM137", loc, join.say, f"{join.id!r} has no line")


def joins_are_speakable(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for number, join in _joins(scenario):
        for language, texts in join.say.items():
            loc: Loc = ("also_present", "joins", number, "say", language)
            yield from check_texts(scenario.source, loc, texts, language)
            if not any(map(is_free, texts)):
                yield scenario.source.finding(
                    "SIM111", loc, f"every line of {join.id!r} has a slot.",
                    "Add one without: slots are often empty.", of_key=True,
                )  # fmt: skip
            if not join.once and len(texts) < 2:
                yield scenario.source.finding(
                    "SIM119", loc, f"{join.id!r} fires again and again, and has one line only.",
                    "Add a second: a colleague does not repeat itself.", of_key=True,
                )  # fmt: skip


def joins_can_be_heard(scenario: Authored[Scenario]) -> Iterator[Finding]:
    """Nobody joins on a silence, or where another join is always taken first."""
    before: list[Join] = []
    for number, join in _joins(scenario):
        loc: Loc = ("also_present", "joins", number)
        if join.when.silence_s_at_least is not None:
            yield scenario.source.finding(
                "SIM138", (*loc, "when"), "this is never heard: who sits along joins after a turn, not in a silence.",
                "Take `silence_s_at_least` out; the persona may break a silence, in `triggers`.", of_key=True,
            )  # fmt: skip
        if first := next((other for other in before if _hides(other, join)), None):
            yield scenario.source.finding(
                "SIM138", (*loc, "when"), f"this is never heard: {first.id!r} above it is always taken first.",
                "Put the narrower condition first, or make this one differ.", of_key=True,
            )  # fmt: skip
        if join.intent in OF_THE_PERSONA:
            yield scenario.source.finding(
                "SIM138", (*loc, "intent"), f"this is never heard: {join.intent} is for the persona of the talk.",
                "Choose what the line comes to: a question, a protest.",
            )  # fmt: skip
        before.append(join)


def somebody_sits_there(scenario: Authored[Scenario], known: Mapping[str, Authored[Persona]]) -> Iterator[Finding]:
    """They exist; and with every persona of the talk, in every language, one is left to sit there."""
    present = scenario.value.also_present
    for number, name in enumerate(present.personas if present else ()):
        if name not in known:
            remedy = did_you_mean(name, known, otherwise=f"Personas: {listed(known)}.")
            loc: Loc = ("also_present", "personas", number)
            yield scenario.source.finding("SIM101", loc, f"there is no persona {name!r}.", remedy)
    everybody = {name: authored.value for name, authored in known.items()}
    for name in scenario.value.personas if present else ():
        persona = everybody.get(name)
        for language in persona.languages if persona else ():
            is_played = persona is not None and language in scenario.value.languages
            if is_played and persona and second_at_table(scenario.value, persona, language, everybody) is None:
                yield scenario.source.finding(
                    "SIM136", ("also_present", "personas"), f"beside {name!r} nobody is left who speaks {language!r}.",
                    "Add somebody who does, and who is not the persona of the talk.", of_key=True,
                )  # fmt: skip


def _hides(earlier: Join, later: Join) -> bool:
    """Whether the earlier one is taken whenever the later one could be, for good."""
    is_wider = not earlier.phases or bool(later.phases and set(later.phases) <= set(earlier.phases))
    is_addressed = not earlier.spoken_to or later.spoken_to
    is_same_place = earlier.place == later.place
    return not earlier.once and is_same_place and is_wider and is_addressed and implies(later.when, earlier.when)


def _joins(scenario: Authored[Scenario]) -> Iterator[tuple[int, Join]]:
    present = scenario.value.also_present
    yield from enumerate(present.joins if present else ())


JOIN_RULES: tuple[JoinRule, ...] = (
    nobody_sits_twice, joins_match_languages, joins_are_speakable, joins_can_be_heard,
)  # fmt: skip
