"""Lines: by seed, not twice while others are left, with what was said filled in."""

from random import Random

import pytest

from simulator.dialogue.lines import (
    authored,
    can_be_said,
    choose_line,
    choose_own_line,
    intents_said,
    last_intent,
    slot_values,
    slots_of,
)
from simulator.flow.labels import Mood
from simulator.flow.persona import LinesByMood
from simulator.flow.scenario import Condition, Trigger
from tests.dialogue.talks import catalog, said

FOUR: LinesByMood = {"neutral": ("een", "twee", "drie", "vier")}


def _speak(lines: LinesByMood, times: int, *, mood: Mood = "neutral", slots: dict[str, str] | None = None) -> list[str]:
    spent: tuple[str, ...] = ()
    texts = []
    for number in range(times):
        line = choose_line(lines, intent="cry", mood=mood, slots=slots or {}, spent=spent, rng=Random(f"{number}"))
        spent = (*spent, line.key)
        texts.append(line.text)
    return texts


def test_no_line_comes_back_while_others_are_left() -> None:
    texts = _speak(FOUR, 8)
    assert sorted(texts[:4]) == sorted(texts[4:]) == sorted(FOUR["neutral"])


def test_neutral_lines_serve_a_mood_without_lines_and_not_one_with() -> None:
    assert _speak(FOUR, 1, mood="angry")[0] in FOUR["neutral"]
    assert _speak({**FOUR, "angry": ("boos",)}, 3, mood="angry") == ["boos"] * 3


def test_a_line_with_an_empty_slot_is_never_spoken() -> None:
    lines: LinesByMood = {"neutral": ("Wat is ‘{vague_word}’?", "Wat bedoelt u?")}
    assert _speak(lines, 3) == ["Wat bedoelt u?"] * 3
    assert set(_speak(lines, 2, slots={"vague_word": "herbekijken"})) == {"Wat is ‘herbekijken’?", "Wat bedoelt u?"}
    with pytest.raises(LookupError):
        _speak({"neutral": ("{date}?",)}, 1)


def test_slots_repeat_the_trainees_own_words() -> None:
    turn = said(
        "Morgen om tien uur met Ann, omdat de afdeling sluit, of zoiets, en dat we de samenwerking herbekijken.",
        vague={"of zoiets": "hedge_approx", "de samenwerking herbekijken": "euphemism"},
        facts={"Morgen om tien uur": "date", "Ann": "person", "de afdeling sluit,": "reason"},
    )
    assert slot_values(turn) == {
        "date": "Morgen om tien uur",
        "name": "Ann",
        "reason": "de afdeling sluit",
        "vague_word": "de samenwerking herbekijken",
    }


def test_small_talk_is_not_quoted_back() -> None:
    turn = said("Alles goed thuis?", severity=2, vague={"Alles goed thuis": "delay"})
    assert "vague_word" not in slot_values(turn)


def test_braces_in_what_the_trainee_says_are_only_words() -> None:
    turn = said("We herbekijken {name} dat.", vague={"herbekijken {name}": "euphemism"})
    text = _speak({"neutral": ("‘{vague_word}’?",)}, 1, slots=slot_values(turn))[0]
    assert text == "‘herbekijken {name}’?"


def test_lines_for_the_kind_of_talk_go_before_general_ones() -> None:
    lieve, scenario = catalog().persona("lieve"), catalog().scenario("c4-ontslag")
    assert authored(scenario, lieve, "nl", "answer_question") is lieve.lines_for["c4_talk"]["nl"]["answer_question"]
    assert authored(scenario, lieve, "nl", "await_point") is lieve.lines["nl"]["await_point"]
    assert authored(scenario, lieve, "fr", "await_point") == {}


def test_the_keys_tell_what_was_done() -> None:
    spent = ("cry/sad/0", "ask_reason/sad/1", "cry/sad/2")
    assert intents_said(spent) == {"cry": 2, "ask_reason": 1}
    assert last_intent(spent) == "cry"
    assert last_intent(()) is None


def test_an_unclosed_brace_is_not_a_slot() -> None:
    assert slots_of("Om {date}?") == {"date"}
    with pytest.raises(ValueError, match="expected"):
        slots_of("Om {date?")


OWN = Trigger(
    "angry", Condition(), "protest", say={"nl": ("Hoezo, ‘{vague_word}’?", "Hoezo?", "Pardon?"), "fr": ("‘{date}’ ?",)}
)


def test_a_trigger_s_own_lines_have_variants_and_slots_as_others_have() -> None:
    spent: tuple[str, ...] = ("protest/angry/1", "protest/angry/2")  # lines of the persona: others, whatever the id
    texts: list[str] = []
    for number in range(3):
        slots = {"vague_word": "herbekijken"}
        line = choose_own_line(OWN, "nl", slots=slots, spent=spent, rng=Random(number))
        spent, texts = (*spent, line.key), [*texts, line.text]
    assert set(texts) == {"Hoezo, ‘herbekijken’?", "Hoezo?", "Pardon?"}
    assert intents_said(spent)["protest"] == 5
    assert choose_own_line(OWN, "nl", slots={}, spent=(), rng=Random(1)).text in {"Hoezo?", "Pardon?"}


def test_an_own_line_that_needs_a_slot_cannot_be_counted_on() -> None:
    assert can_be_said(OWN, "nl")
    assert not can_be_said(OWN, "fr")
    assert not can_be_said(OWN, "en")
    with pytest.raises(LookupError):
        choose_own_line(OWN, "fr", slots={}, spent=(), rng=Random(1))
