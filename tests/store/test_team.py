"""No figure of a team says anything of fewer than five people, whatever is asked and whenever."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.labels import Audience
from simulator.store import ConsentFlags, ExportRecord, SqlStore
from simulator.store.team import PEOPLE_MIN, form_blocks
from tests.store.organisation import found_bank, held_talk, join

C4 = "c4-ontslag"
HR: tuple[Audience, ...] = ("hr",)
TRAINER: tuple[Audience, ...] = ("trainer",)
AGREES = ConsentFlags(share_with_hr=True)
DAY = timedelta(days=1)


async def _talks(bank: SqlStore, noon: datetime, first: int, last: int, **changes: Any) -> None:
    """One talk of each of these people, finished one after another."""
    for number in range(first, last + 1):
        await join(bank, f"p{number}", noon)
        await held_talk(bank, f"s{number}", noon + number * DAY, f"p{number}", **{"consent": AGREES} | changes)


async def _shown(bank: SqlStore, reader: Sequence[Audience] = HR) -> set[str]:
    return {session_id for block in await bank.team.countable(C4, reader=reader) for session_id in block}


def _ids(first: int, last: int) -> set[str]:
    return {f"s{number}" for number in range(first, last + 1)}


async def test_four_people_are_too_few_and_five_are_enough(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 4)
    assert await _shown(bank) == set()
    await _talks(bank, noon, 5, 5)
    assert await _shown(bank) == _ids(1, 5)


async def test_one_person_more_changes_nothing_until_there_are_five_more(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 5)
    for number in range(6, 10):
        await _talks(bank, noon, number, number)
        assert await _shown(bank) == _ids(1, 5)
    await _talks(bank, noon, 10, 10)
    assert await _shown(bank) == _ids(1, 10)


@pytest.mark.parametrize("way", ["withdrawn", "erased", "person removed"])
async def test_one_person_less_takes_all_of_the_block_along(store: SqlStore, noon: datetime, way: str) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 10)
    assert await _shown(bank) == _ids(1, 10)
    if way == "withdrawn":
        await bank.record_consent("s3", ConsentFlags(), noon)
    elif way == "erased":
        await bank.erase_session("s3", noon)
    else:
        await bank.people.remove("p3", noon)
    assert await _shown(bank) == _ids(6, 10)
    await _talks(bank, noon, 11, 14)  # with the four that are left they would be a group that differs by one
    assert await _shown(bank) == _ids(6, 10)


async def test_who_agrees_again_is_counted_as_before(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 5)
    await _shown(bank)
    await bank.record_consent("s3", ConsentFlags(), noon)
    assert await _shown(bank) == set()
    await bank.record_consent("s3", AGREES, noon)
    assert await _shown(bank) == _ids(1, 5)


async def test_everybody_counts_once_with_their_first_talk(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 5)
    await held_talk(bank, "again", noon + 40 * DAY, "p1", consent=AGREES)
    assert await _shown(bank) == _ids(1, 5)
    for number in range(5):
        await held_talk(bank, f"more{number}", noon + 50 * DAY, "p2", consent=AGREES)
    assert await _shown(bank) == _ids(1, 5)


async def test_only_finished_talks_with_a_report_and_consent_count(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 4)
    await _talks(bank, noon, 5, 5, consent=ConsentFlags(delivery_measures=True))
    await _talks(bank, noon, 6, 6, scenario_id="other")
    assert await _shown(bank) == set()
    assert await bank.team.scenarios() == [C4, "other"]


async def test_a_block_of_which_some_were_read_is_not_shown_to_who_read_them(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 5)
    assert await _shown(bank, HR) == await _shown(bank, TRAINER) == _ids(1, 5)
    await bank.sharing.share("s1", noon, by="p1")
    assert await _shown(bank, TRAINER) == set()
    assert await _shown(bank, HR) == _ids(1, 5)
    assert await _shown(bank, (*HR, *TRAINER)) == set()
    await bank.log_export("s2", ExportRecord(noon, "hr", "pdf", "hilde"))
    assert await _shown(bank, HR) == set()
    await bank.sharing.unshare("s1", noon, by="p1")
    assert await _shown(bank, TRAINER) == _ids(1, 5)  # nobody had read it
    for number in range(1, 6):
        await bank.sharing.share(f"s{number}", noon, by=f"p{number}")
    assert await _shown(bank, TRAINER) == _ids(1, 5)  # nothing is left to find out


async def test_a_talk_that_was_read_joins_five_that_were_not(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 5)
    await bank.sharing.share("s1", noon, by="p1")
    assert await _shown(bank, TRAINER) == set()
    await _talks(bank, noon, 6, 6)
    assert await _shown(bank, TRAINER) == _ids(1, 6)


async def test_another_organisation_counts_apart(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await _talks(bank, noon, 1, 5)
    assert await _shown(store) == set()
    assert await _shown(bank) == _ids(1, 5)
    assert await store.team.scenarios() == []


@dataclass(frozen=True)
class _Waiting:
    person: int
    is_known: bool


def _answers(arrivals: Sequence[Sequence[_Waiting]]) -> Iterator[frozenset[_Waiting]]:
    """What is shown after each group of newcomers."""
    shown: list[_Waiting] = []
    waiting: list[_Waiting] = []
    for newcomers in arrivals:
        waiting += newcomers
        for block in form_blocks(waiting):
            shown += block
            waiting = [talk for talk in waiting if talk not in block]
        yield frozenset(shown)


@given(st.lists(st.lists(st.booleans(), max_size=7), max_size=12))
def test_two_answers_never_differ_by_fewer_than_five_unread_talks(flags: list[list[bool]]) -> None:
    number = iter(range(10_000))
    arrivals = [[_Waiting(next(number), is_known) for is_known in group] for group in flags]
    answers = [frozenset[_Waiting](), *_answers(arrivals)]
    for earlier, later in combinations(answers, 2):
        unread = {talk for talk in earlier ^ later if not talk.is_known}
        assert len(unread) == 0 or len(unread) >= PEOPLE_MIN
        assert unread or earlier == later
