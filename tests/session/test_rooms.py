"""Where the shared engines run: what takes time never holds up the talks of others."""

import threading

import pytest

from simulator.authoring import Shelf
from simulator.flow.dialogue import Reaction
from simulator.session.rooms import Rooms
from simulator.settings import ActorSettings, Settings

LINE = Reaction("deny", "wary", "Dat kan niet.", 500, because=())
ENDPOINT = ActorSettings(url="http://127.0.0.1:9/v1", model="test")


@pytest.mark.parametrize(("actor", "is_here"), [("scripted", True), ("endpoint", False)])
async def test_only_an_actor_that_answers_at_once_is_asked_in_the_thread_of_all_talks(
    actor: str, is_here: bool
) -> None:
    settings = Settings(actor=actor, actor_endpoint=ENDPOINT)
    rooms = Rooms(settings, Shelf(settings.personas_dir, settings.scenarios_dir))
    threads: list[int] = []

    def wording() -> Reaction:
        threads.append(threading.get_ident())
        return LINE

    try:
        assert await rooms.word(wording) == LINE
    finally:
        rooms.close()
    assert (threads == [threading.get_ident()]) is is_here
