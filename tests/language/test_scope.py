"""Scope: the same cue counts or not, depending on what stands around it."""

import pytest

from simulator.flow.labels import Language, VaguenessCode
from simulator.flow.language import TurnContext
from simulator.language import judge
from simulator.language.judging import judge_by_rules


@pytest.mark.parametrize(
    ("lang", "counts", "innocent", "code"),
    [
        ("nl", "We gaan afscheid van u nemen.", "We gaan geen afscheid van u nemen.", "euphemism"),
        ("nl", "We zien wel.", "Zeg niet: we zien wel.", "vague_commitment"),
        ("nl", "We bekijken dat intern nog eens.", "We bekijken dat intern vrijdag om tien uur.", "vague_commitment"),
        ("nl", "Er is beslist dat uw job verdwijnt.", "Ik heb beslist: er is beslist, door mij.", "agentless"),
        ("nl", "Er is gekeken naar uw plaats.", "Er is gekeken naar uw badge.", "agentless"),
        ("nl", "Ik denk dat het niet goed was.", "Ik denk dat u moe bent, klopt dat?", "hedge_shield"),
        ("fr", "On verra.", "On verra cela lundi à dix heures.", "vague_commitment"),
        ("en", "It has been decided that your job ends.", "It has been decided by me.", "agentless"),
    ],
)
def test_scope(lang: Language, counts: str, innocent: str, code: VaguenessCode) -> None:
    assert code in {span.code for span in judge_by_rules(counts, lang).judgement.spans}
    assert code not in {span.code for span in judge_by_rules(innocent, lang).judgement.spans}


def test_a_question_is_known_without_its_mark() -> None:
    assert judge("hoe kijkt u daar zelf naar", "nl").has_act("open_question")


def test_after_the_news_small_talk_delays_nothing() -> None:
    text = "Hoe was het verlof?"
    assert judge(text, "nl").severity >= 2
    assert judge(text, "nl", context=TurnContext(core_said=True)).severity == 0
    assert judge(text, "nl", context=TurnContext(scenario="remote_coffee")).severity == 0


def test_an_answer_that_tells_nothing_evades_the_question() -> None:
    asked = TurnContext(asked_for_clarity=True, avatar_before="Wat bedoelt u nu precies?")
    evaded = judge("De boekhouding heeft het druk gehad dit jaar.", "nl", context=asked)
    assert evaded.severity >= 2
    assert "vague.delay.asked" in {span.rule_id for span in evaded.spans}
    assert judge("Ik zie dat dit hard aankomt.", "nl", context=asked).severity == 0
    assert judge("U bent ontslagen.", "nl", context=asked).severity == 0


def test_a_bare_yes_confirms_the_news_the_other_pronounced() -> None:
    asked = TurnContext(asked_for_clarity=True, avatar_before="Word ik ontslagen of niet?")
    confirmed = judge("Ja.", "nl", context=asked)
    assert confirmed.core_message
    assert confirmed.core_score < judge("U bent ontslagen.", "nl").core_score
    assert not judge("Ja.", "nl").core_message
