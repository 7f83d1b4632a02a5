"""Piper: the Flemish neural voice, where its files could be fetched from the model hub.

Not run on the machine this was written on, where no hub is reachable: the configuration, the ids and the placing of
times are tested, the sound is not.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime as ort

from simulator.avatar.durations import sound_ms
from simulator.avatar.ipa import sounds
from simulator.avatar.manner import Manner, manner_of
from simulator.avatar.sentences import clauses, sentences, words
from simulator.avatar.sound import Timed, shift_pitch, spoken_audio
from simulator.avatar.voices.espeak_process import EspeakProcess, shared_process
from simulator.avatar.voices.piper_config import PiperConfig
from simulator.avatar.word_times import word_times
from simulator.engine.model_files import resolve
from simulator.errors import ModelMissing, NotFound
from simulator.flow.audio import Samples
from simulator.flow.avatar import SpokenAudio
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import PersonaVoice
from simulator.settings import Settings

MODELS: Final[dict[Language, dict[str, str]]] = {
    "nl": {"female": "piper-nl-nathalie", "male": "piper-nl-rdh"},
}
"""Manifests by language and gender of the persona."""
LOUDNESS_FLOOR: Final = 0.02
"""Share of the peak below which the edges count as silence."""


class PiperSpeaker:
    """One Piper model."""

    def __init__(self, folder: Path) -> None:
        self.config = PiperConfig.load(folder / "voice.onnx.json")
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        try:
            self._session = ort.InferenceSession(
                str(folder / "voice.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own unrelated classes
            raise ModelMissing(
                f"not a Piper voice ({type(error).__name__}).", where=str(folder), remedy="Fetch the voice again."
            ) from None

    def run(self, ipa: str, rate_ratio: float) -> Samples:
        """Sound of one sentence at the rate of the configuration."""
        ids = self.config.ids(ipa)
        inference = self.config.inference
        scales = [inference.noise_scale, inference.length_scale / rate_ratio, inference.noise_w]
        feed: dict[str, Any] = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array(scales, np.float32),
        }
        if self.config.num_speakers > 1:
            feed["sid"] = np.array([0], np.int64)
        return np.asarray(self._session.run(None, feed)[0], np.float32).ravel()


class PiperVoice:
    """Piper voices with the pronunciation of espeak-ng; times of phones come from a duration model."""

    name = "Piper"

    def __init__(self, speakers: dict[tuple[Language, str], PiperSpeaker], process: EspeakProcess) -> None:
        self._speakers = speakers
        self._process = process
        self.languages: tuple[Language, ...] = tuple(dict.fromkeys(language for language, _ in speakers))

    @classmethod
    def from_settings(cls, settings: Settings) -> "PiperVoice":
        """Every Piper voice that was fetched.

        Raises:
            ModelMissing: when none was.
            Unavailable: when espeak-ng, which gives the pronunciation, is not installed.
        """
        speakers: dict[tuple[Language, str], PiperSpeaker] = {}
        for language, by_gender in MODELS.items():
            for gender, model in by_gender.items():
                try:
                    speakers[language, gender] = PiperSpeaker(resolve(model, settings))
                except (ModelMissing, NotFound):
                    continue
        if not speakers:
            raise ModelMissing(
                "no Piper voice was fetched.",
                remedy="Where a hub is reachable: SIMULATOR_ALLOW_DOWNLOAD=1 simulator models fetch piper-nl-nathalie.",
            )
        process = shared_process()
        process.ensure_started()
        return cls(speakers, process)

    def speak(self, text: str, language: Language, voice: PersonaVoice, mood: Mood) -> Iterator[SpokenAudio]:
        """Sentence by sentence.

        Raises:
            Unavailable: when espeak-ng stops working.
        """
        speaker = self._speakers.get((language, voice.gender)) or self._any_speaker(language)
        for sentence in sentences(text):
            yield self._say(sentence, speaker, manner_of(voice, mood))

    def _any_speaker(self, language: Language) -> PiperSpeaker:
        return next(speaker for (spoken, _), speaker in self._speakers.items() if spoken == language)

    def _say(self, sentence: str, speaker: PiperSpeaker, manner: Manner) -> SpokenAudio:
        pairs = [
            (written, self._process.ipa(written, speaker.config.espeak.voice), mark)
            for written, mark in clauses(sentence)
        ]
        ipa = unicodedata.normalize("NFD", " ".join(spoken + mark for _, spoken, mark in pairs))
        stretch = 2 ** (manner.pitch_st / 12)
        rate_hz = speaker.config.audio.sample_rate
        samples = shift_pitch(speaker.run(ipa, manner.rate_ratio / stretch), rate_hz, manner.pitch_st)
        phones, spoken_words = placed([(words(written), spoken) for written, spoken, _ in pairs], samples, rate_hz)
        return spoken_audio(
            samples, rate_hz, phones, spoken_words, voice_name=f"Piper {speaker.config.espeak.voice}", estimated=True
        )


def placed(
    clause_pairs: list[tuple[tuple[str, ...], str]], samples: Samples, rate_hz: int
) -> tuple[list[Timed], list[Timed]]:
    """Phones and words of each (written words, IPA), laid over the audible part of a sound by their usual lengths."""
    loud = np.flatnonzero(np.abs(samples) > LOUDNESS_FLOOR * np.max(np.abs(samples), initial=0.0))
    if not len(loud):
        return [], []
    groups = [[sounds(group) for group in ipa.split()] for _, ipa in clause_pairs]
    total_ms = sum(sound_ms(sound) for clause in groups for group in clause for sound in group)
    at_s, scale = loud[0] / rate_hz, (loud[-1] - loud[0]) / rate_hz / max(total_ms, 1.0)
    phones: list[Timed] = []
    spoken: list[Timed] = []
    for (written, _), clause in zip(clause_pairs, groups, strict=True):
        timed: list[list[Timed]] = []
        for group in clause:
            timed.append([])
            for sound in group:
                end_s = at_s + sound_ms(sound) * scale
                timed[-1].append(Timed(sound.symbol, at_s, end_s))
                at_s = end_s
        phones += [phone for group_timed in timed for phone in group_timed]
        spoken += word_times(written, [group_timed for group_timed in timed if group_timed])
    return phones, spoken
