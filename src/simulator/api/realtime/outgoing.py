"""Session events → wire events, for the configuration a client asked for."""

from collections.abc import Iterator, Sequence
from typing import Literal

from simulator.api.protocol import BinaryFrame, FrameFlag, FrameKind, ServerEvent, SessionConfig, Subprotocol
from simulator.api.protocol import input_events as inp
from simulator.api.protocol import response_events as out
from simulator.api.protocol import session_events as ses
from simulator.api.protocol import simulator_events as sim
from simulator.api.protocol.conversation import ContentPart, Item, Response, ResponseStatus
from simulator.flow.dialogue import SecondState
from simulator.flow.evidence import Evidence
from simulator.flow.report import Feedback
from simulator.flow.speech import Transcript
from simulator.flow.talk import TraineeTurn, Turn
from simulator.session import events

WireEvent = ServerEvent | BinaryFrame


class Outgoing:
    """Translates what happens in a talk for one client."""

    def __init__(self, session_id: str, subprotocol: Subprotocol, config: SessionConfig) -> None:
        self.session_id = session_id
        self.subprotocol: Subprotocol = subprotocol
        self.config = config
        self._last_item: str | None = None
        self._stream = 0
        self._speaker: str | None = None
        """Who replies now: one at a time."""
        self._frame_seq = 0

    def translate(self, event: events.SessionEvent) -> Iterator[WireEvent]:  # noqa: C901 - one flat table of arrows
        match event:
            case events.AudioAccepted(next_sample, dropped, gap):
                yield inp.InputAudioAck(next_sample=next_sample, dropped_duplicates=dropped, gap_samples=gap)
            case events.TraineeSpeechStarted(item_id, at_ms):
                yield inp.SpeechStarted(item_id=item_id, audio_start_ms=at_ms)
            case events.TraineeSpeechStopped(item_id, at_ms):
                yield inp.SpeechStopped(item_id=item_id, audio_end_ms=at_ms)
            case events.TurnPredicted(item_id, wait_ms, source, p_end):
                yield inp.TurnPrediction(item_id=item_id, p_end=p_end, source=source, wait_ms=wait_ms)
            case events.TurnCommitted(item_id, end_ms):
                yield inp.InputAudioCommitted(item_id=item_id, previous_item_id=self._last_item, audio_end_ms=end_ms)
                yield from self._trainee_item(item_id, ContentPart(type="input_audio"))
            case events.TurnTyped(item_id, text):
                yield from self._trainee_item(item_id, ContentPart(type="input_text", text=text))
            case events.TurnCaptioned(item_id, text):
                yield inp.TranscriptionDelta(item_id=item_id, delta=text)
            case events.TurnTranscribed(item_id, transcript):
                yield _transcribed(item_id, transcript)
            case events.TurnMeasured() if "prosody" in self.config.events:
                yield _measured(event)
            case events.EvidenceFound(evidence) if "evidence" in self.config.events:
                yield _evidence(evidence)
            case events.PersonaMoved(state, because):
                yield sim.PersonaMoved(
                    phase=state.phase, mood=state.mood, intensity=state.tension, trust=state.trust,
                    patience=state.patience, because=because, second=_second(state.second),
                )  # fmt: skip
            case events.CueShown(cue, response_id):
                yield sim.PersonaCue(
                    response_id=response_id, kind=cue.kind, name=cue.name, t_out_ms=cue.at_ms, dur_ms=cue.duration_ms
                )
            case events.ResponseHeld(response_id, item_id, heard_ms):
                yield out.ResponseHeld(response_id=response_id, item_id=item_id, audio_end_ms=heard_ms)
            case events.ResponseResumed(response_id, item_id, heard_ms):
                yield out.ResponseResumed(response_id=response_id, item_id=item_id, audio_end_ms=heard_ms)
            case events.ResponseStarted() | events.ResponseSpoken() | events.ResponseAudio() | events.ResponseEnded():
                yield from self._response(event)
            case events.TurnTimed(item_id, stage_ms) if "latency" in self.config.events:
                yield sim.Latency(item_id=item_id, stage_ms=stage_ms)
            case events.HintGiven(turn_id, one_line):
                yield sim.TurnFeedback(turn_id=turn_id, one_line=one_line)
            case events.TurnsTakenBack(turns, last_item_id):
                yield from self._taken_back(turns)
                self._last_item = last_item_id
            case events.TalkEnded(report_id, feedback):
                yield self._final(report_id, feedback)
            case events.ProblemArose(code, message):
                yield _problem(code, message)
            case _:  # the client did not subscribe to this family
                return

    def _trainee_item(self, item_id: str, part: ContentPart) -> Iterator[WireEvent]:
        item = Item(id=item_id, role="user", content=(part,))
        yield inp.ItemAdded(item=item, previous_item_id=self._last_item)
        yield inp.ItemDone(item=item, previous_item_id=self._last_item)
        self._last_item = item_id

    def _taken_back(self, turns: Sequence[Turn]) -> Iterator[WireEvent]:
        for turn in reversed(turns):
            if isinstance(turn, TraineeTurn) and "evidence" in self.config.events:
                for found in turn.evidence:
                    yield sim.EvidenceRetracted(evidence_id=found.evidence_id)
            yield inp.ItemDeleted(item_id=turn.item_id)

    @property
    def _has_voice(self) -> bool:
        return "audio" in self.config.output_modalities

    def _response(
        self,
        event: events.ResponseStarted | events.ResponseSpoken | events.ResponseAudio | events.ResponseEnded,
    ) -> Iterator[WireEvent]:
        match event:
            case events.ResponseStarted(response_id, item_id, speaker):
                self._speaker = speaker
                yield from self._started(response_id, item_id)
            case events.ResponseSpoken(response_id, item_id, text, visemes, _, estimated):
                kind = out.OutputTranscriptDelta if self._has_voice else out.OutputTextDelta
                if text:
                    yield kind(response_id=response_id, item_id=item_id, delta=f"{text} ")
                for v in visemes if "viseme_id" in self.config.animation.outputs else ():
                    yield out.VisemeDelta(
                        response_id=response_id, item_id=item_id, viseme_id=v.viseme_id, audio_offset_ms=v.offset_ms,
                        duration_ms=v.duration_ms, weight=v.weight, estimated=estimated,
                    )  # fmt: skip
            case events.ResponseAudio():
                yield self._audio(event)
            case events.ResponseEnded():
                yield from self._ended(event)

    def _started(self, response_id: str, item_id: str) -> Iterator[WireEvent]:
        self._stream = (self._stream + 1) % 65_536
        modalities = self.config.output_modalities
        begun = Response(id=response_id, status="in_progress", output_modalities=modalities, speaker=self._speaker)
        yield out.ResponseCreated(response=begun)
        item = Item(id=item_id, role="assistant", status="in_progress")
        yield out.OutputItemAdded(response_id=response_id, item=item)
        yield inp.ItemAdded(item=item, previous_item_id=self._last_item)
        self._last_item = item_id

    def _audio(self, event: events.ResponseAudio) -> WireEvent:
        pcm = event.pcm.astype("<i2").tobytes()
        if self.subprotocol == "realtime":
            return out.OutputAudioDelta(response_id=event.response_id, item_id=event.item_id, delta=pcm)
        self._frame_seq += 1
        flags = FrameFlag.LAST if event.is_last else FrameFlag.NONE
        return BinaryFrame(FrameKind.OUT, flags, self._stream, self._frame_seq, event.start_sample, pcm)

    def _ended(self, event: events.ResponseEnded) -> Iterator[WireEvent]:
        response_id, item_id, text = event.response_id, event.item_id, event.spoken_text
        if self._has_voice:
            yield out.OutputAudioDone(response_id=response_id, item_id=item_id)
            yield out.OutputTranscriptDone(response_id=response_id, item_id=item_id, transcript=text)
            part = ContentPart(type="output_audio", transcript=text)
        else:
            yield out.OutputTextDone(response_id=response_id, item_id=item_id, text=text)
            part = ContentPart(type="output_text", text=text)
        if "viseme_id" in self.config.animation.outputs:
            yield out.VisemeDone(response_id=response_id, item_id=item_id)
        status: Literal["incomplete", "completed"] = "incomplete" if event.is_cancelled else "completed"
        item = Item(id=item_id, role="assistant", status=status, content=(part,))
        yield out.OutputItemDone(response_id=response_id, item=item)
        yield inp.ItemDone(item=item)
        yield out.ResponseDone(response=self._done(event, item))

    def _done(self, event: events.ResponseEnded, item: Item) -> Response:
        details = None
        if event.reason != "completed":
            details = ResponseStatus(type="cancelled", reason=event.reason)
        return Response(
            id=event.response_id,
            status="cancelled" if event.is_cancelled else "completed",
            status_details=details,
            output=(item,),
            output_modalities=self.config.output_modalities,
            spoken_text=event.spoken_text,
            audio_end_ms=event.audio_end_ms,
            speaker=self._speaker,
        )

    def _final(self, report_id: str, feedback: Feedback) -> WireEvent:
        scores = tuple(
            sim.CriterionResult(
                criterion=c.criterion_id, value=round(c.value, 2), max=c.max, evidence_ids=c.evidence_ids
            )
            for c in feedback.criteria
        )
        url = f"/v1/sessions/{self.session_id}/report"
        return sim.FinalFeedback(report_id=report_id, url=url, scores=scores)


def _second(state: SecondState | None) -> sim.SecondMoved | None:
    if state is None:
        return None
    return sim.SecondMoved(persona_id=state.persona_id, mood=state.mood, intensity=state.tension)


def _problem(code: str, message: str) -> WireEvent:
    is_ours = code == "internal"
    detail = ses.ErrorDetail(type="server_error" if is_ours else "invalid_request_error", code=code, message=message)
    return ses.ErrorEvent(error=detail)


def _transcribed(item_id: str, transcript: Transcript) -> WireEvent:
    words = tuple(inp.TimedWord(w=w.text, start_ms=w.start_ms, end_ms=w.end_ms, p=w.prob) for w in transcript.words)
    seconds = (words[-1].end_ms - words[0].start_ms) / 1000 if words else 0.0
    return inp.TranscriptionCompleted(
        item_id=item_id, transcript=transcript.text, language=transcript.language, words=words,
        usage=inp.AudioDuration(seconds=seconds),
    )  # fmt: skip


def _measured(event: events.TurnMeasured) -> WireEvent:
    d = event.delivery
    return inp.ProsodyTurn(
        item_id=event.item_id,
        speech_ms=d.speech_ms,
        pauses=tuple(inp.PauseSpan(start_ms=p.start_ms, end_ms=p.end_ms, kind=p.kind) for p in d.pauses),
        articulation_rate_sps=d.articulation_rate_sps,
        f0=inp.PitchMeasures(
            median_hz=d.pitch.median_hz, range_st=d.pitch.range_st,
            final_slope_st_s=d.pitch.final_slope_st_s, voiced_ratio=d.pitch.voiced_ratio,
            sd_st=d.pitch.sd_st, pdq=d.pitch.pdq, slope_st_s=d.pitch.slope_st_s, final_rise_st=d.pitch.final_rise_st,
        ),
        level=inp.LevelMeasures(median_dbfs=d.level.median_dbfs, range_db=d.level.range_db),
        overlap_ms=event.overlap_ms,
        gap_ms=event.gap_ms,
        quality=inp.RecordingQuality(
            snr_db=d.quality.snr_db, clipping=d.quality.clipping_ratio, usable=d.quality.usable,
            problem=d.quality.problem,
        ),
        core=inp.CoreLevels(core_db=d.core.core_db, last_word_db=d.core.last_word_db),
        unsaid=tuple(inp.UnsaidMeasure(measure=u.measure, reason=u.reason) for u in d.unsaid),
        compared=tuple(
            inp.OwnComparison(
                measure=c.measure, value=c.value, usual=c.usual, change=c.change, unit=c.unit, stands_out=c.stands_out
            )
            for c in event.compared
        ),
    )  # fmt: skip


def _evidence(evidence: Evidence) -> WireEvent:
    return sim.EvidenceAdded(
        evidence_id=evidence.evidence_id, rule_id=evidence.rule_id, category=evidence.category,
        polarity=evidence.polarity, weight=evidence.weight, item_id=evidence.item_id,
        span=sim.EvidenceSpan(
            char_start=evidence.char_start, char_end=evidence.char_end,
            start_ms=evidence.start_ms, end_ms=evidence.end_ms,
        ),
        quote=evidence.quote, message=evidence.message, suggestion=evidence.suggestion,
        visibility=evidence.visibility,
    )  # fmt: skip
