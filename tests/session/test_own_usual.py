"""Delivery beside the talk it was part of, and what a kept talk gives back."""

import json
import math
from dataclasses import replace

import pytest

from simulator.dialogue.actors.scripted import ScriptedActor
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Word
from simulator.flow.talk import TraineeTurn
from simulator.session.archive import dump_report, load_report, load_turn, to_plain
from simulator.session.own_usual import measured
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.rooms import Rooms, TalkRequest
from simulator.settings import load_settings
from tests.prosody.turns import turn

NEWS = "Wij beëindigen uw contract."


@pytest.fixture(scope="module")
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


def words(text: str, start_ms: int) -> tuple[Word, ...]:
    said = text.split()
    return tuple(Word(word, start_ms + 500 * k, start_ms + 500 * (k + 1), 0.9) for k, word in enumerate(said))


def spoken(rooms: Rooms, *said: tuple[str, Delivery], applies_norms: bool = True) -> Rehearsal:
    """Turns of a minute's distance, each answered half a second before the next begins."""
    request = TalkRequest("c4-ontslag", "lieve", "nl", "normal", 4, applies_norms=applies_norms)
    rehearsal = Rehearsal(rooms.plan("session", request), ScriptedActor())
    for number, (text, delivery) in enumerate(said, start=1):
        start_ms = 60_000 * number
        rehearsal.answer(rehearsal.opening, start_ms=start_ms - 5000, end_ms=start_ms - 500)
        heard = words(text, start_ms)
        levels = tuple(-8.0 if "contract" in word.text else 1.0 for word in heard)
        delivery = replace(delivery, word_levels_db=levels)
        rehearsal.hear(HeardTurn(f"turn_{number}", text, "nl", start_ms, start_ms + 20_000, heard, delivery))
    return rehearsal


TALK = (
    (NEWS, turn(rate_sps=3.0, voiced_s=4)),
    ("Dat is beslist.", turn(rate_sps=4.0, voiced_s=12)),
    ("Morgen spreken we verder.", turn(rate_sps=4.0, voiced_s=12)),
)


def test_the_turn_that_tells_the_core_has_its_level_and_another_says_why_not(rooms: Rooms) -> None:
    first, second, _ = spoken(rooms, *TALK).talk().trainee_turns
    assert first.delivery is not None
    assert second.delivery is not None
    assert first.delivery.core.last_word_db == -8.0
    assert math.isnan(second.delivery.core.core_db)
    assert second.delivery.why("core_db") == "no_core_told"


def test_a_report_puts_each_turn_beside_all_others(rooms: Rooms) -> None:
    report = spoken(rooms, *TALK).report()
    rate = next(c for c in report.talk.trainee_turns[0].compared if c.measure == "articulation_rate_sps")
    assert (rate.usual, rate.change, rate.stands_out) == (4.0, -25.0, True)


def test_what_is_told_during_the_talk_rests_on_the_turns_before(rooms: Rooms) -> None:
    rehearsal = spoken(rooms, *TALK)
    talk = rehearsal.talk()
    told = []
    for number, said in enumerate(talk.trainee_turns, start=1):
        assert said.delivery is not None
        told.append(measured(said, said.delivery, talk.turns[: 2 * number]))
    assert [bool(event.compared) for event in told] == [False, False, True]
    assert [(event.gap_ms, event.overlap_ms) for event in told] == [(500, 0)] * 3


def test_overlap_is_what_was_heard_of_both(rooms: Rooms) -> None:
    rehearsal = spoken(rooms, TALK[0])
    avatar, trainee = rehearsal.talk().turns
    late = replace(avatar, end_ms=trainee.start_ms + 300)
    assert isinstance(trainee, TraineeTurn)
    assert trainee.delivery is not None
    event = measured(trainee, trainee.delivery, (late, trainee))
    assert (event.gap_ms, event.overlap_ms) == (-300, 300)


def test_norms_can_be_switched_off_for_a_talk(rooms: Rooms) -> None:
    assert spoken(rooms, TALK[0]).report().talk.applies_norms
    assert not spoken(rooms, TALK[0], applies_norms=False).report().talk.applies_norms


def test_a_kept_talk_opens_with_its_numbers_and_its_reasons(rooms: Rooms) -> None:
    report = spoken(rooms, *TALK).report()
    again = load_report(dump_report(report))
    assert dump_report(again) == dump_report(report)
    assert again.talk.trainee_turns[0].compared == report.talk.trainee_turns[0].compared
    kept = again.talk.trainee_turns[1].delivery
    assert kept is not None
    assert kept.why("core_db") == "no_core_told"


def test_a_talk_kept_before_there_were_these_numbers_still_opens(rooms: Rooms) -> None:
    old = json.loads(dump_report(spoken(rooms, *TALK).report()))
    del old["talk"]["applies_norms"]
    for said in old["talk"]["turns"]:
        said.pop("compared", None)
        if delivery := said.get("delivery"):
            for name in ("word_levels_db", "core", "unsaid"):
                del delivery[name]
            for name in ("sd_st", "pdq", "slope_st_s", "final_rise_st"):
                del delivery["pitch"][name]
            del delivery["quality"]["problem"]
    report = load_report(json.dumps(old).encode())
    delivery = report.talk.trainee_turns[0].delivery
    assert delivery is not None
    assert math.isnan(delivery.pitch.final_rise_st)
    assert delivery.why("final_rise_st") is None
    assert report.talk.trainee_turns[0].compared == ()
    assert report.talk.applies_norms


def test_a_kept_turn_opens_too(rooms: Rooms) -> None:
    said = spoken(rooms, *TALK).talk().trainee_turns[1]
    assert to_plain(load_turn(to_plain(said))) == to_plain(said)
