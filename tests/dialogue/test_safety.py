"""Safety: stopping, self-harm, and what no persona may say."""

import pytest

from simulator.dialogue.safety import SafetyCall, out_of_bounds, safety_call
from simulator.flow.labels import Language


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("Stop.", "stop"),
        ("stop stop!", "stop"),
        ("Ik wil stoppen", "stop"),
        ("Stop de oefening.", "stop"),
        ("Arrêtez l'exercice", "stop"),
        ("Stop the exercise", "stop"),
        ("Pauze", "pause"),
        ("Even pauze.", "pause"),
        ("We zetten uw contract stop.", None),
        ("De productie ligt stil, stop daarmee.", None),
        ("Neem gerust een pauze als u dat nodig hebt.", None),
        ("Ik wil me van kant maken, ik denk aan zelfmoord", "help"),
        ("Je veux me suicider", "help"),
        ("Je veux mourir.", "help"),
        ("J'ai envie de mourir, là.", "help"),
        ("Ik wil niet meer leven.", "help"),
        ("'k wil sterven", "help"),
        ("I wish I was dead.", "help"),
        ("I don't want to live any more.", "help"),
        ("Mijn batterij is aan het sterven.", None),
        ("Le projet va mourir de sa belle mort.", None),
        ("I want to kill myself", "help"),
        ("Dat is het einde van uw contract.", None),
        ("We maken er een einde aan.", None),
        ("Het leven gaat verder.", None),
    ],
)
def test_calls_above_the_role_play(text: str, call: SafetyCall | None) -> None:
    assert safety_call(text) == call


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ge klinkt zo zenuwachtig.", "nl", "comments_on_trainee"),
        ("U bent nerveus, precies.", "nl", "comments_on_trainee"),
        ("Dat is tegen de wet.", "nl", "states_law"),
        ("Vous avez l'air nerveux.", "fr", "comments_on_trainee"),
        ("C'est illégal.", "fr", "states_law"),
        ("You sound nervous.", "en", "comments_on_trainee"),
        ("By law I get a notice.", "en", "states_law"),
    ],
)
def test_lines_out_of_bounds(text: str, language: Language, found: str) -> None:
    assert out_of_bounds(text, language) == (found,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ik ben bang voor thuis.", "nl"),
        ("Ik bel eerst de vakbond.", "nl"),
        ("Weet ge het zelf niet?", "nl"),
        ("Je suis triste, évidemment.", "fr"),
        ("J'appelle mon avocat.", "fr"),
        ("I am nervous.", "en"),
    ],
)
def test_a_persona_may_speak_of_itself(text: str, language: Language) -> None:
    assert out_of_bounds(text, language) == ()
