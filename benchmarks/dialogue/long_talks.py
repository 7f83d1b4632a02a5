"""What a turn costs in a long talk beside a short one, and how long the director takes for a step.

The judgement of a turn is remembered: it costs the same in the third turn as in the two hundredth, and would hide
what grows. Run: python -m benchmarks.dialogue.long_talks [--repeats 20]
"""

import argparse
import time
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from statistics import median, quantiles
from typing import Final

from simulator.authoring import Catalog
from simulator.dialogue import Director
from simulator.dialogue.actors.scripted import ScriptedActor
from simulator.flow.labels import Language
from simulator.flow.language import Judgement, TurnContext
from simulator.flow.talk import Versions
from simulator.language import judge
from simulator.session.plan import Plan
from simulator.session.rehearsal import Rehearsal
from simulator.session.typed import TypedRehearsal
from simulator.settings import load_settings

SHORT, LONG = 10, 200
"""Turns of the two talks that are compared."""
DIRECTOR_TARGET_MS: Final = 5.0
NEWS: Final = "Ik heb slecht nieuws. We zetten uw contract stop."
AFTER: Final = (
    "Ik zie dat dit hard aankomt. Neem gerust de tijd.",
    "Hoe is dat voor u?",
    "U zegt dat u dat niet had verwacht.",
    "Wat wilt u nu weten?",
)
"""What can be said for a long time without the persona taking its leave."""


def turns(count: int) -> Iterator[str]:
    """The news, and then what comes after it, again and again."""
    yield NEWS
    yield from islice(cycle(AFTER), count - 1)


@cache
def remembered(text: str) -> Judgement:
    return judge(text, "nl", context=TurnContext(core_said=text != NEWS))


def judge_once(text: str, lang: Language, *, context: TurnContext) -> Judgement:  # noqa: ARG001 - a `session.Judge`
    return remembered(text)


def plan() -> Plan:
    settings = load_settings()
    catalog = Catalog.load(settings.personas_dir, settings.scenarios_dir)
    return Plan("bench", catalog.scenario("c4-ontslag"), catalog.persona("lieve"), "nl", "normal", 1, Versions())


def step_times_ms(the: Plan, count: int) -> list[float]:
    """How long each step of the director took, in a talk of this many turns."""
    by = Director(the.scenario, the.persona, language=the.language, difficulty=the.difficulty, seed=the.seed)
    state = by.open()[0]
    taken: list[float] = []
    for number, text in enumerate(turns(count), start=1):
        started = time.perf_counter()
        state, _ = by.react(state, remembered(text), (), elapsed_ms=9000 * number)
        taken.append(1000 * (time.perf_counter() - started))
    assert not state.ended, "a talk that is over costs nothing"
    return taken


def talk_ms(the: Plan, count: int) -> tuple[float, float]:
    """Milliseconds a turn of a whole typed rehearsal, and of its report at the end."""
    rehearsal = Rehearsal(the, ScriptedActor(), judge=judge_once)
    typed = TypedRehearsal(rehearsal)
    typed.open()
    started = time.perf_counter()
    for text in turns(count):
        typed.say(text)
    played = time.perf_counter()
    rehearsal.report()
    reported = time.perf_counter()
    assert not rehearsal.state.ended, "a talk that is over costs nothing"
    return 1000 * (played - started) / count, 1000 * (reported - played) / count


def measure(repeats: int) -> None:
    the = plan()
    step_times_ms(the, LONG)  # everything is loaded and judged once
    talk_ms(the, SHORT)
    steps = {count: [step_times_ms(the, count) for _ in range(repeats)] for count in (SHORT, LONG)}
    every = [taken for talk in steps[LONG] for taken in talk]
    print(
        f"director step in a talk of {LONG} turns: median {median(every):.3f} ms, 99th percentile "
        f"{quantiles(every, n=100)[-1]:.3f} ms, longest {max(every):.3f} ms (target {DIRECTOR_TARGET_MS:g} ms)"
    )
    talks = {count: [talk_ms(the, count) for _ in range(repeats)] for count in (SHORT, LONG)}
    rows = (
        ("director, ms a turn", {count: min(sum(talk) / count for talk in steps[count]) for count in steps}),
        ("rehearsal, ms a turn", {count: min(played for played, _ in talks[count]) for count in talks}),
        ("report, ms a turn", {count: min(reported for _, reported in talks[count]) for count in talks}),
    )
    print(f"{'':22}{SHORT:>8} turns{LONG:>8} turns{'ratio':>8}")
    for name, cost in rows:
        print(f"{name:22}{cost[SHORT]:14.3f}{cost[LONG]:14.3f}{cost[LONG] / cost[SHORT]:8.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=20, help="talks of each length; the quickest counts")
    measure(parser.parse_args().repeats)
