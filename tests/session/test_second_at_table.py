"""A talk with two colleagues: kept, told again, gone back in, tried again, and live."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from simulator.dialogue.actors.scripted import ScriptedActor
from simulator.flow.persona import Persona
from simulator.flow.talk import AvatarTurn
from simulator.session import events
from simulator.session.archive import load_report
from simulator.session.forking import forked
from simulator.session.kept_talk import tell_again
from simulator.session.live import LiveSession
from simulator.session.live_options import LiveOptions
from simulator.session.plan import Plan
from simulator.session.rehearsal import Rehearsal
from simulator.session.replaying import replay
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.speaking import SpeakingStyle
from simulator.session.typed import TypedRehearsal
from simulator.settings import load_settings
from simulator.store import SqlStore
from tests.session.kept import TODAY, KeptTyping
from tests.session.virtual_talk import in_virtual_time, scripted_rooms

TURNS = (
    "Dag Dirk, dag Yasmina. Is er nog een stoel vrij?",
    "Toen u gisteren mijn blad wegschoof zonder het te lezen en ‘volgend punt’ zei, voelde ik mij klein.",
    "Hoe hebt u dat moment zelf beleefd, Dirk?",
    "Yasmina, hoe was die vergadering voor jou?",
    "Ik hoor dat u de agenda moest bewaken, Dirk, en dat u, Yasmina, uw punt niet meer durfde te noemen. Klopt dat?",
)


@pytest.fixture
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


def plan_of(rooms: Rooms, session_id: str = "s1", **asked: str) -> Plan:
    return rooms.plan(session_id, TalkRequest("conflict-na-vergadering", "dirk", "nl", seed=3, **asked))  # type: ignore[arg-type]


def spoken(turns: tuple[AvatarTurn, ...]) -> list[str]:
    return [turn.speaker for turn in turns]


async def test_a_kept_talk_gives_its_report_and_both_states_again_byte_for_byte(
    store: SqlStore, rooms: Rooms, noon: datetime
) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await talk.say(*TURNS)
    await talk.end(noon + timedelta(minutes=9))
    found, told = await replay(store, "s1", catalog=rooms.catalog, today=TODAY)
    assert (found.is_same, found.versions) == (True, ())
    assert told.state() == talk.rehearsal.state
    assert told.planned.plan("s1") == talk.rehearsal.plan
    report = load_report(await store.report("s1"))
    assert report.second is not None
    assert report.second.id == "yasmina"
    assert spoken(report.talk.avatar_turns) == ["", "", "", "", "yasmina", "yasmina", "", "yasmina"]
    assert [report.speaker(turn).name for turn in report.talk.avatar_turns[-2:]] == ["Dirk", "Yasmina"]
    states = [turn.state.second for turn in report.talk.avatar_turns]
    assert [len(state.spent_lines) for state in states if state] == [0, 0, 0, 0, 1, 2, 2, 3]


async def test_a_second_colleague_who_was_changed_since_is_named(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    plan = plan_of(rooms)
    assert plan.second is not None
    object.__setattr__(plan, "second", _renamed(plan.second))
    talk = await KeptTyping.begin(store, plan, rooms, noon)
    await talk.end(noon)
    found, _ = await replay(store, "s1", catalog=rooms.catalog, today=TODAY)
    assert found.is_same
    assert [(each.where, each.kept) for each in found.versions] == [("second.name", "Yasmine")]


def _renamed(persona: Persona) -> Persona:
    return replace(persona, name="Yasmine")


def test_going_back_lets_them_say_their_line_again_and_nothing_is_spent_twice(rooms: Rooms) -> None:
    talk = TypedRehearsal(Rehearsal(plan_of(rooms), ScriptedActor()))
    talk.open()
    list(talk.play(TURNS[:4]))
    before = talk.rehearsal.state
    rewound = talk.rehearsal.rewind()
    assert (rewound.reaction.speaker, rewound.reaction.text[:8]) == ("yasmina", "Mag ik d")
    assert talk.rehearsal.add() is None
    talk.rehearsal.answer(rewound.reaction, start_ms=1, end_ms=2)
    talk.say(TURNS[3])
    assert talk.rehearsal.state == before


def test_an_answer_that_was_never_given_is_nobodys(rooms: Rooms) -> None:
    talk = TypedRehearsal(Rehearsal(plan_of(rooms), ScriptedActor()))
    talk.open()
    list(talk.play(TURNS[:3]))
    before = talk.rehearsal.state
    talk.say(TURNS[3])
    assert before.second is not None
    talk.rehearsal.take_back(before, talk.rehearsal.opening)
    after = talk.rehearsal.state.second
    assert after is not None
    assert (after.spent_lines, after.spent_joins) == (before.second.spent_lines, before.second.spent_joins)
    assert after.floor == before.second.floor


async def test_a_fork_begins_with_both_at_the_table(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await talk.say(*TURNS)
    await talk.end(noon)
    fork = forked(tell_again("s1", await store.events("s1")), "trainee_004")
    assert fork.asked is not None
    assert (fork.asked.speaker, fork.asked.text[:8]) == ("yasmina", "Mag ik d")


class Client:
    """Types in a live talk that is sent as fast as it is made."""

    def __init__(self, rooms: Rooms, style: SpeakingStyle) -> None:
        self.told: list[events.SessionEvent] = []
        self.live = LiveSession(
            plan_of(rooms), rooms, emit=self.told.append, keep_turn=self._nothing, keep_report=self._report
        )
        self.live.configure(LiveOptions(style=style))

    def count(self, kind: type) -> int:
        return sum(isinstance(event, kind) for event in self.told)

    @property
    def speakers(self) -> list[str]:
        return [event.speaker for event in self.told if isinstance(event, events.ResponseStarted)]

    async def say(self, *texts: str) -> None:
        self.live.start()
        for n in range(len(texts) + 1):
            while self.count(events.TurnTimed) < n or not self._is_quiet:
                await asyncio.sleep(0.05)
            if n < len(texts):
                self.live.say(texts[n])
        await self.live.finish()
        await self.live.close()

    @property
    def _is_quiet(self) -> bool:
        return self.count(events.ResponseStarted) == self.count(events.ResponseEnded) > 0

    async def _nothing(self, _turn: object) -> None:
        pass

    async def _report(self, _report: object) -> str:
        return "report"


@pytest.mark.parametrize("style", [SpeakingStyle(True, True), SpeakingStyle(True, False), SpeakingStyle(False, True)])
@in_virtual_time
async def test_live_they_speak_in_their_own_voice_and_never_over_each_other(style: SpeakingStyle) -> None:
    rooms = scripted_rooms()
    voices: list[str] = []
    speak = rooms.speak

    def follow(text: str, persona: Persona, *rest: object) -> object:
        voices.append(persona.id)
        return speak(text, persona, *rest)  # type: ignore[arg-type]

    rooms.speak = follow  # type: ignore[assignment]
    client = Client(rooms, style)
    await client.say(*TURNS)
    assert client.speakers == ["dirk", "dirk", "dirk", "dirk", "yasmina", "yasmina", "dirk", "yasmina"]
    if style.has_voice:
        assert [who for n, who in enumerate(voices) if n == 0 or voices[n - 1] != who] == [
            "dirk", "yasmina", "dirk", "yasmina",
        ]  # fmt: skip
    moods = [
        event.state.second.mood for event in client.told if isinstance(event, events.PersonaMoved) if event.state.second
    ]
    assert moods[-1] == "relieved"
    turns = client.live.rehearsal.talk().turns
    for before, after in pairwise(turns):
        assert before.end_ms <= after.start_ms, (before.text, after.text)


@in_virtual_time
async def test_live_they_say_nothing_once_the_trainee_goes_on() -> None:
    client = Client(scripted_rooms(), SpeakingStyle())
    client.live.start()
    for n, text in enumerate((*TURNS[:3], "Ja."), start=1):
        client.live.say(text)
        is_begun = n == 3  # the next turn comes while the persona answers this one
        kind = events.ResponseStarted if is_begun else events.TurnTimed
        while client.count(kind) < n + is_begun:
            await asyncio.sleep(0.05)
    await client.live.close()
    assert client.count(events.ResponseStarted) >= 5
    assert client.speakers[:5] == ["dirk"] * 5
