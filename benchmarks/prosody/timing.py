"""CPU time of pieces of work, taken in turns so that a busy neighbour costs all of them alike."""

import time
from collections.abc import Callable, Mapping

Work = Callable[[], object]


def cpu_s(work: Work) -> float:
    """Seconds of CPU, of every thread: some peers start threads of their own."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best_cpu_s(works: Mapping[str, Work], *, repeats: int) -> dict[str, float]:
    """The least CPU seconds of each, over rounds in which each runs once; one round goes before to warm up."""
    for work in works.values():
        work()
    rounds = [{name: cpu_s(work) for name, work in works.items()} for _ in range(repeats)]
    return {name: min(taken[name] for taken in rounds) for name in works}
