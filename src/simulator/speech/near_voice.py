"""A noisy room: who speaks much softer than the trainee is somebody else, and not the trainee.

Voice activity hears any voice, also that of a colleague two desks on. Distance tells them apart: the trainee sits at
the microphone. The trainee's usual level is learned from what is taken for their speech; a frame far below it
begins no speech, and speech is over when nothing has come near that level for a while.
"""

from collections import deque
from typing import Final

import numpy as np

from simulator.flow.audio import Samples
from simulator.speech.engines.silero import FRAME_SAMPLES

BEGIN_DB: Final = 6.0
"""Speech begins with a frame no further than this below the trainee's usual level; these three were chosen with
benchmarks/speech/noisy_room.py on its dismissal talks."""

GOES_ON_DB: Final = 8.0
"""And goes on while one of the last `LINGER_FRAMES` is no further below it than this."""

LINGER_FRAMES: Final = 14
"""448 ms: a soft syllable between two loud ones, or the end of a sentence, is the same voice."""

KNOWN_FRAMES: Final = 30
"""About a second of speech: before it, everybody is the trainee."""

KEPT_FRAMES: Final = 600
USUAL_PERCENTILE: Final = 95
"""Of the levels of speech: loud vowels. Where somebody behind was heard first, a second of the trainee is enough."""

FORGETS_DB: Final = 0.02
"""The usual level sinks by so much with each frame of a voice that was kept out, 0.6 dB a second: a trainee who leans
back is heard again (our choice)."""


class NearVoice:
    """One talk's room. Frames go in by `is_distant`, in order."""

    def __init__(self) -> None:
        self._levels_db: deque[float] = deque(maxlen=KEPT_FRAMES)
        self._sunk_db = 0.0
        self._since_near = LINGER_FRAMES

    @property
    def usual_db(self) -> float | None:
        """The trainee's usual level, dB re full scale; None: not known yet."""
        if len(self._levels_db) < KNOWN_FRAMES:
            return None
        return float(np.percentile(self._levels_db, USUAL_PERCENTILE)) - self._sunk_db

    def is_distant(self, frame: Samples, *, is_speaking: bool) -> bool:
        """Whether the voice in this frame is too far from the microphone to be the trainee's.

        Args:
            frame: FRAME_SAMPLES at 16 kHz in which voice activity hears a voice.
            is_speaking: the trainee was speaking just before.
        """
        level_db = 10 * float(np.log10(np.dot(frame, frame) / FRAME_SAMPLES + 1e-12))
        usual_db = self.usual_db
        if usual_db is None:
            self._levels_db.append(level_db)
            self._since_near = 0
            return False
        is_near = level_db >= usual_db - (GOES_ON_DB if is_speaking else BEGIN_DB)
        self._since_near = 0 if is_near else self._since_near + 1
        if is_near or (is_speaking and self._since_near < LINGER_FRAMES):
            self._levels_db.append(level_db + self._sunk_db)
            return False
        self._sunk_db += FORGETS_DB
        return True
