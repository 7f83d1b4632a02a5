"""How long is a silence waited for, at the end of a turn and at a pause inside a thought?

Ends: the spoken talks and recorded sentences of shared/audio, and lines of the untouched writers of the judgement
corpus in our own voices. Pauses: the same lines, broken off between two words ("cut"), or with a filler said last
("euh"). Each is heard as a talk hears it 200 ms into the silence, and once more at 500 ms where the voice seemed to
hang, in a phase that asks for one second. A pause of 1 to 4 s is cut off when it is longer than the wait.

Run: python -m benchmarks.speech.turn_ends [--count 20]
"""

import argparse
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from benchmarks.speech.clips import load
from simulator import avatar, language, plugins
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.labels import LANGUAGES, Language
from simulator.language.corpus import CORPUS, read_corpus, untouched
from simulator.session.turn_closing import ASKS_AFTER_MS, Patience, weigh_turn_end
from simulator.settings import Settings, load_settings
from simulator.speech import Transcriber, TurnDetector
from simulator.speech.voice_activity import stretches_ms

FILLERS: Final[dict[Language, str]] = {"nl": "euh", "fr": "euh", "en": "uhm"}
PAUSES_MS: Final = np.arange(1000, 4001, 100)
PATIENCE: Final = Patience(silence_ms=1000)
WORDS: Final = (7, 25)
"""Of the lines that are spoken."""


class Silence(NamedTuple):
    """A silence and what lies before it."""

    kind: str
    lang: Language
    samples: Samples
    """Until the end of speech."""


def silences(count: int, settings: Settings) -> Iterator[Silence]:
    for kind in ("spoken", "real"):
        for clip in load(kind):
            yield Silence(f"end, {kind}", "nl", until_end(clip.samples))
    entries = untouched(read_corpus(CORPUS), "test")
    for lang in LANGUAGES:
        texts = [each.utterance.text for each in entries if each.language == lang]
        lines = [text for text in texts if WORDS[0] <= len(text.split()) <= WORDS[1]][:count]
        halves = [" ".join(line.split()[: len(line.split()) // 2]).rstrip(".,;:!?") for line in lines]
        said = {
            "end, our voices": lines,
            "pause, cut": [f"{half}," for half in halves],
            "pause, euh": [f"{half}, {FILLERS[lang]}." for half in halves],
        }
        for kind, spoken in said.items():
            sounds, _ = avatar.speak_talk(spoken, lang, settings)
            yield from (Silence(kind, lang, until_end(samples)) for samples in sounds)


def until_end(samples: Samples) -> Samples:
    stretches = stretches_ms(samples)
    return samples[: clock.from_ms(stretches[-1][1])] if stretches else samples


class Ears:
    """What a talk hears with."""

    def __init__(self, settings: Settings) -> None:
        self._transcriber: Transcriber = plugins.load("simulator.transcribers", settings.stt.engine).from_settings(
            settings
        )
        detectors = plugins.load("simulator.turn_detectors", settings.turn_detector)
        self._detector: TurnDetector = detectors.from_settings(settings)

    def waits_ms(self, silence: Silence) -> int:
        """The silence that would end the turn."""
        text = self._transcriber.transcribe(silence.samples, silence.lang).text
        last_words = language.last_words(text, silence.lang)
        asks_ms = ASKS_AFTER_MS
        while True:
            heard = np.concatenate([silence.samples, np.zeros(clock.from_ms(asks_ms), np.float32)])
            p_end = self._detector.finished_prob(heard)
            opinion = weigh_turn_end(p_end, last_words, PATIENCE, heard_silence_ms=asks_ms)
            if opinion.asks_again_ms is None:
                return opinion.wait_ms
            asks_ms = opinion.asks_again_ms


def main(count: int) -> None:
    settings = load_settings()
    ears = Ears(settings)
    waits: dict[tuple[str, str], list[int]] = {}
    for silence in silences(count, settings):
        waits.setdefault((silence.kind, silence.lang), []).append(ears.waits_ms(silence))
    print(f"{'':22}    n   p50   p95  cut off at 1 to 4 s")
    for (kind, lang), found in waits.items():
        cut = np.mean([[wait < pause for pause in PAUSES_MS] for wait in found])
        print(f"{kind:18} {lang}  {len(found):4} {np.median(found):5.0f} {np.percentile(found, 95):5.0f}  {cut:6.1%}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="lines per language")
    main(parser.parse_args().count)
