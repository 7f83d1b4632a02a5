import json
from typing import Any

import pytest
from structlog.testing import capture_logs

from simulator.errors import Unavailable
from simulator.flow.language import Judgement, LegalFinding
from simulator.flow.local_text import LocalText
from simulator.session.second_opinion import SecondReader
from simulator.settings import SecondOpinionSettings
from tests.served_model import Model

TEXT = "We gaan eens bekijken hoe we dat precies gaan invullen."


def _judgement(severity: int = 2, *, core: bool = False, flag: Any = None) -> Judgement:
    legal = (LegalFinding(flag, 0, 2, "legal.x", LocalText("", "", ""), "", "2026-11-23"),) if flag else ()
    return Judgement(TEXT, "nl", severity, 0.9, core, 0.1, legal=legal)


def _reader(url: str, deadline_ms: int = 5_000) -> SecondReader:
    return SecondReader.from_settings(SecondOpinionSettings(url=url, model="test", deadline_ms=deadline_ms))


def _says(**answer: Any) -> str:
    return json.dumps({"vague": 2, "core_message": False, "legal_flag": None, "why": "Wie beslist?"} | answer)


def test_the_model_reads_the_utterance_and_nothing_else_of_the_talk(model: tuple[Model, str]) -> None:
    served, url = model
    served.says = _says()
    found = _reader(url).read(_judgement(), "c4_talk")
    assert found is not None
    assert (found.opinion.vague, found.opinion.why, found.model, found.differs_on) == (2, "Wie beslist?", "test", ())
    messages: Any = served.asked[0]["messages"]
    assert messages[1] == {"role": "user", "content": TEXT}
    assert "c4_talk" in messages[0]["content"]


@pytest.mark.parametrize(
    ("judged", "answer", "differs_on"),
    [
        (_judgement(2), {"vague": 3}, ()),
        (_judgement(0), {"vague": 1}, ()),
        (_judgement(1), {"vague": 2}, ("vague",)),
        (_judgement(core=True), {}, ("core_message",)),
        (_judgement(flag="age"), {"legal_flag": "age"}, ()),
        (_judgement(flag="age"), {"legal_flag": "health"}, ("legal_flag",)),
        (_judgement(flag="age"), {}, ("legal_flag",)),
        (_judgement(0), {"vague": 3, "core_message": True, "legal_flag": "union"},
         ("vague", "core_message", "legal_flag")),
    ],
)  # fmt: skip
def test_where_it_differs_is_named(
    model: tuple[Model, str], judged: Judgement, answer: dict[str, Any], differs_on: tuple[str, ...]
) -> None:
    served, url = model
    served.says = _says(**answer)
    found = _reader(url).read(judged, "c4_talk")
    assert found is not None
    assert found.differs_on == differs_on


@pytest.mark.parametrize(
    "answer", ["", "vaag!", "[]", '{"vague": 7, "core_message": true}', _says(legal_flag="sexism"), 500]
)
def test_an_answer_that_cannot_be_used_is_none_and_says_so_without_a_word_of_the_text(
    model: tuple[Model, str], answer: str | int
) -> None:
    served, url = model
    served.says = answer
    with capture_logs() as logged:
        assert _reader(url).read(_judgement(), "c4_talk") is None
    assert len(logged) == 1
    assert "invullen" not in str(logged)


def test_a_late_answer_is_none(model: tuple[Model, str]) -> None:
    served, url = model
    served.says, served.after_s = _says(), 1.0
    assert _reader(url, deadline_ms=100).read(_judgement(), "c4_talk") is None


def test_nobody_is_asked_unless_somebody_is_named() -> None:
    with pytest.raises(Unavailable, match="SIMULATOR_SECOND_OPINION__URL"):
        SecondReader.from_settings(SecondOpinionSettings())
