"""How well each installed voice is understood by the recogniser of the settings, and how soon it is heard.

Run: python -m benchmarks.voices.intelligibility nl fr en [--threads 1]

Dutch: the 24 spoken turns of shared/audio. French: lines that personas say. English: the lines below. Word errors are
a machine's and not a listener's misunderstanding; they only serve to compare voices on the same texts.
"""

import argparse
import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import numpy as np
import soxr
from ruamel.yaml import YAML

from simulator import plugins
from simulator.avatar.voice import Voice
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.avatar.voices.espeak_process import shared_process
from simulator.avatar.voices.kokoro import KokoroVoice
from simulator.avatar.voices.kokoro_model import KokoroModel
from simulator.engine.model_files import resolve
from simulator.errors import ModelMissing, Unavailable
from simulator.flow.labels import Language
from simulator.flow.persona import PersonaVoice
from simulator.settings import Settings, load_settings
from simulator.speech import Transcriber
from simulator.speech.word_errors import word_errors

SHARED_AUDIO = Path(__file__).resolve().parents[3] / "shared" / "audio"
N_LINES = 24
ENGLISH = (
    "What do you mean by that, exactly?",
    "Am I being dismissed? Please say yes or no.",
    "I have worked here for nineteen years, and nobody ever complained.",
    "Who decided this? And since when did you know?",
    "I need a moment. I did not see this coming.",
    "What happens to my notice period and my holiday pay?",
    "All right. Tell me what I have to sign, and when.",
    "You keep talking about the future of the department, but what about me?",
    "My wife is going to ask me why. What do I tell her?",
    "That is not fair. I did everything you asked last spring.",
    "Could you put that in writing for me, please?",
    "Thank you for telling me straight.",
)


def texts(language: Language, settings: Settings) -> list[str]:
    """What is spoken in the comparison."""
    if language == "nl":
        with (SHARED_AUDIO / "manifest.csv").open(encoding="utf-8", newline="") as file:
            return [row["transcript"] for row in csv.DictReader(file) if row["kind"] == "spoken"]
    if language == "en":
        return list(ENGLISH)
    found: dict[str, None] = {}
    for path in sorted(settings.personas_dir.glob("*.yaml")):
        lines = YAML(typ="safe").load(path.read_text(encoding="utf-8")).get("lines", {}).get(language, {})
        for by_mood in lines.values():
            for variants in by_mood.values():
                found |= dict.fromkeys(line for line in variants if "{" not in line and line.count(" ") >= 3)
    return list(found)[:N_LINES]


def voices(settings: Settings, n_threads: int) -> Iterator[Voice]:
    """Every engine that is installed, bare of any cache."""
    try:
        yield EspeakVoice.from_settings(settings)
        yield KokoroVoice(KokoroModel(resolve("kokoro", settings), n_threads), shared_process())
        yield plugins.load("simulator.voices", "piper").from_settings(settings)
    except (ModelMissing, Unavailable) as lack:
        print(f"left out: {lack}")


def measure(
    voice: Voice, language: Language, persona: PersonaVoice, lines: Sequence[str], transcriber: Transcriber
) -> str:
    """One line of figures."""
    wrong = words = 0
    first_s: list[float] = []
    spent_s = sound_s = 0.0
    name = voice.name
    for line in lines:
        begun = time.perf_counter()
        pieces: list[np.ndarray[tuple[int], np.dtype[np.int16]]] = []
        for spoken in voice.speak(line, language, persona, "neutral"):
            first_s += [time.perf_counter() - begun] if not pieces else []
            pieces.append(spoken.pcm)
            name = spoken.voice_name
        spent_s += time.perf_counter() - begun
        pcm = np.concatenate(pieces)
        sound_s += len(pcm) / 24_000
        heard = transcriber.transcribe(soxr.resample(pcm.astype(np.float32) / 32768, 24_000, 16_000), language)
        errors, count = word_errors(line, heard.text)
        wrong, words = wrong + errors, words + count
    line = f"{name:42} {persona.gender:6} WER {wrong / words:6.1%} of {words}; {spent_s / sound_s:.3f} of real time; "
    return line + f"first sound p50 {np.median(first_s):.2f} s, p90 {np.percentile(first_s, 90):.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="+", choices=get_args(Language))
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    settings = load_settings()
    transcriber: Transcriber = plugins.load("simulator.transcribers", settings.stt.engine).from_settings(settings)
    for voice in voices(settings, options.threads):
        for language in options.languages:
            if language in voice.languages:
                for gender in ("female", "male"):
                    persona = PersonaVoice(gender=gender)
                    print(measure(voice, language, persona, texts(language, settings), transcriber), flush=True)


if __name__ == "__main__":
    main()
