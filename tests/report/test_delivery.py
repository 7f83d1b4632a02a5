"""The table of delivery: numbers, what they are put beside, and why there is none."""

import json
from dataclasses import replace

import pytest

from simulator.feedback import assess
from simulator.flow.baseline import Comparison
from simulator.flow.labels import LANGUAGES, Audience
from simulator.flow.prosody import CoreLevel, Delivery, Unsaid
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import TraineeTurn
from simulator.report import render
from simulator.report.audience import show
from simulator.report.delivery import Quantity, quantities, remarks
from tests.feedback.talks import c4_scenario, delivery, good_talk, report_of

NAN = float("nan")
RATE = Comparison("articulation_rate_sps", 3.3, 4.4, -25.0, "percent", True)


def spoken(news: Delivery, *, applies_norms: bool = True, compared: tuple[Comparison, ...] = ()) -> RehearsalReport:
    """The good talk with this delivery in the turn of the news."""
    talk = good_talk(spoken=True)
    first = talk.trainee_turns[0].item_id
    turns = tuple(
        replace(t, delivery=news, compared=compared) if isinstance(t, TraineeTurn) and t.item_id == first else t
        for t in talk.turns
    )
    talk = replace(talk, turns=turns, applies_norms=applies_norms)
    return report_of(talk, assess(talk, c4_scenario()))


def rows(whole: RehearsalReport, audience: Audience = "trainee") -> dict[str, Quantity]:
    return {row.name: row for row in quantities(show(whole, audience, "en"))}


LOUD = replace(
    delivery(12_000),
    pitch=replace(delivery().pitch, pdq=0.163, final_rise_st=-4.2),
    core=CoreLevel(-7.25, NAN),
    unsaid=(Unsaid("last_word_db", "core_not_heard"),),
)


def test_each_number_stands_beside_its_norm_with_its_source() -> None:
    found = rows(spoken(LOUD))
    end = found["Pitch movement at the end (semitones; negative is down)"]
    assert (end.in_news, end.source, end.why) == ("−4.2", "our choice", "")
    assert found["Pitch variation (PDQ: deviation over mean)"].in_news == "0.16"
    assert found["Core words against the whole turn (dB)"].in_news == "−7.2"
    gap = found["Silence before your answer (s; negative is overlap)"]
    assert (gap.in_news, gap.elsewhere) == ("0.9", "0.9")
    assert "Levinson" in gap.source


def test_a_number_that_is_lacking_says_why() -> None:
    found = rows(spoken(LOUD))
    last = found["Last core word against the whole turn (dB)"]
    assert (last.in_news, last.why) == ("–", "the core words cannot be measured")
    assert {row.why for row in found.values()} == {"", last.why}


def test_a_poor_recording_is_the_reason_for_every_number() -> None:
    noisy = replace(LOUD, quality=replace(LOUD.quality, usable=False, problem="noisy"))
    found = rows(spoken(noisy))
    assert found["Articulation rate (syllables per second)"].why == "too much noise"


@pytest.mark.parametrize(("applies_norms", "expected"), [(False, "no norm applied, as chosen"), (True, "")])
def test_norms_can_be_off(applies_norms: bool, expected: str) -> None:
    found = rows(spoken(LOUD, applies_norms=applies_norms))
    assert all((row.reference == expected) is not applies_norms for row in found.values())
    assert found["Articulation rate (syllables per second)"].in_news == "4.4"


def test_remarks_are_short_and_carry_their_time() -> None:
    found = remarks(show(spoken(LOUD, compared=(RATE,)), "trainee", "nl"))
    assert {remark.message for remark in found} == {
        "De kernwoorden klonken 7,2 dB stiller dan de hele beurt.",
        "Tempo: 25 % trager dan in je andere beurten.",
    }
    assert all(remark.time for remark in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_numbers_reasons_and_remarks(language: str) -> None:
    whole = spoken(LOUD, compared=(RATE,))
    page = render(whole, format="html", audience="trainee", language=language).decode()  # type: ignore[arg-type]
    assert "25 %" in page
    assert "PDQ" in page
    table = render(whole, format="csv", audience="trainee", language="nl").decode()
    assert "de kernwoorden zijn niet te meten" in table


@pytest.mark.parametrize("audience", ["trainer", "hr"])
def test_nobody_else_sees_sound_comparison_or_that_norms_were_off(audience: Audience) -> None:
    whole = spoken(LOUD, applies_norms=False, compared=(RATE,))
    shown = show(whole, audience, "en")
    assert quantities(shown) == ()
    assert remarks(shown) == ()
    assert shown.talk.applies_norms
    assert all(turn.compared == () and turn.delivery is None for turn in shown.talk.trainee_turns)
    data = render(whole, format="json", audience=audience, language="en").decode()
    for hidden in ("pdq", "core_db", "applies_norms", "stands_out", "slower"):
        assert hidden not in data


def test_the_trainees_own_copy_has_all_of_it() -> None:
    whole = spoken(LOUD, applies_norms=False, compared=(RATE,))
    document = json.loads(render(whole, format="json", audience="trainee", language="en"))
    assert document["applies_norms"] is False
    turn = document["turns"][1]
    assert turn["compared"][0]["change"] == -25.0
    assert turn["delivery"]["core"] == {"core_db": -7.25, "last_word_db": None}
    assert turn["delivery"]["unsaid"] == [{"measure": "last_word_db", "reason": "core_not_heard"}]
