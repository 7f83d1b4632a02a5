"""A sentence tried again: the talk begins where the earlier one stood, and is told again from its own events."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import BadInput, NotFound
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import AvatarTurn, TraineeTurn
from simulator.report.audience import show
from simulator.session.archive import dump_report, load_report, to_plain
from simulator.session.forking import TRIED, ForkRequest, fork_plan, forked
from simulator.session.kept_talk import KeptTalk
from simulator.session.plan import Consent, Plan
from simulator.session.planned import PlannedTalk
from simulator.session.recovery import LEFT_BEHIND, recover_all
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.replaying import rejudge, replay
from simulator.session.rooms import Rooms
from simulator.session.typed import TypedRehearsal
from simulator.session.viewer import LOCAL_VIEWER
from simulator.settings import load_settings
from simulator.store import LOCAL, ConsentFlags, SqlStore
from tests.feedback.talks import delivery
from tests.session.house import viewer
from tests.session.kept import DIRECT, TODAY, VAGUE, KeptTyping, plan_of

WORDS = (
    "Dag Lieve, ga zitten.",
    "We moeten eens kijken hoe we dat anders gaan invullen.",
    "Ik heb slecht nieuws: we zetten uw contract stop.",
    "Ik zie dat dit hard aankomt.",
    "U krijgt drie maanden opzeg, tot eind februari.",
    "Dat zien we later nog wel, misschien.",
)


@cache
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


def played(plan: Plan, texts: tuple[str, ...]) -> TypedRehearsal:
    talk = TypedRehearsal(Rehearsal(plan, rooms().actor))
    talk.open()
    list(talk.play(texts))
    return talk


def kept(talk: TypedRehearsal) -> KeptTalk:
    rehearsal = talk.rehearsal
    turns = {turn.item_id: turn for turn in rehearsal.turns}
    return KeptTalk(rehearsal.plan.session_id, PlannedTalk.of(rehearsal.plan, TODAY), turns)


def without_origin(report: RehearsalReport) -> RehearsalReport:
    """As if it had never been a fork."""
    return replace(report, talk=replace(report.talk, forked_from=None, taken_back=()))


@settings(max_examples=25, deadline=None)
@given(data=st.data(), seed=st.integers(0, 50), texts=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_the_same_words_after_it_give_the_same_report_as_the_talk_without_it(
    data: st.DataObject, seed: int, texts: list[str]
) -> None:
    plan = replace(plan_of(rooms()), seed=seed)
    whole = played(plan, tuple(texts))
    said = [turn for turn in whole.rehearsal.turns if isinstance(turn, TraineeTurn)]
    chosen = data.draw(st.integers(0, len(said) - 1), label="turn")
    fork = forked(kept(whole), said[chosen].item_id)

    again = TypedRehearsal(Rehearsal(replace(plan, fork=fork), rooms().actor))
    before = next(state for state, _, turn in kept(whole).moments() if turn == said[chosen])
    assert again.rehearsal.state == before
    again.open()
    assert again.now_ms == whole.rehearsal.turns[2 * chosen].end_ms
    list(again.play(texts[chosen:]))

    report = again.rehearsal.report()
    assert dump_report(without_origin(report)) == dump_report(whole.rehearsal.report())
    assert [turn.text for turn in report.talk.taken_back] == [said[chosen].text]
    assert report.talk.forked_from is not None
    assert report.talk.forked_from.item_id == said[chosen].item_id
    assert load_report(dump_report(report)) == report


def test_the_first_words_lie_beside_the_new_ones_and_score_nothing() -> None:
    plan = plan_of(rooms())
    vague = played(plan, VAGUE)
    fork = forked(kept(vague), "trainee_002")
    again = played(replace(plan, fork=fork), (DIRECT[1],))
    report = again.rehearsal.report()
    (tried,) = report.talk.taken_back
    assert (tried.item_id, tried.text) == (TRIED, VAGUE[1])
    assert {found.evidence_id.split(":")[0] for found in tried.evidence} == {TRIED}
    assert any(found.rule_id.startswith("vague.") for found in tried.evidence)
    new = report.talk.trainee_turns[-1]
    assert (new.item_id, new.text) == ("trainee_002", DIRECT[1])
    assert not any(found.item_id == TRIED for found in report.feedback.evidence)
    assert not any(found.rule_id.startswith("vague.") for found in new.evidence)
    assert report.feedback.total > vague.rehearsal.report().feedback.total


def test_what_was_taken_over_is_not_attended_again() -> None:
    plan = plan_of(rooms())
    whole = played(plan, DIRECT)
    again = played(replace(plan, fork=forked(kept(whole), "trainee_003")), (DIRECT[2],))
    talk = again.rehearsal.talk()
    assert talk.forked_from is not None
    assert talk.forked_from.taken_over == ("persona_001", "trainee_001", "persona_002", "trainee_002")
    attended = show(again.rehearsal.report(), "hr", "nl").attendance
    assert attended.trainee_turn_count == 1
    assert attended.duration_ms == talk.turns[-1].end_ms - talk.turns[4].start_ms


def test_a_fork_of_a_fork_begins_where_that_one_stood() -> None:
    plan = plan_of(rooms())
    first = replace(plan, fork=forked(kept(played(plan, VAGUE)), "trainee_002"))
    talk = played(first, DIRECT[1:])
    again = forked(kept(talk), "trainee_003")
    assert [turn.text for turn in again.before if isinstance(turn, TraineeTurn)] == [VAGUE[0], DIRECT[1]]
    earlier = forked(kept(talk), "trainee_001")
    assert (earlier.before, earlier.asked) == ((), talk.rehearsal.turns[0])


def test_one_goes_back_to_the_beginning_of_a_fork_and_not_behind_it() -> None:
    plan = plan_of(rooms())
    talk = played(replace(plan, fork=forked(kept(played(plan, VAGUE)), "trainee_002")), (VAGUE[2],))
    begun = talk.rehearsal.turns[2]
    rewound = talk.rehearsal.rewind()
    assert isinstance(begun, AvatarTurn)
    assert (rewound.reaction.text, rewound.at_ms) == (begun.text, begun.start_ms)
    assert talk.rehearsal.state == begun.state
    with pytest.raises(BadInput, match="none yet"):
        talk.rehearsal.rewind()
    with pytest.raises(BadInput, match="no turn trainee_001"):
        talk.rehearsal.rewind("trainee_001")


def test_going_back_where_nobody_heard_the_line_said_again() -> None:
    plan = plan_of(rooms())
    fork = forked(kept(played(plan, VAGUE)), "trainee_002")
    talk = TypedRehearsal(Rehearsal(replace(plan, fork=fork), rooms().actor))
    talk.rehearsal.forget(talk.open().item_id)
    talk.say(DIRECT[1])
    rewound = talk.rehearsal.rewind()
    assert fork.asked is not None
    assert rewound.reaction.text == fork.asked.text
    assert talk.rehearsal.turns == fork.before


def test_a_line_that_was_cut_off_is_said_to_its_end() -> None:
    talk = played(plan_of(rooms()), VAGUE)
    for line in [turn for turn in talk.rehearsal.turns if isinstance(turn, AvatarTurn)][:2]:
        talk.rehearsal.correct_timing(line.item_id, start_ms=line.start_ms, end_ms=line.end_ms, cut_off_text="En")
        answered = next(t for t in talk.rehearsal.turns if isinstance(t, TraineeTurn) and t.start_ms > line.start_ms)
        asked = forked(kept(talk), answered.item_id).asked
        assert asked is not None
        assert (asked.text, asked.cut_off) == (line.text, False)


@pytest.mark.parametrize("item_id", ["persona_001", "trainee_009", TRIED])
def test_only_a_turn_of_ones_own_is_tried_again(item_id: str) -> None:
    with pytest.raises(BadInput, match="no turn of yours") as refused:
        forked(kept(played(plan_of(rooms()), VAGUE)), item_id)
    assert "trainee_001, trainee_002, trainee_003" in str(refused.value)


async def origin(store: SqlStore, at: datetime, *texts: str) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms()), rooms(), at)
    await talk.say(*(texts or VAGUE))
    await talk.end(at)


async def asked_for(store: SqlStore, wanted: Mapping[str, object] = MappingProxyType({})) -> Plan:
    return await fork_plan(
        store,
        LOCAL_VIEWER,
        "s2",
        ForkRequest("s1", "trainee_002"),
        wanted=wanted,
        consent=Consent(delivery_measures=True),
        applies_norms=True,
    )


async def test_it_is_told_again_from_its_own_events_also_when_the_origin_is_gone(
    store: SqlStore, noon: datetime
) -> None:
    await origin(store, noon)
    plan = await asked_for(store, {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 3})
    talk = await KeptTyping.begin(store, plan, rooms(), noon, fork_of="s1")
    await talk.say(*DIRECT[1:])
    await talk.end(noon + timedelta(minutes=2))
    record = await store.get_session("s2")
    assert (record.is_fork, record.fork_of) == (True, "s1")
    await store.erase_session("s1", noon)
    record = await store.get_session("s2")
    assert (record.is_fork, record.fork_of) == (True, None)
    found, again = await replay(store, "s2", catalog=rooms().catalog, today=TODAY)
    assert (found.is_same, found.is_explained) == (True, True)
    assert again.state() == talk.rehearsal.state
    assert rejudge(again).turns == ()
    report = load_report(await store.report("s2"))
    assert [turn.text for turn in report.talk.trainee_turns] == [VAGUE[0], *DIRECT[1:]]
    kinds = [event.kind for event in await store.events("s2")]
    assert kinds == ["PlannedTalk", "AvatarTurn", *["TraineeTurn", "AvatarTurn"] * 2, "Sealed"], "nothing is kept twice"


async def test_a_fork_cut_off_by_a_crash_gets_its_report(store: SqlStore, noon: datetime) -> None:
    await origin(store, noon)
    talk = await KeptTyping.begin(store, await asked_for(store), rooms(), noon, fork_of="s1")
    await talk.say(DIRECT[1])
    assert [one.session_id for one in await recover_all(store, noon + LEFT_BEHIND)] == ["s2"]
    report = load_report(await store.report("s2"))
    assert report.feedback == talk.rehearsal.report().feedback
    assert report.talk.forked_from == talk.rehearsal.talk().forked_from


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scenario_id", "slecht-rapport"),
        ("persona_id", "thierry"),
        ("language", "fr"),
        ("difficulty", "hard"),
        ("seed", 4),
    ],
)
async def test_another_exercise_than_the_origin_is_refused(
    store: SqlStore, noon: datetime, name: str, value: object
) -> None:
    await origin(store, noon)
    with pytest.raises(BadInput, match="that talk had") as refused:
        await asked_for(store, {name: value})
    assert refused.value.where == name


async def test_a_talk_that_is_not_over_not_there_or_somebody_elses_is_refused(store: SqlStore, noon: datetime) -> None:
    with pytest.raises(NotFound):
        await asked_for(store)
    await KeptTyping.begin(store, plan_of(rooms()), rooms(), noon)
    with pytest.raises(BadInput, match="still under way"):
        await asked_for(store)
    await store.finish_session("s1", noon)
    somebody = replace(viewer("an", "trainee"), tenant_id=LOCAL)
    with pytest.raises(NotFound):
        await fork_plan(
            store, somebody, "s2", ForkRequest("s1", "trainee_001"), wanted={}, consent=Consent(), applies_norms=True
        )


async def test_the_content_of_the_origin_is_played_whatever_became_of_the_files(
    store: SqlStore, noon: datetime
) -> None:
    plan = plan_of(rooms())
    older = replace(plan.scenario, version=plan.scenario.version + 7)
    talk = await KeptTyping.begin(store, replace(plan, scenario=older), rooms(), noon)
    await talk.say(*VAGUE)
    await talk.end(noon)
    assert (await asked_for(store)).scenario == older


@pytest.mark.parametrize(("then", "now"), [(False, True), (True, False), (True, True)])
async def test_delivery_comes_along_only_with_consent_in_both_talks(
    store: SqlStore, noon: datetime, then: bool, now: bool
) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms()), rooms(), noon)
    for number, text in enumerate(VAGUE, start=1):
        start_ms = 10_000 * number
        heard = HeardTurn(f"trainee_{number:03d}", text, "nl", start_ms, start_ms + 4000, delivery=delivery())
        _, reaction = talk.rehearsal.hear(heard)
        talk.rehearsal.answer(reaction, start_ms=start_ms + 5000, end_ms=start_ms + 6000)
    await talk.end(noon)
    await store.record_consent("s1", ConsentFlags(delivery_measures=then), noon)
    plan = await fork_plan(
        store,
        LOCAL_VIEWER,
        "s2",
        ForkRequest("s1", "trainee_003"),
        wanted={},
        consent=Consent(delivery_measures=now),
        applies_norms=False,
    )
    assert (plan.consent.delivery_measures, plan.applies_norms) == (now, False)
    assert plan.fork is not None
    assert ("speech_ms" in str(to_plain(plan.fork))) == (then and now)
