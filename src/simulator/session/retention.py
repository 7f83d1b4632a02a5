"""Terms are kept: what has been kept long enough goes, and what was erased before stays away."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Final

from simulator.errors import NotFound
from simulator.session.forgetting import without_taken_over
from simulator.session.tombstones import TombstoneFile, mirror
from simulator.settings import PrivacySettings
from simulator.store import Expiry, KeptTalk, Store

ERASED_AT_ONCE: Final = 100
"""Talks in one transaction: nobody waits long for it, and a crash loses little work."""
REMOVED_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class KeptToTerms:
    """What went, or would go."""

    expired_talks: int
    """Kept for their full term."""
    returned_talks: int
    """Erased before, and brought back by a backup."""
    recordings: int
    """Sound alone; its talk may stay longer."""
    old_entries: int
    """Of the audit log, and sign-ins that are no more."""
    outlived_forks: int = 0
    """Talks that stay, without what they took over from one whose term is over."""

    @property
    def is_anything(self) -> bool:
        return any(astuple(self))


async def keep_to_terms(
    store: Store, terms: PrivacySettings, now: datetime, tombstones: TombstoneFile, *, rewrites_files: bool = False
) -> KeptToTerms:
    """Erases what is due, in all organisations.

    Raises:
        Unavailable: the database or the file of tombstones; what went before that is gone.
        BadInput: a file of tombstones that cannot be read: nothing is erased before it can.
    """
    expiry = store.expiry
    await mirror(expiry, tombstones)
    returned = await _erase(expiry, await expiry.returned_talks(), now)
    expired = await _erase(expiry, await expiry.expired_talks(now, terms.transcript_days), now)
    recordings = 0
    while removed := await store.recordings.remove_anywhere(_sound_until(terms, now), REMOVED_AT_ONCE):
        recordings += removed
    entries = await expiry.old_entries(now, _audit_until(terms, now), is_removed=True)
    forks = await _forget_taken_over(store, await expiry.outlived_forks(now, terms.transcript_days))
    done = KeptToTerms(expired, returned, recordings, entries, forks)
    if done.is_anything or rewrites_files:
        await expiry.forget(rewrites_files=rewrites_files)
    await mirror(expiry, tombstones)
    return done


async def what_is_due(store: Store, terms: PrivacySettings, now: datetime, tombstones: TombstoneFile) -> KeptToTerms:
    """The same without erasing anything."""
    expiry = store.expiry
    hashes = {stone.session_id_hash for stone in tombstones.read()}
    return KeptToTerms(
        expired_talks=len(await expiry.expired_talks(now, terms.transcript_days)),
        returned_talks=len(await expiry.returned_talks(also=hashes)),
        recordings=await store.recordings.count_anywhere(_sound_until(terms, now)),
        old_entries=await expiry.old_entries(now, _audit_until(terms, now), is_removed=False),
        outlived_forks=len(await expiry.outlived_forks(now, terms.transcript_days)),
    )


async def _erase(expiry: Expiry, talks: Sequence[KeptTalk], now: datetime) -> int:
    erased = 0
    for first in range(0, len(talks), ERASED_AT_ONCE):
        erased += await expiry.erase(talks[first : first + ERASED_AT_ONCE], now)
    return erased


async def _forget_taken_over(store: Store, forks: Sequence[KeptTalk]) -> int:
    """A crash between the two writings of a fork does no harm: it is forgotten once more the next time."""
    forgotten = 0
    for fork in forks:
        with suppress(NotFound):  # erased by its trainee meanwhile
            await store.within(fork.tenant_id).rewrite(fork.session_id, without_taken_over)
            await store.expiry.note_forgotten(fork)
            forgotten += 1
    return forgotten


def _sound_until(terms: PrivacySettings, now: datetime) -> datetime:
    return now - timedelta(days=terms.audio_days)


def _audit_until(terms: PrivacySettings, now: datetime) -> datetime:
    return now - timedelta(days=terms.audit_days)
