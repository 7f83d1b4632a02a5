"""Authored lines are spoken ahead of time, those that are wanted first, each once."""

from pathlib import Path

import pytest

from simulator.authoring import Catalog, ids_at_table
from simulator.avatar import CachedVoice
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.dialogue import written_lines
from simulator.errors import ModelMissing, Unavailable
from simulator.flow.labels import Language, Mood
from simulator.session.line_preparing import LinePreparer, Part, known_pieces
from simulator.settings import load_settings


@pytest.fixture
def catalog() -> Catalog:
    settings = load_settings()
    return Catalog.load(settings.personas_dir, settings.scenarios_dir)


@pytest.fixture
def engine() -> EspeakVoice:
    try:
        return EspeakVoice.from_settings(load_settings())
    except (ModelMissing, Unavailable) as problem:
        pytest.skip(str(problem))


def pieces(catalog: Catalog, part: Part) -> dict[tuple[str, Mood], None]:
    """What is made for a talk, in order."""
    persona_id, lang, scenario_id = part
    lines = written_lines(catalog.scenario(scenario_id), catalog.persona(persona_id), lang)
    return {(piece, mood): None for text, mood in lines for piece in known_pieces(text)}


def test_of_a_line_that_quotes_the_trainee_the_rest_is_known() -> None:
    assert known_pieces("Ge zegt ‘{vague_word}’. Wat bedoelt ge?") == ("Ge zegt", "Wat bedoelt ge?")
    assert known_pieces("‘{date}’, hoe komt ge daarbij?") == ("hoe komt ge daarbij?",)
    assert known_pieces("Was {name} in die call?") == ()
    assert known_pieces("Ja? Zeg het.") == ("Ja?", "Zeg het.")


async def test_of_the_talk_that_is_wanted_all_lines_are_made_and_no_others(
    catalog: Catalog, engine: EspeakVoice, tmp_path: Path
) -> None:
    asked: list[Language] = []

    def voice_of(lang: Language) -> CachedVoice:
        asked.append(lang)
        return CachedVoice(engine, tmp_path)

    preparer = LinePreparer(catalog, voice_of)
    for _ in range(len(pieces(catalog, ("lieve", "nl", "c4-ontslag"))) + 1):  # one more: it finds them done
        assert await preparer.step([("lieve", "nl", "c4-ontslag")])
    assert not await preparer.step([("lieve", "nl", "c4-ontslag")])
    assert not preparer.is_done
    preparer.close()
    assert asked == ["nl"]
    of_kind = catalog.persona("lieve").lines_for["c4_talk"]["nl"]["ask_yes_no"]
    mood = next(iter(of_kind))
    on_disk = CachedVoice(engine, tmp_path)
    assert on_disk.prepare(of_kind[mood], "nl", catalog.persona("lieve").voice, mood) == 0


async def test_what_another_talk_has_too_is_made_once(catalog: Catalog, engine: EspeakVoice, tmp_path: Path) -> None:
    voice = CachedVoice(engine, tmp_path)
    preparer = LinePreparer(catalog, lambda _: voice)
    wanted: list[Part] = [("lieve", "nl", "c4-ontslag"), ("lieve", "nl", "c4-feiten")]
    first, second = (pieces(catalog, part) for part in wanted)
    # One step more for each part: the one that finds it done.
    for _ in range(len({*first, *second}) + 2):
        assert await preparer.step(wanted)
    assert await preparer.step([("lieve", "nl", "c4-feiten"), ("roger", "nl", "c4-ontslag")])
    preparer.close()
    roger = catalog.persona("roger")
    text, mood = next(iter(pieces(catalog, ("roger", "nl", "c4-ontslag"))))
    assert CachedVoice(engine, tmp_path).prepare([text], "nl", roger.voice, mood) == 0


async def test_a_voice_that_is_missing_is_passed_over(catalog: Catalog) -> None:
    def voice_of(lang: Language) -> CachedVoice:
        raise Unavailable(f"no voice speaks {lang} here.")

    preparer = LinePreparer(catalog, voice_of)
    steps = 0
    while not preparer.is_done:
        assert await preparer.step()
        steps += 1
    assert not await preparer.step()
    preparer.close()
    talks = [(scenario, who) for scenario in catalog.scenarios.values() for who in ids_at_table(scenario)]
    shared = [{*catalog.persona(who).languages} & {*scenario.languages} for scenario, who in talks]
    assert steps == sum(map(len, shared))
