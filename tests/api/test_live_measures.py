"""A talk over the real websocket is measured in the lane: nothing is measured a second time from its audio."""

from pathlib import Path

import pytest

from simulator.flow.audio import Samples
from simulator.prosody import Frames
from simulator.session.rooms import Rooms
from tests.api.talking import play
from tests.conftest import spoken_turns

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_every_spoken_turn_comes_out_of_the_lane(
    service_url: str, shared_audio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured_again: list[int] = []
    measure = Rooms.measure

    async def watched(rooms: Rooms, samples: Samples, n_frames: int) -> Frames | None:
        measured_again.append(n_frames)
        return await measure(rooms, samples, n_frames)

    monkeypatch.setattr(Rooms, "measure", watched)
    talk = await play(service_url, spoken_turns(shared_audio, "c4-direct")[:3], persona_id="lieve")
    assert len(talk.of("simulator.prosody.turn")) >= 3
    assert measured_again == []
