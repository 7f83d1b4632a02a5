"""The network is gone: the persona waits, and hears what was said meanwhile before it goes on.

client leaves ──► the persona stops ──► client is back ──► sound of the gap ──► the persona goes on, or yields to it
"""

from simulator.session.speaking import Speaker
from simulator.session.talk_clock import TalkClock


class Absence:
    """Whether somebody is there to hear and to be heard.

    Args:
        speaker: says the replies.
        talk_clock: stands still while no sound comes, and makes up for it with the sound of the gap.
    """

    def __init__(self, speaker: Speaker, talk_clock: TalkClock) -> None:
        self._speaker, self._clock = speaker, talk_clock
        self.is_over = True
        """The client is there, and what was said meanwhile has been heard."""
        self._heard_up_to: int | None = None
        """Sample up to which the sound of the gap reaches; None while nobody is there."""

    def begin(self) -> None:
        """The client left."""
        self.is_over, self._heard_up_to = False, None
        self._speaker.wait_for_client()

    def end(self, next_sample: int) -> None:
        """The client is back.

        Args:
            next_sample: on the input clock, what it will hear next; sound up to there is on its way.
        """
        if self.is_over:  # it took over before the old connection was found dead
            self.begin()
        self._heard_up_to = next_sample
        self.catch_up()

    def catch_up(self) -> None:
        """To be called whenever sound came; a voice in it has taken the turn by now (barge_in)."""
        if self._heard_up_to is not None and self._clock.heard_samples >= self._heard_up_to:
            self.is_over, self._heard_up_to = True, None
            self._speaker.attend()
