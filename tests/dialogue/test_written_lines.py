"""What can be said is known before the talk, in the moods in which it is said."""

from simulator.dialogue import filled, written_lines
from simulator.dialogue.second import moods_of
from tests.dialogue.talks import catalog


def test_all_that_is_said_can_be_known_before_the_talk() -> None:
    scenario, lieve = catalog().scenario("c4-ontslag"), catalog().persona("lieve")
    ready = written_lines(scenario, lieve, "nl")
    assert len(set(ready)) == len(ready)
    for_kind = lieve.lines_for["c4_talk"]["nl"]["ask_yes_no"]
    assert {(text, mood) for mood, texts in for_kind.items() for text in texts} <= {*ready}


def test_what_a_trigger_brings_is_known_too_and_who_sits_along_only_joins_in() -> None:
    haggling = catalog().scenario("onderhandeling-nederlandse-inkoper")
    brought = {text for trigger in haggling.triggers for text in trigger.say.get("nl", ())}
    assert brought
    assert brought <= {text for text, _ in written_lines(haggling, catalog().persona(haggling.personas[0]), "nl")}
    scenario, sits = catalog().scenario("conflict-na-vergadering"), catalog().persona("juergen")
    assert scenario.also_present is not None
    joined = {text for join in scenario.also_present.joins for text in join.say["nl"]}
    assert "juergen" not in scenario.personas
    ready = written_lines(scenario, sits, "nl")
    assert {text for text, _ in ready} == joined
    unmooded = next(join for join in scenario.also_present.joins if join.mood is None)
    text = next(text for text in unmooded.say["nl"] if "{" not in text)
    assert {mood for said, mood in ready if said == text} == {*moods_of(sits)}


def test_each_slot_of_a_line_can_be_filled_with_the_same_words() -> None:
    assert filled("‘{date}’, zei {name}. Goed.", "x y") == "‘x y’, zei x y. Goed."
    assert filled("Goed.", "x y") == "Goed."
