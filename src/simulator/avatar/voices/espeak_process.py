"""Talks to the espeak-ng worker: starts it when first needed, starts it again when it died, ends it with us."""

import atexit
import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simulator.errors import Unavailable

WORKER = Path(__file__).with_name("espeak_worker.py")
REMEDY = "Run `apt-get install espeak-ng`."
ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class EspeakSound:
    """What the worker made of one stretch of text."""

    pcm: bytes
    """16-bit mono at `rate_hz`."""
    rate_hz: int
    phones: list[tuple[str, int]]
    """IPA (empty: silence) and the sample at which it starts."""
    words: list[tuple[int, int, int]]
    """First character, length in characters, and the sample at which the word starts."""


class EspeakProcess:
    """One worker, used by one thread at a time: espeak-ng takes milliseconds per sentence."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def speak(self, text: str, voice: str, *, rate_wpm: int, pitch: int, pitch_range: int) -> EspeakSound:
        """Text as sound.

        Args:
            voice: espeak-ng voice file ("gmw/nl"), with a variant if wanted ("gmw/nl+f3").
            rate_wpm: 80-450 words per minute.
            pitch, pitch_range: 0-99, 50 is the voice's own.

        Raises:
            Unavailable: when espeak-ng is not installed, lacks the voice, or dies twice on this text.
        """
        request = {
            "op": "speak",
            "text": text,
            "voice": voice,
            "rate_wpm": rate_wpm,
            "pitch": pitch,
            "range": pitch_range,
        }
        header, pcm = self._ask(request)
        phones = [(ipa, sample) for ipa, sample in header["phones"]]
        words = [(start, length, sample) for start, length, sample in header["words"]]
        return EspeakSound(pcm, header["rate_hz"], phones, words)

    def ipa(self, text: str, voice: str) -> str:
        """IPA with stress marks, words apart.

        Raises:
            Unavailable: as `speak`.
        """
        header, _ = self._ask({"op": "ipa", "text": text, "voice": voice})
        return str(header["ipa"])

    def ensure_started(self) -> None:
        """Starts the worker if it does not run.

        Raises:
            Unavailable: when espeak-ng is not installed.
        """
        with self._lock:
            self._running()

    def close(self) -> None:
        """Ends the worker."""
        with self._lock:
            self._end()

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            for _ in range(ATTEMPTS):
                process = self._running()
                answer = _exchange(process, request)
                if answer is not None:
                    header, pcm = answer
                    if "error" in header:
                        raise Unavailable(f"espeak-ng: {header['error']}.", remedy=REMEDY)
                    return header, pcm
                self._end()
        raise Unavailable("espeak-ng stopped while it spoke.", remedy="Install espeak-ng again, or report the text.")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        # -I: the worker gets nothing of our import path; it is a program of its own.
        process = subprocess.Popen(
            [sys.executable, "-I", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._process = process
        hello = _header(process)
        if hello is None or "error" in hello:
            self._end()
            raise Unavailable("espeak-ng is not installed.", remedy=REMEDY)
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close_quietly(pipe)


def _close_quietly(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:  # a request that could not be delivered any more
        return


def _header(process: subprocess.Popen[bytes]) -> dict[str, Any] | None:
    assert process.stdout is not None
    line = process.stdout.readline()
    return json.loads(line) if line.endswith(b"\n") else None


def _exchange(process: subprocess.Popen[bytes], request: dict[str, Any]) -> tuple[dict[str, Any], bytes] | None:
    """One request and its answer; None when the worker died under it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
    except OSError:
        return None
    header = _header(process)
    if header is None:
        return None
    wanted = int(header.get("pcm_bytes", 0))
    pcm = process.stdout.read(wanted)
    return (header, pcm) if len(pcm) == wanted else None


@cache
def shared_process() -> EspeakProcess:
    """The worker all voices of this process share."""
    process = EspeakProcess()
    atexit.register(process.close)
    return process
