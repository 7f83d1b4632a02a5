"""Who has the floor: the fast lane writes it down from sample to sample, the slow lane answers when it is free.

voice activity ──► turn_following ──► Floor ◄──► turn_answering
"""

from dataclasses import dataclass, field

from simulator.session.silence_watch import SilenceWatch


@dataclass(slots=True)
class Floor:
    """Whether a turn of the trainee is under way, and what was last heard; times on the talk's clock."""

    turn_count: int = 0
    """Turns of the trainee, with the one under way."""
    is_taken: bool = False
    """A turn of the trainee is under way: speech, and silences that have not ended it."""
    speech_since_sample: int | None = None
    """Where the trainee began to speak, in the sound, which a talk that goes back does not move; None in silence."""
    quiet_since_ms: int = 0
    """Since when the trainee is silent; replies of the persona not counted."""
    is_talk_over: bool = False
    _silence: SilenceWatch = field(default_factory=SilenceWatch)

    @property
    def item_id(self) -> str:
        """Name of the turn under way; of the last one when the floor is free."""
        return f"trainee_{self.turn_count:03d}"

    def take(self) -> None:
        """The trainee begins a turn, or goes on with the one under way."""
        if not self.is_taken:
            self.turn_count += 1
            self.is_taken = True

    def leave(self) -> None:
        """The spoken turn under way is over, or never was."""
        self.is_taken, self.speech_since_sample = False, None

    def go_back_to(self, now_ms: int) -> None:
        """The talk goes on from an earlier moment, and nothing has been told of its silence."""
        self.quiet_since_ms, self._silence = now_ms, SilenceWatch()

    def silence_due(self, now_ms: int, *, heard_until_ms: int) -> int | None:
        """How long nobody has said anything, in whole seconds, each once; None when there is nothing new to tell.

        Args:
            heard_until_ms: where the last reply of the persona ends.
        """
        return self._silence.due(now_ms - max(self.quiet_since_ms, heard_until_ms))
