"""Who asks, and what they may see and do. The one place that decides; the doors only ask it."""

from dataclasses import dataclass

from simulator.errors import NotAllowed
from simulator.flow.labels import ROLES, Audience, Role
from simulator.store import LOCAL, SessionRecord, no_session


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is signed in, in their own organisation."""

    person_id: str
    tenant_id: str
    roles: frozenset[Role]

    def owns(self, record: SessionRecord) -> bool:
        return record.person_id == self.person_id

    def must_be(self, role: Role) -> None:
        """
        Raises:
            NotAllowed: somebody without this role.
        """
        if role not in self.roles:
            raise NotAllowed(f"this asks for the role {role!r}.", remedy="Ask an administrator of your organisation.")

    def must_own(self, record: SessionRecord) -> None:
        """
        Raises:
            NotFound: somebody else's talk; that it exists is not said.
        """
        if not self.owns(record):
            raise no_session(record.session_id)


LOCAL_VIEWER = Viewer(LOCAL, LOCAL, frozenset(ROLES))
"""The one person of a machine without accounts."""


def must_see(viewer: Viewer, record: SessionRecord, audience: Audience, *, is_shared: bool) -> None:
    """Whether somebody may read a talk as an audience. Trainees read their own, also as others would see it.

    A talk that was not shared with trainers is not there for them, nor any talk for an administrator: they are told the
    same as of one that never was. What HR may take
    out is decided by the trainee's consent, not here (`exporting.py`).

    Raises:
        NotFound: not theirs to know of.
        NotAllowed: theirs to know of, but not as this audience.
    """
    if viewer.owns(record):
        return
    if audience == "trainer" and is_shared and "trainer" in viewer.roles:
        return
    if audience == "hr" and "hr" in viewer.roles:
        return
    if is_shared and "trainer" in viewer.roles:
        raise NotAllowed(f"a trainer sees a shared talk as a trainer, not as {audience!r}.", where="audience")
    raise no_session(record.session_id)
