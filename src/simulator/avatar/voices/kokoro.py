"""Kokoro-82M: a neural voice for French and English that also reads Dutch from phonemes, with a foreign accent."""

from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise
from typing import Final

from simulator.avatar.manner import manner_of
from simulator.avatar.sentences import clauses, sentences, words
from simulator.avatar.sound import TAIL_MS, Timed, shift_pitch, spoken_audio
from simulator.avatar.voices.espeak import VOICE_FILE
from simulator.avatar.voices.espeak_process import EspeakProcess, shared_process
from simulator.avatar.voices.kokoro_model import RATE_HZ, KokoroModel, load_model
from simulator.avatar.voices.kokoro_tokens import (
    MAX_TOKENS,
    PAD,
    VOCABULARY,
    Clause,
    phone_spans,
    respell,
)
from simulator.avatar.word_times import word_times
from simulator.engine.model_files import resolve
from simulator.flow.audio import Samples
from simulator.flow.avatar import SpokenAudio
from simulator.flow.labels import LANGUAGES, Language, Mood
from simulator.flow.persona import PersonaVoice
from simulator.settings import Settings

MODEL: Final = "kokoro"
SPEAKERS: Final[dict[Language, dict[str, tuple[str, ...]]]] = {
    "nl": {"female": ("if_sara", "ff_siwis"), "male": ("im_nicola",)},
    "fr": {"female": ("ff_siwis",), "male": ("im_nicola", "ff_siwis")},
    "en": {"female": ("bf_emma",), "male": ("bm_george",)},
}
"""The model's own voices; several are blended in equal parts. It has no Dutch voice and no French man: those that were
understood best stand in (docs/decisions/0002-voices.md)."""
FIRST_BREATH_SIGNS: Final = 36
"""A sentence longer than this (about 2 s of speech) starts with its first clause alone, to be heard sooner."""
HEARD_EARLY_S: Final = 0.065
"""A sound is heard this much before the frames the model gives its token: the best fit of vowels to level over nine
sentences in three languages (docs/decisions/0002-voices.md); the model's authors subtract 3 frames, 75 ms."""
CLAUSE_TAIL_MS: Final = 140
MAX_SHIFT_ST: Final = 3.0
"""Beyond this a shifted voice is no longer a person's."""


class KokoroVoice:
    """Kokoro-82M (int8 ONNX) with the pronunciation of espeak-ng."""

    name = "Kokoro-82M"
    languages = LANGUAGES

    def __init__(self, model: KokoroModel, process: EspeakProcess) -> None:
        self._model = model
        self._process = process

    @classmethod
    def from_settings(cls, settings: Settings) -> "KokoroVoice":
        """The voice with its model loaded.

        Raises:
            ModelMissing: when the model was not fetched.
            Unavailable: when espeak-ng, which gives the pronunciation, is not installed.
        """
        folder = resolve(MODEL, settings)
        process = shared_process()
        process.ensure_started()
        return cls(load_model(folder), process)

    def speak(self, text: str, language: Language, voice: PersonaVoice, mood: Mood) -> Iterator[SpokenAudio]:
        """Sentence by sentence. Times of phones are the model's own, in steps of 25 ms.

        Raises:
            Unavailable: when espeak-ng stops working.
        """
        manner = manner_of(voice, mood)
        speaker = SPEAKERS[language].get(voice.gender) or SPEAKERS[language]["female"]
        pitch_st = min(MAX_SHIFT_ST, max(-MAX_SHIFT_ST, manner.pitch_st))
        for sentence in sentences(text):
            for piece in _breaths(self._pronounce(sentence, language)):
                yield self._say(
                    piece, speaker, manner.rate_ratio, pitch_st, f"Kokoro-82M {'+'.join(speaker)} ({language})"
                )

    def _pronounce(self, sentence: str, language: Language) -> list[Clause]:
        found = []
        for written, mark in clauses(sentence):
            ipa = respell(self._process.ipa(written, VOICE_FILE[language]), language)
            found.append(Clause(words(written), ipa.strip(), mark))
        return [clause for clause in found if phone_spans(clause.ipa)]

    def _say(
        self, sentence: list[Clause], speaker: tuple[str, ...], rate_ratio: float, pitch_st: float, voice_name: str
    ) -> SpokenAudio:
        signs = " ".join(clause.ipa + clause.mark for clause in sentence)
        tokens = [PAD, *(VOCABULARY[sign] for sign in signs), PAD]
        stretch = 2 ** (pitch_st / 12)
        samples, token_s = self._model.run(tokens, speaker, rate_ratio / stretch)
        ends_s = [0.0, *accumulate(float(seconds) / stretch for seconds in token_s)]
        # The first token is the pad, so sign i lies between ends_s[i + 1] and ends_s[i + 2].
        heard_s = [max(0.0, end_s - HEARD_EARLY_S / stretch) for end_s in ends_s[1:-1]]
        phones, spoken = _timed(sentence, list(pairwise(heard_s)))
        shifted: Samples = shift_pitch(samples, RATE_HZ, pitch_st)
        tail_ms = CLAUSE_TAIL_MS if sentence[-1].mark == "," else TAIL_MS
        return spoken_audio(shifted, RATE_HZ, phones, spoken, voice_name=voice_name, tail_ms=tail_ms)


def _breaths(sentence: list[Clause]) -> Iterator[list[Clause]]:
    """A long sentence as its first clause and the rest, a short one whole; always so, so that a text sounds one way."""
    is_long = sum(len(clause.ipa) for clause in sentence) > FIRST_BREATH_SIGNS
    if is_long and len(sentence) > 1:
        yield sentence[:1]
        yield from _within_limit(sentence[1:])
    else:
        yield from _within_limit(sentence)


def _within_limit(sentence: list[Clause]) -> Iterator[list[Clause]]:
    """The sentence, or where the model cannot take it whole, as many clauses at a time as it can."""
    piece: list[Clause] = []
    for clause in sentence:
        short = Clause(clause.words, clause.ipa[: MAX_TOKENS - 1], clause.mark)
        if piece and sum(len(c.ipa) + 2 for c in piece) + len(short.ipa) + 1 > MAX_TOKENS:
            yield piece
            piece = []
        piece.append(short)
    if piece:
        yield piece


def _timed(sentence: list[Clause], sign_s: list[tuple[float, float]]) -> tuple[list[Timed], list[Timed]]:
    """Phones and written words with their times; `sign_s` holds start and end of each sign of the sentence."""
    phones: list[Timed] = []
    spoken: list[Timed] = []
    offset = 0
    for clause in sentence:
        spans = phone_spans(clause.ipa)
        # Inside a clause speech does not stop: the time of a space belongs to the phone before it.
        ends = [span.first for span in spans[1:]] + [spans[-1].last + 1]
        timed = [
            (span.group, Timed(span.ipa, sign_s[offset + span.first][0], sign_s[offset + end - 1][1]))
            for span, end in zip(spans, ends, strict=True)
        ]
        phones += [phone for _, phone in timed]
        groups = [[phone for _, phone in group] for _, group in groupby(timed, key=lambda pair: pair[0])]
        spoken += word_times(clause.words, groups)
        offset += len(clause.ipa) + len(clause.mark) + 1
    return phones, spoken
