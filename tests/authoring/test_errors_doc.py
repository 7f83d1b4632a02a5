"""docs/trainer/errors.md knows every code, and no other."""

import re

from simulator.authoring.codes import CODES
from tests.authoring.written import ROOT

PAGE = ROOT / "docs" / "trainer" / "errors.md"


def test_every_code_is_documented_with_a_fix_and_none_is_invented() -> None:
    sections = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    documented = {section.split()[0]: section for section in sections}
    assert documented.keys() == CODES.keys()
    for code, meaning in CODES.items():
        assert documented[code].startswith(f"{code} {meaning}\n"), code
        assert "**Fix.**" in documented[code], code
