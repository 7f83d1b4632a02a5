"""What a trainer wrote about a colleague: the content of personas/*.yaml. Units and ranges stand in the types."""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from annotated_types import Ge, Le, MinLen

from simulator.flow.labels import (
    Act,
    ContentStatus,
    HairStyle,
    Intent,
    Language,
    LearyOctant,
    Mood,
    ScenarioKind,
    Trajectory,
    VaguenessCode,
    VoiceGender,
)
from simulator.flow.local_text import LocalText, Text

Ratio = Annotated[float, Ge(0), Le(1)]


@dataclass(frozen=True, slots=True)
class Personality:
    """Big Five, each 0-1."""

    openness: Ratio
    conscientiousness: Ratio
    extraversion: Ratio
    agreeableness: Ratio
    neuroticism: Ratio


@dataclass(frozen=True, slots=True)
class Dynamics:
    """How fast the persona's state moves, and what moves it."""

    trust_start: Ratio = 0.5
    trust_gain: Ratio = 0.06
    """Trust won by one calming turn."""
    trust_loss: Ratio = 0.2
    """Trust lost by one escalating turn; more than the gain, because trust is lost at once."""
    tension_rise: Ratio = 0.2
    tension_fall: Ratio = 0.12
    patience: Ratio = 0.5
    """1 waits longest before asking for clarity."""
    calms: tuple[Act, ...] = ("acknowledge_emotion", "reflect", "own_responsibility", "silence_offer", "practical_info")
    escalates: tuple[Act | VaguenessCode, ...] = ("minimise", "justify", "blame_shift", "feedback_person")
    hot_buttons: tuple[Text, ...] = ()
    """Phrases that touch this person, in the persona's own language; matched on words, not case."""


@dataclass(frozen=True, slots=True)
class PersonaVoice:
    """How the persona sounds, in terms every voice engine knows."""

    gender: VoiceGender = "female"
    pitch_st: Annotated[float, Ge(-6), Le(6)] = 0.0
    """Shift from the engine's own pitch, semitones."""
    rate_ratio: Annotated[float, Ge(0.6), Le(1.5)] = 1.0
    """1 is the engine's normal pace."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the drawn face needs; colours are CSS hex."""

    skin: str = "#e8b998"
    hair: str = "#5b3a21"
    hair_style: HairStyle = "short"
    clothes: str = "#33566b"
    glasses: bool = False
    beard: bool = False


LinesByMood = dict[Mood, Annotated[tuple[Text, ...], MinLen(1)]]


@dataclass(frozen=True, slots=True)
class Persona:
    """A virtual colleague."""

    id: str
    name: Text
    age: Annotated[int, Ge(18), Le(75)]
    role: LocalText
    languages: Annotated[tuple[Language, ...], MinLen(1)]
    """Languages the persona speaks; the first is the mother tongue."""
    register: str
    """Free description: "vlaamse tussentaal", "français de Liège"."""
    summary: LocalText
    """Two lines for the trainee's briefing."""
    personality: Personality
    leary: LearyOctant
    trajectory: Trajectory
    lines: dict[Language, dict[Intent, LinesByMood]]
    """Per language and intent the lines of each mood; `neutral` is used where a mood has none.
    Slots: {name} {date} {reason} {vague_word}."""
    lines_for: dict[ScenarioKind, dict[Language, dict[Intent, LinesByMood]]] = field(default_factory=dict)
    """Lines for one kind of talk ("Word ik ontslagen of niet?" fits only a dismissal); they go before `lines`."""
    dynamics: Dynamics = field(default_factory=Dynamics)
    voice: PersonaVoice = field(default_factory=PersonaVoice)
    look: Look = field(default_factory=Look)
    status: ContentStatus = "published"
    """`draft`: not on the list yet; `archived`: no longer, and not for new talks."""
    version: int = 1

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "use_attribute_docstrings": True}
