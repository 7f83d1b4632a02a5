"""Spoken Dutch as a live talk hears it, beside plain faster-whisper: words, work, pauses.

Run: python -m benchmarks.speech.live_words
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from faster_whisper import WhisperModel

from benchmarks.speech.clips import Clip, load
from simulator import language
from simulator.engine import resolve
from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import SpeechStarted, TurnEndAsked, Utterance
from simulator.session.pipeline import Pipeline
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.turn_closing import Patience, weigh_turn_end
from simulator.session.turn_listening import TurnListener
from simulator.settings import load_settings
from simulator.speech.word_errors import word_errors

_PACKET = clock.from_ms(100)
_AFTER_S = 6.0
"""Silence after each turn; longer than any wait."""
_PATIENCE = Patience(silence_ms=700)


@dataclass(slots=True)
class Live:
    """One turn as the talk heard it."""

    texts: list[str] = field(default_factory=list)
    waits_ms: list[int] = field(default_factory=list)
    """From the end of speech to the end of each turn found."""


async def heard_live(clip: Clip, pipeline: Pipeline, *, has_captions: bool) -> Live:
    """The clip through the segmenter, Smart Turn, the words so far and the listener, packet by packet."""
    segmenter = pipeline.rooms.new_segmenter()
    listener, live = TurnListener(pipeline), Live()
    sound = np.concatenate([clip.samples, np.zeros(round(_AFTER_S * clock.INPUT_RATE_HZ), np.float32)])
    sketched, is_speaking = 0, False
    for at in range(0, len(sound), _PACKET):
        found = list(segmenter.push(AudioChunk(at, sound[at : at + _PACKET])))
        while found:
            event = found.pop(0)
            is_speaking = isinstance(event, SpeechStarted)
            if isinstance(event, TurnEndAsked):
                text = (await listener.so_far(event.so_far)).text
                p_end = await pipeline.finished_prob(event.so_far)
                opinion = weigh_turn_end(p_end, language.last_words(text, "nl"), _PATIENCE)
                found += segmenter.settle(event.stopped_at, opinion.wait_ms)
            elif isinstance(event, Utterance):
                live.waits_ms.append(clock.to_ms(event.decided_at_sample - event.end_sample))
                live.texts.append((await listener.hear(event)).text)
        so_far = segmenter.so_far()
        if has_captions and is_speaking and so_far is not None and at - sketched >= clock.INPUT_RATE_HZ:
            sketched = at
            listener.sketch(so_far)
            await asyncio.sleep(0.0)
    return live


def plain(model: WhisperModel, samples: Samples) -> str:
    """What faster-whisper hears as it comes: the whole clip, five beams, its own window of 30 s."""
    segments, _ = model.transcribe(samples, language="nl", beam_size=5)
    return "".join(segment.text for segment in segments)


async def compare(clips: Sequence[Clip], pipeline: Pipeline, model: WhisperModel) -> list[str]:
    """Lines of figures: plain, live, live with captions."""
    since = time.process_time()
    plain_errors = [word_errors(clip.said, plain(model, clip.samples)) for clip in clips]
    plain_s = time.process_time() - since
    n_words, n_plain = sum(words for _, words in plain_errors), sum(wrong for wrong, _ in plain_errors)
    lines = [f"{len(clips)} turns, {n_words} words", f"plain: {n_plain / n_words:.1%} wrong, {_each(plain_s, clips)}"]
    for has_captions in (False, True):
        since = time.process_time()
        lives = [await heard_live(clip, pipeline, has_captions=has_captions) for clip in clips]
        live_s = time.process_time() - since
        n_wrong = sum(word_errors(clip.said, " ".join(live.texts))[0] for clip, live in zip(clips, lives, strict=True))
        p50, p95 = np.percentile([live.waits_ms[-1] for live in lives if live.waits_ms], [50, 95])
        lines.append(
            f"live{' with captions' if has_captions else ''}: {n_wrong / n_words:.1%} wrong "
            f"({n_wrong / max(1, n_plain):.2f} of plain), {_each(live_s, clips)} ({live_s / plain_s:.2f} of plain); "
            f"ended after {p50:.0f} ms of silence, p95 {p95:.0f}; "
            f"{sum(max(0, len(live.texts) - 1) for live in lives)} pauses ended a turn"
        )
    return lines


def _each(cpu_s: float, clips: Sequence[Clip]) -> str:
    return f"{cpu_s / len(clips):.2f} CPU s a turn"


async def main() -> None:
    settings = load_settings()
    rooms = Rooms.from_settings(settings)
    pipeline = Pipeline(rooms.plan("bench", TalkRequest("c4-ontslag", "lieve", "nl")), rooms)
    folder = str(resolve(settings.stt.model, settings))
    model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1, num_workers=1)
    for kind in ("spoken", "real"):
        clips = load(kind)
        await heard_live(clips[0], pipeline, has_captions=True)  # everything is loaded before the clock runs
        for line in await compare(clips, pipeline, model):
            print(f"{kind}: {line}", flush=True)
    rooms.close()


if __name__ == "__main__":
    asyncio.run(main())
