"""The director: what a persona does in a whole talk."""

import sys
import time
from dataclasses import replace
from types import FrameType
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.dialogue import Director, choosable_intents
from simulator.errors import BadInput
from simulator.flow.labels import Difficulty, Intent, Language
from simulator.flow.language import Judgement
from simulator.flow.persona import LinesByMood
from simulator.flow.scenario import Condition, Trigger
from tests.dialogue.talks import C4_DIRECT, C4_VAGUE, NEWS, catalog, director, play, said

PRESSING = {"ask_clarity", "ask_yes_no", "insist", "leave"}
PERSONAS = ("lieve", "roger", "thierry")
SCENARIOS = ("c4-ontslag", "functioneringsgesprek")


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("seed", range(5))
def test_a_direct_trainee_is_never_pressed(persona: str, seed: int) -> None:
    _, reactions = play(director(persona, seed=seed), C4_DIRECT)
    assert not PRESSING & {reaction.intent for reaction in reactions}
    assert reactions[0].intent == "take_news"


@pytest.mark.parametrize("seed", range(5))
def test_a_vague_trainee_is_asked_what_is_meant_then_yes_or_no_and_the_news_stays_with_the_trainee(seed: int) -> None:
    _, reactions = play(director("lieve", seed=seed), C4_VAGUE)
    intents = [reaction.intent for reaction in reactions]
    assert intents[0] == "small_reply"
    assert [intent for intent in intents if intent in PRESSING][:3] == ["ask_clarity", "ask_yes_no", "insist"]
    assert "take_news" not in intents
    spoken_before_asking = " ".join(r.text for r in reactions[: intents.index("ask_yes_no")]).casefold()
    assert "ontslag" not in spoken_before_asking
    assert "ontslaan" not in spoken_before_asking


def test_clarity_is_asked_with_the_sentences_of_the_field() -> None:
    asked = {
        reaction.text
        for seed in range(40)
        for reaction in play(director("lieve", seed=seed), C4_VAGUE)[1]
        if reaction.intent in PRESSING
    }
    assert {"Wat bedoelt u nu precies?", "Word ik ontslagen of niet?"} <= asked


def test_a_reply_says_whether_it_quotes_the_trainee() -> None:
    quoting = 0
    for seed in range(40):
        for reaction in play(director("lieve", seed=seed), C4_VAGUE)[1]:
            assert reaction.quotes_trainee == ("‘" in reaction.text), reaction.text
            quoting += reaction.quotes_trainee
    assert quoting


def test_pressing_again_and_again_ends_with_leaving() -> None:
    states, reactions = play(director("roger"), (*C4_VAGUE, *C4_VAGUE[1:]))
    last = next(reaction for reaction in reactions if reaction.intent == "leave")
    assert last.ends_talk
    assert states[-1].ended
    after = reactions[reactions.index(last) + 1 :]
    assert after
    assert all(reaction.ends_talk and not reaction.text for reaction in after)


@pytest.mark.parametrize("persona", PERSONAS)
def test_politeness_is_answered_before_anybody_presses(persona: str) -> None:
    _, reactions = play(director(persona, difficulty="hard"), C4_VAGUE[:2])
    assert [reaction.intent for reaction in reactions] == ["small_reply", "ask_clarity"]
    assert reactions[0].mood == "wary"


def test_anger_that_is_heard_turns_to_dignity_and_anger_that_is_not_to_threats() -> None:
    by = director("thierry")
    heard = [NEWS, said("Je vois.", "acknowledge_emotion"), *[said("C'est moi.", "own_responsibility")] * 3]
    unheard = [NEWS, *[said("Ce n'est rien.", "minimise")] * 6]
    assert "threaten_legal" not in {reaction.intent for reaction in play(by, heard)[1]}
    assert "threaten_legal" in {reaction.intent for reaction in play(by, unheard)[1]}


def test_the_news_is_taken_with_a_silence_that_fits_the_character() -> None:
    delays = {persona: play(director(persona), [NEWS])[1][0].delay_ms for persona in PERSONAS}
    assert 4000 <= delays["lieve"] <= 6500
    assert delays["thierry"] < delays["roger"] < delays["lieve"]


def test_three_characters_take_the_same_news_in_three_ways() -> None:
    second = [play(director(persona), [NEWS, said("Ja.")])[1][1].intent for persona in PERSONAS]
    assert second == ["cry", "deny", "protest"]


def test_every_move_names_its_evidence() -> None:
    _, reactions = play(director("lieve"), C4_VAGUE[:3])
    assert reactions[2].because == ("trainee_003:vague.euphemism.1:0",)
    _, reactions = play(director("lieve"), C4_DIRECT[:3])
    assert reactions[0].because == ("trainee_001:core:0",)
    assert set(reactions[2].because) == {"trainee_003:act.acknowledge_emotion:0", "trainee_003:act.silence_offer:0"}


def test_a_reason_or_decider_that_was_given_is_not_asked_for() -> None:
    for persona in PERSONAS:
        _, reactions = play(director(persona), C4_DIRECT)
        intents = [reaction.intent for reaction in reactions]
        assert "ask_reason" not in intents[3:]
        assert "ask_who_decided" not in intents[4:]


def test_a_dated_next_step_is_accepted() -> None:
    _, reactions = play(director("lieve"), C4_DIRECT)
    assert reactions[-1].intent == "accept_practical"


def test_an_unlawful_remark_is_pushed_back_and_costs_trust_at_once() -> None:
    by = director("roger")
    states, reactions = play(by, [NEWS, said("Ge zijt te oud.", legal=["age"])])
    assert reactions[1].intent == "push_back"
    assert reactions[1].because == ("trainee_002:legal.age:0",)
    calm_states, _ = play(by, [NEWS, said("Ik zie dat dit aankomt.", "acknowledge_emotion")])
    lost, won = states[0].trust - states[1].trust, calm_states[1].trust - calm_states[0].trust
    assert lost > 3 * won > 0


def test_a_trigger_of_the_scenario_goes_before_character_and_fires_once() -> None:
    sign = said("Teken hier voor ontvangst.", legal=["notice_formality"])
    states, reactions = play(director("lieve"), [NEWS, sign, sign])
    assert (reactions[1].intent, reactions[1].mood) == ("threaten_legal", "angry")
    assert states[1].fired_triggers == ("tekenen-of-zelf-gaan",)
    assert reactions[2].intent == "push_back"


def test_a_trigger_says_its_own_line_after_a_turn_and_into_a_silence() -> None:
    scenario, lieve = catalog().scenario("c4-ontslag"), catalog().persona("lieve")
    own = replace(scenario.triggers[0], say={"nl": ("Ik teken hier niets.",), "fr": ("Je ne signe rien.",)})
    silent = Trigger("lang", Condition(silence_s_at_least=20), "soften", say={"nl": ("Zeg nog iets.",)})
    by = Director(replace(scenario, triggers=(own, silent)), lieve, language="nl", difficulty="normal", seed=1)
    states, reactions = play(by, [NEWS, said("Teken hier voor ontvangst.", legal=["notice_formality"])])
    assert (reactions[1].intent, reactions[1].mood, reactions[1].text) == (
        "threaten_legal", "angry", "Ik teken hier niets.",
    )  # fmt: skip
    assert states[1].spent_lines[-1] == "threaten_legal/trigger tekenen-of-zelf-gaan/0"
    outcome = by.on_silence(states[1], silence_ms=20_000)
    assert outcome is not None
    assert outcome[1].text == "Zeg nog iets."


def test_a_trigger_with_its_own_lines_asks_none_of_the_persona_and_must_have_one_to_say() -> None:
    scenario, lieve = catalog().scenario("c4-ontslag"), catalog().persona("lieve")
    for_c4: dict[Language, dict[Intent, LinesByMood]] = {
        "nl": {**lieve.lines_for["c4_talk"]["nl"], "threaten_legal": {}}
    }
    mute = replace(lieve, lines={"nl": {**lieve.lines["nl"], "threaten_legal": {}}}, lines_for={"c4_talk": for_c4})

    def made(say: dict[Language, tuple[str, ...]]) -> Director:
        own = replace(scenario.triggers[0], say=say)
        return Director(replace(scenario, triggers=(own,)), mute, language="nl", difficulty="normal", seed=1)

    made({"nl": ("Ik teken niets.",)})
    with pytest.raises(BadInput, match="threaten_legal"):
        made({})
    for say in ({"fr": ("Non.",)}, {"nl": ("En ‘{date}’ dan?",)}):
        with pytest.raises(BadInput, match="without a slot"):
            made(cast(dict[Language, tuple[str, ...]], say))


def test_a_plain_yes_to_the_direct_question_is_the_news() -> None:
    by = director("lieve")
    states, reactions = play(by, C4_VAGUE[:3])
    assert reactions[-1].intent == "ask_yes_no"
    yes, taken = play(by, [said("Ja.")], state=states[-1])
    assert yes[0].core_said
    assert taken[0].intent == "take_news"
    hedged, asked = play(by, [said("Ja, allee, misschien.", severity=2)], state=states[-1])
    assert not hedged[0].core_said
    assert asked[0].intent != "take_news"


def test_stop_and_pause_work_and_the_word_inside_the_news_does_not() -> None:
    by = director("lieve")
    states, reactions = play(by, [NEWS, said("Stop.")])
    assert (reactions[0].intent, reactions[1].intent) == ("take_news", "stop_exercise")
    assert reactions[1].ends_talk
    assert states[1].ended
    start = by.open()[0]
    paused, answer = by.react(start, said("Pauze."), (), elapsed_ms=1000)
    assert answer.intent == "stop_exercise"
    assert not answer.ends_talk
    assert paused == start


def test_self_harm_ends_the_role_play_with_help_lines() -> None:
    states, reactions = play(director("lieve"), [said("Als ik dit moet doen, dan wil ik dood. Ik denk aan zelfmoord.")])
    assert reactions[0].intent == "show_help_lines"
    assert "1813" in reactions[0].text
    assert "0800 32 123" in reactions[0].text
    assert states[0].ended


def test_after_the_news_silence_is_never_pressed_into() -> None:
    by = director("roger")
    states, _ = play(by, C4_VAGUE[:4])
    state = replace(states[-1], core_said=True, phase="shocked")
    assert all(by.on_silence(state, silence_ms=ms) is None for ms in range(0, 15_000, 500))
    soft = by.on_silence(state, silence_ms=15_000)
    assert soft is not None
    assert soft[1].intent in {"deny", "soften"}


def test_before_the_news_a_long_silence_is_asked_about_but_not_for_ever() -> None:
    by = director("lieve")
    state, _ = by.open()
    assert by.on_silence(state, silence_ms=3000) is None
    for _ in range(2):
        outcome = by.on_silence(state, silence_ms=9000)
        assert outcome is not None
        state, reaction = outcome
        assert reaction.intent == "await_point"
    assert by.on_silence(state, silence_ms=60_000) is None


@pytest.mark.parametrize("level", ["easy", "normal", "hard"])
def test_difficulty_changes_when_the_persona_presses(level: Difficulty) -> None:
    _, reactions = play(director("lieve", difficulty=level), C4_VAGUE[1:])
    first = next(number for number, reaction in enumerate(reactions, start=1) if reaction.intent == "ask_clarity")
    assert first == {"easy": 2, "normal": 2, "hard": 1}[level]
    left = next((number for number, reaction in enumerate(reactions, start=1) if reaction.intent == "leave"), None)
    assert left == {"easy": None, "normal": 5, "hard": 4}[level]


def test_another_seed_words_the_same_talk_otherwise_and_the_same_seed_never_does() -> None:
    talks = {tuple(r.text for r in play(director("lieve", seed=seed), C4_VAGUE)[1]) for seed in range(30)}
    assert len(talks) >= 28
    assert play(director("lieve", seed=7), C4_VAGUE) == play(director("lieve", seed=7), C4_VAGUE)


def test_a_talk_can_go_on_from_any_state() -> None:
    whole_states, whole = play(director("thierry"), C4_DIRECT)
    evidence_free = play(director("thierry"), C4_DIRECT[3:], state=whole_states[2])[1]
    assert [r.text for r in evidence_free] == [r.text for r in whole[3:]]


def test_a_step_takes_less_than_5_ms_also_in_a_talk_of_200_turns() -> None:
    by = director("lieve")
    turns = [said(f"Beurt {number}.", "reflect" if number % 2 else "practical_info") for number in range(200)]
    state = by.open()[0]
    slowest_s = []
    for turn in (NEWS, *turns):
        started = time.perf_counter()
        state, _ = by.react(replace(state, ended=False), turn, (), elapsed_ms=1000)
        slowest_s.append(time.perf_counter() - started)
    assert sorted(slowest_s)[len(slowest_s) // 2] < 0.005


def test_a_step_late_in_a_talk_of_200_turns_does_no_more_than_one_early_in_it() -> None:
    """Calls are counted, not time: nothing a step goes through, one by one, may grow with the talk."""
    by = director("lieve")
    said_again = [said("Ja.", "reflect"), said("Hoe is dat?", "open_question"), said("Kom.", "minimise", severity=2)]
    state = by.react(by.open()[0], NEWS, (), elapsed_ms=1000)[0]
    calls: list[int] = []

    def count(_frame: FrameType, event: str, _what: object) -> None:
        calls[-1] += event in ("call", "c_call")

    for number in range(200):
        calls.append(0)
        sys.setprofile(count)
        try:
            state, _ = by.react(replace(state, ended=False), said_again[number % 3], (), elapsed_ms=1000)
        finally:
            sys.setprofile(None)
    early, late = sum(calls[18:48]), sum(calls[-30:])
    assert late <= 1.05 * early


def test_a_persona_without_lines_for_a_talk_is_refused_before_the_talk() -> None:
    lieve = catalog().persona("lieve")
    mute = replace(lieve, lines={"nl": {**lieve.lines["nl"], "ask_clarity": {}}})
    with pytest.raises(BadInput, match="ask_clarity"):
        Director(catalog().scenario("c4-ontslag"), mute, language="nl", difficulty="normal", seed=0)


TURNS = st.lists(
    st.builds(
        lambda severity, core, act, text: said(text, act, severity=severity, core=core),
        st.integers(0, 3),
        st.booleans(),
        st.sampled_from(["reflect", "minimise", "next_steps", "open_question", "justify", "small_talk", "close"]),
        st.sampled_from(["Goed.", "Ja.", "Dat is niet persoonlijk.", "We zien wel."]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(turns=TURNS, seed=st.integers(0, 10_000), persona=st.sampled_from(PERSONAS), scenario=st.sampled_from(SCENARIOS))
def test_whatever_is_said_the_state_keeps_its_bounds(
    turns: list[Judgement], seed: int, persona: str, scenario: str
) -> None:
    states, reactions = play(director(persona, seed=seed, scenario=scenario), turns)
    allowed = choosable_intents(catalog().scenario(scenario), catalog().persona(persona)) | {"stop_exercise"}
    for state, reaction in zip(states, reactions, strict=True):
        assert 0 <= state.trust <= 1
        assert 0 <= state.tension <= 1
        assert state.clarity_debt >= 0
        assert reaction.intent in allowed
        assert reaction.text or state.ended
