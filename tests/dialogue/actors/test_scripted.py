"""The scripted actor, as settings find it."""

from simulator import plugins
from simulator.dialogue import Actor
from simulator.flow.dialogue import Reaction
from simulator.settings import load_settings
from tests.dialogue.talks import catalog


def test_it_is_found_by_name_and_speaks_the_authored_line() -> None:
    actor: Actor = plugins.load("simulator.actors", "scripted").from_settings(load_settings())
    reaction = Reaction("ask_clarity", "wary", "Wat bedoelt u nu precies?", 500, because=())
    assert actor.word(reaction, persona=catalog().persona("lieve"), language="nl") == "Wat bedoelt u nu precies?"
