"""Keeps sentences that were spoken, so that an authored line is there at once the next time."""

import hashlib
import json
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

import numpy as np

from simulator.avatar.sentences import sentences
from simulator.avatar.sound import joined
from simulator.avatar.wav import SOFTWARE
from simulator.flow.avatar import Phone, SpokenAudio, SpokenWord
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import PersonaVoice

if TYPE_CHECKING:
    from simulator.avatar.voice import Voice

MEMORY_BYTES: Final = 64 * 2**20
"""About 22 minutes of speech."""
DISK_BYTES: Final = 2**30
"""All shipped lines take 650 MB."""
FORMAT: Final = 1
"""Part of every key: raise it when the sound or the times of a voice change, so that no old sentence comes back."""


class CachedVoice:
    """A voice that remembers. Safe to use from several threads.

    What it speaks is kept in memory only, because a reply may quote the trainee. Only `prepare`, which is for lines a
    trainer wrote, writes to disk.
    """

    def __init__(
        self,
        voice: "Voice",
        folder: Path | None = None,
        *,
        memory_bytes: int = MEMORY_BYTES,
        disk_bytes: int = DISK_BYTES,
    ) -> None:
        self.voice = voice
        self._folder = folder
        self._memory_bytes, self._disk_bytes = memory_bytes, disk_bytes
        self._kept: OrderedDict[str, SpokenAudio] = OrderedDict()
        self._kept_bytes = 0
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self.voice.name

    @property
    def languages(self) -> tuple[Language, ...]:
        return self.voice.languages

    def speak(self, text: str, language: Language, voice: PersonaVoice, mood: Mood) -> Iterator[SpokenAudio]:
        """Sentence by sentence; one that was said before, or was prepared, costs nothing."""
        for sentence in sentences(text):
            key = self._key(sentence, language, voice, mood)
            found = self._recall(key)
            if found is not None:
                yield replace(found, text=sentence)
                continue
            pieces: list[SpokenAudio] = []
            for spoken in self.voice.speak(sentence, language, voice, mood):
                yield replace(spoken, text="" if pieces else sentence)
                pieces.append(spoken)
            # Only here: a reply that was cut off leaves half a sentence, which must not come back as the whole.
            if pieces:
                self._remember(key, joined(pieces))

    def prepare(self, texts: Iterable[str], language: Language, voice: PersonaVoice, mood: Mood) -> int:
        """Speaks authored lines ahead of time and keeps them on disk.

        Returns:
            How many sentences had to be made now.
        """
        made = 0
        for sentence in (sentence for text in texts for sentence in sentences(text)):
            key = self._key(sentence, language, voice, mood)
            if self._recall(key) is None:
                made += 1
                pieces = list(self.voice.speak(sentence, language, voice, mood))
                if pieces:
                    self._remember(key, joined(pieces))
                    self._write(key, joined(pieces))
        return made

    def _key(self, sentence: str, language: Language, voice: PersonaVoice, mood: Mood) -> str:
        parts = [FORMAT, self.name, sentence, language, asdict(voice), mood]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def _recall(self, key: str) -> SpokenAudio | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        spoken = _read(self._path(key)) if self._folder else None
        if spoken is not None:
            self._remember(key, spoken)
        return spoken

    def _remember(self, key: str, spoken: SpokenAudio) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = spoken
            self._kept_bytes += spoken.pcm.nbytes
            while self._kept_bytes > self._memory_bytes:
                _, oldest = self._kept.popitem(last=False)
                self._kept_bytes -= oldest.pcm.nbytes

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key}.npz"

    def _write(self, key: str, spoken: SpokenAudio) -> None:
        """Whole or not at all: another process may read the same folder."""
        if self._folder is None:
            return
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        about = {
            "phones": [[p.ipa, p.start_ms, p.end_ms] for p in spoken.phones],
            "words": [[w.text, w.start_ms, w.end_ms] for w in spoken.words],
            "voice_name": spoken.voice_name,
            "estimated": spoken.estimated,
            "made_by": SOFTWARE,
        }
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            np.savez(part, pcm=spoken.pcm, about=np.frombuffer(json.dumps(about).encode(), np.uint8))
        Path(part.name).replace(path)
        self._trim_disk()

    def _trim_disk(self) -> None:
        """Forgets the oldest lines once the folder is full."""
        assert self._folder is not None
        files = sorted(((f.stat().st_mtime, f.stat().st_size, f) for f in self._folder.glob("*/*.npz")), reverse=True)
        total = 0
        for _, size, file in files:
            total += size
            if total > self._disk_bytes:
                file.unlink(missing_ok=True)


def _read(path: Path) -> SpokenAudio | None:
    """A kept sentence; None where there is none, or a file that does not hold one."""
    try:
        with np.load(path) as kept:
            about = json.loads(kept["about"].tobytes())
            return SpokenAudio(
                pcm=kept["pcm"],
                phones=tuple(Phone(*phone) for phone in about["phones"]),
                words=tuple(SpokenWord(*word) for word in about["words"]),
                voice_name=about["voice_name"],
                estimated=about["estimated"],
            )
    except (OSError, BadZipFile, KeyError, ValueError, TypeError):
        return None
