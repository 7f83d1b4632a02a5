"""Two organisations in one database: one, with every role there is, asks every door for what is the other's.

The other has a row in every table (a new table is filled by its columns), and every row of it holds a word that must
not appear in any answer. A new door is asked as soon as it exists; a body it needs is made from its schema.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from httpx2 import AsyncClient
from sqlalchemy import Column, LargeBinary, insert, select
from sqlalchemy.types import JSON, Boolean, Float, Integer, String

from simulator.api.server import create_app
from simulator.flow.labels import ROLES
from simulator.settings import Settings
from simulator.store import SqlStore, hash_secret
from simulator.store.tables import UtcDateTime, metadata
from tests.api.serving import light_settings, serving

MARK = "zwijgzaam"
"""In every row of the other organisation, and in nothing of ours."""
OURS, THEIRS = "ours", f"{MARK}-organisation"
OUR_SECRET, THEIR_SECRET = "our program", "their program"
SOON = datetime.now(UTC) + timedelta(days=1)
KNOWN_VALUES: dict[str, Any] = {
    "sessions.language": "nl",
    "sessions.difficulty": "normal",
    "sessions.status": "finished",
    "sessions.points": None,
    "sessions.versions": {"scenario_hash": MARK, "persona_hash": "", "rules_hash": "", "models": []},
    "access_tokens.token_hash": hash_secret(THEIR_SECRET),
    "team_places.block": 0,
    "hr_grants.withdrawn_at": None,
    "hr_grants.used_at": None,
}
PATH_IDS = {
    "session_id": f"{MARK}-sessions",
    "person_id": f"{MARK}-people",
    "token_id": f"{MARK}-access_tokens",
    "item_id": f"{MARK}-recordings",
    "evidence_id": f"{MARK}-evidence",
    "content_id": f"{MARK}-talk",
    "simulation_id": f"{MARK}-simulation",
    "version_id": "1",
    "kind": "scenario",
}
"""A door with another name in its path is added here, with an id that is theirs."""


async def test_nothing_of_another_organisation_is_seen_or_changed(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = light_settings(tmp_path, database_url, mode="accounts")
    doors = list(_doors(create_app(settings)))
    assert len(doors) > 40
    async with serving(settings, monkeypatch) as house:
        await _found(house.store, OURS, "ours", OUR_SECRET)
        await _fill(house.store)
        async with house.program(THEIR_SECRET) as theirs, house.program(OUR_SECRET) as ours:
            await _own_content(theirs)
            await _is_there_for_themselves(theirs)
            before = await _rows(house.store, settings)
            for method, path, body in sorted(doors, key=_own_end_last):
                await _ask(ours, method, path, body)
                assert await _rows(house.store, settings) == before, (method, path)


async def test_every_door_asks_who_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the health check: a new door without `SignedIn` would be found here."""
    settings = light_settings(tmp_path, mode="accounts")
    async with serving(settings, monkeypatch) as house, house.program() as stranger:
        for method, path, body in _doors(create_app(settings)):
            if path in {"/healthz", "/metrics"}:
                continue
            answer = await stranger.request(method, _filled(path), json=body)
            assert answer.status_code == 401, (method, path, answer.text)


async def _ask(ours: AsyncClient, method: str, path: str, body: Any) -> None:
    answer = await ours.request(method, _filled(path), json=body)
    told = (method, path, answer.status_code, answer.text[:300])
    assert answer.status_code < 500, told
    said = answer.text
    if "{" in path and path not in {"/v1/studio/{kind}", "/v1/studio/schema/{kind}"}:
        assert answer.status_code == 404, told
    if answer.status_code == 404:
        for value in PATH_IDS.values():  # a refusal may repeat what was asked
            said = said.replace(value, "")
    assert MARK not in said, told


def _doors(app: FastAPI) -> Iterator[tuple[str, str, Any]]:
    """Method, path and a body that is well formed, of every door of REST."""
    schema = app.openapi()
    for route in _routes(app.router):
        if not route.include_in_schema:
            assert route.path.startswith(("/sign-", "/")), route.path
            continue
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            operation = schema["paths"][route.path][method.lower()]
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            body = None if content is None else _least(content["schema"], schema["components"]["schemas"])
            yield method, route.path, body


def _routes(router: APIRouter) -> Iterator[APIRoute]:
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(included := getattr(route, "original_router", None), APIRouter):
            yield from _routes(included)


def _least(schema: dict[str, Any], known: dict[str, Any], name: str = "") -> Any:
    """The smallest value that a JSON Schema allows; an id in it is theirs."""
    if "$ref" in schema:
        return _least(known[schema["$ref"].rsplit("/", 1)[-1]], known, name)
    if options := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return _least(options[0], known, name)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            wanted = set(schema.get("required", ())) | (set(fields) & set(PATH_IDS))
            return {field: _least(fields[field], known, field) for field in fields if field in wanted}
        case "array":
            return [_least(schema["items"], known, name)] * schema.get("minItems", 0)
        case "string" if schema.get("format") == "date":
            return "2026-11-27"
        case "string":
            own = PATH_IDS.get(name, "een woord van een paar letters")
            value = {"scenario_id": "c4-ontslag", "id": "eigen-gesprek", "like": "c4-ontslag"}.get(name, own)
            return (value if len(value) >= schema.get("minLength", 0) else "a" * schema["minLength"])[
                : schema.get("maxLength")
            ]
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
    return None


def _filled(path: str) -> str:
    return re.sub(r"{(\w+)}", lambda found: PATH_IDS[found[1]], path)


def _own_end_last(door: tuple[str, str, Any]) -> int:
    """After these we are no more, or somebody else."""
    return {("DELETE", "/v1/me"): 2, ("PUT", "/v1/me/password"): 1}.get(door[:2], 0)


async def _found(store: SqlStore, tenant_id: str, person_id: str, secret: str) -> None:
    """An organisation with somebody who has every role, and a program that acts for them."""
    rows: list[tuple[str, dict[str, Any]]] = [
        ("tenants", {"id": tenant_id, "name": tenant_id}),
        ("people", {"id": person_id, "tenant_id": tenant_id, "name": person_id, "is_active": True}),
        *(("roles", {"person_id": person_id, "role": role}) for role in ROLES),
        ("identities", {"person_id": person_id, "issuer": "x", "subject": person_id}),
        ("access_tokens", {"id": person_id, "person_id": person_id, "name": "x", "token_hash": hash_secret(secret)}),
    ]
    async with store.people.database.writing() as db:
        for table, values in rows:
            columns = metadata.tables[table].columns
            times = {c.name: SOON for c in columns if isinstance(c.type, UtcDateTime)}
            await db.execute(insert(metadata.tables[table]).values(times | values))


async def _fill(store: SqlStore) -> None:
    """A row of the other organisation in every table."""
    async with store.people.database.writing() as db:
        for table in metadata.sorted_tables:
            row = {column.name: _value(column) for column in table.columns if not _is_numbered(column)}
            await db.execute(insert(table).values(row))
        their_roles = [{"person_id": f"{MARK}-people", "role": role} for role in ROLES]
        await db.execute(insert(metadata.tables["roles"]), their_roles)


def _is_numbered(column: Column[Any]) -> bool:
    return column.primary_key and isinstance(column.type, Integer) and column.table.name not in {"events"}


def _value(column: Column[Any]) -> Any:
    name = f"{column.table.name}.{column.name}"
    if name in KNOWN_VALUES:
        return KNOWN_VALUES[name]
    for key in column.foreign_keys:
        return THEIRS if key.column.table.name == "tenants" else f"{MARK}-{key.column.table.name}"
    match column.type:
        case UtcDateTime():
            return SOON
        case Boolean():
            return True
        case Integer() | Float():
            return 1
        case JSON():
            return {MARK: MARK}
        case LargeBinary():
            return MARK.encode()
        case String():
            unique = THEIRS if name == "tenants.id" else f"{MARK}-{column.table.name}"
            return unique[: column.type.length]
    raise AssertionError(f"how is {name} filled?")


async def _own_content(theirs: AsyncClient) -> None:
    asked = {"id": PATH_IDS["content_id"], "like": "c4-ontslag"}
    answer = await theirs.post("/v1/studio/scenario", json=asked)
    assert answer.status_code == 201, answer.text


async def _is_there_for_themselves(theirs: AsyncClient) -> None:
    """Else the test would show nothing."""
    for path in ("/v1/sessions/{session_id}", "/v1/people/{person_id}", "/v1/studio/{kind}/{content_id}"):
        assert (await theirs.get(_filled(path))).status_code == 200, path
    for path in ("/v1/sessions", "/v1/people", "/v1/tokens", "/v1/audit", "/v1/sessions/{session_id}/remarks"):
        assert MARK in (await theirs.get(_filled(path))).text, path


async def _rows(store: SqlStore, settings: Settings) -> dict[str, list[str]]:
    """Everything of the other organisation: its rows in every table, and its files."""
    kept: dict[str, list[str]] = {}
    async with store.people.database.reading() as db:
        for table in metadata.sorted_tables:
            rows = [str(tuple(row)) for row in await db.execute(select(table))]
            kept[table.name] = sorted(row for row in rows if MARK in row)
            assert kept[table.name], f"no row of theirs in {table.name}"
    files = [path for path in (settings.own_content / THEIRS).rglob("*") if path.is_file()]
    assert files
    kept["files"] = sorted(f"{path}: {path.read_bytes()!r}" for path in files)
    return kept
