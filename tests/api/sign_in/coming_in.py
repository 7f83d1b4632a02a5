"""People of the tests, and how they come in: by the real page, its hidden field and its cookie."""

import re
from datetime import UTC, datetime
from typing import Any

from argon2 import PasswordHasher
from httpx2 import AsyncClient, Response

from simulator.flow.labels import Role
from simulator.store import LOCAL, Identity, NewPerson, Person, SqlStore, new_person_id

PASSWORD = "zes paarse paraplu's"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Parameters of long ago: cheap for a test, and made better at the first sign-in."""
QUICK_HASH = QUICK.hash(PASSWORD)


async def join(store: SqlStore, name: str, *roles: Role, tenant_id: str = LOCAL) -> Person:
    """Somebody who may come in with `PASSWORD`."""
    identity = Identity.with_password(tenant_id, name)
    new = NewPerson(
        new_person_id(), name.capitalize(), frozenset(roles or ("trainee",)), identity, datetime.now(UTC), QUICK_HASH
    )
    return await store.within(tenant_id).people.add(new)


async def form_token(browser: AsyncClient) -> str:
    page = await browser.get("/sign-in")
    found = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1]


async def sign_in(browser: AsyncClient, name: str, password: str = PASSWORD, **fields: Any) -> Response:
    fields = {"form_token": await form_token(browser), "name": name, "password": password} | fields
    return await browser.post("/sign-in", data=fields)


async def use_link(browser: AsyncClient, secret: str) -> Response:
    return await browser.post("/sign-in/link", data={"form_token": await form_token(browser), "code": secret})
