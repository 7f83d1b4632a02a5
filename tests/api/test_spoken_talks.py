"""Recorded Flemish talks through the real websocket, recogniser, director and voice."""

import json
from pathlib import Path

import pytest
import pytest_asyncio

from tests.api.talking import PlayedTalk, play, report_of
from tests.conftest import spoken_turns

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def direct(service_url: str, shared_audio: Path) -> PlayedTalk:
    return await play(service_url, spoken_turns(shared_audio, "c4-direct"), persona_id="lieve")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def vague(service_url: str, shared_audio: Path) -> PlayedTalk:
    return await play(service_url, spoken_turns(shared_audio, "c4-vague"), persona_id="lieve")


CLARITY = ("precies", "bedoel", "ontslagen", "ja of nee", "zegt ge", "duidelijk", "eigenlijk")


async def test_the_vague_talk_makes_the_persona_ask_for_clarity(vague: PlayedTalk) -> None:
    asked = [reply for reply in vague.replies if "?" in reply and any(word in reply.lower() for word in CLARITY)]
    assert asked, vague.replies


async def test_both_talks_are_heard_and_answered_aloud(direct: PlayedTalk, vague: PlayedTalk) -> None:
    for talk in (direct, vague):
        assert len([text for text in talk.transcripts if text]) >= 5
        assert all(event["response"]["audio_end_ms"] > 0 for event in talk.of("response.done"))
        assert len(talk.of("response.animation_viseme.delta")) > 50


async def test_the_direct_talk_tells_the_news_and_scores_higher(
    service_url: str, direct: PlayedTalk, vague: PlayedTalk
) -> None:
    def total(talk: PlayedTalk) -> float:
        return float(sum(score["value"] for score in talk.of("simulator.feedback.final")[0]["scores"]))

    assert total(direct) > total(vague) + 20
    assert any(event["rule_id"].startswith("core") for event in direct.of("simulator.evidence.added"))
    assert not any(event["rule_id"].startswith("core") for event in vague.of("simulator.evidence.added"))


async def test_the_direct_talk_is_not_pressed_for_clarity(service_url: str, direct: PlayedTalk) -> None:
    report = (await report_of(service_url, direct, "json")).decode()
    for intent in ("ask_clarity", "ask_yes_no", "insist", "leave"):
        assert f'"{intent}"' not in report


async def test_events_are_numbered_without_a_gap(direct: PlayedTalk) -> None:
    assert [event["seq"] for event in direct.events] == list(range(1, len(direct.events) + 1))
    assert {event["session_id"] for event in direct.events} == {direct.session_id}


async def test_the_same_seed_and_sound_give_the_same_report_byte_for_byte(
    service_url: str, direct: PlayedTalk, shared_audio: Path
) -> None:
    again = await play(service_url, spoken_turns(shared_audio, "c4-direct"), persona_id="lieve")
    assert again.session_id != direct.session_id
    first, second = [json.loads(await report_of(service_url, talk, "json")) for talk in (direct, again)]
    attempts = [attempt["talk_id"] for attempt in second.pop("earlier")]
    assert first["talk_id"] in attempts
    first.pop("earlier")
    for found in (first, second):
        found.pop("next_exercise", None)  # it looks at the attempts before, too
    assert second == first
    for talk in (direct, again):
        assert await report_of(service_url, talk, "pdf") == await report_of(service_url, talk, "pdf")


async def test_measures_of_delivery_stay_away_without_consent(service_url: str, shared_audio: Path) -> None:
    turns = spoken_turns(shared_audio, "c4-direct")[:2]
    talk = await play(service_url, turns, persona_id="roger", consent={"delivery_measures": False})
    assert talk.of("simulator.prosody.turn") == []
    assert '"delivery": null' in (await report_of(service_url, talk, "json")).decode()


async def test_every_spoken_turn_is_measured_and_says_what_it_cannot_tell(direct: PlayedTalk) -> None:
    measured = direct.of("simulator.prosody.turn")
    assert len(measured) >= 5
    answers = [event["gap_ms"] for event in measured if event["gap_ms"] is not None]
    assert len(answers) >= 3, "a turn that follows the trainee's own answers nothing"
    for event in measured:
        told = {"articulation_rate_sps": event["articulation_rate_sps"], **event["f0"], **event["core"]}
        assert {name for name, value in told.items() if value is None} == {u["measure"] for u in event["unsaid"]}
    assert measured[0]["compared"] == []
    assert any(event["core"]["core_db"] is not None for event in measured)


async def test_a_choice_against_norms_reaches_the_report(service_url: str, shared_audio: Path) -> None:
    turns = spoken_turns(shared_audio, "c4-direct")[:1]
    talk = await play(service_url, turns, persona_id="lieve", apply_norms=False)
    assert "geen norm toegepast, zoals gekozen" in (await report_of(service_url, talk)).decode()
