"""The team view: means of five people or more, and nothing that follows from two of them."""

from datetime import datetime, timedelta

import pytest

from simulator.errors import NotAllowed
from simulator.session import sharing
from simulator.session.team import team_view
from simulator.session.viewer import LOCAL_VIEWER
from simulator.store import ConsentFlags, SqlStore
from tests.session.house import ADA, AN, HILDE, TOM, scored, scored_talk, viewer
from tests.store.organisation import found_bank, join

AGREES = ConsentFlags(share_with_hr=True)
DAY = timedelta(days=1)


async def talks(bank: SqlStore, noon: datetime, first: int, last: int, scenario_id: str = "c4-ontslag") -> None:
    for n in range(first, last + 1):
        if scenario_id == "c4-ontslag":
            await join(bank, f"p{n}", noon)
        id_ = f"{scenario_id}-{n}"
        await scored_talk(bank, id_, noon + n * DAY, f"p{n}", which=n, consent=AGREES, scenario_id=scenario_id)


@pytest.fixture
async def bank(store: SqlStore, noon: datetime) -> SqlStore:
    return await found_bank(store, noon)


async def test_means_of_five(bank: SqlStore, noon: datetime) -> None:
    await talks(bank, noon, 1, 4)
    assert await team_view(bank, HILDE) == []
    await talks(bank, noon, 5, 5)
    (found,) = await team_view(bank, HILDE)
    assert (found.scenario_id, found.people) == ("c4-ontslag", 5)
    of_clarity = [next(c for c in scored(n).feedback.criteria if c.criterion_id == "clarity") for n in range(1, 6)]
    clarity = next(c for c in found.criteria if c.criterion_id == "clarity")
    assert clarity.mean == round(sum(c.value for c in of_clarity) / 5, 1)
    assert (clarity.max, clarity.people) == (20, 5)
    assert await team_view(bank, TOM) == [found]


async def test_two_queries_that_differ_by_one_person_say_the_same(bank: SqlStore, noon: datetime) -> None:
    await talks(bank, noon, 1, 5)
    before = await team_view(bank, HILDE)
    await talks(bank, noon, 6, 6)
    assert await team_view(bank, HILDE) == before
    await bank.erase_session("c4-ontslag-6", noon)
    assert await team_view(bank, HILDE) == before
    await sharing.change_consent(bank, viewer("p1", "trainee"), "c4-ontslag-1", ConsentFlags(), noon)
    assert await team_view(bank, HILDE) == []


async def test_points_that_a_trainer_gives_later_do_not_show(bank: SqlStore, noon: datetime) -> None:
    await talks(bank, noon, 1, 5)
    before = await team_view(bank, HILDE)
    await bank.sharing.share("c4-ontslag-1", noon, by="p1")
    await sharing.override(bank, TOM, "c4-ontslag-1", "clarity", 20, "x", noon)
    assert await team_view(bank, HILDE) == before


async def test_scenarios_stand_apart_and_the_small_one_is_not_there(bank: SqlStore, noon: datetime) -> None:
    await talks(bank, noon, 1, 6)
    await talks(bank, noon, 1, 4, "other")
    assert [found.scenario_id for found in await team_view(bank, HILDE)] == ["c4-ontslag"]
    assert await team_view(bank, HILDE, "other") == []
    assert await team_view(bank, HILDE, "nowhere") == []


async def test_a_criterion_that_not_all_were_scored_by_is_left_out(bank: SqlStore, noon: datetime) -> None:
    await talks(bank, noon, 1, 4)
    await join(bank, "p5", noon)
    await scored_talk(bank, "s5", noon + 9 * DAY, "p5", consent=AGREES)
    kept = await bank.report("s5")
    await bank.save_report("s5", kept.replace(b'"criterion_id": "clarity"', b'"criterion_id": "clearness"'))
    (found,) = await team_view(bank, HILDE)
    names = {c.criterion_id for c in found.criteria}
    assert "room" in names
    assert not names & {"clarity", "clearness"}


async def test_only_trainers_and_hr_ask(bank: SqlStore, noon: datetime) -> None:
    await talks(bank, noon, 1, 5)
    for somebody in (AN, ADA):
        with pytest.raises(NotAllowed):
            await team_view(bank, somebody)


async def test_one_person_at_a_machine_is_no_team(store: SqlStore, noon: datetime) -> None:
    for n in range(7):
        await scored_talk(store, f"s{n}", noon + n * DAY, "local", consent=AGREES)
    assert await team_view(store, LOCAL_VIEWER) == []
