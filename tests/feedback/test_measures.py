"""Measures that read acts, facts and codes, each in the smallest talk that shows it."""

import pytest

from simulator.feedback import assess
from simulator.feedback.measures import REGISTRY
from simulator.feedback.measures.measure import falling
from simulator.flow.labels import Intent
from simulator.flow.talk import Talk
from tests.feedback.talks import TalkBuilder, c4_scenario, vague

NEWS = "Wij beëindigen uw contract op 30 november."


def value(talk: Talk | TalkBuilder, name: str) -> float | bool | None:
    whole = talk.build() if isinstance(talk, TalkBuilder) else talk
    return next(m.value for m in assess(whole, c4_scenario()).measures if m.name == name)


def told(*marks: tuple[str, str]) -> TalkBuilder:
    return TalkBuilder().trainee(NEWS, ("core", NEWS), *marks).avatar("Amai.", "take_news")


def said(rule: str, times: int = 1) -> TalkBuilder:
    builder = TalkBuilder()
    for _ in range(times):
        builder.trainee("Dit zeg ik.", (rule, "Dit zeg ik.")).avatar("Ja.")
    return builder


@pytest.mark.parametrize(
    ("codes", "severity"),
    [([], 0), (["downtoner"], 1), (["downtoner", "downtoner"], 1), (["downtoner", "agentless"], 3), (["filler"], 0)],
)
def test_severity_adds_distinct_codes_up_to_three(codes: list[str], severity: int) -> None:
    marks = [(f"vague.{code}.{n}", "uw contract") for n, code in enumerate(codes)]
    assert value(told(*marks), "news_severity") == severity


def test_vague_turns_are_those_where_the_other_must_guess() -> None:
    builder = said(vague("downtoner")).trainee("Men vindt dat.", (vague("agentless"), "Men vindt"))
    assert value(builder, "vague_turn_count") == 1


def test_reception_counts_only_the_next_two_turns_and_before_reasons() -> None:
    reflect = ("act.reflect", "Ge schrikt.")
    reason = ("act.give_reason", "De omzet is gehalveerd.")
    builder = told().trainee("Ge schrikt. De omzet is gehalveerd.", reflect, reason).avatar("Ja.")
    assert value(builder, "reception_acts") == 1
    assert value(builder.trainee("Ge schrikt.", reflect).avatar("Ja."), "reception_acts") == 1
    two = told().trainee("Ge schrikt.", reflect).avatar("Ja.").trainee("Ge schrikt.", reflect).avatar("Ja.")
    assert value(two.trainee("Ge schrikt.", reflect), "reception_acts") == 2


def test_reception_faults_after_the_news_only() -> None:
    comfort = ("act.false_reassure", "Ge vindt iets.")
    assert value(told().trainee("Ge vindt iets.", comfort), "reception_faults") == 1
    assert value(told().trainee("Ja."), "reception_faults") == 0
    assert value(told(), "reception_faults") is None


def test_ownership_weighs_owned_against_shifted_and_hidden() -> None:
    assert value(said("act.own_responsibility"), "ownership_ratio") == 1
    assert value(said("fact.decider"), "ownership_ratio") == 1
    assert value(said(vague("blame_shift")), "ownership_ratio") == 0
    mixed = said("act.own_responsibility").trainee("Er is beslist.", (vague("agentless"), "Er is beslist."))
    assert value(mixed, "ownership_ratio") == 0.5
    assert value(TalkBuilder().trainee("Dag."), "ownership_ratio") is None


def test_a_decider_named_in_a_blame_shift_is_not_ownership() -> None:
    builder = TalkBuilder().trainee("HR besliste.", ("fact.decider", "HR"), (vague("blame_shift"), "HR besliste."))
    assert value(builder, "ownership_ratio") == 0


@pytest.mark.parametrize(("count", "ratio"), [(1, 1.0), (2, 1.0), (3, 2 / 3), (5, 0.0)])
def test_more_than_two_reasons_lose(count: int, ratio: float) -> None:
    words = "De omzet, de markt, de groep, de kosten, de koers."
    marks = [("act.give_reason", w) for w in ("De omzet", "de markt", "de groep", "de kosten", "de koers")][:count]
    builder = told().trainee("Ge schrikt.", ("act.reflect", "Ge schrikt.")).avatar("Ja.").trainee(words, *marks)
    assert value(builder, "reason_ratio") == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("intent", "text", "ratio"), [("ask_reason", "En?", 1.0), ("deny", "Nee.", 0.5), ("deny", "Waarom?", 1.0)]
)
def test_a_reason_comes_after_reception_or_when_asked(intent: Intent, text: str, ratio: float) -> None:
    builder = TalkBuilder().trainee(NEWS, ("core", NEWS)).avatar(text, intent)
    assert value(builder.trainee("De omzet zakt.", ("fact.reason", "De omzet zakt.")), "reason_ratio") == ratio


def test_a_long_reason_and_a_judging_reason_lose() -> None:
    asked = TalkBuilder().trainee(NEWS, ("core", NEWS)).avatar("Waarom?", "ask_reason")
    reason = ("fact.reason", "De omzet zakt.")
    judged = ("act.feedback_person", "Ge zijt traag.")
    assert value(asked.trainee("De omzet zakt. Ge zijt traag.", reason, judged), "reason_ratio") == 0
    slow = TalkBuilder().trainee(NEWS, ("core", NEWS)).avatar("Waarom?", "ask_reason")
    assert value(slow.trainee("De omzet zakt.", reason, duration_ms=60_000), "reason_ratio") == 0


def test_next_steps_count_kinds_after_the_news() -> None:
    assert value(told(("fact.date", "30 november"), ("act.follow_up", NEWS)), "next_steps_count") == 0
    line = "Donderdag om 10 uur zie ik u met Sofie, ge krijgt een brief, vandaag tekent ge niets."
    marks = [
        ("fact.date", "Donderdag om 10 uur"), ("act.follow_up", "zie ik u"), ("fact.person", "Sofie"),
        ("fact.document", "brief"), ("act.practical_info", "vandaag tekent ge niets"),
    ]  # fmt: skip
    assert value(told().trainee(line, *marks), "next_steps_count") == 4
    assert value(told().trainee(line, *marks[:1]), "next_steps_count") == 0
    assert value(told().trainee(line, *marks[:2]), "next_steps_count") == 1
    assert value(told().trainee(line, *marks[:2]), "follow_up_dated") is True
    assert value(told().trainee(line, *marks[1:]), "follow_up_dated") is False


def test_smart_request_counts_its_four_parts() -> None:
    line = "Ik vraag dat u tegen 1 mei 5 dossiers per dag afwerkt."
    marks = [("act.request_change", line), ("fact.date", "1 mei"), ("fact.amount", "5 dossiers")]
    assert value(TalkBuilder().trainee(line, *marks), "request_smart_ratio") == 1
    assert value(TalkBuilder().trainee(line, *marks[:2]), "request_smart_ratio") == 0.75
    assert (
        value(TalkBuilder().trainee("Beter werken.", ("act.request_change", "Beter werken.")), "request_smart_ratio")
        == 0.25
    )
    assert value(TalkBuilder().trainee("Dag."), "request_smart_ratio") is None


def test_behaviour_needs_a_date_number_or_quotation() -> None:
    late = "Op 3 mei kwam het rapport te laat."
    assert value(TalkBuilder().trainee(late, ("act.feedback_behaviour", late)), "behaviour_examples") == 1
    plain = "Het rapport kwam te laat."
    assert value(TalkBuilder().trainee(plain, ("act.feedback_behaviour", plain)), "behaviour_examples") == 0
    dated = TalkBuilder().trainee(plain + " Gisteren.", ("act.feedback_behaviour", plain), ("fact.date", "Gisteren"))
    assert value(dated, "behaviour_examples") == 1
    shown = TalkBuilder().trainee(plain, ("act.feedback_behaviour", plain), ("act.evidence", "Het rapport"))
    assert value(shown, "behaviour_examples") == 1


def test_effect_is_an_i_message_or_a_reason_beside_behaviour() -> None:
    assert value(said("act.i_message"), "effect_named") is True
    both = TalkBuilder().trainee(
        "Te laat, dus wachtte het team.", ("act.feedback_behaviour", "Te laat"), ("fact.reason", "wachtte het team")
    )
    assert value(both, "effect_named") is True
    assert value(said("act.feedback_behaviour"), "effect_named") is False


@pytest.mark.parametrize(
    ("rule", "measure"),
    [
        ("act.open_question", "asks_view_count"), ("act.reflect", "reflect_count"),
        ("act.feedback_person", "person_judgement_count"), ("act.you_blame", "person_judgement_count"),
        (vague("sandwich"), "sandwich_count"), ("legal.age", "legal_flag_count"),
        (vague("blame_shift"), "blame_shift_count"), ("act.blame_shift", "blame_shift_count"),
    ],
)  # fmt: skip
def test_counts_are_turns(rule: str, measure: str) -> None:
    assert value(said(rule, times=2), measure) == 2
    assert value(TalkBuilder().trainee("Dag."), measure) == 0
    assert value(TalkBuilder(), measure) is None


def test_wordings_are_complete_and_fill_their_slots() -> None:
    for measure in REGISTRY.values():
        for value_ in (None, True, False, 0.4):
            told_ = measure.wording.told(value_ if not (value_ == 0.4 and measure.wording.no) else True)
            if isinstance(value_, bool) and not measure.wording.no:
                continue
            assert all(t and "{" not in t for t in (told_.nl, told_.fr, told_.en)), measure.name
        assert len({measure.wording.advice.nl, measure.wording.advice.fr, measure.wording.advice.en}) == 3


def test_numbers_are_written_as_the_language_writes_them() -> None:
    told_ = REGISTRY["room_s"].wording.told(3.25)
    assert "3,2 s" in told_.nl
    assert "3,2 s" in told_.fr
    assert "3.2 s" in told_.en


@pytest.mark.parametrize(("value_", "expected"), [(30, 1.0), (75, 0.5), (120, 0.0), (0, 1.0), (500, 0.0)])
def test_falling_is_linear_and_clamped(value_: float, expected: float) -> None:
    assert falling(value_, 30, 120) == expected
