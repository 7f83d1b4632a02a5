"""Plays a scenario's examples: transcripts with what must come out of them."""

from collections.abc import Iterator, Mapping

from simulator.authoring.at_table import second_at_table
from simulator.authoring.finding import Finding
from simulator.authoring.reading import Authored
from simulator.authoring.rehearsing import Outcome, Rehearse
from simulator.authoring.simulating import players_in
from simulator.authoring.source import Loc, listed
from simulator.errors import RechtuitError
from simulator.flow.persona import Persona
from simulator.flow.scenario import Example, Scenario

EXAMPLE_SEED = 0


def play_examples(
    scenario: Authored[Scenario], cast: Mapping[str, Persona], rehearse: Rehearse
) -> tuple[list[Finding], list[Outcome]]:
    """Findings of all examples, and their outcomes (they count for coverage)."""
    found: list[Finding] = []
    outcomes: list[Outcome] = []
    for number, example in enumerate(scenario.value.examples):
        loc: Loc = ("examples", number)
        try:
            outcome = play_example(scenario.value, example, cast, rehearse)
        except RechtuitError as problem:
            found.append(scenario.source.finding("SIM208", loc, f"{example.id} breaks off: {problem}", ""))
            continue
        outcomes.append(outcome)
        for field, code, message, remedy in _differences(example, outcome):
            found.append(scenario.source.finding(code, (*loc, field), f"{example.id}: {message}", remedy))
    return found, outcomes


def play_example(scenario: Scenario, example: Example, cast: Mapping[str, Persona], rehearse: Rehearse) -> Outcome:
    """One example at normal difficulty, with its persona or the first that speaks its language."""
    persona_id = example.persona or next(
        name for name, persona in players_in(scenario, cast).items() if example.language in persona.languages
    )
    persona = cast[persona_id]
    second = second_at_table(scenario, persona, example.language, cast)
    return rehearse(scenario, persona, example.language, "normal", EXAMPLE_SEED, example.turns, second)


def _differences(example: Example, outcome: Outcome) -> Iterator[tuple[str, str, str, str]]:
    """Field, code, message and remedy of everything that came out otherwise."""
    mend = "Mend the example or the rubric."
    if example.score_at_least is not None and outcome.score < example.score_at_least:
        yield "score_at_least", "SIM201", f"it scores {outcome.score:g}, not {example.score_at_least:g} or more.", mend
    if example.score_at_most is not None and outcome.score > example.score_at_most:
        yield "score_at_most", "SIM201", f"it scores {outcome.score:g}, not {example.score_at_most:g} or less.", mend
    done = listed(set(outcome.intents))
    if missing := set(example.intents_include) - set(outcome.intents):
        yield "intents_include", "SIM202", f"the persona never does {listed(missing)}.", f"It does: {done}."
    if unwanted := set(example.intents_exclude) & set(outcome.intents):
        yield "intents_exclude", "SIM202", f"the persona does {listed(unwanted)}.", f"It does: {done}."
    joined = listed(outcome.joins) or "nothing"
    if unheard := set(example.joins_include) - set(outcome.joins):
        yield "joins_include", "SIM202", f"who sits along never says {listed(unheard)}.", f"They say: {joined}."
    if unwanted_joins := set(example.joins_exclude) & set(outcome.joins):
        yield "joins_exclude", "SIM202", f"who sits along says {listed(unwanted_joins)}.", f"They say: {joined}."
    if example.news_turn is not None and example.news_turn != outcome.news_turn:
        turn = outcome.news_turn or "no turn"
        yield "news_turn", "SIM203", f"the news is heard in {turn}, not in {example.news_turn}.", "Reword that turn."
