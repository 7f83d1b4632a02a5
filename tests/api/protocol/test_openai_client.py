"""The stock `openai` Python client reads what we send and is understood in what it sends."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, get_args

import pytest
from openai import AsyncOpenAI
from openai.types.realtime import RealtimeServerEvent
from pydantic import TypeAdapter
from websockets.asyncio.server import ServerConnection, serve

from simulator.api import protocol
from simulator.api.protocol import (
    SessionConfig,
    client_events,
    input_events,
    response_events,
    session_events,
    simulator_events,
)
from simulator.api.protocol.asyncapi import event_type, server_messages
from simulator.api.protocol.conversation import ContentPart, Item, Response, ResponsePart, ResponseStatus
from simulator.flow.local_text import LocalText

TEXT = LocalText(nl="Zeg het meteen.", fr="Dites-le tout de suite.", en="Say it at once.")
SPOKEN = Item(
    id="item_2", role="assistant", content=(ContentPart(type="output_audio", transcript="Word ik ontslagen?"),)
)
SAID = Item(id="item_1", role="user", content=(ContentPart(type="input_audio", transcript="We stoppen ermee."),))
PIECE: dict[str, Any] = {"response_id": "resp_1", "item_id": "item_2"}
CONFIG = SessionConfig.initial("sess_1", "realtime")

EXAMPLES: list[Any] = [
    session_events.SessionCreated(session=CONFIG),
    session_events.SessionUpdated(session=CONFIG, next_input_sample=16_000),
    session_events.ResumptionUpdate(handle="h", resumable=True, next_input_sample=5),
    session_events.GoAway(time_left_ms=5_000, reason="restart"),
    session_events.ErrorEvent(error=session_events.ErrorDetail(type="invalid_request_error", message="wrong")),
    input_events.InputAudioAck(next_sample=320),
    input_events.InputAudioCleared(),
    input_events.SpeechStarted(item_id="item_1", audio_start_ms=120),
    input_events.SpeechStopped(item_id="item_1", audio_end_ms=900),
    input_events.InputAudioCommitted(item_id="item_1"),
    input_events.TimeoutTriggered(item_id="item_1", audio_start_ms=0, audio_end_ms=9_000),
    input_events.TurnPrediction(item_id="item_1", source="silence", wait_ms=700),
    input_events.ItemAdded(item=SAID),
    input_events.ItemDone(item=SPOKEN, previous_item_id="item_1"),
    input_events.ItemTruncated(item_id="item_2", audio_end_ms=400),
    input_events.ItemDeleted(item_id="item_2"),
    input_events.TranscriptionDelta(item_id="item_1", delta="We stoppen"),
    input_events.TranscriptionCompleted(
        item_id="item_1",
        transcript="We stoppen ermee.",
        language="nl",
        words=(input_events.TimedWord(w="We", start_ms=0, end_ms=90, p=0.98),),
    ),
    input_events.TranscriptionFailed(item_id="item_1", error=input_events.TranscriptionProblem(message="too short")),
    input_events.ProsodyTurn(
        item_id="item_1",
        speech_ms=400,
        pauses=(),
        articulation_rate_sps=float("nan"),
        f0=input_events.PitchMeasures(median_hz=190.5, range_st=4.0, final_slope_st_s=-2.0, voiced_ratio=0.6),
        level=input_events.LevelMeasures(median_dbfs=-24.0, range_db=9.0),
        overlap_ms=0,
        quality=input_events.RecordingQuality(snr_db=30.0, clipping=0.0, usable=True),
    ),
    simulator_events.EvidenceAdded(
        evidence_id="e",
        rule_id="vague.delay.1",
        category="vagueness",
        polarity="negative",
        weight=2.0,
        item_id="item_1",
        span=simulator_events.EvidenceSpan(char_start=0, char_end=3, start_ms=0, end_ms=90),
        quote="eens",
        message=TEXT,
        visibility=("trainee",),
    ),
    simulator_events.EvidenceRetracted(evidence_id="e"),
    simulator_events.PersonaMoved(phase="unaware", mood="wary", intensity=0.2, trust=0.5, patience=1.0),
    simulator_events.PersonaCue(kind="gaze", name="down", t_out_ms=0, dur_ms=300),
    response_events.ResponseCreated(response=Response(id="resp_1", status="in_progress")),
    response_events.OutputItemAdded(response_id="resp_1", item=SPOKEN),
    response_events.OutputItemDone(response_id="resp_1", item=SPOKEN),
    response_events.ContentPartAdded(**PIECE, part=ResponsePart(type="audio")),
    response_events.ContentPartDone(**PIECE, part=ResponsePart(type="audio", transcript="Word ik ontslagen?")),
    response_events.OutputAudioDelta(**PIECE, delta=b"\x01\x00\x02\x00"),
    response_events.OutputAudioDone(**PIECE),
    response_events.OutputTranscriptDelta(**PIECE, delta="Word ik"),
    response_events.OutputTranscriptDone(**PIECE, transcript="Word ik ontslagen?"),
    response_events.ResponseHeld(**PIECE, audio_end_ms=840),
    response_events.ResponseResumed(**PIECE, audio_end_ms=840),
    response_events.OutputTextDelta(**PIECE, delta="Word ik"),
    response_events.OutputTextDone(**PIECE, text="Word ik ontslagen?"),
    response_events.ResponseDone(
        response=Response(
            id="resp_1",
            status="cancelled",
            status_details=ResponseStatus(type="cancelled", reason="turn_detected"),
            output=(SPOKEN,),
            spoken_text="Word ik",
            audio_end_ms=400,
        )
    ),
    response_events.VisemeDelta(**PIECE, viseme_id=10, audio_offset_ms=0, duration_ms=80, weight=1.0),
    response_events.VisemeDone(**PIECE),
    response_events.BlendshapesDelta(**PIECE, frame_index=0, fps=30, names=("jawOpen",), weights=((0.5,),)),
    simulator_events.TurnFeedback(turn_id="item_1", one_line=TEXT),
    simulator_events.FinalFeedback(
        report_id="r",
        url="/v1/sessions/sess_1/report",
        scores=(simulator_events.CriterionResult(criterion="core", value=3.0, max=5.0),),
    ),
    simulator_events.Latency(stage_ms={"stt": 310.0}),
]
_STOCK = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(get_args(RealtimeServerEvent)[0])
}


def test_every_server_event_has_an_example() -> None:
    assert {type(event) for event in EXAMPLES} == set(server_messages())


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: str(event.type))
def test_event_that_openai_has_is_valid_by_its_own_types(event: Any) -> None:
    if event.type not in _STOCK:
        assert event.type.startswith(("simulator.", "response.animation_", "session.")) or event.type.endswith(".ack")
        return
    text = protocol.encode_server_event(event.numbered(1, "sess_1"))
    theirs: Any = TypeAdapter(_STOCK[event.type]).validate_json(text)
    known = {name for name in type(theirs).model_fields if getattr(theirs, name) is not None}
    assert known <= set(type(event).model_fields)


@asynccontextmanager
async def _service(received: list[Any]) -> AsyncIterator[int]:
    """A websocket that sends every example and keeps what the client says, parsed."""

    async def talk(connection: ServerConnection) -> None:
        for seq, event in enumerate(EXAMPLES, start=1):
            await connection.send(protocol.encode_server_event(event.numbered(seq, "sess_1")))
        received.extend([protocol.parse_client_event(message) async for message in connection])

    async with serve(talk, "127.0.0.1", 0) as server:
        yield next(iter(server.sockets)).getsockname()[1]


@pytest.mark.slow
async def test_stock_client_and_we_understand_each_other() -> None:
    received: list[Any] = []
    async with (
        _service(received) as port,
        AsyncOpenAI(api_key="secret", websocket_base_url=f"ws://127.0.0.1:{port}/v1") as client,
        client.realtime.connect(model="c4_talk", extra_query={"session_id": "sess_1"}) as connection,
    ):
        heard: list[Any] = [await connection.recv() for _ in EXAMPLES]
        await _say_everything(connection)
    assert [event.type for event in heard] == [event_type(type(example)) for example in EXAMPLES]
    by_type = {event.type: event for event in heard}
    assert by_type["session.created"].session.audio.input.format.rate == 24_000
    assert base64.b64decode(by_type["response.output_audio.delta"].delta) == b"\x01\x00\x02\x00"
    assert by_type["response.done"].response.status_details.reason == "turn_detected"
    assert by_type["response.done"].response.output[0].content[0].transcript == "Word ik ontslagen?"
    assert by_type["conversation.item.input_audio_transcription.completed"].transcript == "We stoppen ermee."
    update, *rest = received
    assert isinstance(update, client_events.SessionUpdate)
    config = CONFIG.updated_by(update.session)
    assert config.audio.input.turn_detection is not None
    assert config.audio.input.turn_detection.silence_ms == 650
    assert [type(event) for event in rest] == [
        client_events.InputAudioAppend,
        client_events.InputAudioCommit,
        client_events.InputAudioClear,
        client_events.ItemCreate,
        client_events.ItemTruncate,
        client_events.ResponseCreate,
        client_events.ResponseCancel,
        protocol.UnknownEvent,
    ]
    assert rest[0].audio == b"\x05\x00"
    assert rest[3].item.text == "We beëindigen uw contract."


async def _say_everything(connection: Any) -> None:
    """Each call a stock client has for a talk, with the fields its documentation shows."""
    await connection.session.update(
        session={
            "type": "realtime",
            "model": "gpt-realtime",
            "instructions": "ignored",
            "output_modalities": ["audio"],
            "tools": [],
            "audio": {
                "input": {
                    "format": {"type": "audio/pcm", "rate": 24_000},
                    "transcription": {"model": "whisper-1", "language": "nl"},
                    "noise_reduction": {"type": "near_field"},
                    "turn_detection": {
                        "type": "server_vad",
                        "threshold": 0.5,
                        "prefix_padding_ms": 300,
                        "silence_duration_ms": 650,
                        "create_response": True,
                    },
                },
                "output": {"format": {"type": "audio/pcm", "rate": 24_000}, "voice": "marin", "speed": 1.0},
            },
        }
    )
    await connection.input_audio_buffer.append(audio=base64.b64encode(b"\x05\x00").decode())
    await connection.input_audio_buffer.commit()
    await connection.input_audio_buffer.clear()
    await connection.conversation.item.create(
        item={
            "type": "message",
            "role": "user",
            "content": [{"type": "input_text", "text": "We beëindigen uw contract."}],
        }
    )
    await connection.conversation.item.truncate(item_id="item_2", content_index=0, audio_end_ms=400)
    await connection.response.create(response={"instructions": "ignored"})
    await connection.response.cancel(response_id="resp_1")
    await connection.output_audio_buffer.clear()
