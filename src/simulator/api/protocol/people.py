"""Bodies of the doors for people: who one is, who belongs to the organisation, its audit log, access tokens."""

from datetime import datetime
from typing import Annotated, Literal

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import Field, StringConstraints

from simulator.api.protocol.wire import Count, Identifier, WireModel
from simulator.flow.labels import Role

PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
SignInName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^/\x00-\x1f\x7f]+$")
]
"""No slash: that stands between an organisation and a name."""
Password = Annotated[str, MinLen(1), MaxLen(256)]
Roles = Annotated[frozenset[Role], Field(strict=False)]
"""A JSON list; the order says nothing."""


class Me(WireModel):
    """GET /v1/me: who asks."""

    person_id: Identifier
    organisation: Identifier
    name: str
    roles: tuple[Role, ...]
    comes_by: Literal["machine", "browser", "program"]
    """machine: nothing was asked; browser: a cookie; program: an access token."""


class AddPerson(WireModel):
    """POST /v1/people."""

    sign_in_name: SignInName
    name: PersonName | None = None
    """As colleagues know them; the sign-in name when absent."""
    roles: Annotated[Roles, MinLen(1)] = frozenset({"trainee"})
    password: Password | None = None
    """One is made and told once when absent."""


class ChangePerson(WireModel):
    """PATCH /v1/people/{id}: what is absent stays."""

    roles: Annotated[Roles, MinLen(1)] | None = None
    is_active: bool | None = None
    """false: they may not come in, and whatever is signed in for them is so no more."""
    password: Password | None = None


class PersonSummary(WireModel):
    """One entry of GET /v1/people."""

    person_id: Identifier
    name: str
    roles: tuple[Role, ...]
    is_active: bool
    created_at: datetime
    sign_in_names: tuple[str, ...]
    """What they write at sign-in, or the provider they come by."""


class PersonAdded(WireModel):
    """201."""

    person: PersonSummary
    password: str | None = None
    """Told this once."""


class PersonList(WireModel):
    people: tuple[PersonSummary, ...]


class RemovalReceipt(WireModel):
    """DELETE /v1/people/{id}: they are gone with all their talks."""

    person_id: Identifier
    erased_at: datetime
    erased_talks: Count


class ChangePassword(WireModel):
    """PUT /v1/me/password: every sign-in and access token ends, this one too."""

    old: Password
    new: Password


class AddToken(WireModel):
    """POST /v1/tokens."""

    name: PersonName
    days: Annotated[int, Ge(1), Le(365)] = 90


class TokenSummary(WireModel):
    """One entry of GET /v1/tokens."""

    token_id: Identifier
    name: str
    created_at: datetime
    expires_at: datetime


class TokenAdded(WireModel):
    """201."""

    token: TokenSummary
    secret: str
    """Told this once; it travels as `Authorization: Bearer <secret>`."""


class TokenList(WireModel):
    tokens: tuple[TokenSummary, ...]


class AuditLine(WireModel):
    """One entry of GET /v1/audit."""

    at: datetime
    actor_id: str | None
    """null: the command line, a provider, or somebody who did not get in."""
    action: str
    subject: str
    """The random id of a person or a session, or a hash."""


class AuditPage(WireModel):
    entries: tuple[AuditLine, ...]
    older: Count | None
    """What the next page is asked by, as `older=`; null where there is nothing older."""
