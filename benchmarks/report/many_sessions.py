"""`python -m benchmarks.report.many_sessions`: many talks in one workbook: seconds, and whether memory grows.

Target: 1,000 talks in under 20 s with flat memory. The talks are spoken ones of some 15 minutes, each in a database of
their own, exported by HR with a grant for each: everything that happens in the service but the HTTP.
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from simulator.feedback import assess
from simulator.flow.report import RehearsalReport
from simulator.flow.sharing import ChosenQuote
from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn, Turn
from simulator.session.archive import dump_report
from simulator.session.batch_exporting import export_many
from simulator.session.viewer import LOCAL_VIEWER
from simulator.store import ConsentFlags, HrGrant, NewSession, SqlStore
from tests.feedback.talks import c4_scenario, good_talk, report_of

COUNTS = (100, 1000)
ROUNDS = 9
"""The good talk so many times after itself: 54 trainee turns."""
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def long_report() -> RehearsalReport:
    """A spoken talk of about fifteen minutes, scored."""
    once = good_talk(spoken=True)
    turns: list[Turn] = []
    for round_ in range(ROUNDS):
        turns += [_later(turn, round_, 100_000 * round_) for turn in once.turns]
    talk = Talk(once.talk_id, once.scenario_id, once.persona_id, "nl", "normal", 7, tuple(turns))
    return report_of(talk, assess(talk, c4_scenario()))


def _later(turn: Turn, round_: int, by_ms: int) -> Turn:
    item_id, times = f"{turn.item_id}_{round_}", (turn.start_ms + by_ms, turn.end_ms + by_ms)
    if isinstance(turn, AvatarTurn):
        return replace(turn, item_id=item_id, start_ms=times[0], end_ms=times[1])
    assert isinstance(turn, TraineeTurn)
    evidence = tuple(
        replace(e, evidence_id=f"{e.evidence_id}_{round_}", item_id=item_id, start_ms=e.start_ms + by_ms,
                end_ms=e.end_ms + by_ms)
        for e in turn.evidence
    )  # fmt: skip
    delivery = turn.delivery and turn.delivery.shifted(by_ms)
    return replace(turn, item_id=item_id, start_ms=times[0], end_ms=times[1], evidence=evidence, delivery=delivery)


async def fill(store: SqlStore, count: int) -> int:
    """Keeps this many talks with a grant each; bytes of one report."""
    report = long_report()
    kept = dump_report(report)
    quote = ChosenQuote(report.talk.trainee_turns[1].item_id)
    for number in range(count):
        at = NOON + timedelta(minutes=number)
        new = NewSession(f"s{number:05d}", "c4-ontslag", "lieve", "nl", "normal", 1, ConsentFlags(), at)
        await store.create_session(new)
        await store.save_report(new.session_id, kept)
        await store.finish_session(new.session_id, at)
        await store.granting.grant(new.session_id, HrGrant(f"g{number}", at, (quote,)), by="local")
    return len(kept)


async def measure(folder: Path, count: int) -> None:
    """Prints one line: talks, seconds, peak memory before and after, size of the file."""
    store = await SqlStore.open(f"sqlite+aiosqlite:///{folder}/talks.sqlite")
    report_bytes = await fill(store, count)
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, began_cpu = time.perf_counter(), time.process_time()
    file = folder / "many.xlsx"
    taken = await export_many(store, LOCAL_VIEWER, file, audience="hr", language="nl", exported_at=NOON)
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - began_cpu
    grown_mib = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kib) / 1024
    await store.close()
    print(
        f"{taken:6d} talks of {report_bytes / 1024:.0f} KiB: {seconds:.1f} s ({cpu_s:.1f} s of processor), "
        f"peak memory {before_kib / 1024:.0f} MiB before and {grown_mib:+.1f} MiB in the export, "
        f"{file.stat().st_size / 1024:.0f} KiB"
    )


def main() -> None:
    """Each count in a process of its own, since a peak never comes down again."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, help="one measurement, in this process")
    count = arguments.parse_args().count
    if count is None:
        for each in COUNTS:
            subprocess.run([sys.executable, "-m", __spec__.name, "--count", str(each)], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), count))


if __name__ == "__main__":
    main()
