"""The sound of trainee turns, kept sealed where the trainee agreed and the operator keeps sound at all."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime

import structlog

from simulator.audio import to_flac
from simulator.errors import RechtuitError
from simulator.flow.audio import Samples
from simulator.session.audio_keys import AudioKeys
from simulator.store import Recordings, SealedRecording

log = structlog.get_logger(__name__)

RESEALED_AT_ONCE = 50


class Recorder:
    """Records the turns of one talk, beside the talk: nobody waits for it, and what fails here fails alone."""

    def __init__(
        self, recordings: Recordings, keys: Callable[[], AudioKeys], session_id: str, *, now: Callable[[], datetime]
    ) -> None:
        self._recordings, self._session_id, self._now = recordings, session_id, now
        self._keys = keys
        """Asked at every turn: a new key may be made during a talk."""
        self._under_way: set[asyncio.Task[None]] = set()

    def keep(self, item_id: str, samples: Samples) -> None:
        """Keeps the sound of a turn, if consent for it is still in force when it is written."""
        task = asyncio.create_task(self._keep(item_id, samples))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Waits for what is being written."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _keep(self, item_id: str, samples: Samples) -> None:
        try:
            nonce, sealed = await asyncio.to_thread(self._seal, item_id, samples)
            await self._recordings.add(SealedRecording(self._session_id, item_id, self._now(), nonce, sealed))
        except RechtuitError as problem:
            log.error("the sound of a turn was not kept", session=self._session_id, problem=problem.code)

    def _seal(self, item_id: str, samples: Samples) -> tuple[bytes, bytes]:
        return self._keys().seal(to_flac(samples), session_id=self._session_id, item_id=item_id)


def opened(keys: AudioKeys, recording: SealedRecording) -> bytes:
    """A recording as a FLAC file.

    Raises:
        Unavailable: it was sealed under another key, or was changed since.
    """
    about = {"session_id": recording.session_id, "item_id": recording.item_id}
    return keys.open(recording.nonce, recording.sealed, **about)


async def reseal(recordings: Recordings, keys: AudioKeys) -> int:
    """Seals every recording of all organisations anew, under the newest key; how many.

    Raises:
        Unavailable: one that none of the keys opens; those before it are done.
    """
    count = 0
    async for some in _all(recordings):
        renewed = []
        for recording in some:
            about = {"session_id": recording.session_id, "item_id": recording.item_id}
            nonce, sealed = keys.seal(opened(keys, recording), **about)
            renewed.append(SealedRecording(**about, recorded_at=recording.recorded_at, nonce=nonce, sealed=sealed))
        await recordings.reseal_anywhere(renewed)
        count += len(renewed)
    return count


async def _all(recordings: Recordings) -> AsyncIterator[list[SealedRecording]]:
    after = ("", "")
    while some := await recordings.next_anywhere(after, RESEALED_AT_ONCE):
        yield some
        after = (some[-1].session_id, some[-1].item_id)
