"""Practice time of one person: added up from the talks' own clocks, told to HR only where the trainee agreed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from simulator.errors import NotAllowed, NotFound
from simulator.report.texts import texts
from simulator.session import sharing
from simulator.session.certificate import Period, certify
from simulator.session.viewer import LOCAL_VIEWER, Viewer
from simulator.store import SqlStore
from tests.session.house import AN, HILDE, TOM, scored, scored_talk
from tests.store.organisation import found_bank, new_talk

DAY = timedelta(days=1)


@pytest.fixture
async def bank(store: SqlStore, noon: datetime) -> SqlStore:
    """Three talks of An on three days, and one that has no report."""
    bank = await found_bank(store, noon)
    for n in range(3):
        await scored_talk(bank, f"s{n}", noon + n * DAY, which=n)
    return bank


async def page_for(store: SqlStore, who: Viewer, at: datetime, person_id: str | None = None, **asked: object) -> str:
    body = await certify(
        store,
        who,
        person_id=person_id,
        certificate_format="html",
        language="nl",
        issued_at=at,
        **asked,  # type: ignore[arg-type]
    )
    return body.decode()


def length_ms(which: int) -> int:
    turns = scored(which).talk.turns
    return max(t.end_ms for t in turns) - min(t.start_ms for t in turns)


def told(ms: int) -> str:
    return f"{ms // 60_000} min {ms // 1000 % 60} s"


async def test_ones_own_talks_are_added_up(bank: SqlStore, noon: datetime) -> None:
    page = await page_for(bank, AN, noon)
    assert "<bdi>An</bdi>" in page
    assert "23-11-2026 – 25-11-2026" in page
    for which in range(3):
        assert told(length_ms(which)) in page
    assert page.count(f"<strong>{told(sum(map(length_ms, range(3))))}</strong>") == 2
    log = await bank.granting.log_of("s0")
    assert [(line.audience, line.format, line.by_owner) for line in log] == [("trainee", "certificate", True)]


async def test_of_a_period(bank: SqlStore, noon: datetime) -> None:
    period = Period.of_days(date(2026, 11, 24), date(2026, 11, 24))
    page = await page_for(bank, AN, noon, period=period)
    assert "24-11-2026" in page
    assert f"<strong>{told(length_ms(1))}</strong>" in page
    with pytest.raises(NotFound, match="no finished talk"):
        await page_for(bank, AN, noon, period=Period.of_days(None, date(2026, 11, 22)))


def test_a_day_is_a_belgian_day() -> None:
    day = Period.of_days(date(2026, 11, 24), date(2026, 11, 24))
    assert day.holds(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    assert not day.holds(datetime(2026, 11, 23, 22, 59, tzinfo=UTC))
    assert day.holds(datetime(2026, 11, 24, 22, 59, tzinfo=UTC))
    assert not day.holds(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))


async def test_hr_is_told_of_what_was_granted_and_uses_it_up(bank: SqlStore, noon: datetime) -> None:
    with pytest.raises(NotFound):
        await page_for(bank, HILDE, noon, "an")
    for session_id in ("s0", "s2"):
        await sharing.grant_to_hr(bank, AN, session_id, (), noon)
    page = await page_for(bank, HILDE, noon, "an")
    assert f"<strong>{told(length_ms(0) + length_ms(2))}</strong>" in page
    assert [line.audience for line in await bank.granting.log_of("s2")] == ["hr"]
    assert await bank.granting.log_of("s1") == []
    with pytest.raises(NotFound):
        await page_for(bank, HILDE, noon, "an")


async def test_others_are_told_nothing(bank: SqlStore, noon: datetime) -> None:
    await sharing.grant_to_hr(bank, AN, "s0", (), noon)
    with pytest.raises(NotAllowed):
        await page_for(bank, TOM, noon, "an")
    with pytest.raises(NotFound):
        await page_for(bank, HILDE, noon, "nobody")


async def test_without_a_name_there_is_a_line_to_fill_in(store: SqlStore, noon: datetime) -> None:
    await scored_talk(store, "s1", noon, "local")
    assert texts("nl")("certificate.name_blank") in await page_for(store, LOCAL_VIEWER, noon)
    assert "<bdi>Mia &lt;b&gt;</bdi>" in await page_for(store, LOCAL_VIEWER, noon, name="Mia <b>")


async def test_a_talk_without_a_report_does_not_count(store: SqlStore, noon: datetime) -> None:
    with pytest.raises(NotFound):
        await page_for(store, LOCAL_VIEWER, noon)
    await store.create_session(new_talk("s1", noon, "local"))
    with pytest.raises(NotFound):
        await page_for(store, LOCAL_VIEWER, noon)
