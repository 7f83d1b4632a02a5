"""A writer is killed in the middle of its work: what it acknowledged is there, and nothing has a gap."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.store import SqlStore

RUNS = 10
WRITER = """
import asyncio, sys
from datetime import datetime, timezone
from simulator.store import ConsentFlags, NewSession, SqlStore, StoredEvent

async def main(url, session_id):
    store = await SqlStore.open(url)
    at = datetime(2026, 11, 23, tzinfo=timezone.utc)
    await store.create_session(NewSession(session_id, "c4_talk", "lieve", "nl", "normal", 1, ConsentFlags(), at))
    seq = 0
    while True:
        batch = [StoredEvent(seq + step, "turn", 320 * (seq + step), {"n": seq + step}) for step in (1, 2, 3)]
        await store.append_events(session_id, batch)
        seq += 3
        print(seq, flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


def _kill_in_the_middle(url: str, session_id: str, after_s: float) -> int:
    """Runs the writer, kills it without warning, and says the last number it acknowledged."""
    with subprocess.Popen([sys.executable, "-c", WRITER, url, session_id], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline()]
        time.sleep(after_s)
        writer.kill()
        acknowledged += writer.stdout.read().splitlines()
    assert writer.returncode == -9
    return int(acknowledged[-1])


@pytest.mark.slow
async def test_no_acknowledged_event_is_lost_and_no_gap_appears(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'rechtuit.sqlite'}"
    moments = random.Random(7)
    acknowledged = {
        f"s{run}": _kill_in_the_middle(url, f"s{run}", after_s=moments.uniform(0.01, 0.3)) for run in range(RUNS)
    }
    store = await SqlStore.open(url)
    for session_id, last in acknowledged.items():
        kept = [event.seq for event in await store.events(session_id)]
        assert kept == list(range(1, len(kept) + 1))
        assert len(kept) >= last
        assert len(kept) % 3 == 0, "a batch is kept whole or not at all"
    assert sum(acknowledged.values()) > 3 * RUNS
    await store.close()
