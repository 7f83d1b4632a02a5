"""The trainee speaks over the persona: it stops at the first sound of a voice, and goes on or yields by what follows.

    voice ──► held ──► over at once (a click, "ja")                    ──► goes on where it stopped
                   ├─► a little longer, then silence: the words decide ──► goes on, or yields
                   └─► goes on speaking                                ──► yields

A client that cannot hold its sound only ducks it (docs/protocol, barge-in); for it, speech that lasts takes the turn.
"""

from typing import Final

from simulator.flow.backchannel import is_backchannel
from simulator.flow.speech import Transcript
from simulator.session.speaking import Speaker

INTERRUPT_MS: Final = 600
"""Speech over a persona that is only ducked takes the turn when it lasts this long. A "ja" is over by then; a slow
"oké" or "d'accord" of 500 ms and more is not, for voice activity hears an end 96 ms late. A client restores its
volume 600 ms after it heard of the speech (protocol.md), which is later."""

BRIEF_MS: Final = 350
"""A voice that is over before this takes no turn, whatever it said: nobody waits for the words of a "ja" (our choice;
voice activity hears the end of a voice 96 ms late, which is part of it)."""

TAKES_TURN_MS: Final = 800
"""A voice that lasts this long takes the turn; "d'accord" and "ja, ja" are over by then (our choice). Nothing is lost
by waiting: the persona is silent meanwhile."""


class BargeIn:
    """Decides, from packet to packet, what becomes of the reply under way.

    Args:
        speaker: says the reply.
    """

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._since_ms = 0
        """When the voice under way, or the last one, began."""
        self._until_ms = 0
        """When it was last heard."""

    def hear(self, now_ms: int, *, is_voice: bool, can_hold: bool, speech_ms: int) -> None:
        """Takes in what was heard up to now.

        Args:
            is_voice: a voice is heard, or something that may yet turn out to be one.
            can_hold: the client holds its sound when it is told to.
            speech_ms: how long the speech under way has lasted; 0 in silence.
        """
        response = self._speaker.response
        if response is None or not response.is_audible(now_ms):
            return
        if is_voice and not response.is_held:
            self._since_ms = now_ms
        if is_voice:
            self._until_ms = now_ms
        if not can_hold:
            if speech_ms >= INTERRUPT_MS and now_ms - response.voice_start_ms >= INTERRUPT_MS:
                self._speaker.cut_off(response, "turn_detected")
        elif is_voice and not response.is_held:
            self._speaker.hold(response)
        elif is_voice and now_ms - self._since_ms >= TAKES_TURN_MS:
            self._speaker.cut_off(response, "turn_detected")
        elif not is_voice and self._until_ms - self._since_ms < BRIEF_MS:
            self._speaker.go_on(response)

    def weigh(self, words: Transcript) -> None:
        """The voice fell silent, and this is what it said: own words take the turn, signs of listening do not."""
        response = self._speaker.response
        if response is None or not response.is_held:
            return
        if words.text.strip() and not is_backchannel(words.text, words.language):
            self._speaker.cut_off(response, "turn_detected")
        else:
            self._speaker.go_on(response)

    def end_turn(self) -> None:
        """The turn of the trainee is over while the persona still waits: it yields.

        Should the turn prove to be none, it takes up its reply again.
        """
        response = self._speaker.response
        if response is not None and response.is_held:
            self._speaker.cut_off(response, "turn_detected")

    def forget(self) -> None:
        """What the trainee said never was."""
        response = self._speaker.response
        if response is not None:
            self._speaker.go_on(response)
            self._speaker.keep_silent()
