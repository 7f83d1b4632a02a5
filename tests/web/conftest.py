"""The real service with its built pages, and Debian's Chromium with a WAV as microphone."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import numpy as np
import pytest
import soundfile
import soxr
from playwright.sync_api import ConsoleMessage, Page, Playwright, Request, WebSocket, sync_playwright

from simulator.settings import PACKAGE_DIR

CHROMIUM = Path("/usr/bin/chromium")
AUDIO = Path(__file__).parents[2].parent / "shared/audio"
MICROPHONE_HZ = 48_000
START_LIMIT_S = 120

QUIET_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""Without them Chromium itself looks up hosts that a closed network refuses."""


@dataclass
class Watch:
    """What went wrong in the browser, and where it went."""

    origin: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What the service told in talks, one JSON text for each event."""

    def follow(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._see_request)
        page.on("websocket", self._see_talk)

    def assert_clean(self) -> None:
        assert self.errors == []
        assert self.outside == []

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _see_request(self, request: Request) -> None:
        self._see(request.url)

    def _see_talk(self, talk: WebSocket) -> None:
        self._see(talk.url)
        talk.on("framereceived", lambda frame: self.told.append(frame) if isinstance(frame, str) else None)

    def _see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.origin).netloc:
            self.outside.append(url)


class OpenPage(Protocol):
    def __call__(
        self, *, microphone: Path | None = None, locale: str = "nl-BE", origin: str = ""
    ) -> tuple[Page, Watch]: ...


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `simulator serve`."""
    with running_service(tmp_path_factory.mktemp("service")) as origin:
        yield origin


@contextlib.contextmanager
def running_service(data_dir: Path, **settings: str) -> Iterator[str]:
    """The address of a `simulator serve` with this data folder, for the length of a block.

    Args:
        settings: environment variables, such as SIMULATOR_SIGN_IN__MODE.
    """
    if not (PACKAGE_DIR / "web/index.html").is_file():
        pytest.skip("the pages are not built (npm --prefix web ci && npm --prefix web run build)")
    port = _free_port()
    command = [str(Path(sys.executable).with_name("simulator")), "serve", "--port", str(port)]
    log = data_dir / "log.txt"
    with log.open("wb") as output:
        quick = {"SIMULATOR_DATA_DIR": str(data_dir), "SIMULATOR_VOICE__PREPARE": "false"}
        environment = os.environ | quick | settings
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        origin = f"http://127.0.0.1:{port}"
        _wait_for(origin, process, log)
        yield origin
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Not for the whole session: while it is open no other loop can run, and tests of the service need one."""
    if not CHROMIUM.is_file():
        pytest.skip(f"no browser at {CHROMIUM} (apt-get install chromium)")
    with sync_playwright() as started:
        yield started


@pytest.fixture
def open_page(playwright: Playwright, service: str) -> Iterator[OpenPage]:
    with contextlib.ExitStack() as opened:

        def open_one(*, microphone: Path | None = None, locale: str = "nl-BE", origin: str = "") -> tuple[Page, Watch]:
            flags = [*QUIET_FLAGS, "--use-fake-ui-for-media-stream"]
            if microphone is not None:
                flags += [
                    "--use-fake-device-for-media-stream",
                    f"--use-file-for-fake-audio-capture={microphone}%noloop",
                ]
            browser = opened.enter_context(playwright.chromium.launch(executable_path=CHROMIUM, args=flags))
            context = browser.new_context(locale=locale, permissions=["microphone"] if microphone else [])
            page, watch = context.new_page(), Watch(origin or service)
            watch.follow(page)
            page.goto(origin or service)
            return page, watch

        yield open_one


@pytest.fixture(scope="session")
def spoken_talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clear dismissal talk as a microphone hears it: time to come in, then turns with room for answers between."""
    clips = [AUDIO / f"c4-direct-{number}.flac" for number in (1, 2, 3)]
    if not all(clip.is_file() for clip in clips):
        pytest.skip(f"no spoken talks in {AUDIO}")
    parts = [_silence(16.0)]
    for clip in clips:
        parts += [_clip(clip), _silence(11.0)]
    path = tmp_path_factory.mktemp("microphone") / "talk.wav"
    soundfile.write(path, np.concatenate(parts), MICROPHONE_HZ, subtype="PCM_16")
    return path


def _clip(path: Path) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    samples, rate_hz = soundfile.read(path, dtype="float32")
    return np.asarray(soxr.resample(samples, rate_hz, MICROPHONE_HZ), dtype=np.float32)


def _silence(seconds: float) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.zeros(int(seconds * MICROPHONE_HZ), dtype=np.float32)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(origin: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{origin}/healthz", timeout=10) as answer:
            if json.load(answer)["status"] == "ok":
                return
        time.sleep(0.2)
    pytest.fail(f"the service did not start:\n{log.read_text(errors='replace')[-2000:]}")
