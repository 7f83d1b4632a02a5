"""Writes the avatar's voice to a file that says what it is (EU AI Act, Regulation 2024/1689, art. 50(2))."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import soundfile as sf

from simulator.flow import clock
from simulator.flow.avatar import SpokenAudio

MARK: Final = "synthetic voice (AI)"
SOFTWARE: Final = f"Rechtuit simulator: {MARK}"


def write_wav(path: Path | BinaryIO, spoken: Iterable[SpokenAudio]) -> None:
    """Sentences one after the other as a 24 kHz WAV, marked in its metadata as made by a machine.

    The mark is in ISFT (software), ICMT (comment) and INAM (title) of the LIST INFO chunk, where any tool reads it.

    Raises:
        OSError: when the file cannot be written.
    """
    sentences = list(spoken)
    pcm = np.concatenate([np.zeros(0, np.int16), *(sentence.pcm for sentence in sentences)])
    voices = ", ".join(dict.fromkeys(sentence.voice_name for sentence in sentences))
    with sf.SoundFile(path, "w", clock.OUTPUT_RATE_HZ, 1, "PCM_16", format="WAV") as file:
        file.software = SOFTWARE
        file.comment = f"{MARK}; {voices}" if voices else MARK
        file.title = MARK
        file.write(pcm)
