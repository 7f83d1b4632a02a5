"""People as they are kept. A name and what somebody signs in with stand here alone; all else knows a random id."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from simulator.flow.labels import Role
from simulator.store.tables import LOCAL

LOCAL_ISSUER: Final = "local"
"""Issuer of those who sign in with a password of ours; every other issuer is an OpenID provider's address."""


def new_person_id() -> str:
    """An id that says nothing of whom it names."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A group of people who see nothing of any other group."""

    tenant_id: str
    """Short, of the operator's choice: people of other organisations than "local" write it when they sign in."""
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """What somebody proves to be."""

    issuer: str
    subject: str
    """The provider's own id for the person, or the name they sign in with."""

    @classmethod
    def with_password(cls, tenant_id: str, sign_in_name: str) -> "Identity":
        """Whoever signs in with a name and a password of ours.

        A name is taken within one organisation only, so nobody learns from a refusal who is in another one.
        """
        issuer = LOCAL_ISSUER if tenant_id == LOCAL else f"{LOCAL_ISSUER}:{tenant_id}"
        return cls(issuer, sign_in_name.strip().casefold())

    @property
    def has_password(self) -> bool:
        return self.issuer == LOCAL_ISSUER or self.issuer.startswith(f"{LOCAL_ISSUER}:")


@dataclass(frozen=True, slots=True)
class NewPerson:
    person_id: str
    """Random."""
    name: str
    """As colleagues know them."""
    roles: frozenset[Role]
    identity: Identity
    created_at: datetime
    password_hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    person_id: str
    tenant_id: str
    name: str
    roles: frozenset[Role]
    is_active: bool
    """False: they may not come in; what they made stays."""
    created_at: datetime
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Credential:
    """What sign-in finds under an identity."""

    person: Person
    password_hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A program that may act for somebody."""

    token_id: str
    name: str
    """What its owner called it."""
    created_at: datetime
    expires_at: datetime
