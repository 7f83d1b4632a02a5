"""Without consent to measures no word time is kept, in a talk, in a fork or after withdrawal; and no point changes."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import pairwise

import pytest

from simulator.flow.speech import Word
from simulator.flow.talk import NOTHING_OF_THE_VOICE, TraineeTurn
from simulator.session import sharing
from simulator.session.archive import load_report
from simulator.session.forking import ForkRequest, fork_plan
from simulator.session.plan import Consent
from simulator.session.rehearsal import HeardTurn
from simulator.session.replaying import rejudge, replay
from simulator.session.report_heads import load_head
from simulator.session.rooms import Rooms
from simulator.session.viewer import LOCAL_VIEWER
from simulator.settings import load_settings
from simulator.store import ConsentFlags, SqlStore
from tests.feedback.talks import delivery
from tests.session.kept import TODAY, KeptTyping, plan_of

SAID = ("Dag Lieve.", "Ik heb slecht nieuws: we zetten uw contract stop. Dat is zo.", "Ik zie dat dit hard aankomt.")
WORD_MS = 300
SILENCE_AFTER_NEWS_MS = 2500


@pytest.fixture
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


def timed(text: str, start_ms: int) -> tuple[Word, ...]:
    """Its words one after the other, with a silence after the first full stop."""
    words, at_ms = [], start_ms + 200
    for said in text.split():
        words.append(Word(said, at_ms, at_ms + WORD_MS, 0.9))
        at_ms += WORD_MS + (SILENCE_AFTER_NEWS_MS if said == "stop." else 50)
    return tuple(words)


async def spoken_talk(store: SqlStore, rooms: Rooms, noon: datetime, consent: Consent) -> KeptTyping:
    plan = replace(plan_of(rooms), consent=consent)
    talk = await KeptTyping.begin(store, plan, rooms, noon)
    for number, said in enumerate(SAID, start=1):
        start_ms = 20_000 * number
        words = timed(said, start_ms)
        measured = delivery() if consent.delivery_measures else None
        heard = HeardTurn(
            f"trainee_{number:03d}", said, "nl", start_ms, words[-1].end_ms, words=words, delivery=measured
        )
        _, reaction = talk.rehearsal.hear(heard)
        talk.rehearsal.answer(reaction, start_ms=heard.end_ms + 900, end_ms=heard.end_ms + 2000)
        await talk.keep()
    await talk.end(noon)
    return talk


def word_texts(turns: Sequence[object]) -> set[str]:
    return {word.text for turn in turns if isinstance(turn, TraineeTurn) for word in turn.words}


def test_every_field_of_a_turn_is_of_the_voice_or_needed_without_it() -> None:
    needed = {"item_id", "text", "language", "start_ms", "end_ms", "judgement", "evidence"}
    assert {field.name for field in fields(TraineeTurn)} - needed == set(NOTHING_OF_THE_VOICE)


async def test_refusing_measures_keeps_no_word_time_and_costs_no_point(
    store: SqlStore, rooms: Rooms, noon: datetime
) -> None:
    talk = await spoken_talk(store, rooms, noon, Consent(delivery_measures=True))
    agreed = load_report(await store.report("s1"))
    assert "slecht" in word_texts(agreed.talk.turns)
    await store.erase_session("s1", noon)

    plan = replace(talk.rehearsal.plan, session_id="s2", consent=Consent(delivery_measures=False))
    again = await KeptTyping.begin(store, plan, rooms, noon)
    for number, said in enumerate(SAID, start=1):
        words = timed(said, 20_000 * number)
        heard = HeardTurn(f"trainee_{number:03d}", said, "nl", 20_000 * number, words[-1].end_ms, words=words)
        _, reaction = again.rehearsal.hear(heard)
        again.rehearsal.answer(reaction, start_ms=heard.end_ms + 900, end_ms=heard.end_ms + 2000)
        await again.keep()
    await again.end(noon)
    refused = load_report(await store.report("s2"))
    assert word_texts(refused.talk.turns) == {""}
    assert refused.feedback.criteria == agreed.feedback.criteria
    assert refused.feedback.total == agreed.feedback.total
    kept = json.dumps([dict(event.payload) for event in await store.events("s2")])
    assert '"text": "slecht"' not in kept


async def test_the_silence_after_the_news_is_still_known_when_consent_is_withdrawn(
    store: SqlStore, rooms: Rooms, noon: datetime
) -> None:
    await spoken_talk(store, rooms, noon, Consent(delivery_measures=True))
    before = load_report(await store.report("s1"))
    assert any(e.rule_id == "moment.room.trainee_first" for e in before.feedback.evidence), "else nothing is tried"
    await sharing.change_consent(store, LOCAL_VIEWER, "s1", ConsentFlags(), noon)
    after = load_report(await store.report("s1"))
    assert word_texts(after.talk.turns) == {""}
    found, talk = await replay(store, "s1", catalog=rooms.catalog, today=TODAY)
    assert (found.differences, found.is_same, found.is_explained) == ((), True, True)
    assert rejudge(talk).turns == (), "times of findings came from words whose times are gone"


@pytest.mark.parametrize(("then", "now"), [(False, True), (True, False), (True, True)])
async def test_a_fork_carries_word_times_only_with_consent_in_both_talks(
    store: SqlStore, rooms: Rooms, noon: datetime, then: bool, now: bool
) -> None:
    await spoken_talk(store, rooms, noon, Consent(delivery_measures=True))
    await store.record_consent("s1", ConsentFlags(delivery_measures=then), noon)
    plan = await fork_plan(
        store, LOCAL_VIEWER, "s2", ForkRequest("s1", "trainee_003"),
        wanted={}, consent=Consent(delivery_measures=now), applies_norms=True,
    )  # fmt: skip
    assert plan.fork is not None
    assert plan.fork.tried is not None
    taken_over = word_texts((*plan.fork.before, plan.fork.tried))
    assert ("slecht" in taken_over) == (then and now)
    (news,) = [turn for turn in plan.fork.before if turn.item_id == "trainee_002"]
    assert isinstance(news, TraineeTurn)
    silences = [b.start_ms - a.end_ms for a, b in pairwise(news.words)]
    assert max(silences) == SILENCE_AFTER_NEWS_MS


async def test_the_head_of_a_report_carries_nothing_of_the_voice(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    await spoken_talk(store, rooms, noon, Consent(delivery_measures=True))
    for turn in load_head(await store.report("s1")).talk.trainee_turns:
        assert (turn.words, turn.delivery, turn.compared, turn.evidence) == ((), None, (), ())
