"""What the persona plays, laid on the input clock for the gate that keeps its echo from being taken for the trainee."""

from collections import deque
from typing import Final

from simulator import audio
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.session import events
from simulator.session.response import LEAD_MS, PACKET_MS, Response
from simulator.session.talk_clock import TalkClock
from simulator.speech import EchoGate

_KEPT_PACKETS: Final = 2 * LEAD_MS // PACKET_MS
"""What may still be to play: sound is sent no more than LEAD_MS ahead."""


class OwnVoice:
    """Follows one reply after the other.

    Args:
        gate: is told what is played, and when.
        talk_clock: of the talk.
    """

    def __init__(self, gate: EchoGate, talk_clock: TalkClock) -> None:
        self._gate, self._clock = gate, talk_clock
        self._sent: deque[tuple[int, Samples]] = deque(maxlen=_KEPT_PACKETS)
        """Packets of the reply under way at 16 kHz, with where they begin, from the start of the reply."""

    def follow(self, event: events.SessionEvent, response: Response | None) -> None:
        """Takes in what happens to a reply."""
        if response is None:
            return
        match event:
            case events.ResponseStarted():
                self._sent.clear()
            case events.ResponseAudio(_, _, start_sample, pcm):
                samples = audio.resample(audio.from_pcm16(pcm.tobytes()), clock.OUTPUT_RATE_HZ)
                packet = (start_sample * clock.INPUT_RATE_HZ // clock.OUTPUT_RATE_HZ, samples)
                self._sent.append(packet)
                self._play(packet, response)
            case events.ResponseResumed():
                for packet in self._sent:
                    self._play(packet, response)
            case events.ResponseHeld():
                self._gate.stop(self._clock.heard_samples)
            case events.ResponseEnded() if event.is_cancelled:
                self._gate.stop(self._clock.heard_samples)

    def _play(self, packet: tuple[int, Samples], response: Response) -> None:
        offset, samples = packet
        at = clock.from_ms(response.start_ms + response.held_ms - self._clock.offset_ms) + offset
        late = max(0, self._clock.heard_samples - at)  # heard already, before the reply was held
        if late < len(samples):
            self._gate.play(at + late, samples[late:])
