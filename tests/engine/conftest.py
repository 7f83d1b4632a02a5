import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.settings import Settings

ManifestWriter = Callable[..., None]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "models").mkdir()
    return Settings(models_dir=tmp_path / "models", models_cache=tmp_path / "cache")


@pytest.fixture
def write_manifest(settings: Settings) -> ManifestWriter:
    """Writes models/toy.yaml for files with these contents; None: the manifest does not know the hash."""

    def write(sources: str, files: dict[str, bytes | None], extra: str = "") -> None:
        lines = ["name: toy", "task: test", "languages: [nl]", "licence: MIT", extra, "files:"]
        for path, content in files.items():
            sha256 = "null" if content is None else hashlib.sha256(content).hexdigest()
            lines.append(f"  - {{path: {path}, sha256: {sha256}}}")
        text = "\n".join([*lines, "sources:", sources])
        (settings.models_dir / "toy.yaml").write_text(text, encoding="utf-8")

    return write
