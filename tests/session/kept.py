"""Talks that are kept as a service keeps them, for tests of what comes out again."""

from dataclasses import dataclass
from datetime import datetime

from simulator.session.archive import Archive, TakenBack
from simulator.session.plan import Plan
from simulator.session.planned import MadeBy, PlannedTalk, made_by
from simulator.session.rehearsal import Rehearsal
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.typed import TypedRehearsal
from simulator.settings import load_settings
from simulator.store import ConsentFlags, NewSession, Store

TODAY: MadeBy = made_by(load_settings())
VAGUE = ("Dag Lieve, ga zitten.", "We moeten eens kijken hoe we dat anders gaan invullen.", "We zien wel.")
DIRECT = ("Dag Lieve.", "Ik heb slecht nieuws: we zetten uw contract stop.", "Ik zie dat dit hard aankomt.")


def plan_of(rooms: Rooms, session_id: str = "s1") -> Plan:
    return rooms.plan(session_id, TalkRequest("c4-ontslag", "lieve", "nl", seed=3))


async def make_session(store: Store, plan: Plan, at: datetime, fork_of: str | None = None) -> None:
    await store.create_session(
        NewSession(
            session_id=plan.session_id,
            scenario_id=plan.scenario.id,
            persona_id=plan.persona.id,
            language=plan.language,
            difficulty=plan.difficulty,
            seed=plan.seed,
            consent=ConsentFlags(delivery_measures=True),
            created_at=at,
            versions=plan.versions,
            fork_of=fork_of,
        )
    )


@dataclass(slots=True)
class KeptTyping:
    """A typed talk whose every turn is kept as soon as it was said."""

    rehearsal: Rehearsal
    typed: TypedRehearsal
    archive: Archive

    @classmethod
    async def begin(
        cls, store: Store, plan: Plan, rooms: Rooms, at: datetime, fork_of: str | None = None
    ) -> "KeptTyping":
        await make_session(store, plan, at, fork_of)
        await store.under_way.begin(plan.session_id, at)
        rehearsal = Rehearsal(plan, rooms.actor)
        talk = cls(rehearsal, TypedRehearsal(rehearsal), Archive(store, plan.session_id))
        await talk.archive.begin(PlannedTalk.of(plan, TODAY))
        talk.typed.open()
        await talk.keep()
        return talk

    async def say(self, *texts: str) -> None:
        for text in texts:
            self.typed.say(text)
            await self.keep()

    async def keep(self, taken_back: TakenBack | None = None) -> None:
        await self.archive.keep(self.rehearsal.turns, self.typed.now_ms * 16, taken_back=taken_back)

    async def rewind(self) -> None:
        rewound = self.rehearsal.rewind()
        await self.keep(TakenBack(tuple(turn.item_id for turn in rewound.gone)))
        self.rehearsal.answer(rewound.reaction, start_ms=rewound.at_ms, end_ms=rewound.at_ms + 900)
        await self.keep()

    async def end(self, at: datetime) -> None:
        await self.archive.end(self.rehearsal.turns, self.typed.now_ms * 16, self.rehearsal.report(), at)
