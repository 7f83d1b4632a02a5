"""Whisper through CTranslate2: int8 on a CPU, float16 on CUDA.

Whisper pads every call to 30 s, and its encoder then costs a second whatever was said. Given the turn and 4 s of
silence it costs a tenth, and sometimes loops; so the full window always stands guard (docs/models/speech-to-text.md).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

import ctranslate2
import numpy as np
import structlog
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from simulator.engine import Device, choose_device, resolve
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.labels import LANGUAGES, Language
from simulator.flow.speech import Transcript, Word
from simulator.settings import Settings
from simulator.speech.engines.one_language import built_for
from simulator.speech.spoken_words import has_loop, is_ghost, join_pieces, spell_fillers
from simulator.speech.voice_activity import stretches_ms
from simulator.speech.word_times import before_the_end, keep_out_of_pauses

WORD_LATE_MS: Final = 45
"""Whisper's word times are early by this much: 49 ms mean error against a forced alignment (speech.md, section 3)."""

FULL_WINDOW_FRAMES: Final = 3000
"""30 s of 10 ms frames, what Whisper was trained on."""

SILENCE_SAMPLES: Final = clock.from_ms(4_000)
"""Heard after each turn. Silence as sound and not as an empty spectrum, which is what faster-whisper pads with and what
Whisper was not trained on: with 2 s of the latter, 2 s clips have 22 % word errors, with 4 s of the former 18 %, and
16 % in the full window."""

MORE_SILENCE_SAMPLES: Final = clock.from_ms(10_000)
"""Heard where that failed (one 2 s clip in sixty). Words of which the recogniser is unsure are then taken as they are:
a second of the full window makes it no surer."""

_FRAME_SAMPLES: Final = clock.from_ms(10)
_LANGUAGE_FROM_SAMPLES: Final = clock.from_ms(2_500)
"""In shorter turns Whisper takes Dutch for anything: three of sixty real clips of 0.8 to 3.9 s."""
_UNEXPECTED_PROB: Final = 0.05
"""The expected language is given up below this; in 24 spoken turns of Dutch it had 0.85 and more (shared/audio)."""

_LONGEST_DRAFT_SAMPLES: Final = clock.from_ms(25_000)
_MIN_TOKENS: Final = 20
_TOKENS_PER_S: Final = 10
_MAX_TOKENS: Final = 200
"""A hotword prompt takes up to 223 of Whisper's 448 places."""

_NO_CAP: Final = 1 << 30
_LOOP_COMPRESSION_RATIO: Final = 2.4
"""Text that packs tighter repeats itself (OpenAI whisper's own threshold)."""
_LOW_LOGPROB: Final = -1.0
"""OpenAI whisper's own threshold for a failed decoding."""
_GHOST_NO_SPEECH_PROB: Final = 0.6
_GHOST_LOGPROB: Final = -0.5
"""Whisper thinks nobody speaks and is unsure of its words: "MUZIEK." on silence has 0.82-0.93 and -0.8 (speech.md)."""

_log = structlog.get_logger(__name__)
_window_frames: ContextVar[int] = ContextVar("_window_frames", default=FULL_WINDOW_FRAMES)
_last_encoded: ContextVar["_Encoded | None"] = ContextVar("_last_encoded", default=None)
"""Of this thread; each decoder has its own."""


@dataclass(frozen=True, slots=True)
class FasterWhisperOptions:
    """How the engine runs."""

    device: Device
    workers: int = 1
    """Turns decoded side by side, one thread each: on the CPU a second thread makes one turn slower (speech.md)."""
    beam_size: int = 3


@dataclass(frozen=True, slots=True)
class _Encoded:
    features: NDArray[np.float32]
    output: Any
    """A `ctranslate2.StorageView`."""


class _WindowedWhisper(WhisperModel):  # type: ignore[misc]
    """Encodes as much of the padded window as the caller asked for (CTranslate2 takes any length), and once.

    The language and the words of a turn are heard in the same sound; encoding it is a third of the work of either.
    """

    def encode(self, features: Any) -> Any:
        window = np.ascontiguousarray(features[..., : _window_frames.get()])
        last = _last_encoded.get()
        if last is None or not np.array_equal(last.features, window):
            last = _Encoded(window, super().encode(window))
            _last_encoded.set(last)
        return last.output


@contextmanager
def _window(frames: int) -> Iterator[None]:
    token = _window_frames.set(frames)
    try:
        yield
    finally:
        _window_frames.reset(token)


class FasterWhisperTranscriber:
    """Recognises whole turns with a Whisper model in CTranslate2's format.

    Args:
        folder: model.bin with its config, tokenizer and vocabulary.
        options: device, workers, beam.
        cache_folder: where a smaller model for each language is kept, on a CPU; None uses the whole one for all.
    """

    def __init__(self, folder: Path, options: FasterWhisperOptions, cache_folder: Path | None = None) -> None:
        self.name = f"faster-whisper {folder.name} {options.device.compute_type}"
        self._folder, self._options, self._cache_folder = folder, options, cache_folder
        self._folders: dict[Language, Path] = {}
        self._models: dict[Path, _WindowedWhisper] = {}
        """By folder: where the whole vocabulary is used, languages share one."""
        self._loading = Lock()
        self._model("nl")

    @classmethod
    def from_settings(cls, settings: Settings) -> "FasterWhisperTranscriber":
        """The recogniser that the settings name: a manifest, or a folder with a model.

        Raises:
            ModelMissing: when the files are not there or not the ones of the manifest.
        """
        device = choose_device(settings.stt.device, count_devices=ctranslate2.get_cuda_device_count)
        # Scoring tokens is half of the work of a CPU, and nothing to a GPU.
        cache_folder = _cache_folder(settings) if device.kind == "cpu" else None
        return cls(_folder(settings), FasterWhisperOptions(device, workers=settings.stt.workers), cache_folder)

    def _model(self, lang: Language) -> _WindowedWhisper:
        """The model for a language, loaded when it is first spoken."""
        with self._loading:
            if lang not in self._folders:
                cache_folder = self._cache_folder
                self._folders[lang] = built_for(self._folder, lang, cache_folder) if cache_folder else self._folder
            folder = self._folders[lang]
            if folder not in self._models:
                self._models[folder] = _WindowedWhisper(
                    str(folder),
                    device=self._options.device.kind,
                    compute_type=self._options.device.compute_type,
                    cpu_threads=1,
                    num_workers=self._options.workers + 2,  # one for drafts, one beside a decode that nobody wants
                    local_files_only=True,
                )
            return self._models[folder]

    def transcribe(
        self, samples: Samples, language: Language, hotwords: Sequence[str] = (), also: Sequence[Language] = ()
    ) -> Transcript:
        """See `Transcriber`."""
        stretches = stretches_ms(samples)
        if not stretches:  # without this gate Whisper writes fluent sentences on noise
            return Transcript("", language, ())
        language = self._spoken_language(samples, language, also)
        segments = self._decode_guarded(samples, language, " ".join(hotwords) or None)
        spoken = [segment for segment in segments if not _is_silence(segment, language)]
        duration_ms = clock.to_ms(len(samples))
        pieces = [_piece(word, duration_ms) for segment in spoken for word in segment.words or ()]
        said = before_the_end(join_pieces(pieces), stretches)
        words = keep_out_of_pauses(spell_fillers(said, language), stretches)
        text = " ".join(word.text for word in words)
        return Transcript("", language, ()) if is_ghost(text, language) else Transcript(text, language, tuple(words))

    def _spoken_language(self, samples: Samples, expected: Language, also: Sequence[Language]) -> Language:
        """The expected language, unless a long turn is clearly in another of those that may be spoken."""
        if not set(also) - {expected} or len(samples) < _LANGUAGE_FROM_SAMPLES:
            return expected
        padded, frames = _with_silence(samples)  # just what is decoded next: encoded once
        with _window(min(frames, FULL_WINDOW_FRAMES)):
            _, _, probs = self._model(expected).detect_language(padded)
        among = {lang: prob for lang, prob in probs if lang in {expected, *also}}
        likeliest = max(among, key=lambda lang: among[lang])
        return likeliest if among[expected] < _UNEXPECTED_PROB * sum(among.values()) else expected

    def draft(self, samples: Samples, language: Language, hotwords: Sequence[str] = ()) -> str:
        """See `Transcriber`: one beam, no word times, the last 25 s at most; "" where the short window fails."""
        heard = samples[-_LONGEST_DRAFT_SAMPLES:]
        if not stretches_ms(heard):
            return ""
        max_tokens = _most_tokens(heard)
        padded, frames = _with_silence(heard)
        with _window(frames):
            segments = self._decode(padded, language, " ".join(hotwords) or None, max_tokens, is_draft=True)
        return "" if _has_failed(segments, max_tokens) else "".join(segment.text for segment in segments).strip()

    def _decode_guarded(self, samples: Samples, language: Language, hotwords: str | None) -> list[Any]:
        """Short window where it is safe; the full one where it is not, or where the short one failed."""
        duration_s, max_tokens = clock.to_s(len(samples)), _most_tokens(samples)
        for silence_samples, is_bad in ((SILENCE_SAMPLES, _has_failed), (MORE_SILENCE_SAMPLES, _has_looped)):
            padded, frames = _with_silence(samples, silence_samples)
            if frames >= FULL_WINDOW_FRAMES:
                break
            with _window(frames):
                segments = self._decode(padded, language, hotwords, max_tokens)
            if not is_bad(segments, max_tokens):
                return segments
            _log.info("short window failed, decoding with a longer one", duration_s=round(duration_s, 2))
        with _window(FULL_WINDOW_FRAMES):
            segments = self._decode(samples, language, hotwords, None)
            if hotwords is None or not _has_failed(segments, _NO_CAP):
                return segments
            _log.info("hotwords were repeated, decoding without", duration_s=round(duration_s, 2))
            return self._decode(samples, language, None, None)

    def _decode(
        self,
        samples: Samples,
        language: Language,
        hotwords: str | None,
        max_tokens: int | None,
        *,
        is_draft: bool = False,
    ) -> list[Any]:
        segments, _ = self._model(language).transcribe(
            samples,
            language=language,
            beam_size=1 if is_draft else self._options.beam_size,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=not is_draft,
            hotwords=hotwords,
            max_new_tokens=max_tokens,
        )
        return list(segments)


def prepare(settings: Settings) -> None:
    """Writes the smaller model of each language, for which the first talk would wait.

    Raises:
        ModelMissing: as `FasterWhisperTranscriber.from_settings`.
    """
    for lang in LANGUAGES:
        built_for(_folder(settings), lang, _cache_folder(settings))


def _folder(settings: Settings) -> Path:
    chosen = Path(settings.stt.model).expanduser()
    return chosen if (chosen / "model.bin").is_file() else resolve(settings.stt.model, settings)


def _cache_folder(settings: Settings) -> Path:
    return settings.models_cache / "one-language"


def _with_silence(samples: Samples, silence_samples: int = SILENCE_SAMPLES) -> tuple[Samples, int]:
    """A turn and the silence after it, in whole frames of spectrum, and how many that are."""
    frames = -(-(len(samples) + silence_samples) // _FRAME_SAMPLES)
    padded = np.zeros(frames * _FRAME_SAMPLES, np.float32)
    padded[: len(samples)] = samples
    return padded, frames


def _most_tokens(samples: Samples) -> int:
    return min(_MAX_TOKENS, _MIN_TOKENS + round(_TOKENS_PER_S * clock.to_s(len(samples))))


def _has_failed(segments: Sequence[Any], max_tokens: int) -> bool:
    return _has_looped(segments, max_tokens) or any(segment.avg_logprob < _LOW_LOGPROB for segment in segments)


def _has_looped(segments: Sequence[Any], max_tokens: int) -> bool:
    """Whether there is nothing, or more of the same than anybody says."""
    text = "".join(segment.text for segment in segments).strip()
    return (
        not text
        or sum(len(segment.tokens) for segment in segments) >= max_tokens
        or has_loop(text)
        or any(segment.compression_ratio > _LOOP_COMPRESSION_RATIO for segment in segments)
    )


def _is_silence(segment: Any, language: Language) -> bool:
    """A segment that nobody said."""
    is_unsure = segment.no_speech_prob > _GHOST_NO_SPEECH_PROB and segment.avg_logprob < _GHOST_LOGPROB
    return is_unsure or is_ghost(segment.text, language)


def _piece(word: Any, duration_ms: int) -> Word:
    start_ms = min(round(word.start * 1000) + WORD_LATE_MS, duration_ms)
    end_ms = min(max(round(word.end * 1000) + WORD_LATE_MS, start_ms), duration_ms)
    return Word(word.word, start_ms, end_ms, float(word.probability))
