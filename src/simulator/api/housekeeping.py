"""What a service does again and again beside its talks: which it holds, which were left, what is due to be erased."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from simulator.errors import RechtuitError
from simulator.session.recovery import recover_all
from simulator.session.retention import keep_to_terms

if TYPE_CHECKING:
    from simulator.api.service import Service

log = structlog.get_logger(__name__)

SWEEP_S: Final = 30.0
"""Between two looks at the talks."""
HELD_FOR: Final = timedelta(seconds=1.5 * SWEEP_S)
"""A talk of which no service has spoken this long is held by none."""
DAY_S: Final = 24 * 3600.0


async def look_after_talks(service: "Service") -> None:
    """Ends talks that were left, says which are held, and makes the reports of those that a crash cut off."""
    while True:
        await asyncio.sleep(SWEEP_S)
        await _tried("talks were not looked after", lambda: _look_once(service))


async def keep_terms(service: "Service") -> None:
    """At the start and every day: what was kept long enough goes."""
    if service.warm is not None:
        await asyncio.wait([service.warm])
    while True:
        await _tried("what was kept long enough was not erased", lambda: _erase_what_is_due(service))
        await asyncio.sleep(DAY_S)


async def _look_once(service: "Service") -> None:
    for talk in service.talks.abandoned():
        await service.end(talk)
    held = [talk.plan.session_id for talk in service.talks if talk.live is not None]
    await service.store.under_way.keep_alive(held, service.now())
    for cut_off in await recover_all(service.store, service.now()):
        log.warning("a talk was cut off; it has a report of what was kept", session=cut_off.session_id)


async def _erase_what_is_due(service: "Service") -> None:
    done = await keep_to_terms(service.store, service.settings.privacy, service.now(), service.tombstones)
    if done.is_anything:
        log.info("terms kept", **asdict(done))


async def _tried(failed: str, work: Callable[[], Awaitable[None]]) -> None:
    """What fails now is tried again the next time; the service goes on."""
    try:
        await work()
    except RechtuitError as problem:
        log.error(failed, problem=str(problem))
    except Exception as problem:
        # Its message may quote what was said.
        log.error(failed, error=type(problem).__name__)
