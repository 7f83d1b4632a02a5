"""Reports to render: three talks, and one whose words try everything."""

from dataclasses import replace

import pytest

from simulator.feedback import assess
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import TraineeTurn
from tests.feedback.talks import c4_scenario, good_talk, mediocre_talk, report_of, terrible_talk

HOSTILE = '=HYPERLINK("http://x.example","klik") <script>alert(1)</script> مرحبا 👩‍💼 \x00\x1b \ud800 & "quotes"'


@pytest.fixture(scope="session")
def good() -> RehearsalReport:
    talk = good_talk(spoken=True)
    return report_of(talk, assess(talk, c4_scenario()))


@pytest.fixture(scope="session")
def mediocre() -> RehearsalReport:
    talk = mediocre_talk()
    return report_of(talk, assess(talk, c4_scenario()))


@pytest.fixture(scope="session")
def terrible() -> RehearsalReport:
    talk = terrible_talk()
    return report_of(talk, assess(talk, c4_scenario()))


@pytest.fixture(scope="session")
def hostile() -> RehearsalReport:
    """Words, quotes and the persona's name carry a formula, markup, right-to-left text, emoji and broken characters."""
    talk = good_talk(spoken=True)
    turns = tuple(
        replace(t, text=HOSTILE, evidence=tuple(replace(e, quote=HOSTILE, char_end=len(HOSTILE)) for e in t.evidence))
        if isinstance(t, TraineeTurn)
        else replace(t, text=HOSTILE)
        for t in talk.turns
    )
    talk = replace(talk, turns=turns, talk_id="=1+1")
    whole = report_of(talk, assess(talk, c4_scenario()))
    return replace(whole, persona=replace(whole.persona, name=HOSTILE))
