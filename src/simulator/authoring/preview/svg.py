"""The diagram as one SVG that any browser opens: phases in a column, steps beside it, triggers and ladder below."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Final

from simulator.authoring.preview.words import done, joining, told, written
from simulator.authoring.vocabulary import word_in
from simulator.flow.labels import Language
from simulator.flow.scenario import Join, Phase, Scenario, Transition, Trigger

WIDTH: Final = 980
BOX_X: Final = 40
BOX_WIDTH: Final = 360
BOX_HEIGHT: Final = 92
GAP: Final = 74
TOP: Final = 70
LINE: Final = 17
GOAL_CHARS: Final = 50
NOTE_CHARS: Final = 54
STYLE: Final = (
    "text{font:14px system-ui,sans-serif;fill:#1d2b33}.b{font-weight:600}.s{font-size:12.5px}"
    ".box{fill:#eef3f5;stroke:#33566b;stroke-width:1.5}.note{fill:#fff;stroke:#9a6b1f;stroke-dasharray:4 3}"
    ".rung{fill:#fff;stroke:#7a2e2e}path{fill:none;stroke:#33566b;stroke-width:1.5;marker-end:url(#to)}"
)
TITLES: Final[dict[Language, tuple[str, str, str]]] = {
    "nl": (
        "Triggers: de persona doet dit in plaats van haar karakter te volgen",
        "Ladder tegen vaagheid",
        "Ook aan tafel ({}): neemt het woord",
    ),
    "fr": (
        "Déclencheurs : la persona fait ceci au lieu de suivre son caractère",
        "Échelle contre le flou",
        "Aussi à table ({}) : prend la parole",
    ),
    "en": (
        "Triggers: the persona does this instead of following its character",
        "Ladder against vagueness",
        "At the table too ({}): takes the word",
    ),
}


def as_svg(scenario: Scenario, language: Language) -> str:
    """The scenario as an SVG document."""
    place = {phase.id: index for index, phase in enumerate(scenario.phases)}
    parts = [_text(BOX_X, 36, f"{scenario.title.in_language(language)} ({scenario.id})", "b")]
    for phase in scenario.phases:
        parts += _box(phase, _top(place[phase.id]), language)
    for phase in scenario.phases:
        for order, step in enumerate(phase.transitions):
            parts += _arrow(place[phase.id], place[step.to], order, step, language)
    below = _top(len(scenario.phases)) - GAP + 40
    for draw in (_triggers, _joins, _ladder):
        drawn, below = draw(scenario, language, below)
        parts += drawn
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {below}" width="{WIDTH}" height="{below}" '
        f'role="img" aria-label="{escape(scenario.title.in_language(language))}"><style>{STYLE}</style><defs>'
        '<marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" style="fill:#33566b;stroke:none"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{below}" fill="#fff"/>'
    )
    return head + "".join(parts) + "</svg>\n"


def _top(index: int) -> int:
    return TOP + index * (BOX_HEIGHT + GAP)


def _box(phase: Phase, top: int, language: Language) -> list[str]:
    until = f" · ≤ {phase.until_s:g} s" if phase.until_s else ""
    goal = wrap(phase.goal.in_language(language), GOAL_CHARS)[:3]
    lines = [_text(BOX_X + 14, top + 44 + LINE * row, line, "s") for row, line in enumerate(goal)]
    return [
        f'<rect class="box" x="{BOX_X}" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8"/>',
        _text(BOX_X + 14, top + 24, phase.id + until, "b"),
        *lines,
    ]


def _arrow(start: int, end: int, order: int, step: Transition, language: Language) -> list[str]:
    """To the next phase straight down; further on or back along the right, each further out than the one before."""
    label = wrap(told(step.when, language), NOTE_CHARS)[:3]
    if end == start + 1:
        x, y = BOX_X + 60, _top(start) + BOX_HEIGHT
        path = f'<path d="M{x} {y}V{y + GAP - 4}"/>'
        at = (x + 14, y + (GAP - LINE * len(label)) // 2 + 12)
    else:
        x, out = BOX_X + BOX_WIDTH, BOX_X + BOX_WIDTH + 50 + 26 * order
        y1, y2 = _top(start) + 30 + 14 * order, _top(end) + 18 + 8 * order
        path = f'<path d="M{x} {y1}C{out + 60} {y1} {out + 60} {y2} {x + 4} {y2}"/>'
        at = (out + 40, y1 + 4)
    texts = [_text(at[0], at[1] + LINE * row, line, "s") for row, line in enumerate(label)]
    return [path, _titled(written(step.when), texts)]


def _triggers(scenario: Scenario, language: Language, top: int) -> tuple[list[str], int]:
    """What is drawn, and where the next block begins."""
    told_of = [(each, told(each.when, language)) for each in scenario.triggers]
    return _notes(TITLES[language][0], told_of, language, top)


def _joins(scenario: Scenario, language: Language, top: int) -> tuple[list[str], int]:
    along = scenario.also_present
    told_of = [(each, joining(each, language)) for each in along.joins] if along else []
    return _notes(TITLES[language][2].format(", ".join(along.personas) if along else ""), told_of, language, top)


def _notes(
    title: str, told_of: Sequence[tuple[Trigger | Join, str]], language: Language, top: int
) -> tuple[list[str], int]:
    """A box for each, with when it comes and what is done."""
    if not told_of:
        return [], top
    parts = [_text(BOX_X, top, title, "b")]
    top += 14
    for each, when in told_of:
        where = f" [{', '.join(each.phases)}]" if each.phases else ""
        lines = wrap(f"{when} → {done(each, language)}{where}", 120)
        height = 38 + LINE * len(lines)
        note = [
            f'<rect class="note" x="{BOX_X}" y="{top}" width="{WIDTH - 2 * BOX_X}" height="{height}" rx="8"/>',
            _text(BOX_X + 14, top + 22, each.id, "b"),
            *(_text(BOX_X + 14, top + 42 + LINE * row, line, "s") for row, line in enumerate(lines)),
        ]
        parts.append(_titled(" → ".join(filter(None, (written(each.when), each.intent))), note))
        top += height + 10
    return parts, top + 24


def _ladder(scenario: Scenario, language: Language, top: int) -> tuple[list[str], int]:
    if not scenario.ladder:
        return [], top
    parts = [_text(BOX_X, top, TITLES[language][1], "b")]
    width = (WIDTH - 2 * BOX_X) // len(scenario.ladder) - 12
    for index, rung in enumerate(scenario.ladder):
        x = BOX_X + index * (width + 12)
        intent = word_in("intents", rung.intent, language)
        box = f'<rect class="rung" x="{x}" y="{top + 14}" width="{width}" height="34" rx="8"/>'
        parts.append(_titled(rung.intent, [box, _text(x + 12, top + 36, f"≥ {rung.debt:g}: {intent}", "s")]))
    return parts, top + 76


def _titled(words: str, parts: Sequence[str]) -> str:
    """With the file's own words as what shows under the pointer."""
    return f"<g>{f'<title>{escape(words)}</title>' if words else ''}{''.join(parts)}</g>"


def _text(x: int, y: int, text: str, style: str) -> str:
    return f'<text x="{x}" y="{y}" class="{style}">{escape(text)}</text>'
