"""Every legal line says whom to ask and when it was verified, once."""

from dataclasses import replace

from simulator.flow.local_text import LocalText
from simulator.flow.report import RehearsalReport
from simulator.report.audience import show
from simulator.report.legal import background, flags


def test_the_date_is_told_in_the_readers_language(terrible: RehearsalReport) -> None:
    flag = next(e for e in terrible.feedback.evidence if e.category == "legal")
    dated = replace(flag, source="unia.be (last_verified 2026-11-23)")
    whole = replace(terrible, feedback=replace(terrible.feedback, evidence=(dated,)))
    assert flags(show(whole, "trainee", "nl"))[0].source == "unia.be, nagekeken op 23 november 2026"
    assert flags(show(whole, "trainer", "fr"))[0].source == "unia.be, vérifié le 23 novembre 2026"
    assert flags(show(whole, "trainer", "en"))[0].source == "unia.be, verified on 23 November 2026"
    assert flags(show(whole, "hr", "nl")) == ()
    first = replace(flag, source="unia.be (last_verified 2026-12-01)")
    whole = replace(terrible, feedback=replace(terrible.feedback, evidence=(first,)))
    assert flags(show(whole, "trainee", "fr"))[0].source == "unia.be, vérifié le 1er décembre 2026"


def test_a_day_that_is_none_stays_as_its_author_wrote_it(terrible: RehearsalReport) -> None:
    note = replace(terrible.scenario.legal[0], source="unia.be", last_verified="2026-13-40")
    whole = replace(terrible, scenario=replace(terrible.scenario, legal=(note,)))
    assert background(show(whole, "trainee", "nl"))[0].source == "unia.be, nagekeken op 2026-13-40"


def test_whom_to_ask_is_said_once(terrible: RehearsalReport) -> None:
    note = terrible.scenario.legal[0]
    own = replace(note, text=LocalText("Vraag HR of juridisch advies.", "Consultez les RH.", "Ask HR."))
    whole = replace(terrible, scenario=replace(terrible.scenario, legal=(note, own)))
    added, kept = background(show(whole, "trainee", "nl"))
    assert added.text.endswith(" Vraag HR of juridisch advies.")
    assert kept.text == "Vraag HR of juridisch advies."
