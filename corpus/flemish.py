"""The Flemish recordings that lie beside the repository in shared/audio: one woman, for tests only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpus import consensus
from corpus.decoding import decode
from corpus.loudness import pauses
from corpus.recording import FRAME_SAMPLES, Recording
from simulator.errors import NotFound

FOLDER: Final = Path(__file__).parents[2] / "shared" / "audio"
_VOICE: Final = "nathalie"


def recordings(folder: Path = FOLDER) -> Iterator[Recording]:
    """Her single sentences (real-*.flac, CC0), pitch by consensus.

    Raises:
        NotFound: the folder is not there, or holds none of them.
    """
    paths = sorted(folder.glob("real-*.flac"))
    if not paths:
        raise NotFound("no Flemish recordings here", where=str(folder), remedy="They come with shared/.")
    for path in paths:
        samples = decode(path)
        samples = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES]
        labels = consensus.label(samples)
        yield Recording(
            name=f"flemish-{path.stem}",
            voice=_VOICE,
            source="recorded",
            split="test",
            samples=samples,
            f0_hz=labels.f0_hz,
            is_speech=labels.is_speech,
            pauses_s=pauses(labels.loudness),
        )
