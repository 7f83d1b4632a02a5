"""The diagram as Mermaid text, for a wiki or an editor that draws it."""

from simulator.authoring.preview.words import done, joining, told
from simulator.authoring.vocabulary import word_in
from simulator.flow.labels import Language
from simulator.flow.scenario import Scenario


def as_mermaid(scenario: Scenario, language: Language) -> str:
    """A `flowchart`: boxes are phases, arrows transitions, round boxes triggers, slanted ones what a second
    colleague joins in with, the ladder a row of its own.
    """
    number = {phase.id: index for index, phase in enumerate(scenario.phases)}
    lines = ["flowchart TD"]
    for phase in scenario.phases:
        until = f" (≤ {phase.until_s:g} s)" if phase.until_s else ""
        lines.append(
            f'  p{number[phase.id]}["<b>{_safe(phase.id)}</b>{until}<br/>{_safe(phase.goal.in_language(language))}"]'
        )
    for phase in scenario.phases:
        lines += [
            f'  p{number[phase.id]} -->|"{_safe(told(step.when, language))}"| p{number[step.to]}'
            for step in phase.transitions
        ]
    for index, trigger in enumerate(scenario.triggers):
        label = f"{trigger.id}: {told(trigger.when, language)} → {done(trigger, language)}"
        lines.append(f'  t{index}(["{_safe(label)}"])')
        lines += [f"  p{number[phase_id]} -.- t{index}" for phase_id in trigger.phases]
    for index, join in enumerate(scenario.also_present.joins if scenario.also_present else ()):
        label = f"{join.id}: {joining(join, language)} → {done(join, language)}"
        lines.append(f'  j{index}[/"{_safe(label)}"/]')
        lines += [f"  p{number[phase_id]} -.- j{index}" for phase_id in join.phases]
    rungs = [
        f'l{index}["{rung.debt:g}: {word_in("intents", rung.intent, language)}"]'
        for index, rung in enumerate(scenario.ladder)
    ]
    if rungs:
        lines.append("  " + " --> ".join(rungs))
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Quotes and brackets would end a label."""
    return text.replace('"', "#quot;").replace("<", "&lt;").replace(">", "&gt;")
