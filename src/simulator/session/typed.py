"""A rehearsal without sound: typed turns on an estimated clock, for scripts, checks and `simulator score`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.flow.dialogue import Reaction
from simulator.flow.talk import AvatarTurn, TraineeTurn
from simulator.session.rehearsal import HeardTurn, Rehearsal

MS_PER_WORD = 375
"""160 words a minute: articulation of Belgian Dutch, 4.0 syllables a second with pauses (Verhoeven et al. 2004)."""

THINKING_MS = 1000
"""What a typed turn is taken to wait after the other has spoken; our choice, outside every scored window."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One trainee turn and what the persona did with it."""

    trainee: TraineeTurn
    reaction: Reaction
    avatar: AvatarTurn
    added: AvatarTurn | None = None
    """What who sits at the table too said behind it."""


def speaking_ms(text: str) -> int:
    """How long it takes to say this, for turns that have no sound."""
    return max(1, len(text.split())) * MS_PER_WORD


class TypedRehearsal:
    """Plays a rehearsal from text; time is estimated, so the same text gives the same report."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal
        fork = rehearsal.plan.fork
        self._now_ms, self._said = (fork.at_ms, fork.trainee_count) if fork else (0, 0)

    @property
    def now_ms(self) -> int:
        return self._now_ms

    def open(self) -> AvatarTurn:
        """The persona's first words."""
        return self._speak(self.rehearsal.opening)

    def say(self, text: str, *, pause_before_ms: int = THINKING_MS, duration_ms: int | None = None) -> Exchange:
        """One trainee turn, and the persona's answer."""
        start_ms = self._now_ms + pause_before_ms
        end_ms = start_ms + (speaking_ms(text) if duration_ms is None else duration_ms)
        self._said += 1
        heard = HeardTurn(f"trainee_{self._said:03d}", text, self.rehearsal.plan.language, start_ms, end_ms)
        trainee, reaction = self.rehearsal.hear(heard)
        self._now_ms = end_ms
        reaction = self.rehearsal.worded(reaction)
        avatar = self._speak(reaction)
        more = self.rehearsal.add()
        added = self._speak(self.rehearsal.worded(more)) if more else None
        return Exchange(trainee, reaction, avatar, added)

    def play(self, texts: Iterable[str]) -> Iterator[Exchange]:
        """Turn after turn until the texts or the talk end."""
        for text in texts:
            exchange = self.say(text)
            yield exchange
            if exchange.reaction.ends_talk:
                return

    def _speak(self, reaction: Reaction) -> AvatarTurn:
        start_ms = self._now_ms + reaction.delay_ms
        end_ms = start_ms + (speaking_ms(reaction.text) if reaction.text else 0)
        self._now_ms = end_ms
        return self.rehearsal.answer(reaction, start_ms=start_ms, end_ms=end_ms)
