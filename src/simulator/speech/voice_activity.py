"""frames → when the trainee starts and stops speaking, on the sample clock, whatever the size of the chunks.

Silero decides, and two constants put its edges where the speech really begins and ends: measured on the 24 spoken
clips of shared/audio (60 stretches of speech, benchmarks/speech/edges.py), the network's own edges lie 36 ms late at
the start and 20 ms late at the end. Refining by energy was tried: as good on clean speech, twice as far off with
noise 20 dB below the speech.
"""

from typing import Final

import numpy as np

from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import SpeechStarted, SpeechStopped
from simulator.speech.echo import EchoGate
from simulator.speech.engines.silero import FRAME_SAMPLES, SileroNetwork
from simulator.speech.near_voice import NearVoice

SPEECH_PROB: Final = 0.5
"""At or above: speech (Silero's own default)."""

QUIET_PROB: Final = 0.35
"""Below: no speech; between the two nothing changes (Silero's own default: 0.15 below the first)."""

MIN_SPEECH_FRAMES: Final = 2
"""64 ms: shorter is a click; the shortest Dutch answers ("ja", "nee") last longer. With 2 frames speech is noticed
after 82 ms (p95 139), with 3 after 117 (180); keyboards, knocks, chords and noise start nothing with either
(benchmarks/speech/onsets.py)."""

MIN_QUIET_FRAMES: Final = 3
"""96 ms: shorter is the closure of a stop consonant."""

START_LATE_SAMPLES: Final = clock.from_ms(36)
"""How late the network notices a start; measured, see above."""

STOP_LATE_SAMPLES: Final = clock.from_ms(20)
"""How late the network notices an end; measured, see above."""


class VoiceActivity:
    """Voice activity of one stream of audio.

    Args:
        echo: knows what the other plays; what it explains is no voice. None: nothing is played.
    """

    def __init__(self, echo: EchoGate | None = None) -> None:
        self._network = SileroNetwork()
        self._echo = echo
        self.near_voice: NearVoice | None = None
        """Set for a noisy room: voices far from the microphone are no voice."""
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._frame_start: int | None = None
        self._floor = 0
        self._set_quiet()

    def _set_quiet(self) -> None:
        self._is_speaking = False
        self._run = 0
        """Frames so far of the change that is under way: speech while quiet, quiet while speaking."""
        self._run_start = 0

    @property
    def is_speaking(self) -> bool:
        """Between a start and a stop that were both found."""
        return self._is_speaking

    @property
    def is_starting(self) -> bool:
        """Something began that may yet turn out to be speech; settled within 64 ms."""
        return not self._is_speaking and self._run > 0

    @property
    def samples_to_frame(self) -> int:
        """Samples still missing before the next frame can be judged, 1 to FRAME_SAMPLES."""
        return FRAME_SAMPLES - len(self._rest)

    def push(self, chunk: AudioChunk) -> list[SpeechStarted | SpeechStopped]:
        """The edges that this audio settles, in order.

        Args:
            chunk: the samples that follow those of the chunk before.

        Raises:
            ValueError: when samples are missing or doubled between two chunks.
        """
        if self._frame_start is None:
            self._frame_start = self._floor = chunk.start_sample
        expected = self._frame_start + len(self._rest)
        if chunk.start_sample != expected:
            raise ValueError(f"expected audio from sample {expected}, got {chunk.start_sample}")
        samples = np.concatenate([self._rest, chunk.samples])
        whole = len(samples) - len(samples) % FRAME_SAMPLES
        self._rest = samples[whole:]
        probs = self._network.speech_probs(samples[:whole])
        frames = samples[:whole].reshape(-1, FRAME_SAMPLES)
        edges = [self._step(self._own_prob(float(prob), frame)) for prob, frame in zip(probs, frames, strict=True)]
        return [edge for edge in edges if edge is not None]

    def _own_prob(self, prob: float, frame: Samples) -> float:
        """Probability that this frame is the trainee's speech, not the other's come back, nor somebody's behind."""
        assert self._frame_start is not None
        if self._echo is not None and self._echo.is_echo(frame, self._frame_start):
            return 0.0
        if self.near_voice is None or prob < QUIET_PROB:
            return prob
        return 0.0 if self.near_voice.is_distant(frame, is_speaking=self._is_speaking or self._run > 0) else prob

    def reset(self) -> None:
        """Forgets what was heard; the sample clock runs on."""
        self._network.reset()
        if self._frame_start is not None:
            self._floor = self._frame_start
        self._set_quiet()

    def _step(self, prob: float) -> SpeechStarted | SpeechStopped | None:
        """Takes in the probability of one frame."""
        assert self._frame_start is not None
        frame_start = self._frame_start
        self._frame_start += FRAME_SAMPLES
        if not self._goes_on(prob):
            self._run = 0
            return None
        if not self._run:
            self._run_start = frame_start
        self._run += 1
        return self._settle(prob)

    def _goes_on(self, prob: float) -> bool:
        """Whether this frame belongs to a change of state, under way or new."""
        if self._is_speaking:
            return prob < SPEECH_PROB
        return prob >= (QUIET_PROB if self._run else SPEECH_PROB)

    def _settle(self, prob: float) -> SpeechStarted | SpeechStopped | None:
        """The edge, once the change has lasted; an edge never lies before the one found before it."""
        if self._is_speaking:
            if self._run < MIN_QUIET_FRAMES or prob >= QUIET_PROB:
                return None
            edge = self._floor = max(self._run_start - STOP_LATE_SAMPLES, self._floor)
            self._set_quiet()
            return SpeechStopped(edge)
        if self._run < MIN_SPEECH_FRAMES:
            return None
        edge = self._floor = max(self._run_start - START_LATE_SAMPLES, self._floor)
        self._is_speaking, self._run = True, 0
        return SpeechStarted(edge)


def stretches_ms(samples: Samples) -> list[tuple[int, int]]:
    """Start and end of every stretch of speech in a recording, in milliseconds from its first sample."""
    duration_ms = clock.to_ms(len(samples))
    silence = np.zeros((MIN_QUIET_FRAMES + 2) * FRAME_SAMPLES, dtype=np.float32)  # settles the last edge
    edges = VoiceActivity().push(AudioChunk(0, np.concatenate([samples, silence])))
    times_ms = [min(clock.to_ms(edge.at_sample), duration_ms) for edge in edges]
    return list(zip(times_ms[::2], [*times_ms[1::2], duration_ms], strict=False))
