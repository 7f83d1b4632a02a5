"""Findings become evidence with a quote and a place in time."""

from simulator.flow.language import TurnContext
from simulator.flow.speech import Word
from simulator.language import evidence_of, judge

TEXT = "Er is beslist dat we uw plaats vrijmaken."


def timed(text: str, step_ms: int = 500) -> tuple[Word, ...]:
    return tuple(Word(w, i * step_ms, (i + 1) * step_ms, 0.9) for i, w in enumerate(text.split()))


def test_each_quote_is_what_stands_at_its_characters() -> None:
    judgement = judge(TEXT, "nl")
    found = evidence_of(judgement, item_id="trainee_001", words=timed(TEXT), start_ms=0, end_ms=4000)
    assert found
    for evidence in found:
        assert evidence.quote == TEXT[evidence.char_start : evidence.char_end]
        assert evidence.evidence_id.startswith("trainee_001:")
    assert len({evidence.evidence_id for evidence in found}) == len(found)


def test_the_time_is_that_of_the_words() -> None:
    found = evidence_of(judge(TEXT, "nl"), item_id="t", words=timed(TEXT), start_ms=0, end_ms=4000)
    beslist = next(e for e in found if e.rule_id.startswith("vague.agentless"))
    assert (beslist.start_ms, beslist.end_ms) == (0, 1500)


def test_without_words_the_time_follows_the_characters() -> None:
    found = evidence_of(judge(TEXT, "nl"), item_id="t", words=(), start_ms=10_000, end_ms=14_000)
    assert all(10_000 <= e.start_ms <= e.end_ms <= 14_000 for e in found)


def test_every_text_is_there_in_three_languages_and_hr_sees_no_quote() -> None:
    text = TEXT + " Ge zijt hier te oud voor. Wij beëindigen uw contract op 31 januari."
    found = evidence_of(judge(text, "nl"), item_id="t", words=(), start_ms=0, end_ms=9000)
    assert {e.category for e in found} >= {"vagueness", "legal"}
    for evidence in found:
        assert evidence.message.nl
        assert evidence.message.fr
        assert evidence.message.en
        assert "hr" not in evidence.visibility


def test_the_same_words_are_blamed_once_for_the_same_thing() -> None:
    found = judge("Dag Lieve, alles goed? En hoe was de vakantie?", "nl", context=TurnContext(scenario="c4_talk"))
    assert found.has_act("evade")
    evidence = evidence_of(found, item_id="trainee_001", words=(), start_ms=0, end_ms=4000)
    blamed = [each.rule_id for each in evidence if each.polarity == "negative"]
    assert [rule_id.split(".")[1] for rule_id in blamed] == ["delay"]
    assert "act.evade" in {each.rule_id for each in evidence}, "measures still count it"


def test_an_act_that_no_span_tells_is_blamed_itself() -> None:
    found = judge(
        "Allee, zo erg is het nu ook weer niet.", "nl", context=TurnContext(scenario="c4_talk", core_said=True)
    )
    evidence = evidence_of(found, item_id="trainee_001", words=(), start_ms=0, end_ms=4000)
    assert any(each.rule_id == "act.minimise" and each.polarity == "negative" for each in evidence)
