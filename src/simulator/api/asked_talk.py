"""From what a client asks for to the plan of a talk, and to the session that is kept of it."""

import secrets
from datetime import datetime
from typing import Final

from simulator.api.protocol.rest import CreateSession, ForkChoice
from simulator.session.forking import ForkRequest, fork_plan
from simulator.session.plan import Consent, Plan
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.viewer import Viewer
from simulator.store import ConsentFlags, NewSession, Store, hash_secret

MAX_SEED: Final = 2**31
OF_THE_EARLIER_TALK: Final = frozenset({"scenario_id", "persona_id", "language", "difficulty", "seed"})
"""What a fork takes from the talk it begins in."""


async def plan_for(asked: CreateSession, rooms: Rooms, store: Store, viewer: Viewer) -> Plan:
    """The plan of a new talk, under an id that nobody can guess.

    Args:
        store: of the viewer's organisation.

    Raises:
        NotFound, BadInput: as `Rooms.plan`, or for a sentence that is tried again as `fork_plan`.
    """
    session_id = secrets.token_hex(16)
    consent = Consent(
        recording=asked.consent.recording,
        delivery_measures=asked.consent.delivery_measures,
        share_with_hr=asked.consent.share_with_hr,
    )
    if asked.fork is not None:
        named = OF_THE_EARLIER_TALK & asked.model_fields_set
        return await fork_plan(
            store,
            viewer,
            session_id,
            ForkRequest(asked.fork.session_id, asked.fork.item_id),
            wanted=asked.model_dump(include=set(named), exclude_none=True),
            consent=consent,
            applies_norms=asked.apply_norms,
        )
    seed = secrets.randbelow(MAX_SEED) if asked.seed is None else asked.seed
    request = TalkRequest(
        asked.scenario_id, asked.persona_id, asked.language, asked.difficulty, seed, consent, asked.apply_norms,
        of_draft=asked.draft,
    )  # fmt: skip
    return rooms.plan(session_id, request, viewer)


def new_session(plan: Plan, resume_handle: str, fork: ForkChoice | None, created_at: datetime) -> NewSession:
    """The session as it is kept from the start."""
    consent = ConsentFlags(plan.consent.recording, plan.consent.delivery_measures, plan.consent.share_with_hr)
    return NewSession(
        session_id=plan.session_id,
        scenario_id=plan.scenario.id,
        persona_id=plan.persona.id,
        language=plan.language,
        difficulty=plan.difficulty,
        seed=plan.seed,
        consent=consent,
        created_at=created_at,
        resume_handle_hash=hash_secret(resume_handle),
        versions=plan.versions,
        person_id=plan.owner.person_id,
        fork_of=fork.session_id if fork else None,
    )
