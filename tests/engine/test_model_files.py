import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from simulator.engine import default_names, fetch, resolve, status, verification
from simulator.errors import ModelMissing, NotFound
from simulator.settings import Settings, SpeechToTextSettings

ManifestWriter = Callable[..., None]

FOLDER = "  - {kind: folder, path: toy}"
FILES = {"a.bin": b"weights", "voices/b.bin": b"voice"}


def lay(settings: Settings, files: dict[str, bytes], folder: str = "toy") -> None:
    for path, content in files.items():
        target = settings.models_dir / folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def silent(_: str) -> None:
    """Swallows the report."""


def test_fetch_brings_files_that_resolve_then_finds(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    lay(settings, FILES)
    lines: list[str] = []
    folder = fetch("toy", settings, lines.append)
    assert resolve("toy", settings) == folder == settings.models_cache / "toy"
    assert {path: (folder / path).read_bytes() for path in FILES} == FILES
    assert lines[-1].startswith("toy: ready")
    assert not list(folder.glob(".partial-*"))


def test_resolve_before_fetch_says_what_to_run(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    with pytest.raises(ModelMissing, match="simulator models fetch toy") as caught:
        resolve("toy", settings)
    assert "a.bin is missing" in str(caught.value)


def test_unknown_name_lists_what_there_is(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    with pytest.raises(NotFound, match="toy"):
        resolve("tyo", settings)


def test_a_file_with_the_wrong_hash_is_never_laid_down(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    lay(settings, FILES | {"a.bin": b"tampered"})
    with pytest.raises(ModelMissing, match=r"a\.bin has sha256"):
        fetch("toy", settings, silent)
    assert not (settings.models_cache / "toy/a.bin").exists()


def test_the_hash_decides_not_the_source(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest("  - {kind: folder, path: bad}\n  - {kind: folder, path: good}", FILES)
    lay(settings, {"a.bin": b"tampered"}, "bad")
    lay(settings, FILES, "good")
    folder = fetch("toy", settings, silent)
    assert (folder / "a.bin").read_bytes() == FILES["a.bin"]


def test_two_sources_may_each_carry_a_part(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest("  - {kind: folder, path: one}\n  - {kind: folder, path: two}", FILES)
    lay(settings, {"a.bin": FILES["a.bin"]}, "one")
    lay(settings, {"voices/b.bin": FILES["voices/b.bin"]}, "two")
    fetch("toy", settings, silent)
    assert resolve("toy", settings)


def test_a_file_changed_after_fetch_is_found_out(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    lay(settings, FILES)
    folder = fetch("toy", settings, silent)
    (folder / "a.bin").write_bytes(b"changed")
    with pytest.raises(ModelMissing, match=r"a\.bin is damaged"):
        resolve("toy", settings)


def test_a_second_start_does_not_hash_again(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    lay(settings, FILES)
    fetch("toy", settings, silent)
    with patch.object(verification, "sha256_of", side_effect=AssertionError("hashed again")):
        assert resolve("toy", settings)


def test_a_touched_file_is_hashed_again_and_accepted(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    lay(settings, FILES)
    folder = fetch("toy", settings, silent)
    os.utime(folder / "a.bin", (1, 1))
    assert resolve("toy", settings)


def test_files_laid_by_hand_are_accepted_by_their_hash(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    for path, content in FILES.items():
        target = settings.models_cache / "toy" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    assert resolve("toy", settings)


def test_an_unknown_hash_is_recorded_said_and_then_held_to(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, {"a.bin": None})
    lay(settings, {"a.bin": b"weights"})
    lines: list[str] = []
    folder = fetch("toy", settings, lines.append)
    assert any("no known hash; recorded sha256" in line for line in lines)
    assert resolve("toy", settings)
    (folder / "a.bin").write_bytes(b"changed")
    with pytest.raises(ModelMissing, match="damaged"):
        resolve("toy", settings)


def test_an_unknown_hash_laid_by_hand_is_not_trusted(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, {"a.bin": None})
    (settings.models_cache / "toy").mkdir(parents=True)
    (settings.models_cache / "toy/a.bin").write_bytes(b"anything")
    with pytest.raises(ModelMissing, match="damaged"):
        resolve("toy", settings)


def test_a_broken_stamp_costs_a_hash_and_nothing_else(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    lay(settings, FILES)
    folder = fetch("toy", settings, silent)
    (folder / verification.STAMP_NAME).write_text("{", encoding="utf-8")
    assert resolve("toy", settings) == folder


def test_the_hub_is_not_reached_unless_allowed(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest("  - {kind: hub, repo: nobody/toy, endpoint: 'http://127.0.0.1:9'}", FILES)
    with pytest.raises(ModelMissing, match="SIMULATOR_ALLOW_DOWNLOAD"):
        fetch("toy", settings, silent)


def test_status_tells_state_size_and_sources(settings: Settings, write_manifest: ManifestWriter) -> None:
    write_manifest(FOLDER, FILES)
    assert status(settings)[0].state == "missing"
    lay(settings, FILES)
    fetch("toy", settings, silent)
    line = status(settings)[0]
    assert (line.name, line.state, line.sources) == ("toy", "ready", ("folder toy",))


def test_default_names_are_the_defaults_and_the_chosen_recogniser(
    settings: Settings, write_manifest: ManifestWriter
) -> None:
    write_manifest(FOLDER, FILES)
    assert default_names(settings) == []
    chosen = settings.model_copy(update={"stt": SpeechToTextSettings(model="toy")})
    assert default_names(chosen) == ["toy"]
    write_manifest(FOLDER, FILES, "fetched_by_default: true")
    assert default_names(settings) == ["toy"]


def test_a_read_only_cache_still_serves(settings: Settings, write_manifest: ManifestWriter, tmp_path: Path) -> None:
    write_manifest(FOLDER, FILES)
    lay(settings, FILES)
    folder = fetch("toy", settings, silent)
    (folder / verification.STAMP_NAME).unlink()
    with patch.object(tempfile, "NamedTemporaryFile", side_effect=PermissionError):
        assert resolve("toy", settings) == folder
