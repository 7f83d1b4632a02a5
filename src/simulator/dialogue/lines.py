"""Which authored line is spoken: by seed, not twice while others are left, with what the trainee said filled in."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from string import Formatter
from typing import Final, NamedTuple, cast

from simulator.flow.labels import VAGUENESS_WEIGHT, Intent, Language, Mood, VaguenessCode
from simulator.flow.language import FactKind, Judgement
from simulator.flow.persona import LinesByMood, Persona
from simulator.flow.scenario import Join, Scenario, Trigger

SLOT_FACTS: Final[dict[str, FactKind]] = {"name": "person", "date": "date", "reason": "reason"}
SLOTS: Final = frozenset({*SLOT_FACTS, "vague_word"})
"""What a line may refer back to: a person, a date, the reason, or the vague words of the trainee's last turn."""

QUOTABLE: Final[frozenset[VaguenessCode]] = frozenset(
    {"hedge_approx", "modal_stack", "euphemism", "nominal", "false_hope", "contradiction", "vague_commitment"}
)
"""Vagueness that a listener repeats to ask about; nobody asks what "alles goed thuis?" means."""
LONGEST_QUOTE_WORDS: Final = 6
"""Longer stretches sound like a recording played back; our choice."""


NEUTRAL: Final[Mood] = "neutral"


class Line(NamedTuple):
    """An authored line with the key under which it is remembered."""

    key: str
    text: str
    quotes_trainee: bool = False


NOTHING: Final = Line("", "")
"""What a silence says."""


def authored(scenario: Scenario, persona: Persona, language: Language, intent: Intent) -> LinesByMood:
    """The lines for one intent: the persona's for this kind of talk, else the scenario's, else the persona's own."""
    for lines in (persona.lines_for.get(scenario.kind, {}), scenario.lines, persona.lines):
        if found := lines.get(language, {}).get(intent):
            return found
    return {}


def slots_of(text: str) -> frozenset[str]:
    """Names of the slots in a line.

    Raises:
        ValueError: a brace that is not closed.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def slot_values(judgement: Judgement | None) -> dict[str, str]:
    """What this turn offers for each slot, in the trainee's own words; nothing for what was not said."""
    if judgement is None:
        return {}
    values: dict[str, str] = {}
    for slot, kind in SLOT_FACTS.items():
        quotes = (_quote(judgement.text, fact.start, fact.end) for fact in judgement.facts if fact.kind == kind)
        if found := next(filter(None, quotes), None):
            values[slot] = found
    vague = [span for span in judgement.spans if span.code in QUOTABLE]
    for span in sorted(vague, key=lambda span: (-VAGUENESS_WEIGHT[span.code], span.start)):
        if found := _quote(judgement.text, span.start, span.end):
            values["vague_word"] = found
            break
    return values


def choose_line(
    lines: LinesByMood, *, intent: Intent, mood: Mood, slots: dict[str, str], spent: tuple[str, ...], rng: Random
) -> Line:
    """One line for this intent and mood; among those spoken least, the seed decides.

    Raises:
        LookupError: no line can be spoken without a slot that is empty now (`simulator check` finds this earlier).
    """
    for key_mood in dict.fromkeys((mood, NEUTRAL, *lines)):
        if found := _least_spoken(f"{intent}/{key_mood}", lines.get(key_mood, ()), slots, spent, rng):
            return found
    raise LookupError(f"no line for {intent} in mood {mood}")


def choose_own_line(
    trigger: Trigger | Join, language: Language, *, slots: dict[str, str], spent: tuple[str, ...], rng: Random
) -> Line:
    """One of the lines that a trigger or a join brings itself; among those spoken least, the seed decides.

    Raises:
        LookupError: none can be spoken without a slot that is empty now (the director refuses such a trigger).
    """
    found = _least_spoken(own_key(trigger), trigger.say.get(language, ()), slots, spent, rng)
    if found is None:
        raise LookupError(f"no line for {trigger.id}")
    return found


def own_key(trigger: Trigger | Join) -> str:
    """Start of the keys of a trigger's own lines. With a space: no mood is called so."""
    return f"{trigger.intent}/trigger {trigger.id}"


def can_be_said(trigger: Trigger | Join, language: Language) -> bool:
    """Whether a trigger with lines of its own has one in this language that needs nothing from the trainee."""
    return any(not slots_of(text) for text in trigger.say.get(language, ()))


def intents_said(spent: tuple[str, ...]) -> Counter[Intent]:
    """How often each intent was spoken, read from the keys of its lines."""
    said: Counter[Intent] = Counter()
    for key, times in Counter(spent).items():  # a long talk comes back to the same lines: there are few keys
        said[_intent_of(key)] += times
    return said


def last_intent(spent: tuple[str, ...]) -> Intent | None:
    """What the persona did last with words."""
    return _intent_of(spent[-1]) if spent else None


def _intent_of(key: str) -> Intent:
    return cast(Intent, key.partition("/")[0])


def _least_spoken(
    key: str, texts: Sequence[str], slots: dict[str, str], spent: tuple[str, ...], rng: Random
) -> Line | None:
    """None where every text has a slot that is empty now."""
    candidates = [Line(f"{key}/{number}", text) for number, text in enumerate(texts) if slots_of(text) <= slots.keys()]
    if not candidates:
        return None
    uses = Counter(spent)
    fewest = min(uses[line.key] for line in candidates)
    chosen = rng.choice([line for line in candidates if uses[line.key] == fewest])
    return Line(chosen.key, chosen.text.format_map(slots), quotes_trainee=bool(slots_of(chosen.text)))


def _quote(text: str, start: int, end: int) -> str | None:
    quote = text[start:end].strip(" .,;:!?…\"'")
    return quote if 0 < len(quote.split()) <= LONGEST_QUOTE_WORDS else None
