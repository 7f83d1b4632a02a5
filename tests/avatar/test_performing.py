from simulator import avatar
from simulator.flow.avatar import VISEME_NAMES


def test_a_reply_without_sound_still_has_lips_and_gaze() -> None:
    spoken = avatar.estimate("Dat begrijp ik niet. Wat bedoelt u?", "nl")
    performance = avatar.perform(spoken, mood="sad", intensity=0.9)
    assert {VISEME_NAMES[viseme.viseme_id] for viseme in performance.visemes} >= {"sil", "PP", "DD", "aa", "ou"}
    last = performance.visemes[-1]
    assert last.offset_ms + last.duration_ms == spoken.duration_ms
    assert performance.cues[0].kind == "gaze"
    assert performance == avatar.perform(spoken, mood="sad", intensity=0.9)
