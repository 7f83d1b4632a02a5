"""Word errors, word times and seconds per turn of the recogniser that the settings name.

Run: python -m benchmarks.speech.words
"""

import time
from difflib import SequenceMatcher

import numpy as np

from benchmarks.speech.clips import Clip, load
from simulator import plugins
from simulator.flow.speech import Transcript
from simulator.settings import load_settings
from simulator.speech import Transcriber
from simulator.speech.word_errors import normalised, word_errors

HOTWORDS = {
    "c4": ("ontslagen", "ontslag", "contract", "C4", "opzegging", "outplacement", "vervoer", "Ann"),
    "review": ("beoordeling", "onvoldoende", "bonus", "premie", "offerte", "dossier", "evaluatie", "Gent"),
}
"""The Dutch hotwords of the two scenarios these talks rehearse."""


def start_errors_ms(clip: Clip, heard: Transcript) -> list[int]:
    """Heard minus true start of the words that were recognised right."""
    truth = [(word, start) for text, start, _ in clip.words for word in normalised(text)]
    found = [(part, word.start_ms) for word in heard.words for part in normalised(word.text)]
    matcher = SequenceMatcher(None, [w for w, _ in truth], [w for w, _ in found], autojunk=False)
    return [
        found[block.b + i][1] - truth[block.a + i][1]
        for block in matcher.get_matching_blocks()
        for i in range(block.size)
    ]


def measure(transcriber: Transcriber, clips: list[Clip], hotwords: tuple[str, ...] = ()) -> str:
    """One line of figures over clips of Dutch."""
    wrong = words = 0
    seconds: list[float] = []
    starts: list[int] = []
    for clip in clips:
        begun = time.perf_counter()
        heard = transcriber.transcribe(clip.samples, "nl", hotwords)
        seconds.append(time.perf_counter() - begun)
        errors, count = word_errors(clip.said, heard.text)
        wrong, words = wrong + errors, words + count
        starts += start_errors_ms(clip, heard)
    audio_s = sum(len(clip.samples) for clip in clips) / 16_000
    line = f"WER {wrong / words:.1%} of {words} words; {np.median(seconds):.2f} s per turn (p90 "
    line += f"{np.percentile(seconds, 90):.2f}), {sum(seconds) / audio_s:.2f} of real time"
    if starts:
        line += f"; word start median {np.median(starts):+.0f}, mean size {np.abs(starts).mean():.0f}, "
        line += f"p90 {np.percentile(np.abs(starts), 90):.0f} ms over {len(starts)} words"
    return line


def main() -> None:
    settings = load_settings()
    transcriber: Transcriber = plugins.load("simulator.transcribers", settings.stt.engine).from_settings(settings)
    print(transcriber.name)
    spoken = load("spoken")
    print("spoken talks:           ", measure(transcriber, spoken))
    for scenario, hotwords in HOTWORDS.items():
        clips = [clip for clip in spoken if clip.name.startswith(scenario)]
        print(f"{scenario}, plain:    ", measure(transcriber, clips))
        print(f"{scenario}, hotwords: ", measure(transcriber, clips, hotwords))
    print("recorded sentences:     ", measure(transcriber, load("real")))


if __name__ == "__main__":
    main()
