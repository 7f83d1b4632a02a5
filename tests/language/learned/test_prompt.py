"""What is read before an utterance: the kind of talk, whether the news was told, and a question, never a remark."""

import pytest

from simulator.flow.language import TurnContext
from simulator.language.learned.prompt import MAX_SAID_PIECES, known_before, prompts
from tests.language.learned.test_pieces import reader


@pytest.mark.parametrize(
    ("before", "is_clarity", "known"),
    [
        ("Word ik ontslagen?", False, "query: c4 talk, open: Word ik ontslagen?"),
        ("Zeg het nu gewoon.", True, "query: c4 talk, open: Wat bedoelt u nu precies?"),
        ("Ja of neen?", True, "query: c4 talk, open: Wat bedoelt u nu precies?"),
        ("Amai. Dat had ik niet verwacht.", False, "query: c4 talk, open:"),
    ],
)
def test_a_question_is_known_and_a_remark_is_not(before: str, is_clarity: bool, known: str) -> None:
    assert known_before(TurnContext(avatar_before=before, asked_for_clarity=is_clarity), "nl") == known


def test_what_was_told_and_the_kind_of_talk_are_known() -> None:
    context = TurnContext(scenario="perf_review", core_said=True)
    assert known_before(context, "nl") == "query: perf review, told:"
    assert known_before(context, "nl", with_scenario=False) == "query: talk, told:"


def test_a_long_turn_is_read_in_parts_that_together_are_the_turn() -> None:
    text = "we zien wel " * 400
    parts = prompts(text, "query: c4 talk, open:", reader())
    assert len(parts) > 1
    assert all(len(part.spans) <= MAX_SAID_PIECES for part in parts)
    said = [piece for part in parts for piece in part.ids[part.first_said : -1]]
    assert said == list(reader().read(text).ids)


def test_no_words_make_one_part() -> None:
    assert len(prompts("", "query: c4 talk, open:", reader())) == 1
