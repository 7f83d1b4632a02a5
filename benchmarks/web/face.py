"""What the pages cost in Chromium here: a picture of the face, lips against sound, the first page on a slow machine.

    python -m benchmarks.web.face             # all; about three minutes
    python -m benchmarks.web.face --first     # the first page alone

- A picture: milliseconds of script for one drawn frame of the face in a running talk, all moods, speaking and silent.
- Lips: how far the mouth is from the sound, both on the clock of the sound card; negative: the mouth is first, as in
  people, whose muscles start before the sound. A sound begins where the played samples rise out of 120 ms of silence.
  The mouth "moves" in the first picture that differs from rest, and "is there" in the first one in which the shape of
  the first sound is complete.
- First page: from navigation until the trainee can go on, nothing cached, processor four times slower, slow 4G
  (150 ms, 1.6 Mbit/s; the numbers of Lighthouse).
"""

import argparse
import gzip
import os
import tempfile
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import CHROMIUM, QUIET_FLAGS, running_service

PROBE: Final = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
MOODS: Final = ("neutral", "wary", "shocked", "sad", "angry", "bargaining", "practical", "relieved", "withdrawn")
OUTPUT_RATE_HZ: Final = 24_000
WINDOW: Final = OUTPUT_RATE_HZ // 200
SILENT_WINDOWS: Final = 24
"""120 ms: shorter ones are stops inside words, during which a mouth has no reason to close."""
BELOW_PEAK_DB: Final = 35
NEAR_S: Final = 0.15
MOVED: Final = 1.5
"""Units of the drawing, all points of the mouth together: less is a mood that settles."""
SILENCE: Final = 0
"""The viseme of a mouth at rest."""
FIRST_RUNS: Final = 7
SLOW_4G: Final = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
LIMIT_MS: Final = 60_000

Seconds = NDArray[np.float64]


def start_talk(browser: Browser, origin: str) -> Page:
    """A typed talk with voice, the persona's greeting just begun."""
    page = browser.new_context(locale="nl-BE", viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(PROBE)
    page.goto(origin)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("radio", name="Typen").check()
    page.get_by_role("button", name="Start het gesprek").click()
    page.locator(".status.speaking").wait_for(timeout=LIMIT_MS)
    page.locator(".status.listening").wait_for(timeout=LIMIT_MS)
    return page


def measure(page: Page, mood: str) -> dict[str, Any]:
    """The persona says its line again in this mood, and is silent for two seconds after it."""
    page.evaluate("(mood) => Object.assign(probe.face(), { mood, intensity: 1 })", mood)
    page.wait_for_timeout(1_500)  # the mood has settled: what the mouth does now is speech
    page.evaluate("probe.begin()")
    page.keyboard.press("Alt+r")
    page.locator(".status.speaking").wait_for(timeout=LIMIT_MS)
    page.locator(".status.listening").wait_for(timeout=LIMIT_MS)
    page.wait_for_timeout(2_000)
    found: dict[str, Any] = page.evaluate("probe.end()")
    return found


def sound_onsets_s(packets: list[dict[str, Any]]) -> Seconds:
    """Where the voice rises out of silence, on the clock of the sound card."""
    if not packets:
        return np.zeros(0)
    pcm = np.concatenate([np.asarray(packet["pcm"]) for packet in packets])
    at_s = np.concatenate([packet["atS"] + np.arange(len(packet["pcm"])) / OUTPUT_RATE_HZ for packet in packets])
    n = len(pcm) // WINDOW
    level_db = 10 * np.log10(np.mean(pcm[: n * WINDOW].reshape(n, WINDOW) ** 2, axis=1) + 1e-12)
    is_on = level_db > level_db.max() - BELOW_PEAK_DB
    starts = [i for i in range(SILENT_WINDOWS, n) if is_on[i] and not is_on[i - SILENT_WINDOWS : i].any()]
    return np.asarray([at_s[i * WINDOW] for i in starts])


def lips_ms(found: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """For each sound out of silence, when the mouth moves and when it is there, after the sound; NaN where unseen."""
    ear_s = np.asarray([mouth["earS"] for mouth in found["mouths"]])
    shapes = np.asarray([mouth["numbers"] for mouth in found["mouths"]], dtype=float)
    begin_s = found["packets"][0]["atS"]  # a reply begins with the persona's silence, as samples
    shape_starts_s = (
        begin_s
        + np.asarray(
            [ms for (_, before), (ms, viseme) in pairwise(found["visemes"]) if before == SILENCE and viseme != SILENCE]
        )
        / 1000
    )
    for sound_s in sound_onsets_s(found["packets"]):
        near = np.flatnonzero(np.abs(ear_s - sound_s) < NEAR_S)
        starts_s = shape_starts_s[np.abs(shape_starts_s - sound_s) < NEAR_S]
        if len(near) < 4 or not len(starts_s):
            yield float("nan"), float("nan")
            continue
        is_moving = np.linalg.norm(shapes[near] - shapes[near[0]], axis=1) > MOVED
        moves_s = ear_s[near[int(is_moving.argmax())]] if is_moving.any() else float("nan")
        is_there_s = ear_s[np.argmax(ear_s >= starts_s[0])]
        yield 1000 * (moves_s - sound_s), 1000 * (is_there_s - sound_s)


def talk_figures(browser: Browser, origin: str) -> None:
    page = start_talk(browser, origin)
    lips: list[tuple[float, float]] = []
    print(f"{'mood':<12}{'pictures':>9}{'p50 ms':>8}{'p95 ms':>8}{'max ms':>8}")
    every: list[float] = []
    for mood in MOODS:
        found = measure(page, mood)
        costs = np.asarray(found["costsMs"])
        every += found["costsMs"]
        print(f"{mood:<12}{len(costs):>9}" + "".join(f"{value:>8.2f}" for value in spread(costs)))
        lips += lips_ms(found)
    print(f"{'all':<12}{len(every):>9}" + "".join(f"{value:>8.2f}" for value in spread(np.asarray(every))))
    for name, after_ms in zip(("moves", "is there"), np.asarray(lips).T, strict=True):
        known = after_ms[~np.isnan(after_ms)]
        print(
            f"lips: the mouth {name} {np.median(known):.0f} ms after the sound (p5 {np.percentile(known, 5):.0f}, "
            f"p95 {np.percentile(known, 95):.0f}; {np.mean(np.abs(known) <= 40):.0%} within 40 ms; {len(known)} onsets)"
        )


def spread(costs: Seconds) -> tuple[float, float, float]:
    return float(np.percentile(costs, 50)), float(np.percentile(costs, 95)), float(costs.max())


def first_page(browser: Browser, origin: str) -> None:
    times = [usable_ms(browser, origin) for _ in range(FIRST_RUNS)]
    print(
        f"first page usable, 4x slower processor, slow 4G: median {median(times):.0f} ms, {sorted(map(round, times))}"
    )
    page = browser.new_context(locale="nl-BE").new_page()
    page.goto(origin)
    page.get_by_role("button", name="Verder").wait_for()
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    page.close()
    scripts = [url for url in loaded if url.endswith(".js")]
    raw = [urllib.request.urlopen(url).read() for url in scripts]
    zipped = sum(len(gzip.compress(script)) for script in raw)
    whole = sum(len(script) for script in raw)
    print(f"first page script: {zipped / 1000:.1f} kB compressed, {whole / 1000:.1f} kB in {len(scripts)} files")


def usable_ms(browser: Browser, origin: str) -> float:
    context = browser.new_context(locale="nl-BE", viewport={"width": 390, "height": 844})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_4G)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(origin, wait_until="commit")
    usable: float = page.wait_for_function(
        """() => {
          const page = document.querySelector("rehearsal-room")?.shadowRoot?.querySelector("choose-page")?.shadowRoot;
          return page?.querySelector("button[type=submit]")?.getBoundingClientRect().height > 0 && performance.now();
        }""",
        polling="raf",
    ).json_value()
    context.close()
    return usable


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", action="store_true", help="the first page alone")
    asked = parser.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_service(Path(folder)) as origin,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_FLAGS) as browser,
    ):
        first_page(browser, origin)
        if not asked.first:
            talk_figures(browser, origin)
    print(f"load average after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
