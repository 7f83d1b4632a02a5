"""Plays recorded turns against a persona: speaks, waits for the answer, listens to it, goes on."""

import time
from collections.abc import Sequence

from simulator.cli.microphones import LockstepMicrophone, Microphone
from simulator.cli.talk_client import ANSWER_WAIT_S, Event, TalkClient
from simulator.errors import Unavailable
from simulator.flow.audio import Samples

COMMIT_WAIT_S = 8.0
"""Silence after which a turn that was never found is given up (the longest phase silence is 5 s)."""


async def play_talk(
    client: TalkClient, microphone: Microphone, turns: Sequence[Samples], *, pause_ms: int = 1000
) -> Event:
    """Speaks each turn, listens to each answer, ends the talk.

    Returns:
        The `simulator.feedback.final` event.
    """
    await wait_for_opening(client, microphone)
    for turn in turns:
        await play_turn(client, microphone, turn)
        if client.heard.final is not None:
            return client.heard.final
        await microphone.hush(pause_ms)
        if client.heard.final is not None:
            return client.heard.final
    await client.send({"type": "simulator.control", "action": "end"})
    if not await client.until(lambda h: h.final is not None, ANSWER_WAIT_S) or client.heard.final is None:
        raise Unavailable("the service sent no report within two minutes.", remedy="Look at its log.")
    return client.heard.final


async def wait_for_opening(client: TalkClient, microphone: Microphone) -> None:
    """Listens to the persona's first words."""
    await client.until(lambda h: h.response_id != "" and h.responses_open == 0, ANSWER_WAIT_S)
    await _listen(client, microphone)


async def play_turn(client: TalkClient, microphone: Microphone, turn: Samples) -> None:
    """Speaks one turn and listens to the answer, unless the talk is over by then."""
    before = len(client.heard.committed)
    await microphone.speak(turn)
    await _wait_for_commit(client, microphone, before)
    await client.until(lambda h: h.final is not None or h.is_answered, ANSWER_WAIT_S)
    if client.heard.final is None:
        await _listen(client, microphone)


async def _wait_for_commit(client: TalkClient, microphone: Microphone, before: int) -> None:
    waited_ms, heard = 0, client.heard
    while (
        heard.final is None
        and (heard.is_in_turn or len(heard.committed) == before)
        and waited_ms < 1000 * COMMIT_WAIT_S
    ):
        await microphone.hush(500)
        waited_ms += 500


async def _listen(client: TalkClient, microphone: Microphone) -> None:
    """Stays silent while the last reply is heard, and says so to the service."""
    heard = client.heard
    response_id, response_ms = heard.response_id, heard.response_ms
    if response_ms == 0:
        return
    heard.response_ms = 0
    playback = {"type": "simulator.playback", "response_id": response_id}
    if isinstance(microphone, LockstepMicrophone):
        await client.send({**playback, "played_ms": 0, "state": "started"})
        await microphone.hush(response_ms)
    else:  # the service sends a little ahead of real time: wait for what is still to be heard
        await microphone.hush(round(response_ms - 1000 * (time.perf_counter() - heard.response_since_s)))
    await client.send({**playback, "played_ms": response_ms, "state": "ended"})
