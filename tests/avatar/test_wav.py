from pathlib import Path

import numpy as np
import soundfile as sf

from simulator.avatar.wav import MARK, write_wav
from simulator.flow.avatar import SpokenAudio


def test_a_file_says_that_its_voice_is_synthetic(tmp_path: Path) -> None:
    pcm = (np.arange(2400) % 300).astype(np.int16)
    spoken = SpokenAudio(pcm, (), (), "espeak-ng nl")
    write_wav(tmp_path / "reply.wav", [spoken, spoken])
    samples, rate_hz = sf.read(tmp_path / "reply.wav", dtype="int16")
    assert rate_hz == 24_000
    assert np.array_equal(samples, np.concatenate([pcm, pcm]))
    with sf.SoundFile(tmp_path / "reply.wav") as file:
        assert MARK in file.software
        assert file.comment == f"{MARK}; espeak-ng nl"
    raw = (tmp_path / "reply.wav").read_bytes()
    assert b"ISFT" in raw
    assert b"ICMT" in raw
