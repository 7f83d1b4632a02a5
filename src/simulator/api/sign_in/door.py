"""The door of the service: who is asking, how they came in, and how they leave."""

import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import structlog
from fastapi import Request

from simulator.api.sign_in.cookies import SIGN_IN
from simulator.api.sign_in.id_token import Claims, name_of, roles_of
from simulator.api.sign_in.link import OneTimeLink
from simulator.api.sign_in.openid import OpenIdProvider
from simulator.api.sign_in.passwords import Passwords
from simulator.api.sign_in.tries import Tries
from simulator.errors import BadInput, NotSignedIn
from simulator.session.viewer import LOCAL_VIEWER, Viewer
from simulator.settings import LOOPBACK, Settings
from simulator.store import (
    LOCAL,
    AuditAction,
    AuditEntry,
    Identity,
    NewPerson,
    Organisation,
    Person,
    Store,
    hash_secret,
    new_person_id,
)

log = structlog.get_logger(__name__)

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What a proxy adds: then the peer is this machine's, and whoever asks may be anybody."""


class Stopped(NotSignedIn):
    """The provider knows them, and they may no longer come in here."""

    code = "stopped"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks, and by what right."""

    viewer: Viewer
    name: str
    comes_by: Literal["machine", "browser", "program"]
    """machine: nothing was asked of somebody who sits at it."""


class Door:
    """Turns cookies and tokens into people. One for a service."""

    def __init__(self, settings: Settings, store: Store, announce: Callable[[str], None]) -> None:
        """
        Args:
            announce: shows each new one-time secret of local mode to whoever sits at the machine.
        """
        self.settings, self._store = settings, store
        self.passwords, self.tries = Passwords(), Tries()
        self.link = OneTimeLink(announce)
        oidc = settings.sign_in.oidc
        self.openid = OpenIdProvider(oidc) if settings.sign_in.mode == "accounts" and oidc.issuer else None

    async def open(self) -> None:
        """Before the first request: the provider's organisation exists, and somebody knows how to come in."""
        if self.is_local:
            self.link.renew()
            return
        organisations, tenant_id = self._store.organisations, self.settings.sign_in.oidc.tenant
        if self.openid is not None and not await organisations.has(tenant_id):
            await organisations.add(Organisation(tenant_id, tenant_id, self.now()))
        if self.openid is None and not any(p.identities for p in await self._store.people.list()):
            log.warning("nobody can sign in yet; run: simulator people add NAME --role admin")

    @property
    def is_local(self) -> bool:
        return self.settings.sign_in.mode == "local"

    @property
    def asks_nothing(self) -> bool:
        """Whoever sits at this machine is its one person."""
        return self.is_local and self.settings.sign_in.link == "auto" and self.settings.host in LOOPBACK

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def visitor(self, request: Request) -> Visitor | None:
        """Who asks; None when they have not said. Looked up once a request."""
        if not hasattr(request.state, "visitor"):
            request.state.visitor = await self._visitor(request)
        found: Visitor | None = request.state.visitor
        return found

    async def _visitor(self, request: Request) -> Visitor | None:
        if self.asks_nothing and is_of_this_machine(request):
            return Visitor(LOCAL_VIEWER, LOCAL, "machine")
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            program = await self._store.sign_ins.program_anywhere(hash_secret(secret.strip()), self.now())
            return self._admitted(program, "program")
        token = SIGN_IN.read(request, is_secure=self.is_secure(request))
        if token is None:
            return None
        idle = timedelta(minutes=self.settings.sign_in.idle_min)
        return self._admitted(
            await self._store.sign_ins.signed_in_anywhere(hash_secret(token), self.now(), idle), "browser"
        )

    def _admitted(self, person: Person | None, comes_by: Literal["browser", "program"]) -> Visitor | None:
        """The local person is of local mode, everybody else of accounts: neither survives a change of mode."""
        if person is None or (person.person_id == LOCAL) != self.is_local:
            return None
        return Visitor(Viewer(person.person_id, person.tenant_id, person.roles), person.name, comes_by)

    async def enter_with_link(self, secret: str, address: str) -> str:
        """The token of a new sign-in of the local person.

        Raises:
            NotSignedIn: not the secret of the link in force.
            TooManyTries: this address was wrong too often.
        """
        self.tries.admit(name=address, address=address)
        if not self.is_local or not self.link.redeem(secret):
            await self.note(LOCAL, None, "sign_in_failed", LOCAL)
            raise NotSignedIn("this link was used, or it is an old one.", where="code")
        self.tries.succeeded(name=address, address=address)
        return await self._begin(LOCAL, LOCAL)

    async def enter_with_password(self, written: str, password: str, address: str) -> str:
        """The token of a new sign-in.

        Args:
            written: the name; people of another organisation than "local" write `organisation/name`.

        Raises:
            NotSignedIn: no such name, another password, or somebody who may not come in: all told alike.
            TooManyTries: this name or this address was wrong too often.
        """
        organisation, _, name = written.strip().rpartition("/")
        tenant_id = organisation.strip().casefold() or LOCAL
        identity = Identity.with_password(tenant_id, name)
        key = hash_secret(f"{identity.issuer}\n{identity.subject}")
        self.tries.admit(name=key, address=address)
        found = None if self.is_local else await self._store.sign_ins.credential_anywhere(identity)
        checked = await self.passwords.check(password, None if found is None else found.password_hash)
        if found is None or not checked.is_right or not found.person.is_active:
            await self._note_failure(tenant_id, None if found is None else found.person)
            raise NotSignedIn("the name or the password is not right.", where="name")
        self.tries.succeeded(name=key, address=address)
        person = found.person
        if checked.better_hash is not None:
            await self._store.within(person.tenant_id).people.keep_hash(person.person_id, checked.better_hash)
        return await self._begin(person.person_id, person.tenant_id)

    async def enter_with_claims(self, claims: Claims) -> str:
        """The token of a new sign-in of whom the provider names; somebody new becomes a person here.

        Raises:
            NotSignedIn: somebody who may not come in any more.
        """
        oidc = self.settings.sign_in.oidc
        identity = Identity(oidc.issuer, claims["sub"])
        found = await self._store.sign_ins.credential_anywhere(identity)
        roles = roles_of(claims, oidc.role_claim, oidc.roles) if oidc.role_claim else None
        if found is None:
            new = NewPerson(new_person_id(), name_of(claims), roles or frozenset({"trainee"}), identity, self.now())
            person = await self._store.within(oidc.tenant).people.add(new)
            await self.note(person.tenant_id, person.person_id, "person_added", person.person_id)
            return await self._begin(person.person_id, person.tenant_id)
        person = found.person
        if not person.is_active:
            await self._note_failure(person.tenant_id, person)
            raise Stopped("you may no longer come in.", remedy="Ask your administrator.")
        if roles is not None and roles != person.roles:
            await self._store.within(person.tenant_id).people.follow_roles(person.person_id, roles)
            await self.note(person.tenant_id, None, "roles_changed", person.person_id)
        return await self._begin(person.person_id, person.tenant_id)

    async def leave(self, request: Request) -> None:
        """The browser's sign-in is no more, here either."""
        visitor, token = await self.visitor(request), SIGN_IN.read(request, is_secure=self.is_secure(request))
        if visitor is None or token is None:
            return
        await self._store.within(visitor.viewer.tenant_id).sign_ins.end(hash_secret(token))
        await self.note(visitor.viewer.tenant_id, visitor.viewer.person_id, "sign_out", visitor.viewer.person_id)

    async def note(self, tenant_id: str, actor_id: str | None, action: AuditAction, subject: str) -> None:
        await self._store.within(tenant_id).audit.add(AuditEntry(self.now(), actor_id, action, subject))

    async def _note_failure(self, tenant_id: str, person: Person | None) -> None:
        """Whose door it was, never what was written: that may be a password in the wrong field."""
        if person is not None:
            await self.note(person.tenant_id, None, "sign_in_failed", person.person_id)
        elif await self._store.organisations.has(tenant_id):
            await self.note(tenant_id, None, "sign_in_failed", "unknown")

    async def _begin(self, person_id: str, tenant_id: str) -> str:
        """Always a new token: one that was put into a browser beforehand is worth nothing."""
        token, now = secrets.token_urlsafe(32), self.now()
        ends = now + timedelta(hours=self.settings.sign_in.lifetime_h)
        await self._store.within(tenant_id).sign_ins.begin(person_id, hash_secret(token), now, ends)
        await self.note(tenant_id, person_id, "sign_in", person_id)
        return token

    def base_url(self, request: Request) -> str:
        """The service's address as browsers write it, without a slash at its end."""
        return (self.settings.sign_in.public_url or str(request.base_url)).rstrip("/")

    def is_secure(self, request: Request) -> bool:
        return self.base_url(request).startswith("https://")


def check_settings(settings: Settings) -> None:
    """
    Raises:
        BadInput: settings of sign-in that contradict each other.
    """
    sign_in = settings.sign_in
    if sign_in.oidc.issuer and not sign_in.oidc.client_id:
        raise BadInput("a provider must know this service by an id.", where="SIMULATOR_SIGN_IN__OIDC__CLIENT_ID")
    if sign_in.oidc.issuer and sign_in.mode == "local":
        raise BadInput("a provider asks for mode accounts.", where="SIMULATOR_SIGN_IN__MODE")
    if sign_in.public_url and not sign_in.public_url.startswith(("https://", "http://")):
        raise BadInput(f"{sign_in.public_url!r} is no address.", where="SIMULATOR_SIGN_IN__PUBLIC_URL")


def is_of_this_machine(request: Request) -> bool:
    """Whether the request comes from this machine, and nobody passed it on."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def address_of(request: Request) -> str:
    return request.client.host if request.client else "?"
