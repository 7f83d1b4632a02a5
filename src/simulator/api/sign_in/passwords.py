"""Passwords of our own accounts: argon2id, hashed in a thread, never more than two at a time (64 MiB each)."""

import asyncio
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from simulator.errors import BadInput

SHORTEST: Final = 12
"""Our choice, docs/decisions/0008: length and no other rule."""
LONGEST: Final = 256
AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Checked:
    is_right: bool
    better_hash: str | None = None
    """The password hashed anew, where it was right and kept with older parameters."""


class Passwords:
    """Hashes and checks; the parameters are RFC 9106's second choice, as argon2-cffi has them."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._nobodys: str | None = None

    async def hashed(self, password: str) -> str:
        """What is kept of a new password.

        Raises:
            BadInput: too short or too long.
        """
        check_password(password)
        async with self._places:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def check(self, password: str, kept: str | None) -> Checked:
        """Whether a password is the one that was kept; None (no such name) takes as long as a wrong one."""
        if len(password) > LONGEST:
            password = ""
        async with self._places:
            return await asyncio.to_thread(self._check, _normal(password), kept)

    def _check(self, password: str, kept: str | None) -> Checked:
        if self._nobodys is None:
            self._nobodys = self._hasher.hash(secrets.token_hex(16))
        try:
            self._hasher.verify(kept or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return Checked(is_right=False)
        if kept is None:
            return Checked(is_right=False)
        is_old = self._hasher.check_needs_rehash(kept)
        return Checked(is_right=True, better_hash=self._hasher.hash(password) if is_old else None)


def check_password(password: str) -> None:
    """
    Raises:
        BadInput: shorter than 12 characters, or longer than 256.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(
            f"a password has {SHORTEST} to {LONGEST} characters, this one has {len(password)}.",
            where="password",
            remedy="A short sentence is easy to remember.",
        )


def new_password() -> str:
    """A password to be handed over once: 20 characters in groups, 100 bits."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look alike
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def _normal(password: str) -> str:
    """The same for the same letters, whichever keyboard wrote their accents."""
    return unicodedata.normalize("NFKC", password)
