"""Keys under which recordings are sealed: one to seal with, and older ones that still open.

AES-256 in Galois/counter mode (NIST SP 800-38D): one that was changed, or put beside another turn, does not open.
"""

import base64
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simulator.errors import BadInput, Unavailable
from simulator.settings import Settings

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
"""96 bits, drawn at random for each recording: SP 800-38D, 8.2.2 allows 2^32 under one key."""
FILE_NAME: Final = "audio.keys"
SETTING: Final = "SIMULATOR_PRIVACY__AUDIO_KEY"


@dataclass(frozen=True, slots=True)
class AudioKeys:
    """The newest key first."""

    keys: tuple[bytes, ...] = field(repr=False)
    origin: str
    """Where they came from, for messages."""

    @classmethod
    def of(cls, settings: Settings) -> "AudioKeys":
        """The keys in the settings, or those in the file in `data_dir`, which is made when it is not there.

        Raises:
            BadInput: a key that is none.
            Unavailable: the file cannot be read or made.
        """
        given = settings.privacy.audio_key.get_secret_value()
        if given:
            return cls(_parsed(given.split(","), SETTING), SETTING)
        path = settings.data_dir / FILE_NAME
        try:
            if not path.exists():
                write_key_file(path, [secrets.token_bytes(KEY_BYTES)], is_new=True)
            return cls(_parsed(path.read_text("ascii").splitlines(), str(path)), str(path))
        except (OSError, UnicodeDecodeError) as problem:
            raise Unavailable(f"the key for recordings cannot be read ({problem}).", where=str(path)) from None

    def seal(self, sound: bytes, *, session_id: str, item_id: str) -> tuple[bytes, bytes]:
        """Nonce and sealed sound, bound to this turn of this talk."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce, AESGCM(self.keys[0]).encrypt(nonce, sound, _bound_to(session_id, item_id))

    def open(self, nonce: bytes, sealed: bytes, *, session_id: str, item_id: str) -> bytes:
        """
        Raises:
            Unavailable: it was sealed under another key, or was changed since.
        """
        for key in self.keys:
            try:
                return AESGCM(key).decrypt(nonce, sealed, _bound_to(session_id, item_id))
            except InvalidTag:
                continue
        raise Unavailable(
            "this recording was sealed under another key, or was changed since.",
            where=self.origin,
            remedy="Put the key it was sealed with back, after the newest one.",
        )


def write_key_file(path: Path, keys: list[bytes], *, is_new: bool = False) -> None:
    """Whole or not at all, and for its owner only; two services that start at once agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(b"".join(base64.b64encode(key) + b"\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    if not is_new:
        part.replace(path)
        return
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def _parsed(lines: list[str], origin: str) -> tuple[bytes, ...]:
    keys = []
    for line in filter(None, map(str.strip, lines)):
        try:
            key = base64.b64decode(line, validate=True)
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise BadInput(
                f"this is no key for recordings: expected {KEY_BYTES} bytes in base64.",
                where=origin,
                remedy="openssl rand -base64 32 makes one; several are separated by commas, the newest first.",
            )
        keys.append(key)
    if not keys:
        raise BadInput("there is no key for recordings in it.", where=origin, remedy="openssl rand -base64 32")
    return tuple(keys)


def _bound_to(session_id: str, item_id: str) -> bytes:
    return f"{session_id}/{item_id}".encode()
