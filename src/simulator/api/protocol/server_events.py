"""Everything the server sends, as one union on `type`."""

from typing import Annotated

from pydantic import Field

from simulator.api.protocol import input_events, response_events, session_events, simulator_events

ServerEvent = Annotated[
    session_events.SessionCreated
    | session_events.SessionUpdated
    | session_events.ResumptionUpdate
    | session_events.GoAway
    | session_events.ErrorEvent
    | input_events.InputAudioAck
    | input_events.InputAudioCleared
    | input_events.SpeechStarted
    | input_events.SpeechStopped
    | input_events.InputAudioCommitted
    | input_events.TimeoutTriggered
    | input_events.TurnPrediction
    | input_events.ItemAdded
    | input_events.ItemDone
    | input_events.ItemTruncated
    | input_events.ItemDeleted
    | input_events.TranscriptionDelta
    | input_events.TranscriptionCompleted
    | input_events.TranscriptionFailed
    | input_events.ProsodyTurn
    | simulator_events.EvidenceAdded
    | simulator_events.EvidenceRetracted
    | simulator_events.PersonaMoved
    | simulator_events.PersonaCue
    | response_events.ResponseCreated
    | response_events.OutputItemAdded
    | response_events.OutputItemDone
    | response_events.ContentPartAdded
    | response_events.ContentPartDone
    | response_events.OutputAudioDelta
    | response_events.OutputAudioDone
    | response_events.OutputTranscriptDelta
    | response_events.OutputTranscriptDone
    | response_events.ResponseHeld
    | response_events.ResponseResumed
    | response_events.OutputTextDelta
    | response_events.OutputTextDone
    | response_events.ResponseDone
    | response_events.VisemeDelta
    | response_events.VisemeDone
    | response_events.BlendshapesDelta
    | simulator_events.TurnFeedback
    | simulator_events.FinalFeedback
    | simulator_events.Latency,
    Field(discriminator="type"),
]
