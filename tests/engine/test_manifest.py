from pathlib import Path

import pytest

from simulator.engine import load_manifests
from simulator.engine.manifest import load_manifest
from simulator.errors import BadInput
from simulator.settings import SOURCE_DIR

GOOD = """\
name: toy
task: test
languages: [nl]
licence: MIT
files:
  - {path: a.bin, sha256: null}
sources:
  - {kind: folder, path: toy}
"""


def test_every_manifest_we_ship_loads() -> None:
    manifests = load_manifests(SOURCE_DIR / "models")
    assert {"whisper-base", "whisper-small", "whisper-large-v3-turbo", "smart-turn"} <= set(manifests)
    for manifest in manifests.values():
        carried = {f.path for f in manifest.files}
        for source in manifest.sources:
            assert set(getattr(source, "members", {})) <= carried, f"{manifest.name}: {source.kind} names unknown files"


def test_what_installs_without_a_hub_has_every_hash() -> None:
    manifests = load_manifests(SOURCE_DIR / "models")
    default = [m for m in manifests.values() if m.fetched_by_default]
    assert default
    assert all(f.sha256 for m in default for f in m.files)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("licence: MIT", "licence: MIT\nlicense: MIT"), "license"),
        (("path: a.bin", "path: ../a.bin"), r"files\.0\.path"),
        (("path: a.bin", "path: /etc/passwd"), r"files\.0\.path"),
        (("sha256: null", "sha256: abc"), "sha256"),
        (("kind: folder", "kind: ftp"), "ftp"),
        (("name: toy", "name: other"), "Make it 'toy'"),
        (("languages: [nl]", "languages: [nl"), "toy.yaml:"),
        (("task: test\n", ""), "task"),
    ],
)
def test_a_wrong_manifest_is_said_with_file_and_field(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    path = tmp_path / "toy.yaml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(BadInput, match=said) as caught:
        load_manifest(path)
    assert str(path) in str(caught.value)


def test_a_requirement_must_be_pinned(tmp_path: Path) -> None:
    path = tmp_path / "toy.yaml"
    loose = "  - {kind: pypi, requirements: [toy>=1], members: {a.bin: [toy/a.bin]}}"
    path.write_text(GOOD.replace("  - {kind: folder, path: toy}", loose), encoding="utf-8")
    with pytest.raises(BadInput, match="requirements"):
        load_manifest(path)
