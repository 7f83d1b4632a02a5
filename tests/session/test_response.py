"""A reply in progress: what was heard of it when it is cut off, and how it is paced."""

import numpy as np
import pytest

from simulator.flow.dialogue import PersonaState, Reaction
from simulator.session.response import LEAD_MS, Pacer, Response, Sleep


def response(*, delay_ms: int = 500, made_ms: int = 2500) -> Response:
    reaction = Reaction("ask_clarity", "wary", "Wat bedoelt u nu precies?", delay_ms, because=())
    made = Response("response_001", "persona_001", reaction, PersonaState("opening"), start_ms=10_000)
    made.texts.append(reaction.text)
    made.made_samples = made_ms * 24
    return made


def test_a_reply_is_audible_from_its_first_word_to_its_end() -> None:
    made = response()
    assert [made.is_audible(at) for at in (10_000, 10_499, 10_500, 12_499, 12_500)] == [False, False, True, True, False]


@pytest.mark.parametrize(
    ("now_ms", "heard"),
    [
        (10_400, ""),
        (11_300, "Wat bedoelt"),
        (12_500, "Wat bedoelt u nu precies?"),
        (60_000, "Wat bedoelt u nu precies?"),
    ],
)
def test_the_words_heard_follow_the_clock(now_ms: int, heard: str) -> None:
    assert response().heard_text(now_ms) == heard


def test_what_the_client_says_was_played_goes_before_the_clock() -> None:
    made = response()
    made.played_ms = 1300
    assert made.heard_text(60_000) == "Wat bedoelt"


async def test_pacing_keeps_the_lead() -> None:
    slept: list[float] = []
    clock_s = 100.0

    def now_s() -> float:
        return clock_s

    pacer = Pacer(is_paced=True, now_s=now_s, sleep=_note(slept))
    for packet in pacer.packets(np.zeros(24_000 * 2, np.int16)):
        await pacer.wait_before(packet)
    assert max(slept) == pytest.approx(1.9 - LEAD_MS / 1000, abs=1e-6)


async def test_unpaced_replies_never_wait() -> None:
    slept: list[float] = []
    pacer = Pacer(is_paced=False, now_s=lambda: 0.0, sleep=_note(slept))
    for packet in pacer.packets(np.zeros(24_000 * 5, np.int16)):
        await pacer.wait_before(packet)
    assert slept == []


def _note(slept: list[float]) -> Sleep:
    async def sleep(duration_s: float) -> None:
        slept.append(duration_s)

    return sleep
