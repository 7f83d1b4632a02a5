"""Talks whose words try everything a file format can trip over."""

from dataclasses import replace
from typing import Final

from simulator.feedback import assess
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import TraineeTurn, Turn
from tests.feedback.talks import c4_scenario, mediocre_talk, report_of

LONG_WORD: Final = "ontslagvergoedingsregeling" * 770
HARD_WORDS: Final[dict[str, str]] = {
    "hyperlink": '=HYPERLINK("http://x.example","klik")',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1:A9)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "wide_equals": "＝1+1",
    "pipe": "|calc",
    "script": "<script>alert(1)</script>",
    "out_of_style": "</style></title><script src=//x.example></script>",
    "attribute": '" onmouseover="alert(1)',
    "template": "{{ 7 * 7 }} {% raw %} {criterion}",
    "entity": "&amp; &#60;b&#62; ]]> <!-- -->",
    "csv": 'een, twee; "drie"\nvier\r\nvijf',
    "excel_escape": "_x0041_ _x000D_",
    "arabic": "مرحبا، العقد انتهى \N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "hebrew": "שלום, החוזה הסתיים",
    "emoji": "👩‍💼 🏳️‍🌈 👍🏽 🇧🇪",
    "combining": "e\N{COMBINING ACUTE ACCENT}\N{COMBINING CEDILLA}" + "a" + "\N{COMBINING TILDE}" * 60,
    "controls": "een\x00twee\x01drie\x1bvier\x7fvijf\x85zes",
    "half_a_pair": "een\ud800twee\udfffdrie",
    "invisible": "\N{ZERO WIDTH NO-BREAK SPACE}\N{ZERO WIDTH SPACE}=1+1\N{LINE SEPARATOR}",
    "long_word": LONG_WORD,
}


def saying(words: str) -> RehearsalReport:
    """The mediocre talk with these words in every turn, quote, title and name."""
    talk = mediocre_talk()
    turns = tuple(_saying(turn, words) for turn in talk.turns)
    taken_back = tuple(turn for turn in turns if isinstance(turn, TraineeTurn))[:1]
    talk = replace(talk, turns=turns, taken_back=taken_back, talk_id=words)
    whole = report_of(talk, assess(talk, c4_scenario()))
    titled = replace(whole.scenario, title=LocalText(words or "x", words or "x", words or "x"))
    return replace(whole, persona=replace(whole.persona, name=words), scenario=titled)


def _saying(turn: Turn, words: str) -> Turn:
    if not isinstance(turn, TraineeTurn):
        return replace(turn, text=words)
    return replace(turn, text=words, evidence=tuple(_quoting(found, words) for found in turn.evidence))


def _quoting(found: Evidence, words: str) -> Evidence:
    return replace(found, quote=words, char_start=0, char_end=len(words))


def long_talk(n_lines: int) -> RehearsalReport:
    """The mediocre talk over and over, `n_lines` turns in all."""
    talk = mediocre_talk()
    every_ms = talk.turns[-1].end_ms + 1000
    turns: list[Turn] = []
    while len(turns) < n_lines:
        turns += [_later(turn, len(turns) // len(talk.turns), every_ms) for turn in talk.turns]
    talk = replace(talk, turns=tuple(turns[:n_lines]))
    return report_of(talk, assess(talk, c4_scenario()))


def _later(turn: Turn, times: int, every_ms: int) -> Turn:
    item_id, by_ms = f"{turn.item_id}_{times}", times * every_ms
    moved = replace(turn, item_id=item_id, start_ms=turn.start_ms + by_ms, end_ms=turn.end_ms + by_ms)
    if not isinstance(moved, TraineeTurn):
        return moved
    evidence = tuple(
        replace(
            e, item_id=item_id, evidence_id=f"{e.evidence_id}_{times}", start_ms=e.start_ms + by_ms,
            end_ms=e.end_ms + by_ms,
        )
        for e in moved.evidence
    )  # fmt: skip
    return replace(moved, evidence=evidence)


def saying_once(words: str) -> RehearsalReport:
    """These words in the title, the name and one marked turn, the rest of the talk as it was."""
    talk, all_of_it = mediocre_talk(), saying(words)
    place = next(n for n, turn in enumerate(talk.turns) if isinstance(turn, TraineeTurn) and turn.evidence)
    turns = (*talk.turns[:place], all_of_it.talk.turns[place], *talk.turns[place + 1 :])
    return replace(all_of_it, talk=replace(talk, turns=turns))
