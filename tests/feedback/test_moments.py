"""Moments of the whole talk, each in the smallest talk that has one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.feedback import assess, gather
from simulator.feedback.moments.room import pause_in_turn, stretches
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Intent
from simulator.flow.speech import Word
from simulator.flow.talk import Talk
from tests.feedback.talks import TalkBuilder, c4_scenario, vague

NEWS = "Wij beëindigen uw contract."


def moments(talk: Talk) -> dict[str, Evidence]:
    return {e.rule_id: e for e in gather(talk) if e.rule_id.startswith("moment.")}


def value(talk: Talk, name: str) -> float | bool | None:
    return next(m.value for m in assess(talk, c4_scenario()).measures if m.name == name)


def told(*, gap_ms: int = 900, duration_ms: int | None = None) -> TalkBuilder:
    return TalkBuilder().trainee(NEWS, ("core", NEWS), gap_ms=gap_ms, duration_ms=duration_ms)


def test_news_time_runs_from_the_first_word_to_the_end_of_the_clause() -> None:
    talk = TalkBuilder().trainee("Dag.", gap_ms=5000, duration_ms=1000).trainee(
        NEWS, ("core", NEWS), gap_ms=1000, duration_ms=2000
    ).build()  # fmt: skip
    assert value(talk, "news_time_s") == 4.0
    assert value(talk, "news_turn") == 2
    assert "moment.delay" not in moments(talk)


def test_words_set_where_the_trainee_begins() -> None:
    turn = told(gap_ms=0, duration_ms=2000).build().trainee_turns[0]
    late = replace(turn, words=(Word("Wij", 500, 700, 0.9),))
    talk = Talk("s", "c4-test", "lieve", "nl", "normal", 1, (late,))
    assert value(talk, "news_time_s") == 1.5


def test_late_news_is_a_delay_with_a_suggestion() -> None:
    talk = TalkBuilder().trainee("Dag.", duration_ms=40_000).trainee(NEWS, ("core", NEWS)).build()
    delay = moments(talk)["moment.delay"]
    assert delay.polarity == "negative"
    assert delay.suggestion is not None


@pytest.mark.parametrize(
    ("question", "intent", "answer", "core", "prompted"),
    [
        ("Word ik ontslagen of niet?", "ask_yes_no", "Ja, dat klopt.", "Ja, dat klopt.", True),
        ("Ja of neen?", "insist", "Ja.", "Ja.", True),
        ("Word ik ontslagen?", "answer_question", "Helaas, ja.", "Helaas, ja.", True),
        ("Word ik ontslagen of niet?", "ask_yes_no", "Ja, " + NEWS, NEWS, False),
        ("Ge wou mij spreken.", "greet", "Ja.", "Ja.", False),
    ],
)
def test_news_that_is_only_a_yes_is_prompted(
    question: str, intent: Intent, answer: str, core: str, prompted: bool
) -> None:
    talk = TalkBuilder().avatar(question, intent).trainee(answer, ("core", core)).build()
    assert value(talk, "news_prompted") is prompted
    assert ("moment.news_prompted" in moments(talk)) is prompted
    timing = next(c for c in assess(talk, c4_scenario()).criteria if c.criterion_id == "news_timing")
    assert timing.value == (10 if prompted else 20)


@pytest.mark.parametrize(("gap_ms", "ratio"), [(500, 0.0), (1000, 0.0), (2000, 0.5), (3000, 1.0), (20_000, 1.0)])
def test_room_when_the_trainee_breaks_the_silence(gap_ms: int, ratio: float) -> None:
    talk = told().trainee("Ik wil nog iets zeggen.", gap_ms=gap_ms).build()
    assert value(talk, "room_s") == gap_ms / 1000
    assert value(talk, "room_ratio") == pytest.approx(ratio)


def test_room_is_whole_when_the_other_speaks_first() -> None:
    talk = told().avatar("Amai.", "take_news", gap_ms=700).trainee("Ik zie het.").build()
    assert (value(talk, "room_s"), value(talk, "room_ratio")) == (0.7, 1.0)


def test_a_persona_that_reacts_without_words_has_not_spoken() -> None:
    talk = told().avatar("", "stay_silent", gap_ms=1000).trainee("Dus ja.", gap_ms=1000).build()
    assert value(talk, "room_s") == 2.0


def test_interrupting_the_first_answer_leaves_no_room() -> None:
    talk = told().avatar("Maar dat kan toch niet.", "protest", duration_ms=3000).trainee(
        "Laat mij dit even uitleggen.", gap_ms=-1500
    ).build()  # fmt: skip
    assert value(talk, "room_ratio") == 0
    assert value(talk, "overlap_count") == 1


@pytest.mark.parametrize(("on_ms", "ratio"), [(2000, 1.0), (6500, 0.5), (12_000, 0.0)])
def test_talking_on_in_the_same_turn_takes_the_room(on_ms: int, ratio: float) -> None:
    said = NEWS + "x" * len(NEWS) * 9
    per_char = on_ms / (9 * len(NEWS))
    talk = TalkBuilder().trainee(said, ("core", NEWS), duration_ms=round(per_char * len(said))).avatar(
        "Amai.", "take_news"
    ).build()  # fmt: skip
    assert value(talk, "room_ratio") == pytest.approx(ratio, abs=0.01)


def test_a_silence_inside_a_patient_turn_counts_as_room() -> None:
    turn = told(gap_ms=0, duration_ms=2000).build().trainee_turns[0]
    words = (Word("Wij", 0, 300, 0.9), Word("contract.", 1500, 2000, 0.9), Word("Ja", 5000, 5400, 0.9))
    patient = replace(turn, words=words, end_ms=5400)
    talk = Talk("s", "c4-test", "lieve", "nl", "normal", 1, (patient,))
    assert (value(talk, "room_s"), value(talk, "room_ratio")) == (3.0, 1.0)


@given(
    lengths_ms=st.lists(st.tuples(st.integers(0, 2500), st.integers(50, 900)), min_size=1, max_size=12),
    after_ms=st.integers(0, 12_000),
)
def test_stretches_tell_of_no_word_and_of_the_same_silence(lengths_ms: list[tuple[int, int]], after_ms: int) -> None:
    turn = told(gap_ms=0, duration_ms=2000).build().trainee_turns[0]
    words, at_ms = [], 0
    for gap_ms, length_ms in lengths_ms:
        words.append(Word("woord", at_ms + gap_ms, at_ms + gap_ms + length_ms, 0.9))
        at_ms = words[-1].end_ms
    found = stretches(words)
    assert {word.text for word in found} == {""}
    assert found[0].start_ms == words[0].start_ms
    assert pause_in_turn(replace(turn, words=found), after_ms) == pause_in_turn(
        replace(turn, words=tuple(words)), after_ms
    )
    assert stretches(found) == found


def test_no_silence_is_claimed_when_the_news_ends_the_talk() -> None:
    assert value(told().build(), "room_ratio") is None


@pytest.mark.parametrize(
    ("said", "gap_ms", "cut_off", "count"),
    [
        ("Laat mij dit even uitleggen.", -500, False, 1),
        ("Laat mij dit even uitleggen.", -100, False, 0),
        ("Laat mij dit even uitleggen.", -50, True, 1),
        ("Laat mij dit even uitleggen.", 400, True, 0),
        ("Ja, ja.", -500, False, 0),
    ],
)
def test_overlap_counts_interruptions_only(said: str, gap_ms: int, cut_off: bool, count: int) -> None:
    talk = TalkBuilder().avatar("Maar wacht eens even.", duration_ms=3000, cut_off=cut_off).trainee(
        said, gap_ms=gap_ms, duration_ms=1500
    ).build()  # fmt: skip
    assert value(talk, "overlap_count") == count


def test_interruption_after_a_backchannel_is_still_seen() -> None:
    talk = TalkBuilder().avatar("Een heel lang verhaal.", duration_ms=9000).trainee(
        "Mm.", gap_ms=-8000, duration_ms=700
    ).trainee("Nu moet ik toch iets zeggen.", gap_ms=1000, duration_ms=1000).build()  # fmt: skip
    assert value(talk, "overlap_count") == 1


def test_firm_is_the_core_repeated_under_pressure() -> None:
    talk = told().avatar("En als ik minder werk?", "bargain").trainee(
        "Uw contract stopt.", ("act.repeat_core", "Uw contract stopt.")
    ).avatar("Dat kan niet.", "protest").trainee(
        "Wie weet volgend jaar.", (vague("false_hope"), "Wie weet volgend jaar.")
    ).build()  # fmt: skip
    assert {"moment.firm", "moment.contradiction"} <= set(moments(talk))
    assert value(talk, "firmness_ratio") == 0.5


def test_evading_a_direct_question_is_not_firm() -> None:
    talk = told().avatar("Is dat definitief?", "ask_yes_no").trainee(
        "Waarom vraagt ge dat?", (vague("counter_question"), "Waarom vraagt ge dat?")
    ).build()  # fmt: skip
    assert "moment.evaded" in moments(talk)
    assert value(talk, "firmness_ratio") == 0


def test_firmness_without_pressure_is_whole_and_unanswered_pressure_is_half() -> None:
    assert value(told().avatar("Ah.", "take_news").trainee("Ja.").build(), "firmness_ratio") == 1
    assert value(told().avatar("Nee!", "protest").trainee("Hm.").build(), "firmness_ratio") == 0.5


def test_reasons_before_the_news_over_explain_and_score_no_reason() -> None:
    lead = "Omdat de markt zakt."
    talk = TalkBuilder().trainee(lead, ("act.give_reason", lead), duration_ms=20_000).trainee(
        NEWS, ("core", NEWS)
    ).build()  # fmt: skip
    assert moments(talk)["moment.over_explain"].quote == lead
    assert value(talk, "reason_ratio") == 0


def test_three_reasons_in_one_turn_over_explain() -> None:
    said = "De kosten, de markt, de groep."
    marks = [("act.give_reason", word) for word in ("De kosten", "de markt", "de groep")]
    assert "moment.over_explain" in moments(told().trainee(said, *marks).build())
    assert "moment.over_explain" not in moments(told().trainee(said, *marks[:2]).build())


def test_apology_once_is_fine_twice_is_noted() -> None:
    once = told().trainee("Het spijt mij.", ("act.apology", "Het spijt mij."))
    assert "moment.repeated_apology" not in moments(once.build())
    assert "moment.repeated_apology" in moments(once.trainee("Sorry.", ("vague.apology.2", "Sorry.")).build())


def test_talk_ratio_is_the_share_of_speaking_time() -> None:
    talk = TalkBuilder().avatar("Zo.", duration_ms=3000).trainee("Ja zo.", duration_ms=1000).build()
    assert value(talk, "talk_ratio") == 0.25
    assert value(TalkBuilder().trainee("Ja zo.").build(), "talk_ratio") is None


def test_every_moment_speaks_three_languages_and_only_to_whom_it_concerns() -> None:
    talk = told().avatar("Nee!", "protest").trainee("Wie weet.", (vague("false_hope"), "Wie weet.")).build()
    for found in moments(talk).values():
        texts = [found.message, *([found.suggestion] if found.suggestion else [])]
        assert all(t.nl and t.fr and t.en and len({t.nl, t.fr, t.en}) == 3 for t in texts)
        assert "hr" not in found.visibility
