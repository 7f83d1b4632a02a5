"""The terms that are kept here, over real HTTP."""

from pathlib import Path

import pytest

from simulator.settings import PrivacySettings
from tests.api.serving import light_settings, serving
from tests.api.sign_in.coming_in import join, sign_in


async def test_an_administrator_reads_the_terms_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = PrivacySettings(transcript_days=30, audio_days=7, audit_days=400)
    settings = light_settings(tmp_path, mode="accounts").model_copy(update={"privacy": terms})
    async with serving(settings, monkeypatch) as house, house.browser() as ada, house.browser() as an:
        await join(house.store, "ada", "admin")
        await join(house.store, "an", "trainee", "trainer", "hr")
        await sign_in(ada, "ada")
        await sign_in(an, "an")
        told = (await ada.get("/v1/retention")).json()
        assert told == {"transcript_days": 30, "audio_days": 7, "audit_days": 400}
        assert (await an.get("/v1/retention")).status_code == 403
