"""What a client chose for its talk."""

from dataclasses import dataclass, field

from simulator.session.speaking import SpeakingStyle


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """What a client chose for this talk."""

    style: SpeakingStyle = field(default_factory=SpeakingStyle)
    is_push_to_talk: bool = False
    is_turn_end_heard: bool = True
    """Sound and words say how long a silence must last; False: the phase alone."""
    turn_silence_ms: int | None = None
    """Overrides the scenario's silence that ends a turn."""
    max_wait_ms: int | None = None
    """Longest silence that is waited for more."""
    has_captions: bool = True
    """Words are shown while the trainee still speaks."""
    is_noisy_room: bool = False
    """Voices far from the microphone are not the trainee's."""
    can_hold: bool = False
    """The client stops its sound in the middle when told to, and goes on where it stopped."""
