"""Authored lines are spoken ahead of time, those that are wanted first, each once."""

from pathlib import Path

import pytest

from simulator.authoring import Catalog
from simulator.avatar import CachedVoice
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.errors import ModelMissing, Unavailable
from simulator.flow.labels import Language
from simulator.session.line_preparing import LinePreparer
from simulator.settings import load_settings


@pytest.fixture
def catalog() -> Catalog:
    settings = load_settings()
    return Catalog.load(settings.personas_dir, settings.scenarios_dir)


async def test_the_persona_that_is_wanted_comes_first_and_no_line_is_made_twice(
    catalog: Catalog, tmp_path: Path
) -> None:
    try:
        engine = EspeakVoice.from_settings(load_settings())
    except (ModelMissing, Unavailable) as problem:
        pytest.skip(str(problem))
    asked: list[Language] = []

    def voice_of(lang: Language) -> CachedVoice:
        asked.append(lang)
        return CachedVoice(engine, tmp_path)

    preparer = LinePreparer(catalog, voice_of)
    persona = catalog.persona("lieve")
    wanted: list[tuple[str, Language]] = [("lieve", "nl")]
    for _ in range(3):
        assert await preparer.step(wanted)
    assert asked == ["nl"]
    preparer.close()
    lines = [text for by_mood in persona.lines["nl"].values() for texts in by_mood.values() for text in texts]
    mood = next(mood for by_mood in persona.lines["nl"].values() for mood in by_mood)
    first = next(text for text in lines if "{" not in text)
    assert CachedVoice(engine, tmp_path).prepare([first], "nl", persona.voice, mood) == 0  # found on disk


async def test_a_voice_that_is_missing_is_passed_over(catalog: Catalog) -> None:
    def voice_of(lang: Language) -> CachedVoice:
        raise Unavailable(f"no voice speaks {lang} here.")

    preparer = LinePreparer(catalog, voice_of)
    steps = 0
    while await preparer.step([]):
        steps += 1
    preparer.close()
    assert steps == sum(len(persona.languages) for persona in catalog.personas.values()) - 1
