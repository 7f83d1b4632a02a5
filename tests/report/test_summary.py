"""The report in the terminal."""

import pytest

from simulator.flow.labels import LANGUAGES, Language
from simulator.flow.report import RehearsalReport
from simulator.report import summary


def test_summary_tells_total_criteria_moment_and_change(mediocre: RehearsalReport) -> None:
    told = summary(mediocre, "nl")
    assert told.startswith("Totaal: 66,6 op 100\n")
    assert all(c.title.nl in told for c in mediocre.feedback.criteria)
    assert "beurt 3: “wij uw contract stopzetten op 30 november”" in told
    assert mediocre.feedback.advice[1].text.nl in told


def test_summary_of_a_talk_without_news_and_with_a_legal_flag(terrible: RehearsalReport) -> None:
    told = summary(terrible, "nl")
    assert "De kernboodschap is niet uitdrukkelijk gezegd." in told
    assert "Afgetrokken voor juridisch risico: 15. Vraag HR of juridisch advies." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_is_plain_and_short(language: Language, good: RehearsalReport, hostile: RehearsalReport) -> None:
    assert summary(good, language).count("\n") <= 15
    assert "\x1b" not in summary(hostile, language)
