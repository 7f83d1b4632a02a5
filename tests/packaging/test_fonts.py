"""The typefaces that are shipped: with their licence, under a name that may be used, with every letter we write."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "src/simulator/fonts"
FILES = sorted(FONTS.glob("*.woff2"))
WRITTEN = [
    *ROOT.glob("src/simulator/report/texts/*.yaml"), *ROOT.glob("src/simulator/report/templates/*.j2"),
    *ROOT.glob("src/simulator/api/sign_in/texts/*.yaml"), *ROOT.glob("web/src/**/i18n/*.ts"),
    *ROOT.glob("scenarios/**/*.yaml"), *ROOT.glob("personas/**/*.yaml"),
]  # fmt: skip
NAMES = "Łukasz Şahin Dvořák Núñez Ștefan Żółć Åse Čapek Ğ Œuvre Ÿ Ő ſ"
"""Of people in an organisation in Belgium, whatever the language their name is of."""


def test_the_stylesheet_names_every_file_and_no_other() -> None:
    style = (FONTS / "fonts.css").read_text("utf-8")
    assert FILES
    assert set(re.findall(r"/fonts/([\w-]+\.woff2)", style)) == {file.name for file in FILES}
    assert style.count("font-display: swap") == len(FILES)
    assert style.count("size-adjust") == style.count('src: local("')


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_is_small_has_our_letters_and_does_not_use_a_reserved_name(file: Path) -> None:
    assert file.stat().st_size < 30_000
    font = TTFont(file)
    if file.stem.startswith("text"):
        used = {letter for path in WRITTEN for letter in path.read_text("utf-8") + NAMES if not letter.isspace()}
        assert {letter for letter in used if ord(letter) not in font.getBestCmap()} <= {"\u2060"}
    for name_id in (1, 3, 4, 6, 16):
        assert "Source" not in (font["name"].getDebugName(name_id) or ""), "reserved (OFL, condition 3)"
    assert "Adobe" in font["name"].getDebugName(0)


def test_the_package_holds_them_with_their_licences() -> None:
    shipped = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    wanted = {f"simulator/fonts/{path.name}" for path in FONTS.iterdir()}
    assert wanted <= shipped
    licences = [path.read_text("utf-8") for path in FONTS.glob("OFL-*.txt")]
    assert len(licences) == 2
    assert all("SIL Open Font License, Version 1.1" in text for text in licences)
    assert all(re.match(r"Copyright .*(Adobe|adobe-fonts)", text) for text in licences)
