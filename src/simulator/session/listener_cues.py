"""What the persona shows of its listening: turn under way → nods; turn over → a breath, should the answer take long."""

import asyncio

from simulator import avatar
from simulator.session import events
from simulator.session.floor import Floor
from simulator.session.listening_signs import HEARD_AFTER_MS, ListeningSigns
from simulator.session.rehearsal import Rehearsal
from simulator.session.speaking import Emit, Speaker
from simulator.session.talk_clock import TalkClock
from simulator.speech import TurnEvent


class ListenerCues:
    """Shows cues while the persona is not heard itself.

    Args:
        emit: called with each cue.
    """

    def __init__(self, rehearsal: Rehearsal, speaker: Speaker, clock: TalkClock, floor: Floor, *, emit: Emit) -> None:
        self.is_silence_content = False
        """Silence is content in this phase of the talk: nothing moves in it."""
        self._rehearsal, self._speaker, self._clock, self._floor = rehearsal, speaker, clock, floor
        self._emit = emit
        self._signs = ListeningSigns(rehearsal.plan.persona.personality, rehearsal.plan.seed)
        self._due: asyncio.TimerHandle | None = None

    def follow(self, found: TurnEvent) -> None:
        """Nods where a listener would."""
        nod = self._signs.take(found, mood=self._rehearsal.state.mood, is_silence_content=self.is_silence_content)
        if nod is not None and not self._is_persona_heard:
            self._emit(events.CueShown(nod))

    def await_answer(self) -> None:
        """Shows that the turn was heard, should its answer take long; a client in lockstep knows no long."""
        self.stop_awaiting()
        if self._speaker.style.is_paced:
            self._due = asyncio.get_running_loop().call_later(HEARD_AFTER_MS / 1000, self._show_heard)

    def stop_awaiting(self) -> None:
        """The answer is there, or none will come."""
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _show_heard(self) -> None:
        self._due = None
        is_shown = self._is_persona_heard or self._signs.is_fresh(self._clock.heard_samples)
        if not (is_shown or self._floor.is_talk_over or self._floor.is_taken or self.is_silence_content):
            self._emit(events.CueShown(avatar.sign_of_having_heard(self._rehearsal.state.mood)))

    @property
    def _is_persona_heard(self) -> bool:
        response = self._speaker.response
        return response is not None and response.is_audible(self._clock.now_ms)
