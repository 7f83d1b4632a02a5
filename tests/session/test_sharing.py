"""A trainer's remarks and points: who may, that both scores stay, and what the total would be."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import feedback
from simulator.errors import BadInput, NotAllowed, NotFound
from simulator.flow.report import RehearsalReport
from simulator.session import sharing
from simulator.session.archive import load_report
from simulator.session.viewer import LOCAL_VIEWER, Viewer
from simulator.store import ConsentFlags, SqlStore
from tests.session.house import ADA, AN, HILDE, TOM, scored, scored_talk, viewer
from tests.store.organisation import found_bank, join


@pytest.fixture
async def bank(store: SqlStore, noon: datetime) -> SqlStore:
    """An's talk, shared with trainers."""
    bank = await found_bank(store, noon)
    await scored_talk(bank, "s1", noon)
    await bank.sharing.share("s1", noon, by="an")
    return bank


async def test_a_trainer_writes_beside_a_shared_talk(bank: SqlStore, noon: datetime) -> None:
    await sharing.remark(bank, TOM, "s1", "  Sterk begin.\n", item_id="trainee_001", at=noon)
    await sharing.override(bank, TOM, "s1", "clarity", 15, "Anders gehoord.", noon)
    kept = await bank.report("s1")
    report = load_report(kept)
    found = await sharing.beside(bank, "s1", report)
    assert [(r.words, r.item_id, r.by.name) for r in found.remarks] == [("Sterk begin.", "trainee_001", "Tom")]
    clarity = next(c for c in report.feedback.criteria if c.criterion_id == "clarity")
    assert found.total == pytest.approx(report.feedback.total - clarity.value + 15)
    assert await bank.report("s1") == kept


async def test_the_last_points_hold_and_the_earlier_ones_stay(bank: SqlStore, noon: datetime) -> None:
    report = load_report(await bank.report("s1"))
    computed = next(c.value for c in report.feedback.criteria if c.criterion_id == "clarity")
    for value in (3, computed):
        await sharing.override(bank, TOM, "s1", "clarity", value, "Nog eens bekeken.", noon)
    found = await sharing.beside(bank, "s1", report)
    assert [override.value for override in found.overrides] == [3, computed]
    assert found.total == report.feedback.total


@pytest.mark.parametrize("who", [AN, HILDE, ADA, viewer("bert", "trainee")], ids=lambda who: who.person_id)
async def test_nobody_else_does(bank: SqlStore, noon: datetime, who: Viewer) -> None:
    refused = (NotAllowed, NotFound)
    with pytest.raises(refused):
        await sharing.remark(bank, who, "s1", "x", item_id=None, at=noon)
    with pytest.raises(refused):
        await sharing.override(bank, who, "s1", "clarity", 3, "x", noon)
    assert await bank.sharing.remarks("s1") == []
    assert await bank.sharing.overrides("s1") == []


async def test_a_trainer_gives_no_points_to_their_own_talk(bank: SqlStore, noon: datetime) -> None:
    await join(bank, "els", noon, "trainer")
    await scored_talk(bank, "s2", noon, "els")
    await bank.sharing.share("s2", noon, by="els")
    with pytest.raises(NotAllowed, match="not beside their own"):
        await sharing.override(bank, viewer("els", "trainer", "trainee"), "s2", "clarity", 20, "x", noon)


async def test_one_person_at_a_machine_is_trainee_and_trainer(store: SqlStore, noon: datetime) -> None:
    await scored_talk(store, "s1", noon, "local")
    await sharing.override(store, LOCAL_VIEWER, "s1", "clarity", 20, "x", noon)
    assert len(await store.sharing.overrides("s1")) == 1


async def test_hr_is_told_of_talks_that_may_leave(bank: SqlStore, noon: datetime) -> None:
    await scored_talk(bank, "s2", noon, consent=ConsentFlags(share_with_hr=True))
    assert await sharing.open_to_hr(bank, HILDE, 50) == [], "in an organisation the tick is for figures of a team"
    await sharing.grant_to_hr(bank, AN, "s1", (), noon)
    assert [(talk.session_id, talk.trainee_id) for talk in await sharing.open_to_hr(bank, HILDE, 50)] == [("s1", "an")]
    with pytest.raises(NotAllowed):
        await sharing.open_to_hr(bank, TOM, 50)


async def test_at_a_machine_of_ones_own_the_tick_is_enough(store: SqlStore, noon: datetime) -> None:
    for session_id in ("s1", "s2"):
        await scored_talk(store, session_id, noon, "local", consent=ConsentFlags(share_with_hr=True))
    await scored_talk(store, "s3", noon, "local")
    await sharing.grant_to_hr(store, LOCAL_VIEWER, "s2", (), noon)
    talks = await sharing.open_to_hr(store, LOCAL_VIEWER, 50)
    assert [(talk.session_id, talk.trainee_name) for talk in talks] == [("s2", None), ("s1", None)]


async def test_a_talk_that_is_no_longer_shared_takes_no_remarks(bank: SqlStore, noon: datetime) -> None:
    await bank.sharing.unshare("s1", noon, by="an")
    with pytest.raises(NotFound):
        await sharing.remark(bank, TOM, "s1", "x", item_id=None, at=noon)


@pytest.mark.parametrize(
    ("criterion", "value", "reason", "told"),
    [
        ("charm", 3, "x", "not scored by 'charm'.*clarity"),
        ("clarity", 20.5, "x", "0 to 20 points, but got 20.5"),
        ("clarity", -1, "x", "0 to 20 points, but got -1"),
        ("clarity", float("nan"), "x", "0 to 20 points, but got nan"),
        ("clarity", 3, "  ", "nothing was written"),
        ("clarity", 3, "x" * 4001, "at most 4000"),
    ],
)
async def test_points_need_a_criterion_a_range_and_a_reason(
    bank: SqlStore, noon: datetime, criterion: str, value: float, reason: str, told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        await sharing.override(bank, TOM, "s1", criterion, value, reason, noon)
    assert await bank.sharing.overrides("s1") == []


async def test_a_remark_is_about_a_turn_that_is_there(bank: SqlStore, noon: datetime) -> None:
    with pytest.raises(BadInput, match="no turn 'trainee_099'"):
        await sharing.remark(bank, TOM, "s1", "x", item_id="trainee_099", at=noon)


def test_what_capped_the_total_caps_the_trainers_total_too() -> None:
    terrible = scored(2)
    everything = {c.criterion_id: c.max for c in terrible.feedback.criteria}
    assert terrible.feedback.legal_points_lost == 15
    assert feedback.total_with(everything, terrible.feedback, terrible.scenario.rubric) == 40 - 15


REPORTS = [scored(which) for which in range(3)]
POINTS = st.dictionaries(
    st.sampled_from([c.criterion_id for c in REPORTS[0].feedback.criteria]), st.floats(0, 1), max_size=8
)


@given(st.sampled_from(REPORTS), POINTS)
def test_the_trainers_total_moves_with_the_points_alone(report: RehearsalReport, shares: dict[str, float]) -> None:
    found, rubric = report.feedback, report.scenario.rubric
    most = {c.criterion_id: c.max for c in found.criteria}
    given_ = {name: share * most[name] for name, share in shares.items()}
    total = feedback.total_with(given_, found, rubric)
    assert feedback.total_with({}, found, rubric) == found.total
    assert 0 <= total <= 100
    if found.blocked_because:
        assert total <= max(b.cap for b in rubric.blockers)
    assert feedback.total_with(dict.fromkeys(most, 0.0) | given_, found, rubric) <= total
    assert feedback.total_with(most | given_, found, rubric) >= total
