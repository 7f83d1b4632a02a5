"""No container engine runs in CI: the Dockerfile is linted, and its steps are held against those of `make setup`."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_linter_has_nothing_to_say() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    found = subprocess.run([linter, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_it_builds_with_the_steps_of_make_setup() -> None:
    assert "RUN make setup" in DOCKERFILE
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    scripts = set(re.findall(r"tools/\w+\.sh|requirements/apt-run\.txt", DOCKERFILE))
    assert scripts == {"tools/system_packages.sh", "requirements/apt-run.txt"}
    assert all(name in makefile for name in scripts), "the second stage runs what make runs"


def test_the_service_runs_without_rights_and_is_what_serve_starts() -> None:
    last_user = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1]
    assert last_user not in {"root", "0"}
    assert 'ENTRYPOINT [".venv/bin/simulator"]' in DOCKERFILE
    assert 'CMD ["serve"]' in DOCKERFILE


def test_everything_it_copies_is_in_the_repository() -> None:
    copied = [
        source for line in re.findall(r"^COPY (?!--)(.+)$", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]
    ]
    assert copied
    assert all((ROOT / source).exists() for source in copied)
