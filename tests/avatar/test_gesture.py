import re
from pathlib import Path

from simulator.avatar.gesture import GESTURE, LOOK_AT, LOOK_AWAY, cues
from simulator.flow.avatar import SpokenWord
from simulator.flow.labels import MOODS

WORDS = (SpokenWord("ik", 0, 100), SpokenWord("onbegrijpelijk", 200, 1200), SpokenWord("nee", 1300, 1500))
GESTURES_TS = Path(__file__).parents[2] / "web/src/avatar/gestures.ts"


def test_cues_are_few_inside_the_reply_and_the_same_every_time() -> None:
    for mood in MOODS:
        found = cues(WORDS, 3000, mood=mood, intensity=0.8)
        assert 1 <= len(found) <= 4
        assert all(cue.at_ms >= 0 and cue.at_ms + cue.duration_ms <= 3000 for cue in found)
        assert [cue.at_ms for cue in found] == sorted(cue.at_ms for cue in found)
        assert found == cues(WORDS, 3000, mood=mood, intensity=0.8)


def test_a_gesture_falls_on_the_longest_word_and_needs_tension() -> None:
    (gesture,) = (cue for cue in cues(WORDS, 3000, mood="angry", intensity=0.8) if cue.kind == "gesture")
    assert (gesture.name, gesture.at_ms) == ("shake_head", 200)
    assert not any(cue.kind == "gesture" for cue in cues(WORDS, 3000, mood="angry", intensity=0.1))


def test_only_a_long_reply_leaves_time_to_look_away() -> None:
    assert any(cue.name == LOOK_AWAY for cue in cues(WORDS, 3000, mood="wary", intensity=0.1))
    assert not any(cue.name == LOOK_AWAY for cue in cues(WORDS, 2000, mood="wary", intensity=0.1))
    assert cues((), 0, mood="wary", intensity=1) == ()


def test_the_page_can_draw_every_movement() -> None:
    movements = re.search(r"MOVEMENTS[^{]*\{(.*?)\n\};", GESTURES_TS.read_text(encoding="utf-8"), re.DOTALL)
    assert movements
    drawn = set(re.findall(r"^  (\w+):", movements.group(1), re.MULTILINE))
    asked = {cue.name for mood in MOODS for cue in cues(WORDS, 3000, mood=mood, intensity=1)}
    assert {LOOK_AT, *GESTURE.values()} <= asked <= drawn
