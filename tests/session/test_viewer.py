"""Who may read whose talk, as whom: every combination, against the rule written the other way round."""

from datetime import UTC, datetime
from itertools import chain, combinations, product

import pytest

from simulator.errors import NotAllowed, NotFound
from simulator.flow.labels import ROLES, Audience, Role
from simulator.flow.talk import Versions
from simulator.session.viewer import LOCAL_VIEWER, Viewer, must_see
from simulator.store import ConsentFlags, SessionRecord

AUDIENCES: tuple[Audience, ...] = ("trainee", "trainer", "hr")
SETS_OF_ROLES = [frozenset(some) for some in chain.from_iterable(combinations(ROLES, n) for n in range(len(ROLES) + 1))]


def _record(person_id: str) -> SessionRecord:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return SessionRecord(
        session_id="s1",
        scenario_id="c4-ontslag",
        persona_id="lieve",
        language="nl",
        difficulty="normal",
        seed=1,
        consent=ConsentFlags(),
        created_at=at,
        resume_handle_hash="",
        versions=Versions(),
        status="finished",
        finished_at=at,
        has_report=True,
        tenant_id="bank",
        person_id=person_id,
    )


def _may(viewer: Viewer, owner: str, audience: Audience, *, is_shared: bool) -> bool:
    try:
        must_see(viewer, _record(owner), audience, is_shared=is_shared)
    except (NotFound, NotAllowed):
        return False
    return True


@pytest.mark.parametrize("roles", SETS_OF_ROLES, ids=lambda roles: "+".join(sorted(roles)) or "nobody")
def test_somebody_elses_talk(roles: frozenset[Role]) -> None:
    viewer = Viewer("an", "bank", roles)
    allowed = {
        (audience, is_shared)
        for audience, is_shared in product(AUDIENCES, (False, True))
        if _may(viewer, "bert", audience, is_shared=is_shared)
    }
    expected: set[tuple[Audience, bool]] = set()
    if "trainer" in roles:
        expected |= {("trainer", True)}
    if "hr" in roles:
        expected |= {("hr", False), ("hr", True)}
    assert allowed == expected


def test_ones_own_talk_is_read_as_any_audience_whatever_ones_role() -> None:
    for roles, audience in product(SETS_OF_ROLES, AUDIENCES):
        assert _may(Viewer("an", "bank", roles), "an", audience, is_shared=False)


def test_that_a_talk_exists_is_said_only_to_who_may_know_of_it() -> None:
    trainer = Viewer("an", "bank", frozenset({"trainer"}))
    with pytest.raises(NotFound):
        must_see(trainer, _record("bert"), "trainee", is_shared=False)
    with pytest.raises(NotAllowed):
        must_see(trainer, _record("bert"), "trainee", is_shared=True)


def test_a_role_is_asked_for() -> None:
    LOCAL_VIEWER.must_be("admin")
    with pytest.raises(NotAllowed, match="'hr'"):
        Viewer("an", "bank", frozenset({"trainee"})).must_be("hr")
