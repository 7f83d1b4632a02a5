"""Sessions for tests of the store."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from simulator.flow.talk import Versions
from simulator.store import ConsentFlags, NewSession, StoredEvent, hash_secret


def new_session(session_id: str, created_at: datetime, **changes: Any) -> NewSession:
    new = NewSession(
        session_id=session_id,
        scenario_id="c4_talk",
        persona_id="lieve",
        language="nl",
        difficulty="normal",
        seed=2**53 - 1,
        consent=ConsentFlags(delivery_measures=True),
        created_at=created_at,
        resume_handle_hash=hash_secret("handle"),
        versions=Versions(scenario_hash="a", persona_hash="b", rules_hash="c", models=("whisper-base",)),
    )
    return replace(new, **changes)


def turns(first: int, last: int) -> list[StoredEvent]:
    return [StoredEvent(seq, "turn", seq * 320, {"text": f"zin {seq} ✓"}) for seq in range(first, last + 1)]
