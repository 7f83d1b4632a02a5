"""What the page in the browser shows of law and sound is what the print says."""

import html
import json
import re
from typing import Any

import pytest

from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.report import render


def data(whole: RehearsalReport, audience: Audience, language: Language = "nl") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render(whole, format="json", audience=audience, language=language))
    return document


def printed(whole: RehearsalReport, language: Language) -> str:
    page = render(whole, format="html", audience="trainee", language=language).decode()
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_it_stands_in_the_print(
    language: Language, good: RehearsalReport, terrible: RehearsalReport
) -> None:
    paper, sound = printed(good, language), data(good, "trainee", language)["sound"]
    assert len(sound["rows"]) >= 5
    for row in sound["rows"]:
        assert f"{row['in_news']} {row['elsewhere']} {row['reference']}" in paper
        assert row["name"] in paper
        assert row["source"] in paper
    assert all(text in paper for text in (sound["title"], sound["about"], *sound["columns"]))
    paper, law = printed(terrible, language), data(terrible, "trainee", language)["law"]
    assert law["flags"]
    for line in (*law["flags"], *law["background"]):
        assert line["text"] in paper
        assert line["source"] in paper
        assert line["quote"] in paper
    assert all(law[name] in paper for name in ("title", "about", "background_title"))


def test_sound_is_for_the_trainee_alone_and_law_not_for_hr(good: RehearsalReport, terrible: RehearsalReport) -> None:
    assert "sound" not in data(good, "trainer")
    assert data(terrible, "trainer")["law"]["flags"]
    assert not {"sound", "law"} & set(data(terrible, "hr"))


def test_a_typed_talk_has_no_sound(mediocre: RehearsalReport) -> None:
    assert data(mediocre, "trainee")["sound"] is None
