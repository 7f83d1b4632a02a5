"""What is generated is fresh, what is linked exists, and every setting says what it does."""

import re
from pathlib import Path

import pytest

from simulator.settings import Settings
from tools.generate_docs import settings_page

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_settings_page_is_what_the_settings_say() -> None:
    page = (ROOT / "docs/operator/settings.md").read_text(encoding="utf-8")
    assert page == settings_page(), "run: make docs"


def test_every_setting_says_what_it_does() -> None:
    silent = [
        name for name, field in Settings.model_fields.items() if field.annotation is str and not field.description
    ]
    assert silent == []
    assert not re.search(r"\|\s*\|$", settings_page(), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert broken == []


def test_every_command_of_the_readme_exists() -> None:
    from simulator.cli.main import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    known |= {group.name for group in app.registered_groups if group.name}
    used = set(re.findall(r"^(?:echo .* \| )?simulator (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert used
    assert used <= known


def test_ci_calls_what_the_readme_says() -> None:
    assert (ROOT / ".ci/run").read_text().strip().splitlines()[-1] == "exec make test"
