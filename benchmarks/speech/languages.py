"""Word errors per language, clean and noisy, beside plain faster-whisper on the same sound, with what each costs.

Lines of the untouched writers of the judgement corpus, spoken by our own voices; and, for Dutch, the spoken talks and
the recorded sentences of shared/audio. Plain: the same model, beam 5, the whole clip in its 30 s window.

Run: python -m benchmarks.speech.languages [--count 20]
"""

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from benchmarks.speech.clips import load
from corpus.noises import coloured, white
from simulator import avatar, plugins
from simulator.engine import resolve
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.labels import LANGUAGES, Language
from simulator.language.corpus import CORPUS, read_corpus, untouched
from simulator.settings import Settings, load_settings
from simulator.speech import Transcriber
from simulator.speech.voice_activity import stretches_ms
from simulator.speech.word_errors import word_errors

SNR_DB: Final = 10.0
Noise = Callable[[int, np.random.Generator], NDArray[np.floating]]
NOISES: Final[dict[str, Noise | None]] = {
    "clean": None,
    "white 10 dB": white,
    "pink 10 dB": lambda n_samples, rng: coloured(n_samples, rng, 1.0),
}


class Said(NamedTuple):
    text: str
    samples: Samples


class Errors(NamedTuple):
    wrong: int
    words: int
    cpu_s: float

    @property
    def rate(self) -> float:
        return self.wrong / self.words


def material(count: int, settings: Settings) -> dict[tuple[Language, str], list[Said]]:
    """What is spoken, by language and kind."""
    found: dict[tuple[Language, str], list[Said]] = {}
    entries = untouched(read_corpus(CORPUS), "test")
    for language in LANGUAGES:
        lines = [each.utterance.text for each in entries if each.language == language][:count]
        sounds, _ = avatar.speak_talk(lines, language, settings)
        found[language, "our voices"] = [Said(*pair) for pair in zip(lines, sounds, strict=True)]
    for kind in ("spoken", "real"):
        found["nl", f"shared/audio, {kind}"] = [Said(clip.said, clip.samples) for clip in load(kind)]
    return found


def in_noise(samples: Samples, noise: Noise | None, rng: np.random.Generator) -> Samples:
    """With noise `SNR_DB` below the level of its speech."""
    if noise is None:
        return samples
    spoken = np.concatenate(
        [samples[clock.from_ms(start) : clock.from_ms(end)] for start, end in stretches_ms(samples)]
    )
    added = noise(len(samples), rng)
    gain = np.sqrt(np.mean(spoken**2) / np.mean(added**2)) * 10 ** (-SNR_DB / 20)
    noisy: Samples = (samples + gain * added).astype(np.float32)
    return noisy


def measured(said: Sequence[Said], hear: Callable[[Samples], str], noise: Noise | None) -> Errors:
    rng, wrong, words, cpu_s = np.random.default_rng(7), 0, 0, 0.0
    for line in said:
        samples = in_noise(line.samples, noise, rng)
        begun_s = time.process_time()
        heard = hear(samples)
        cpu_s += time.process_time() - begun_s
        errors, count = word_errors(line.text, heard)
        wrong, words = wrong + errors, words + count
    return Errors(wrong, words, cpu_s)


def main(count: int) -> None:
    settings = load_settings()
    ours: Transcriber = plugins.load("simulator.transcribers", settings.stt.engine).from_settings(settings)
    plain = WhisperModel(str(resolve(settings.stt.model, settings)), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(language: Language, samples: Samples) -> str:
        return ours.transcribe(samples, language).text

    def hear_plainly(language: Language, samples: Samples) -> str:
        segments, _ = plain.transcribe(samples, language=language, beam_size=5, word_timestamps=True)
        return " ".join(segment.text for segment in segments)

    print(f"{ours.name}\n{'':26} {'':12} {'words':>5}  {'ours':>6}  {'plain':>6}  {'ratio':>5}  CPU of plain")
    for (language, kind), said in material(count, settings).items():
        for name, noise in NOISES.items():
            own = measured(said, partial(hear, language), noise)
            peer = measured(said, partial(hear_plainly, language), noise)
            ratio = own.rate / peer.rate if peer.wrong else float("nan")
            print(
                f"{language} {kind:23} {name:12} {own.words:5}  {own.rate:6.1%}  {peer.rate:6.1%}  {ratio:5.2f}"
                f"  {own.cpu_s / peer.cpu_s:8.2f}",
                flush=True,
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="lines per language")
    main(parser.parse_args().count)
