"""Rules for spoken lines, wherever they are written."""

from collections.abc import Iterator, Mapping, Sequence

from simulator.authoring.finding import Finding
from simulator.authoring.source import Loc, Source, did_you_mean, listed
from simulator.dialogue import SLOTS, out_of_bounds, slots_of, speaks_of_self_harm
from simulator.flow.labels import Intent, Language
from simulator.flow.persona import LinesByMood

LinesByLanguage = Mapping[Language, Mapping[Intent, LinesByMood]]

REASONS = {
    "comments_on_trainee": "tells the trainee how he or she feels or sounds",
    "states_law": "states law",
}


def check_lines(source: Source, loc: Loc, lines: LinesByLanguage) -> Iterator[Finding]:
    """Everything wrong with the lines under `loc`."""
    for language, by_intent in lines.items():
        for intent, by_mood in by_intent.items():
            here: Loc = (*loc, language, intent)
            yield from _check_intent(source, here, by_mood)
            for mood, texts in by_mood.items():
                yield from check_texts(source, (*here, mood), texts, language)


def check_texts(source: Source, loc: Loc, texts: Sequence[str], language: Language) -> Iterator[Finding]:
    """Everything wrong with each of these variants, and one that stands there twice."""
    yield from _check_repeats(source, loc, texts)
    for number, text in enumerate(texts):
        yield from _check_line(source, (*loc, number), text, language)


def is_free(text: str) -> bool:
    """Whether the line can always be spoken: it has no slot."""
    return not _slots_or_none(text)


def _check_intent(source: Source, loc: Loc, by_mood: LinesByMood) -> Iterator[Finding]:
    intent = loc[-1]
    if "neutral" not in by_mood:
        yield source.finding(
            "SIM122", loc, f"{intent} has no neutral lines.", "Add `neutral:`; it serves every other mood.", of_key=True
        )
    if sum(map(len, by_mood.values())) < 2:
        yield source.finding(
            "SIM119",
            loc,
            f"{intent} has one line only.",
            "Add a second: a colleague does not repeat itself.",
            of_key=True,
        )
    free = [text for text in by_mood.get("neutral", ()) if is_free(text)]
    if "neutral" in by_mood and not free:
        yield source.finding(
            "SIM111", loc, f"every neutral line of {intent} has a slot.", "Add one without: slots are often empty.",
            of_key=True,
        )  # fmt: skip


def _check_repeats(source: Source, loc: Loc, texts: Sequence[str]) -> Iterator[Finding]:
    for number, text in enumerate(texts):
        if text in texts[:number]:
            yield source.finding(
                "SIM123",
                (*loc, number),
                "this line stands here twice.",
                "Reword it: a colleague does not repeat itself.",
            )


def _check_line(source: Source, loc: Loc, text: str, language: Language) -> Iterator[Finding]:
    slots = _slots_or_none(text)
    if slots is None:
        yield source.finding("SIM110", loc, "a brace is not closed.", f"Slots: {_slot_list()}.")
        return
    for slot in sorted(slots - SLOTS):
        remedy = did_you_mean(slot, SLOTS, otherwise=f"Slots: {_slot_list()}.")
        yield source.finding("SIM110", loc, f"there is no slot {{{slot}}}.", remedy)
    for reason in out_of_bounds(text, language):
        yield source.finding("SIM116", loc, f"this line {REASONS[reason]}.", "Let the persona speak of itself.")
    if speaks_of_self_harm(text):
        yield source.finding("SIM116", loc, "this line touches self-harm.", "Take it out: it would end the role play.")


def _slots_or_none(text: str) -> frozenset[str] | None:
    try:
        return slots_of(text)
    except ValueError:
        return None


def _slot_list() -> str:
    return listed(f"{{{slot}}}" for slot in SLOTS)
