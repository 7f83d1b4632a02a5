"""The whole talk, turn by turn: what feedback reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from simulator.flow.baseline import Comparison
from simulator.flow.dialogue import PersonaState
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Difficulty, Intent, Language, Mood
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Word


@dataclass(frozen=True, slots=True)
class TraineeTurn:
    """One turn of the manager. Times are milliseconds on the input clock."""

    item_id: str
    text: str
    language: Language
    start_ms: int
    end_ms: int
    judgement: Judgement
    words: tuple[Word, ...] = ()
    """Empty in text mode."""
    delivery: Delivery | None = None
    """None in text mode."""
    evidence: tuple[Evidence, ...] = ()
    """What this turn alone shows; findings about the whole talk are added by feedback."""
    compared: tuple[Comparison, ...] = ()
    """This turn beside how the same speaker usually speaks; empty where there is too little voice to say."""


NOTHING_OF_THE_VOICE: Final[Mapping[str, Any]] = MappingProxyType({"words": (), "delivery": None, "compared": ()})
"""The fields of a turn that are measured from the voice, as they are where nothing was measured. Word times are among
them: pace can be read from them."""


@dataclass(frozen=True, slots=True)
class AvatarTurn:
    """One turn of the persona. `end_ms` is where it was heard to end, also when it was interrupted."""

    item_id: str
    text: str
    intent: Intent
    mood: Mood
    start_ms: int
    end_ms: int
    state: PersonaState
    because: tuple[str, ...] = ()
    cut_off: bool = False
    """The trainee spoke over it."""
    speaker: str = ""
    """Id of the persona who said it; empty: the persona of the talk."""


Turn = TraineeTurn | AvatarTurn


def speaker_of(turn: AvatarTurn, persona: Persona, second: Persona | None) -> Persona:
    """Who said this: the persona of the talk, or who sits at the table too."""
    return second if second is not None and turn.speaker == second.id else persona


@dataclass(frozen=True, slots=True)
class Versions:
    """What a report rests on: change one and it may read differently."""

    scenario_hash: str = ""
    persona_hash: str = ""
    rules_hash: str = ""
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForkedFrom:
    """Where a talk left an earlier one of the same trainee, to try one sentence again.

    Which session that was is not said here: the store knows, as long as it is kept.
    """

    item_id: str
    """The sentence, as the earlier talk calls it."""
    taken_over: tuple[str, ...]
    """Turns that were said in the earlier talk."""
    is_forgotten: bool = False
    """They have been kept for the earlier talk's full term and are no more; the points count them still."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A rehearsal from first to last word, in order of start time."""

    talk_id: str
    """Fingerprint of the talk: the same plan and the same turns give the same one, whoever's session it was."""
    scenario_id: str
    persona_id: str
    language: Language
    difficulty: Difficulty
    seed: int
    turns: tuple[Turn, ...]
    versions: Versions = field(default_factory=Versions)
    applies_norms: bool = True
    """False: no quantity of delivery is put beside what others usually do."""
    taken_back: tuple[TraineeTurn, ...] = ()
    """Turns of earlier tries, which the trainee rewound: to put beside the later ones; they never score."""
    is_cut_off: bool = False
    """The service stopped in the middle of it; what was kept by then is all there is."""
    forked_from: ForkedFrom | None = None
    """Its beginning was taken over from an earlier talk; None where it began at the beginning."""

    @property
    def is_partly_forgotten(self) -> bool:
        """What it took over from an earlier talk is not kept any more."""
        return self.forked_from is not None and self.forked_from.is_forgotten

    @property
    def own_turns(self) -> tuple[Turn, ...]:
        """Without what was taken over from an earlier talk."""
        taken_over = set(self.forked_from.taken_over) if self.forked_from else ()
        return tuple(turn for turn in self.turns if turn.item_id not in taken_over)

    @property
    def trainee_turns(self) -> tuple[TraineeTurn, ...]:
        return tuple(t for t in self.turns if isinstance(t, TraineeTurn))

    @property
    def avatar_turns(self) -> tuple[AvatarTurn, ...]:
        return tuple(t for t in self.turns if isinstance(t, AvatarTurn))
