"""The doors for people: oneself, the people of one's organisation, its audit log, and one's access tokens."""

import secrets
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from simulator.api.days import AskedPeriod
from simulator.api.protocol.people import (
    AddPerson,
    AddToken,
    AuditLine,
    AuditPage,
    ChangePassword,
    ChangePerson,
    Me,
    PersonAdded,
    PersonList,
    PersonSummary,
    RemovalReceipt,
    TokenAdded,
    TokenList,
    TokenSummary,
)
from simulator.api.service import service_of, store_of
from simulator.api.sign_in.cookies import SIGN_IN
from simulator.api.sign_in.passwords import new_password
from simulator.api.signed_in import Administrator, SignedIn, TheDoor, Visiting
from simulator.errors import NotAllowed
from simulator.flow.labels import in_order
from simulator.session.viewer import Viewer
from simulator.store import LOCAL, AccessToken, AuditAction, Identity, NewPerson, Person, hash_secret, new_person_id

router = APIRouter()

PREFIX: Final = "rechtuit_"
"""So that a token which ends up in a repository is recognised by who scans for them."""
MAX_ROW: Final = 2**31 - 1
"""Largest number of a row that PostgreSQL compares with."""


@router.get("/v1/me")
async def me(visitor: Visiting) -> Me:
    """Who one is here."""
    viewer = visitor.viewer
    return Me(
        person_id=viewer.person_id,
        organisation=viewer.tenant_id,
        name=visitor.name,
        roles=in_order(viewer.roles),
        comes_by=visitor.comes_by,
    )


@router.delete("/v1/me/sign-in", status_code=204)
async def sign_out(request: Request, _viewer: SignedIn, door: TheDoor) -> Response:
    """The browser that asks is signed in no more; a program, which has no cookie, stays what it was."""
    await door.leave(request)
    response = Response(status_code=204)
    SIGN_IN.take(response, is_secure=door.is_secure(request))
    return response


@router.put("/v1/me/password", status_code=204)
async def change_own_password(asked: ChangePassword, request: Request, viewer: SignedIn, door: TheDoor) -> Response:
    """A new password of one's own; whoever is signed in as oneself, here too, signs in anew."""
    store = store_of(request, viewer)
    person = await store.people.get(viewer.person_id)
    identity = next((known for known in person.identities if known.has_password), None)
    found = None if identity is None else await store.sign_ins.credential_anywhere(identity)
    door.tries.admit(name=f"password of {viewer.person_id}", address=viewer.person_id)
    if found is None or not (await door.passwords.check(asked.old, found.password_hash)).is_right:
        raise NotAllowed("the old password is not right.", where="old")
    door.tries.succeeded(name=f"password of {viewer.person_id}", address=viewer.person_id)
    await store.people.set_password(viewer.person_id, await door.passwords.hashed(asked.new))
    await door.note(viewer.tenant_id, viewer.person_id, "password_changed", viewer.person_id)
    return Response(status_code=204)


@router.get("/v1/people")
async def list_people(request: Request, viewer: Administrator) -> PersonList:
    """Everybody of the organisation."""
    return PersonList(people=tuple(_summary(person) for person in await store_of(request, viewer).people.list()))


@router.post("/v1/people", status_code=201)
async def add_person(asked: AddPerson, request: Request, viewer: Administrator, door: TheDoor) -> PersonAdded:
    """Somebody who will sign in with a name and a password."""
    password = asked.password or new_password()
    new = NewPerson(
        person_id=new_person_id(),
        name=asked.name or asked.sign_in_name,
        roles=asked.roles,
        identity=Identity.with_password(viewer.tenant_id, asked.sign_in_name),
        created_at=door.now(),
        password_hash=await door.passwords.hashed(password),
    )
    person = await store_of(request, viewer).people.add(new)
    await door.note(viewer.tenant_id, viewer.person_id, "person_added", person.person_id)
    return PersonAdded(person=_summary(person), password=None if asked.password else password)


@router.get("/v1/people/{person_id}")
async def get_person(person_id: str, request: Request, viewer: Administrator) -> PersonSummary:
    return _summary(await store_of(request, viewer).people.get(person_id))


@router.patch("/v1/people/{person_id}")
async def change_person(
    person_id: str, asked: ChangePerson, request: Request, viewer: Administrator, door: TheDoor
) -> PersonSummary:
    """Roles, whether they may come in, a new password. Whoever is stopped is out at once, out of a talk too."""
    people = store_of(request, viewer).people
    if asked.roles is not None:
        await people.set_roles(person_id, asked.roles)
        await door.note(viewer.tenant_id, viewer.person_id, "roles_changed", person_id)
    if asked.password is not None:
        await people.set_password(person_id, await door.passwords.hashed(asked.password))
        await door.note(viewer.tenant_id, viewer.person_id, "password_changed", person_id)
    if asked.is_active is True:
        await people.let_in(person_id)
        await door.note(viewer.tenant_id, viewer.person_id, "person_let_in", person_id)
    if asked.is_active is False:
        await people.stop(person_id)
        await service_of(request).end_talks_of(person_id)
        await door.note(viewer.tenant_id, viewer.person_id, "person_stopped", person_id)
    return _summary(await people.get(person_id))


@router.delete("/v1/people/{person_id}")
async def remove_person(person_id: str, request: Request, viewer: Administrator, door: TheDoor) -> RemovalReceipt:
    """Somebody is gone with all their talks; each talk leaves a tombstone without words."""
    await store_of(request, viewer).people.stop(person_id)  # no new talk begins while the open ones end
    gone = Viewer(person_id, viewer.tenant_id, frozenset())
    erased_at, n_talks, _ = await service_of(request).erase_person(gone)
    await door.note(viewer.tenant_id, viewer.person_id, "person_removed", hash_secret(person_id))
    return RemovalReceipt(person_id=person_id, erased_at=erased_at, erased_talks=n_talks)


@router.get("/v1/audit")
async def audit(
    request: Request,
    viewer: Administrator,
    period: AskedPeriod,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    action: AuditAction | None = None,
    older: Annotated[int | None, Query(ge=0, le=MAX_ROW)] = None,
) -> AuditPage:
    """Who did what in the organisation, in a period or ever, the newest first."""
    log = store_of(request, viewer).audit
    page = await log.page(limit, action=action, older=older, since=period.since, until=period.until)
    entries = tuple(AuditLine(at=e.at, actor_id=e.actor_id, action=e.action, subject=e.subject) for e in page.entries)
    return AuditPage(entries=entries, older=page.older)


@router.get("/v1/tokens")
async def list_tokens(request: Request, viewer: SignedIn) -> TokenList:
    """The programs that may act for oneself."""
    tokens = await store_of(request, viewer).sign_ins.access_tokens(viewer.person_id)
    return TokenList(tokens=tuple(_token(token) for token in tokens))


@router.post("/v1/tokens", status_code=201)
async def add_token(asked: AddToken, request: Request, visitor: Visiting, door: TheDoor) -> TokenAdded:
    """A secret with which a program may do all that oneself may do; it is told once."""
    viewer = visitor.viewer
    if visitor.comes_by == "program":
        raise NotAllowed("a program cannot make another access token.", remedy="Sign in with a browser.")
    now, secret = door.now(), PREFIX + secrets.token_urlsafe(32)
    token = AccessToken(secrets.token_hex(16), asked.name, now, now + timedelta(days=asked.days))
    await store_of(request, viewer).sign_ins.add_access_token(viewer.person_id, token, hash_secret(secret))
    await door.note(viewer.tenant_id, viewer.person_id, "token_made", token.token_id)
    return TokenAdded(token=_token(token), secret=secret)


@router.delete("/v1/tokens/{token_id}", status_code=204)
async def remove_token(token_id: str, request: Request, viewer: SignedIn, door: TheDoor) -> Response:
    """The program with this token may do nothing more."""
    await store_of(request, viewer).sign_ins.remove_access_token(viewer.person_id, token_id)
    await door.note(viewer.tenant_id, viewer.person_id, "token_removed", token_id)
    return Response(status_code=204)


def _summary(person: Person) -> PersonSummary:
    return PersonSummary(
        person_id=person.person_id,
        name=person.name,
        roles=in_order(person.roles),
        is_active=person.is_active,
        created_at=person.created_at,
        sign_in_names=tuple(_written(person, identity) for identity in person.identities),
    )


def _written(person: Person, identity: Identity) -> str:
    """What somebody writes at sign-in; of a provider only its address, for its own ids mean nothing to people."""
    if not identity.has_password:
        return identity.issuer
    return identity.subject if person.tenant_id == LOCAL else f"{person.tenant_id}/{identity.subject}"


def _token(token: AccessToken) -> TokenSummary:
    return TokenSummary(
        token_id=token.token_id, name=token.name, created_at=token.created_at, expires_at=token.expires_at
    )
