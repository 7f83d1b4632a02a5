"""A writer that does everything that is ever written of a talk, and is killed in the middle of it.

`python -m tests.store.killing URL [KILLS]` does it as often as asked and prints where it was killed. Run as a program
without arguments it is the writer's mother: it imports once, and forks a writer for every line it is given.
"""

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from simulator.store import ConsentFlags, ExportRecord, SealedRecording, SqlStore, StoredEvent, hash_secret
from simulator.store.tables import metadata
from tests.store.sessions import new_session, turns

AT = datetime(2026, 11, 23, tzinfo=UTC)
Step = Callable[[SqlStore, str], Awaitable[Any]]


async def _create(store: SqlStore, talk: str) -> None:
    await store.create_session(new_session(talk, AT, consent=ConsentFlags(recording=True, delivery_measures=True)))


async def _override(store: SqlStore, talk: str) -> None:
    await store.sharing.add_override(
        talk, "core_message", 2.0, "Het werd wel gezegd.", author_id="local", written_at=AT
    )


def _without_words(events: Sequence[StoredEvent], _report: bytes | None) -> tuple[list[StoredEvent], bytes | None]:
    return [replace(event, payload={}) for event in events], b"{}"


STEPS: dict[str, Step] = {
    "create": _create,
    "begin": lambda store, talk: store.under_way.begin(talk, AT),
    "events": lambda store, talk: store.append_events(talk, turns(1, 3)),
    "consent": lambda store, talk: store.record_consent(talk, ConsentFlags(recording=True, share_with_hr=True), AT),
    "more events": lambda store, talk: store.append_events(talk, turns(5, 9)),
    "keep alive": lambda store, talk: store.under_way.keep_alive([talk], AT + timedelta(seconds=30)),
    "recording": lambda store, talk: store.recordings.add(SealedRecording(talk, "t1", AT, b"nonce", b"sound" * 9000)),
    "resume handle": lambda store, talk: store.replace_resume_handle(talk, hash_secret("another")),
    "report": lambda store, talk: store.save_report(talk, b"{}"),
    "the end": lambda store, talk: store.under_way.finish(talk, turns(10, 11), b'{"total": 71.5}' * 4000, AT),
    "export": lambda store, talk: store.log_export(talk, ExportRecord(AT, "trainee", "pdf", "local")),
    "share": lambda store, talk: store.sharing.share(talk, AT, by="local"),
    "remark": lambda store, talk: store.sharing.add_remark(
        talk, "Goed begonnen.", item_id="t1", author_id="local", written_at=AT
    ),
    "override": _override,
    "withdrawal": lambda store, talk: store.record_consent(talk, ConsentFlags(), AT),
    "unshare": lambda store, talk: store.sharing.unshare(talk, AT, by="local"),
    "rewrite": lambda store, talk: store.rewrite(talk, _without_words),
    "erase": lambda store, talk: store.erase_session(talk, AT),
}
"""Every kind of write, in the order in which a talk meets them; each is acknowledged when it returns."""


async def _write(url: str, talk: str, last: int, after_s: float) -> None:
    """Does one step after the other, each acknowledged by a dot; in step number `last` it is killed."""
    store = await SqlStore.open(url)
    for number, step in enumerate(STEPS.values()):
        if number == last:
            _be_killed_after(after_s)
        await step(store, talk)
        os.write(1, b".")
        if number == last:
            time.sleep(60)
    await store.close()


def _be_killed_after(after_s: float) -> None:
    """A process of its own waits for it, so that a busy machine delays the killing as little as the write."""
    writer = os.getpid()
    if os.fork() == 0:
        time.sleep(after_s)
        os.kill(writer, signal.SIGKILL)
        os._exit(0)


def _mother() -> None:
    """Forks a writer for each line of input, says its process id, and waits until it is gone."""
    for line in sys.stdin:
        url, talk, last, after_s = line.split()
        writer = os.fork()
        if writer == 0:
            try:
                asyncio.run(_write(url, talk, int(last), float(after_s)))
            finally:  # what the server of a killed database says is told, and goes no further
                os._exit(0)
        os.write(1, b"%d\n" % writer)
        os.waitpid(writer, 0)
        os.write(1, b"\n")


@dataclass(slots=True)
class Kills:
    """What came of a number of kills."""

    in_the_middle_of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STEPS, 0))
    """By the write that was under way: it was not acknowledged."""
    undone: int = 0
    done: int = 0
    """That write was not there at all, or there whole."""
    too_late: int = 0
    """It had just been acknowledged."""

    def add(self, step: int, acknowledged: int, found: Sequence[Any], reference: Sequence[Any]) -> None:
        """
        Args:
            step: number of the write that was to be hit.
            acknowledged: how many writes were.

        Raises:
            AssertionError: something acknowledged is lost, or something is there by half.
        """
        name = list(STEPS)[step]
        assert acknowledged >= step, f"the writer gave up before {name}"
        before, after = reference[step : step + 2]
        if acknowledged > step:
            assert found == after, f"killed after {name}, and it is not there"
            self.too_late += 1
            return
        assert found in (before, after), f"killed at {name}: neither as before it nor as after it"
        self.in_the_middle_of[name] += 1
        if found == before:
            self.undone += 1
        else:
            self.done += 1

    def __str__(self) -> str:
        places = ", ".join(f"{name} {count}" for name, count in self.in_the_middle_of.items())
        middle = f"{self.undone} undone, {self.done} done though not acknowledged ({places})"
        return f"{middle}; {self.too_late} just after it was acknowledged"


@contextlib.contextmanager
def forking() -> Iterator["subprocess.Popen[bytes]"]:
    """The mother, for the length of a block."""
    command = [sys.executable, "-m", "tests.store.killing"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as mother:
        try:
            yield mother
        finally:
            mother.kill()


def kill_in(mother: "subprocess.Popen[bytes]", url: str, talk: str, step: int, after_s: float) -> int:
    """Runs a writer that is killed so long after it began a step; how many steps it acknowledged."""
    assert mother.stdin is not None
    assert mother.stdout is not None
    mother.stdin.write(f"{url} {talk} {step} {after_s}\n".encode())
    _line(mother.stdout)
    return len(_line(mother.stdout))


def run_until(mother: "subprocess.Popen[bytes]", url: str, talk: str, step: int, stop: Callable[[int], None]) -> int:
    """Runs a writer, calls `stop` when so many steps are acknowledged, and says how many were in the end.

    Args:
        stop: is given the writer's process id, and must end the writer.
    """
    assert mother.stdin is not None
    assert mother.stdout is not None
    mother.stdin.write(f"{url} {talk} {len(STEPS)} 0\n".encode())
    writer = int(_line(mother.stdout))
    acknowledged = 0
    while acknowledged < step and mother.stdout.read(1) == b".":
        acknowledged += 1
    stop(writer)
    return acknowledged + len(_line(mother.stdout))


def _line(stream: Any) -> bytes:
    found = b""
    while (byte := stream.read(1)) not in (b"\n", b""):
        found += byte
    return found


async def observed(engine: AsyncEngine, talk: str) -> list[Any]:
    """Everything the database holds of a talk, read past the store; row numbers left out."""
    found: list[Any] = []
    async with engine.connect() as db:
        for table in metadata.sorted_tables:
            named = (c for c in table.c if c.name in ("session_id", "session_id_hash", "subject"))
            key = table.c.id if table.name == "sessions" else next(named, None)
            if key is None:
                continue
            columns = [column for column in table.c if not (column.name == "id" and column.type.python_type is int)]
            rows = await db.execute(select(*columns).where(key.in_([talk, hash_secret(talk)])))
            text = (repr(tuple(row)).replace(talk, "TALK").replace(hash_secret(talk), "HASH") for row in rows)
            found += [(table.name, row) for row in sorted(text)]
    return found


async def reference_of(engine: AsyncEngine) -> tuple[list[Any], list[float]]:
    """What is there after each number of steps, and how long each step takes, seconds."""
    store = await SqlStore.open(engine.url.render_as_string(hide_password=False))
    states, durations = [await observed(engine, "reference")], []
    for step in STEPS.values():
        began = time.perf_counter()
        await step(store, "reference")
        durations.append(time.perf_counter() - began)
        states.append(await observed(engine, "reference"))
    await store.close()
    return states, durations


async def kill_often(url: str, times: int, *, seed: int = 7) -> Kills:
    """Kills a writer so many times, at each kind of write in turn.

    Raises:
        AssertionError: something acknowledged is lost, or something is there by half.
    """
    engine = create_async_engine(url)
    await (await SqlStore.open(url)).close()
    states, durations = await reference_of(engine)
    moments, kills = random.Random(seed), Kills()
    with forking() as mother:
        for run in range(times):
            step = run % len(STEPS)
            after_s = moments.uniform(0, 0.5 * durations[step])  # the killer takes its time to come up
            acknowledged = await asyncio.to_thread(kill_in, mother, url, f"talk{run}", step, after_s)
            kills.add(step, acknowledged, await observed(engine, f"talk{run}"), states)
    await engine.dispose()
    return kills


if __name__ == "__main__":
    if len(sys.argv) > 1:
        began_s = time.perf_counter()
        times = int(sys.argv[2]) if len(sys.argv) > 2 else 200
        result = asyncio.run(kill_often(sys.argv[1], times))
        sys.stdout.write(f"{times} kills in {time.perf_counter() - began_s:.0f} s: {result}\n")
    else:
        _mother()
