"""What waits for the slow lane, and until when it is busy."""

import asyncio

from simulator.session import jobs


async def test_jobs_come_out_in_their_order() -> None:
    inbox = jobs.Inbox()
    inbox.put(jobs.Typed("goedemorgen"))
    inbox.put(jobs.Silence(1_000))
    assert [await inbox.next(), await inbox.next()] == [jobs.Typed("goedemorgen"), jobs.Silence(1_000)]
    assert inbox.is_empty


async def test_it_is_busy_from_the_opening_until_the_last_job_is_done() -> None:
    inbox = jobs.Inbox()
    assert inbox.is_busy
    inbox.put(jobs.Silence(1_000))
    await inbox.next()
    assert inbox.is_empty
    assert inbox.is_busy
    waiting = asyncio.create_task(inbox.next())
    await asyncio.sleep(0)
    assert not inbox.is_busy
    inbox.put(jobs.Silence(2_000))
    assert inbox.is_busy
    assert await waiting == jobs.Silence(2_000)
