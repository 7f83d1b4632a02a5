"""What the first page asks for travels compressed; what holds a secret does not."""

from pathlib import Path

import pytest

from tests.api.serving import ASKED, PAGE, light_settings, serving


@pytest.mark.asyncio
async def test_the_catalogue_is_compressed_and_a_ticket_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(light_settings(tmp_path), monkeypatch) as house, house.browser() as browser:
        catalog = await browser.get("/v1/catalog", headers={"Accept-Encoding": "gzip"})
        assert catalog.headers["content-encoding"] == "gzip"
        assert catalog.json()["keeping"] == {"transcript_days": 90, "audio_days": 0}
        notes = {card["id"]: card["legal"] for card in catalog.json()["scenarios"]}["c4-ontslag"]
        assert "aangetekende brief" in notes[0]["text"]["nl"]
        assert notes[0]["source"]
        assert notes[0]["last_verified"] == "2026-11-23"
        ticket = await browser.post("/v1/sessions", json=ASKED, headers=PAGE | {"Accept-Encoding": "gzip"})
        assert ticket.status_code == 201
        assert "content-encoding" not in ticket.headers
