"""The endpoint actor against a real OpenAI-compatible server on this machine."""

import time

import pytest

from simulator import plugins
from simulator.dialogue import Actor
from simulator.errors import Unavailable
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Intent
from simulator.settings import ActorSettings, Settings
from tests.dialogue.talks import catalog
from tests.served_model import Model

LINE = "Dat kan niet. Wie gaat dan de lijn draaien?"


def actor_at(url: str, deadline_ms: int = 3000) -> Actor:
    settings = Settings(actor="endpoint", actor_endpoint=ActorSettings(url=url, model="test", deadline_ms=deadline_ms))
    actor: Actor = plugins.load("simulator.actors", "endpoint").from_settings(settings)
    return actor


def worded(actor: Actor, text: str = LINE, intent: Intent = "deny") -> str:
    reaction = Reaction(intent, "wary", text, 500, because=())
    return actor.word(reaction, persona=catalog().persona("roger"), language="nl")


def test_the_line_is_reworded_and_the_model_hears_nothing_of_the_trainee(model: tuple[Model, str]) -> None:
    served, url = model
    served.says = "“Dat bestaat niet. En wie draait dan de lijn?”"
    assert worded(actor_at(url)) == "Dat bestaat niet. En wie draait dan de lijn?"
    messages = served.asked[0]["messages"]
    assert isinstance(messages, list)
    assert [message["role"] for message in messages] == ["system", "user"]
    assert messages[1]["content"] == LINE
    assert "Roger" in messages[0]["content"]


@pytest.mark.parametrize(
    "says", [500, 404, "", "Dat kan niet (lacht). Wie draait?", "U bent ontslagen, en daarmee uit."]
)
def test_the_authored_line_stands_in(model: tuple[Model, str], says: str | int) -> None:
    served, url = model
    served.says = says
    assert worded(actor_at(url)) == LINE


def test_a_late_answer_is_not_waited_for(model: tuple[Model, str]) -> None:
    served, url = model
    served.says, served.after_s = "En wie draait dan de lijn?", 2.0
    actor = actor_at(url, deadline_ms=100)
    worded(actor)  # connecting counts once
    started = time.perf_counter()
    assert worded(actor) == LINE
    assert time.perf_counter() - started < 1.0


def test_nobody_there() -> None:
    assert worded(actor_at("http://127.0.0.1:9/v1")) == LINE


@pytest.mark.parametrize("intent", ["ask_yes_no", "insist", "stop_exercise", "show_help_lines"])
def test_what_must_stay_as_written_is_not_asked(model: tuple[Model, str], intent: Intent) -> None:
    served, url = model
    assert worded(actor_at(url), intent=intent) == LINE
    assert served.asked == []


def test_an_actor_without_endpoint_says_what_to_set() -> None:
    with pytest.raises(Unavailable, match="SIMULATOR_ACTOR_ENDPOINT__URL"):
        plugins.load("simulator.actors", "endpoint").from_settings(Settings(actor="endpoint"))
