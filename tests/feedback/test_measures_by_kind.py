"""Measures of the talks that are not bad news: openings, listening, manners, pleas, agreements."""

import pytest

from simulator.flow.labels import Language
from tests.feedback.talks import TalkBuilder, vague
from tests.feedback.test_measures import said, value

CHAT = ("act.small_talk", "Alles goed?")
POINT = ("core", "Ik vraag 40.000 euro.")


def chat_then_business() -> TalkBuilder:
    builder = TalkBuilder().trainee("Alles goed?", CHAT, duration_ms=4000).avatar("Ja.", duration_ms=1000)
    return builder.trainee("Ik woon in Gent.", ("act.small_talk", "Ik woon in Gent."), duration_ms=3000).avatar("Ah.")


def test_small_talk_lasts_until_its_last_turn_before_the_core() -> None:
    builder = chat_then_business()
    talked_s = 4.0 + 0.8 + 1.0 + 0.9 + 3.0
    assert value(builder, "small_talk_s") == pytest.approx(talked_s)
    builder.trainee("Het wordt 4 %.", ("core", "Het wordt 4 %.")).avatar("Hm.").trainee("Alles goed?", CHAT)
    assert value(builder, "small_talk_s") == pytest.approx(talked_s)
    assert value(TalkBuilder().trainee("Het wordt 4 %."), "small_talk_s") == 0


def test_a_personal_opening_comes_before_business() -> None:
    ask = ("act.request_change", "Stuur dat rapport.")
    assert value(chat_then_business(), "personal_opening") is True
    assert value(TalkBuilder().trainee("Stuur dat rapport.", ask).avatar("Ja.").trainee("Alles goed?", CHAT),
                 "personal_opening") is False  # fmt: skip
    assert value(TalkBuilder().trainee("Dag."), "personal_opening") is False


def test_agenda_ends_the_chat() -> None:
    builder = chat_then_business()
    free = value(builder, "agenda_free_s")
    builder.trainee("Stuur dat rapport.", ("act.request_change", "Stuur dat rapport.")).avatar("Nu?")
    builder.trainee("Ja. Met de cijfers.", ("act.next_steps", "Met de cijfers."))
    assert free == 120
    assert value(builder, "agenda_free_s") == pytest.approx((builder.turns[4].start_ms - 900) / 1000, abs=0.2)


@pytest.mark.parametrize(
    ("text", "count"), [("Ik woon in Gent.", 1), ("Woont u in Gent?", 0), ("Hebt u mijn mail gezien?", 0)]
)
def test_disclosure_tells_something_of_oneself(text: str, count: int) -> None:
    assert value(TalkBuilder().trainee(text, ("act.small_talk", text)), "own_disclosure_count") == count


def test_an_agenda_has_a_time_and_comes_first() -> None:
    marks = (("act.next_steps", "Drie punten"), ("fact.amount", "dertig minuten"))
    text = "Drie punten, dertig minuten."
    assert value(TalkBuilder().trainee(text, *marks), "agenda_stated") is True
    assert value(TalkBuilder().trainee(text, marks[0]), "agenda_stated") is False
    late = TalkBuilder().trainee("Dag.").avatar("Dag.").trainee("Ja.").avatar("Ja.").trainee(text, *marks)
    assert value(late, "agenda_stated") is False


def test_a_follow_up_question_follows_an_answer() -> None:
    ask = ("act.open_question", "Hoe was dat?")
    assert value(TalkBuilder().trainee("Hoe was dat?", ask), "follow_up_question_count") == 0
    builder = TalkBuilder().trainee("Dag.").avatar("Ik kom uit Luik.").trainee("Hoe was dat?", ask)
    assert value(builder, "follow_up_question_count") == 1


def test_advice_counts_until_somebody_listened() -> None:
    advice, ask = ("act.propose_solution", "Neem verlof."), ("act.open_question", "Wat is er?")
    assert value(TalkBuilder().trainee("Neem verlof.", advice), "early_advice_count") == 1
    builder = TalkBuilder().trainee("Wat is er?", ask).avatar("Veel.").trainee("Neem verlof.", advice)
    assert value(builder, "early_advice_count") == 0


def test_the_other_view_comes_before_the_solution() -> None:
    reflect, solve = ("act.reflect", "U stond er alleen voor."), ("act.propose_solution", "We wisselen af.")
    good = TalkBuilder().trainee("U stond er alleen voor.", reflect).avatar("Ja.").trainee("We wisselen af.", solve)
    assert value(good, "reflected_before_solution") is True
    bad = TalkBuilder().trainee("We wisselen af.", solve).avatar("Ja.").trainee("U stond er alleen voor.", reflect)
    assert value(bad, "reflected_before_solution") is False
    assert value(TalkBuilder().trainee("Dag."), "reflected_before_solution") is False


@pytest.mark.parametrize(
    ("name", "language", "text", "count"),
    [
        ("title_ratio", "fr", "Merci, Madame Delvaux.", 1),
        ("title_ratio", "fr", "Merci, Claire.", 0),
        ("informal_address_count", "fr", "Tu vois, ton prix monte.", 1),
        ("informal_address_count", "fr", "Vous voyez, votre total monte.", 0),
        ("informal_address_count", "nl", "Wat vind jij daarvan?", 1),
        ("courtesy_count", "en", "I'm afraid it will be 4 per cent.", 1),
        ("courtesy_count", "en", "It will be 4 per cent.", 0),
        ("thanks_count", "en", "Thank you for your time.", 1),
        ("loss_named", "nl", "U verliest uw ploegenpremie.", True),
        ("loss_named", "nl", "U wordt trainer.", False),
    ],
)
def test_forms_are_read_from_the_words(name: str, language: Language, text: str, count: float) -> None:
    assert value(TalkBuilder(language=language).trainee(text), name) == count


def test_always_and_never_count_only_as_a_judgement() -> None:
    text = "U komt altijd te laat."
    assert value(TalkBuilder().trainee(text, ("act.you_blame", text)), "generalising_count") == 1
    assert value(TalkBuilder().trainee("U kunt mij altijd bellen."), "generalising_count") == 0


def test_prep_is_point_reason_proof_point() -> None:
    builder = TalkBuilder().trainee("Ik vraag 40.000 euro.", POINT).avatar("Waarom?")
    assert value(builder, "prep_ratio") == 0.25
    builder.trainee("De lijn staat stil.", ("act.give_reason", "De lijn staat stil.")).avatar("En?")
    assert value(builder, "prep_ratio") == 0.5
    builder.trainee("Elf keer dit jaar.", ("act.evidence", "Elf keer dit jaar.")).avatar("Ah.")
    builder.trainee("Ik vraag 40.000 euro.", POINT)
    assert value(builder, "prep_ratio") == 1


def plea(answer: str, *marks: tuple[str, str], gap_ms: int = 1000) -> TalkBuilder:
    builder = TalkBuilder().trainee("Dag.").avatar("Er staat niets op het scherm.", "protest")
    return builder.trainee(answer, *marks, gap_ms=gap_ms)


def test_recovery_is_quick_short_and_back_at_the_point() -> None:
    assert value(plea("Ik vraag 40.000 euro.", POINT), "recovery_ratio") == 1
    assert value(plea("Ik vraag 40.000 euro.", POINT, gap_ms=10_000), "recovery_ratio") == pytest.approx(2 / 3)
    assert value(plea("euh " * 41), "recovery_ratio") == pytest.approx(1 / 3)
    assert value(TalkBuilder().trainee("Dag."), "recovery_ratio") is None


def test_the_core_is_regained_after_the_disturbance() -> None:
    late = plea("Euh.", gap_ms=1000).avatar("Ja?", gap_ms=0, duration_ms=1000)
    assert value(late, "core_regained_s") is None
    late.trainee("Ik vraag 40.000 euro.", POINT, gap_ms=0, duration_ms=2000)
    assert value(late, "core_regained_s") == pytest.approx(1.0 + len("Euh.") * 0.065 + 1.0 + 2.0, abs=0.01)


def test_an_agreement_is_written_where_a_document_is_promised() -> None:
    text = "Ik mail u dat vandaag."
    promise = ("act.commitment", text)
    assert value(TalkBuilder().trainee(text, promise, ("fact.document", "mail")), "written_agreement") is True
    assert value(TalkBuilder().trainee(text, ("fact.document", "mail")), "written_agreement") is False


def test_an_offer_is_concrete_with_a_fact_beside_it() -> None:
    offer, date = ("act.offer_support", "een opleiding"), ("fact.date", "9 maart")
    text = "Ik bied u een opleiding vanaf 9 maart."
    assert value(TalkBuilder().trainee(text, offer, date), "concrete_offer_count") == 1
    assert value(TalkBuilder().trainee(text, offer), "concrete_offer_count") == 0


@pytest.mark.parametrize(("name", "fact"), [("core_amount", "fact.amount"), ("core_date", "fact.date")])
def test_figure_and_date_stand_beside_the_core(name: str, fact: str) -> None:
    text = "Het wordt vier procent vanaf maart."
    core = ("core", text)
    assert value(TalkBuilder().trainee(text, core, (fact, "vier procent vanaf maart")), name) is True
    elsewhere = TalkBuilder().trainee(text, core).avatar("Ja.").trainee(text, (fact, text))
    assert value(elsewhere, name) is False
    assert value(TalkBuilder().trainee(text, (fact, text)), name) is None


def test_what_came_of_it_is_an_effect_beside_behaviour() -> None:
    text = "Drie dossiers waren te laat. Daardoor ging de klant weg."
    behaviour = ("act.feedback_behaviour", "Drie dossiers waren te laat.")
    assert value(TalkBuilder().trainee(text, behaviour), "effect_named") is True
    assert value(TalkBuilder().trainee(text), "effect_named") is False
    assert value(TalkBuilder().trainee("Drie dossiers waren te laat.", behaviour), "effect_named") is False


def test_dated_evidence_is_an_example_of_behaviour() -> None:
    text = "In mei vertrokken er drie te laat."
    evidence, date = ("act.evidence", text), ("fact.date", "In mei")
    assert value(TalkBuilder().trainee(text, evidence, date), "behaviour_examples") == 1
    assert value(TalkBuilder().trainee(text, evidence), "behaviour_examples") == 0


def test_documents_need_a_date_or_a_number() -> None:
    paper = ("fact.document", "Het rapport")
    assert value(TalkBuilder().trainee("Het rapport.", paper), "documented_count") == 0
    dated = TalkBuilder().trainee("Het rapport van 3 maart.", paper, ("fact.date", "3 maart"))
    assert value(dated, "documented_count") == 1


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("acknowledge_count", "act.acknowledge_emotion"),
        ("adapted_count", "act.cultural_adapt"),
        ("apology_count", "act.apology"),
        ("grounded_count", "act.evidence"),
        ("drift_count", "act.digress"),
        ("i_message_count", "act.i_message"),
    ],
)
def test_counts_are_of_turns(name: str, rule: str) -> None:
    assert value(said(rule, times=2), name) == 2
    assert value(said("act.close"), name) == 0


def test_loose_promises_and_a_neutral_third() -> None:
    assert value(said(vague("vague_commitment")), "loose_promise_count") == 1
    assert value(said("act.third_party"), "third_party_offered") is True
    assert value(said("act.close"), "third_party_offered") is False
