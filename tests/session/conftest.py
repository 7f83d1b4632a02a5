"""Sound of the trainee for talks in virtual time."""

from pathlib import Path

import pytest

from simulator.flow.audio import Samples
from simulator.session.rooms import Rooms
from simulator.speech.voice_activity import stretches_ms
from tests.conftest import spoken_turns
from tests.session.virtual_talk import scripted_rooms


@pytest.fixture
def virtual_rooms() -> Rooms:
    return scripted_rooms()


@pytest.fixture(scope="session")
def speech(shared_audio: Path) -> Samples:
    """1.5 s of speech without a pause, from its first sound to its last ("Hoe kijkt u daar zelf naar?")."""
    sound = spoken_turns(shared_audio, "review-direct")[2]
    stretches = stretches_ms(sound)
    return sound[16 * stretches[0][0] : 16 * stretches[-1][1]]
