"""What a fork took over goes at the term of the talk it was said in; what was said in the fork stays until its own."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.errors import BadInput
from simulator.flow.report import RehearsalReport
from simulator.session.archive import load_report
from simulator.session.forgetting import without_taken_over
from simulator.session.forking import ForkRequest, fork_plan
from simulator.session.plan import Consent, Plan
from simulator.session.replaying import rejudge, replay
from simulator.session.retention import keep_to_terms, what_is_due
from simulator.session.rooms import Rooms
from simulator.session.tombstones import TombstoneFile
from simulator.session.viewer import LOCAL_VIEWER
from simulator.settings import PrivacySettings, load_settings
from simulator.store import SqlStore
from tests.session.kept import DIRECT, TODAY, KeptTyping, plan_of

DAY = timedelta(days=1)
TERMS = PrivacySettings(transcript_days=90)
SAID_BEFORE = "Dag Lieve, ga zitten, het is hier wat koud, Lutgarde vergat de verwarming."
"""Words that stand in no file of ours."""
TRIED_FIRST = "We moeten eens kijken hoe we dat van Zonhoven anders gaan invullen."
FIRST = (SAID_BEFORE, TRIED_FIRST, "We zien wel.")


@pytest.fixture
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


@pytest.fixture
def stones(tmp_path: Path) -> TombstoneFile:
    return TombstoneFile(tmp_path / "erased.txt")


async def fork_of(store: SqlStore, session_id: str, item_id: str, new_id: str) -> Plan:
    return await fork_plan(
        store, LOCAL_VIEWER, new_id, ForkRequest(session_id, item_id),
        wanted={}, consent=Consent(delivery_measures=True), applies_norms=True,
    )  # fmt: skip


async def forked(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    """A talk of noon, and sixty days later a fork that tries its second sentence again."""
    origin = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await origin.say(*FIRST)
    await origin.end(noon)
    at = noon + 60 * DAY
    fork = await KeptTyping.begin(store, await fork_of(store, "s1", "trainee_002", "s2"), rooms, at, fork_of="s1")
    await fork.say(*DIRECT[1:])
    await fork.end(at)


async def dumped(url: str) -> str:
    """Everything in the tables that keep a talk."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        events = (await connection.execute(text("SELECT payload FROM events"))).all()
        reports = (await connection.execute(text("SELECT content FROM reports"))).all()
    await engine.dispose()
    as_text = (row[0] if isinstance(row[0], str) else json.dumps(row[0], ensure_ascii=False) for row in events)
    return "".join([*as_text, *(bytes(row[0]).decode() for row in reports)])


async def test_words_that_were_taken_over_go_with_the_talk_they_were_said_in(
    store: SqlStore, database_url: str, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(store, rooms, noon)
    before = load_report(await store.report("s2"))
    await keep_to_terms(store, TERMS, noon + 89 * DAY, stones)
    assert (await store.report("s2")).decode() in await dumped(database_url)
    assert SAID_BEFORE in (await store.report("s2")).decode()

    at = noon + 90 * DAY
    due = await what_is_due(store, TERMS, at, stones)
    assert (due.expired_talks, due.outlived_forks) == (1, 1)
    assert await keep_to_terms(store, TERMS, at, stones) == due
    kept = await dumped(database_url)
    assert SAID_BEFORE not in kept
    assert TRIED_FIRST not in kept
    assert all(said in kept for said in DIRECT[1:])
    after = load_report(await store.report("s2"))
    assert after.feedback.total == before.feedback.total
    assert [(c.value, c.reason) for c in after.feedback.criteria] == [
        (c.value, c.reason) for c in before.feedback.criteria
    ]
    assert after.talk.own_turns == after.talk.turns == before.talk.own_turns
    assert after.talk.taken_back == ()
    assert after.talk.forked_from is not None
    assert (after.talk.forked_from.taken_over, after.talk.forked_from.is_forgotten) == ((), True)
    assert after.feedback.news_turn == 1, "the second turn of the whole talk is the first that is left"

    assert not (await keep_to_terms(store, TERMS, at + DAY, stones)).is_anything
    assert (await keep_to_terms(store, TERMS, noon + 150 * DAY, stones)).expired_talks == 1
    assert await store.list_sessions() == []


async def test_no_byte_of_the_sqlite_files_knows_them(
    sqlite_store: SqlStore, database: Path, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(sqlite_store, rooms, noon)
    sought = b"Lutgarde vergat de verwarming"
    assert any(sought in file.read_bytes() for file in database.parent.iterdir())
    await keep_to_terms(sqlite_store, TERMS, noon + 90 * DAY, stones)
    assert [file.name for file in database.parent.iterdir() if sought in file.read_bytes()] == []


async def test_nothing_points_at_a_finding_that_is_gone(
    store: SqlStore, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(store, rooms, noon)
    cited = _cited(load_report(await store.report("s2")))
    assert any(id_.startswith("trainee_001:") for id_ in cited), "the beginning of the talk counts in its points"
    await keep_to_terms(store, TERMS, noon + 90 * DAY, stones)
    report = load_report(await store.report("s2"))
    assert _cited(report) <= {found.evidence_id for found in report.feedback.evidence}
    assert {found.item_id for found in report.feedback.evidence} <= {turn.item_id for turn in report.talk.turns}


def _cited(report: RehearsalReport) -> set[str]:
    feedback = report.feedback
    parts = (feedback.criteria, feedback.measures, feedback.advice)
    return {id_ for part in parts for one in part for id_ in one.evidence_ids}


async def test_erasing_the_earlier_talk_before_its_term_does_not_lengthen_it(
    store: SqlStore, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(store, rooms, noon)
    await store.erase_session("s1", noon + 61 * DAY)
    assert (await keep_to_terms(store, TERMS, noon + 89 * DAY, stones)).outlived_forks == 0
    assert (await keep_to_terms(store, TERMS, noon + 90 * DAY, stones)).outlived_forks == 1


async def test_a_fork_of_a_fork_forgets_at_the_earliest_term(
    store: SqlStore, database_url: str, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(store, rooms, noon)
    at = noon + 80 * DAY
    again = await KeptTyping.begin(store, await fork_of(store, "s2", "trainee_003", "s3"), rooms, at, fork_of="s2")
    await again.say(DIRECT[2])
    await again.end(at)
    assert (await keep_to_terms(store, TERMS, noon + 90 * DAY, stones)).outlived_forks == 2
    assert SAID_BEFORE not in await dumped(database_url)


async def test_a_fork_under_way_is_let_finish(
    store: SqlStore, database_url: str, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    origin = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await origin.say(*FIRST)
    await origin.end(noon)
    at = noon + 90 * DAY
    fork = await KeptTyping.begin(store, await fork_of(store, "s1", "trainee_002", "s2"), rooms, at, fork_of="s1")
    await fork.say(DIRECT[1])
    assert (await keep_to_terms(store, TERMS, at, stones)).outlived_forks == 0
    await fork.end(at)
    assert (await keep_to_terms(store, TERMS, at, stones)).outlived_forks == 1
    assert SAID_BEFORE not in await dumped(database_url)


async def test_replay_says_that_it_was_forgotten_and_still_sees_a_change(
    store: SqlStore, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(store, rooms, noon)
    await keep_to_terms(store, TERMS, noon + 90 * DAY, stones)
    found, talk = await replay(store, "s2", catalog=rooms.catalog, today=TODAY)
    assert (found.is_forgotten, found.is_same, found.is_explained) == (True, False, True)
    judged = rejudge(talk)
    assert (judged.turns, judged.total_kept, judged.total_now) == ((), None, None)

    await store.save_report("s2", (await store.report("s2")).replace(b"slecht nieuws", b"goed nieuws"))
    found, _ = await replay(store, "s2", catalog=rooms.catalog, today=TODAY)
    assert (found.is_report_untouched, found.is_explained) == (False, False)


async def test_a_seal_that_was_broken_before_is_not_mended(
    store: SqlStore, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(store, rooms, noon)
    await store.save_report("s2", (await store.report("s2")).replace(b"slecht nieuws", b"goed nieuws"))
    await keep_to_terms(store, TERMS, noon + 90 * DAY, stones)
    found, _ = await replay(store, "s2", catalog=rooms.catalog, today=TODAY)
    assert (found.is_log_untouched, found.is_report_untouched) == (True, False)


async def test_once_more_gives_the_same(store: SqlStore, rooms: Rooms, noon: datetime, stones: TombstoneFile) -> None:
    await forked(store, rooms, noon)
    await keep_to_terms(store, TERMS, noon + 90 * DAY, stones)
    events, report = await store.events("s2"), await store.report("s2")
    await store.rewrite("s2", without_taken_over)
    assert (await store.events("s2"), await store.report("s2")) == (events, report)


async def test_no_sentence_of_it_is_tried_again(
    store: SqlStore, rooms: Rooms, noon: datetime, stones: TombstoneFile
) -> None:
    await forked(store, rooms, noon)
    await keep_to_terms(store, TERMS, noon + 90 * DAY, stones)
    with pytest.raises(BadInput, match="not kept any more"):
        await fork_of(store, "s2", "trainee_002", "s3")
