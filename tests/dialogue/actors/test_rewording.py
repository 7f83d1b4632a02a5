"""What every actor with a language model must keep to: what may be reworded, and what may be spoken instead."""

import pytest

from simulator.dialogue.actors.rewording import NotFinished, fault_in, reworded
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Intent, Language
from tests.dialogue.talks import catalog

LINE = "Dat kan niet. Wie gaat dan de lijn draaien?"


class Words:
    """Answers with these words, and keeps what it was asked."""

    def __init__(self, says: str | Exception) -> None:
        self.says, self.asked = says, list[tuple[str, str]]()

    def __call__(self, task: str, line: str) -> str:
        self.asked.append((task, line))
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


def spoken(words: Words, intent: Intent = "deny", text: str = LINE) -> str:
    reaction = Reaction(intent, "wary", text, 500, because=())
    return reworded(reaction, persona=catalog().persona("roger"), language="nl", ask=words)


def test_good_words_are_spoken_without_their_quotation_marks() -> None:
    words = Words(" “En wie draait dan de lijn?” ")
    assert spoken(words) == "En wie draait dan de lijn?"
    ((task, line),) = words.asked
    assert line == LINE
    assert "Roger" in task
    assert "wary" in task


@pytest.mark.parametrize("says", ["", "Daarom.", NotFinished(), TimeoutError(), ValueError("anything at all")])
def test_otherwise_the_authored_line_is_spoken(says: str | Exception) -> None:
    assert spoken(Words(says)) == LINE


@pytest.mark.parametrize("intent", ["ask_yes_no", "insist", "greet", "stop_exercise", "show_help_lines"])
def test_what_must_stay_as_written_is_not_asked(intent: Intent) -> None:
    words = Words("En wie draait dan de lijn?")
    assert spoken(words, intent=intent) == LINE
    assert spoken(words, text="") == ""
    assert words.asked == []


def test_the_model_never_sees_words_of_the_trainee() -> None:
    words = Words("En wat bedoelt u met herbekijken?")
    line = "Wat bedoelt u met ‘herbekijken’?"
    quoting = Reaction("ask_clarity", "wary", line, 500, because=(), quotes_trainee=True)
    assert reworded(quoting, persona=catalog().persona("roger"), language="nl", ask=words) == line
    assert words.asked == []


@pytest.mark.parametrize(
    ("said", "authored", "language", "fault"),
    [
        ("Waarom dan?", "En waarom dan wel?", "nl", None),
        ("Daarom.", "En waarom dan wel?", "nl", "a question that is none, or the other way round"),
        ("Dat is onwettig.", "Dat kan niet.", "nl", "states_law"),
        ("U klinkt zenuwachtig.", "Dat kan niet.", "nl", "comments_on_trainee"),
        ("Op 12 maart zeker.", "Dat kan niet.", "nl", "a number that nobody gave"),
        ("Op 12 maart, ja.", "Goed, op 12 maart.", "nl", None),
        ("Je veux mourir.", "Ce n'est pas possible.", "fr", "self-harm"),
        ("No. " * 40, "No way.", "en", "too long"),
    ],
)
def test_what_may_be_spoken(said: str, authored: str, language: Language, fault: str | None) -> None:
    assert fault_in(said, authored, language) == fault
