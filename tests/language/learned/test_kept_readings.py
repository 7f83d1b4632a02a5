"""Readings on disk: given again as they were made, to the same version only, and never in the way."""

from pathlib import Path

import pytest

from simulator.flow.language import TurnContext
from simulator.language import judge
from simulator.language.learned import file_reader, learned_reader
from simulator.language.learned.kept_readings import KeptReadings
from simulator.language.learned.reading import Reading, Stretch

READING = Reading((0.1, 0.2, 0.3, 0.4), 0.1 + 0.2, (1 / 3,) * 2, (2 / 3,), (Stretch(0, 4, "delay", 1 / 7),))


def unasked(text: str, known: str) -> Reading:
    raise AssertionError(f"{text!r} after {known!r} was read again")


def test_a_reading_comes_back_as_it_was_made(tmp_path: Path) -> None:
    KeptReadings(tmp_path, "v1").read("we zien wel", "open", lambda *_: READING)
    assert KeptReadings(tmp_path, "v1").read("we zien wel", "open", unasked) == READING


@pytest.mark.parametrize(("text", "known"), [("we zien dan", "open"), ("we zien wel", "told")])
def test_other_words_and_another_context_are_read(tmp_path: Path, text: str, known: str) -> None:
    kept = KeptReadings(tmp_path, "v1")
    kept.read("we zien wel", "open", lambda *_: READING)
    with pytest.raises(AssertionError, match="was read again"):
        kept.read(text, known, unasked)


def test_another_version_of_the_heads_reads_again_and_the_old_file_goes(tmp_path: Path) -> None:
    KeptReadings(tmp_path, "v1").read("we zien wel", "open", lambda *_: READING)
    with pytest.raises(AssertionError, match="was read again"):
        KeptReadings(tmp_path, "v2").read("we zien wel", "open", unasked)
    assert {file.name.split("-")[0] for file in tmp_path.iterdir()} == {"v2"}


def test_what_cannot_be_kept_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("no folder")
    kept = KeptReadings(tmp_path / "taken", "v1")
    assert kept.read("we zien wel", "open", lambda *_: READING) == READING


def test_no_words_stand_in_the_file(tmp_path: Path) -> None:
    KeptReadings(tmp_path, "v1").read("Lieve, we zien wel", "open", lambda *_: READING)
    assert all(b"we zien wel" not in file.read_bytes() for file in tmp_path.iterdir())


def test_words_of_files_are_judged_as_any_other_and_only_they_are_kept() -> None:
    kept, live = file_reader(), learned_reader()
    assert kept is not None
    assert live is not None
    text, context = "Ge voelt zelf ook wel waar dit naartoe gaat.", TurnContext(scenario="c4_talk")
    assert judge(text, "nl", context=context, reader=kept) == judge(text, "nl", context=context, reader=live)
    assert live.kept is None
    assert kept.kept is not None
