"""A writer, or the database itself, is killed in the middle of its work: what was acknowledged is there, and whole."""

import asyncio
import contextlib
import os
import signal
import subprocess
import time

import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from simulator.store import SqlStore
from tests.store.killing import forking, kill_often, observed, reference_of, run_until
from tests.store.postgres import Cluster

KILLS = 200

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


async def test_no_write_is_lost_or_half_done_when_the_writer_is_killed(database_url: str) -> None:
    kills = await kill_often(database_url, KILLS)
    assert kills.undone + kills.done + kills.too_late == KILLS
    assert kills.undone + kills.done > KILLS / 3, f"most come before the acknowledgement: {kills}"


async def test_no_write_is_lost_or_half_done_when_the_database_server_is_killed(cluster: Cluster) -> None:
    url = await cluster.new_database("crashing")
    await (await SqlStore.open(url)).close()
    engine = create_async_engine(url, poolclass=NullPool)
    states, _ = await reference_of(engine)
    with forking() as mother:
        for run, step in enumerate((2, 4, 6, 9, 14, 16, 17)):

            def crash(writer: int) -> None:
                cluster.crash()
                _start_again(cluster)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(writer, signal.SIGKILL)

            acknowledged = await asyncio.to_thread(run_until, mother, url, f"talk{run}", step, crash)
            assert acknowledged >= step
            found = await observed(engine, f"talk{run}")
            assert found in states[acknowledged : acknowledged + 2]


def _start_again(cluster: Cluster) -> None:
    """Its own processes must be gone first; they notice within moments that their parent is."""
    for _ in range(100):
        try:
            cluster.start()
        except subprocess.CalledProcessError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not come back")
