"""The local actor with real models of a few words, made here: what they say is checked, and nobody waits for them."""

import time
from pathlib import Path
from threading import Thread

import pytest
from structlog.testing import capture_logs

from simulator.dialogue.actors.local_model import LocalModelActor
from simulator.errors import Unavailable
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Intent
from simulator.settings import LocalActorSettings, Settings
from tests.dialogue.talks import catalog

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'rechtuit[llm-local]'")
pytest.importorskip("torch", reason="torch is not installed: requirements/torch.txt")

from tests.dialogue.actors.tiny_model import write_nonsense, write_speaker

LINE = "Dat kan niet. Wie gaat dan de lijn draaien?"
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def actor_with(folder: Path, *, deadline_ms: int = 10_000, max_tokens: int = 80) -> LocalModelActor:
    wanted = LocalActorSettings(model=str(folder), device="cpu", deadline_ms=deadline_ms, max_tokens=max_tokens)
    return LocalModelActor.from_settings(Settings(actor="transformers", actor_transformers=wanted))


def worded(actor: LocalModelActor, intent: Intent = "deny") -> str:
    reaction = Reaction(intent, "wary", LINE, 500, because=())
    return actor.word(reaction, persona=catalog().persona("roger"), language="nl")


def test_a_model_that_says_it_well_is_heard(tmp_path: Path) -> None:
    write_speaker(tmp_path, "En wie draait dan de lijn?")
    actor = actor_with(tmp_path)
    assert worded(actor) == "En wie draait dan de lijn?"
    assert worded(actor, intent="ask_yes_no") == LINE
    assert not actor.is_instant


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Dat is toch onwettig, hè?", "states_law"),
        ("Om 12 uur dan?", "a number that nobody gave"),
        ("Wie (lacht) draait de lijn?", "marks that nobody speaks"),
        ("Dan draait niemand de lijn.", "a question that is none, or the other way round"),
    ],
)
def test_what_it_may_not_say_is_not_spoken(tmp_path: Path, sentence: str, why: str) -> None:
    write_speaker(tmp_path, sentence)
    with capture_logs() as logs:
        assert worded(actor_with(tmp_path)) == LINE
    assert [entry["reason"] for entry in logs] == [why]


@pytest.mark.parametrize("seed", range(5))
def test_nonsense_is_not_spoken(tmp_path: Path, seed: int) -> None:
    write_nonsense(tmp_path, seed=seed)
    actor = actor_with(tmp_path)
    with capture_logs() as logs:
        assert {worded(actor) for _ in range(4)} == {LINE}
    assert len(logs) == 4


def test_half_a_line_is_not_spoken(tmp_path: Path) -> None:
    write_speaker(tmp_path, "En wie gaat dan in onze ploeg de lijn draaien?")
    with capture_logs() as logs:
        assert worded(actor_with(tmp_path, max_tokens=8)) == LINE
    assert [entry["reason"] for entry in logs] == ["NotFinished"]


def test_nobody_waits_past_the_deadline_for_a_machine_that_is_slow(tmp_path: Path) -> None:
    write_speaker(tmp_path, "En wie draait dan de lijn?")
    actor = actor_with(tmp_path, deadline_ms=100)
    _slow_down(actor, each_word_s=3.0)
    assert _time_of(actor) < 2.0


def test_a_model_that_nobody_waits_for_stops_by_itself(tmp_path: Path) -> None:
    write_speaker(tmp_path, "en", ends=False)
    actor = actor_with(tmp_path, deadline_ms=100, max_tokens=400)
    words = _slow_down(actor, each_word_s=0.05)  # twenty seconds for all it would say
    assert worded(actor) == LINE
    actor._worker.submit(int).result()
    assert 0 < len(words) < 100


def test_a_line_that_waited_too_long_for_another_is_never_begun(tmp_path: Path) -> None:
    write_speaker(tmp_path, "En wie draait dan de lijn?")
    actor = actor_with(tmp_path, deadline_ms=200)
    words = _slow_down(actor, each_word_s=2.0)
    others = [Thread(target=worded, args=(actor,)) for _ in range(4)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    actor._worker.submit(int).result()
    assert len(words) == 1


@pytest.mark.parametrize("lacking", ["", "nowhere", "here"])
def test_an_actor_without_a_model_says_what_to_set(tmp_path: Path, lacking: str) -> None:
    model = str(tmp_path) if lacking == "here" else lacking
    wanted = Settings(actor="transformers", actor_transformers=LocalActorSettings(model=model))
    with pytest.raises(Unavailable, match="SIMULATOR_ACTOR_TRANSFORMERS__MODEL"):
        LocalModelActor.from_settings(wanted)


def test_weights_that_are_code_are_not_loaded(tmp_path: Path) -> None:
    import torch

    write_speaker(tmp_path, "En wie draait dan de lijn?")
    (tmp_path / "model.safetensors").unlink()
    torch.save({}, tmp_path / "pytorch_model.bin")
    with pytest.raises(Unavailable, match="safetensors"):
        actor_with(tmp_path)


def _slow_down(actor: LocalModelActor, *, each_word_s: float) -> list[float]:
    """The real model on a machine that takes this long for each word; when each was begun."""
    begun: list[float] = []

    def wait(*_: object) -> None:
        begun.append(time.monotonic())
        time.sleep(each_word_s)

    actor._model.register_forward_pre_hook(wait)
    return begun


def _time_of(actor: LocalModelActor) -> float:
    started = time.monotonic()
    assert worded(actor) == LINE
    return time.monotonic() - started
