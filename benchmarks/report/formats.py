"""Seconds and bytes of every format, for a talk of 15 minutes and for one of 10,000 lines.

    python -m benchmarks.report.formats            # both; the long one as PDF takes half a minute
    python -m benchmarks.report.formats --short

Processor seconds next to seconds on the clock, because a busy machine changes only the second. The floor of HTML is the
same words dumped by the barest Jinja template: the page has to do that much whatever it looks like.
"""

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from statistics import median

from jinja2 import Environment, Template

from simulator.feedback import assess
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import TraineeTurn
from simulator.report import FORMATS, render
from tests.feedback.talks import c4_scenario, delivery, report_of
from tests.report.hard_words import long_talk

QUARTER_LINES = 160
"""Turns of both in 15 minutes of the example talk."""
LIMITS_S = {"html": 2.0, "pdf": 5.0}
"""Of the 15-minute talk, on two cores (issue 7)."""
PLAIN = (
    "<!DOCTYPE html><html><body>{% for turn in turns %}<p>{{ turn.text }}</p>{% endfor %}"
    "{% for e in evidence %}<p>{{ e.quote }} {{ e.message.nl }}</p>{% endfor %}</body></html>"
)


@dataclass(frozen=True, slots=True)
class Cost:
    wall_s: float
    cpu_s: float
    size: int


def spoken(whole: RehearsalReport) -> RehearsalReport:
    """With a delivery and a contour in every trainee turn: what a spoken talk carries."""
    turns = tuple(_spoken(turn) if isinstance(turn, TraineeTurn) else turn for turn in whole.talk.turns)
    talk = replace(whole.talk, turns=turns)
    return report_of(talk, assess(talk, c4_scenario()))


def _spoken(turn: TraineeTurn) -> TraineeTurn:
    contour = tuple(None if n % 9 == 8 else (n % 13 - 6) / 2 for n in range((turn.end_ms - turn.start_ms) // 100))
    told = replace(delivery(turn.end_ms - turn.start_ms).shifted(turn.start_ms), contour_start_ms=turn.start_ms)
    return replace(turn, delivery=replace(told, contour_st=contour))


def cost(make: Callable[[], bytes], *, times: int) -> Cost:
    """The median over some runs, the first left out: it loads templates, fonts and libraries."""
    runs = []
    for _ in range(times + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        body = make()
        runs.append((time.perf_counter() - wall, time.process_time() - cpu))
    kept = runs[1:] or runs
    return Cost(median(w for w, _ in kept), median(c for _, c in kept), len(body))


def measure(title: str, whole: RehearsalReport, *, times: int) -> None:
    minutes = whole.talk.turns[-1].end_ms / 60_000
    print(f"{title}: {len(whole.talk.turns)} lines, {minutes:.1f} min, {len(whole.feedback.evidence)} findings")
    print(f"{'format':<8}{'wall s':>10}{'cpu s':>10}{'bytes':>12}  limit")
    plain = Environment(autoescape=True).from_string(PLAIN)
    costs = {"floor": cost(lambda: _dump(plain, whole), times=times)}
    for format_ in FORMATS:
        made = partial(render, whole, format=format_, audience="trainee", language="nl")
        costs[format_] = cost(made, times=times)
    for name, spent in costs.items():
        limit = LIMITS_S.get(name) if minutes < 20 else None
        told = "" if limit is None else f"{limit:g} s: {'held' if spent.cpu_s < limit else 'MISSED'}"
        print(f"{name:<8}{spent.wall_s:>10.3f}{spent.cpu_s:>10.3f}{spent.size:>12,}  {told}")
    print(f"html over floor: {costs['html'].cpu_s / max(1e-9, costs['floor'].cpu_s):.1f} x")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB\n")


def _dump(plain: Template, whole: RehearsalReport) -> bytes:
    return plain.render(turns=whole.talk.turns, evidence=whole.feedback.evidence).encode()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="only the talk of 15 minutes")
    asked = parser.parse_args()
    measure("15 minutes", spoken(long_talk(QUARTER_LINES)), times=5)
    if not asked.short:
        measure("10,000 lines", long_talk(10_000), times=0)
