"""The real engines, where this machine has them."""

import pytest

from simulator.avatar.voices.espeak import EspeakVoice
from simulator.avatar.voices.kokoro import KokoroVoice
from simulator.errors import ModelMissing, Unavailable
from simulator.settings import load_settings


@pytest.fixture(scope="session")
def espeak() -> EspeakVoice:
    try:
        return EspeakVoice.from_settings(load_settings())
    except Unavailable as lack:
        pytest.skip(str(lack))


@pytest.fixture(scope="session")
def kokoro() -> KokoroVoice:
    try:
        return KokoroVoice.from_settings(load_settings())
    except (ModelMissing, Unavailable) as lack:
        pytest.skip(str(lack))
