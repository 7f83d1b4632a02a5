"""Makes src/simulator/fonts again from the full fonts: `python -m tools.fonts FOLDER` after, in that FOLDER,

    npm install --ignore-scripts @expo-google-fonts/{source-sans-3,source-serif-4,arimo,tinos,roboto}

Source Sans 3 and Source Serif 4, cut to what Dutch, French and English need and the names of people in the Union.
"Source" is a reserved font name (OFL, condition 3), so what is cut is called Rechtuit Sans and Rechtuit Serif.
"""

import argparse
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT: Final = Path(__file__).resolve().parent.parent
FONTS: Final = ROOT / "src/simulator/fonts"

LETTERS: Final = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: every official language of the Union in Latin script
    *range(0x218, 0x21C),  # Romanian
    *range(0x300, 0x304), 0x1E9E,
    *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033,
    0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713,
]  # fmt: skip
FEATURES: Final = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum"]


@dataclass(frozen=True, slots=True)
class Face:
    """One file that is shipped."""

    file: str
    source: str
    """npm package, then its file."""
    family: str
    weight: str
    """What CSS it stands for."""
    style: str = "normal"


SANS, SERIF = "Rechtuit Sans", "Rechtuit Serif"
FACES: Final = [
    Face("text-400", "source-sans-3/400Regular/SourceSans3_400Regular", SANS, "400"),
    Face("text-400-italic", "source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic", SANS, "400", "italic"),
    Face("text-600", "source-sans-3/600SemiBold/SourceSans3_600SemiBold", SANS, "600"),
    Face("heading-600", "source-serif-4/600SemiBold/SourceSerif4_600SemiBold", SERIF, "600"),
]
DEJAVU: Final = "/usr/share/fonts/truetype/dejavu"
STAND_INS: Final[dict[str, dict[str, tuple[str, tuple[str, ...]]]]] = {
    "Arial": {
        "text-400": ("arimo/400Regular/Arimo_400Regular", ("Arial", "ArialMT", "Liberation Sans", "Arimo")),
        "text-600": (
            "arimo/700Bold/Arimo_700Bold",
            ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold"),
        ),
    },
    "Roboto": {
        "text-400": ("roboto/400Regular/Roboto_400Regular", ("Roboto", "Roboto-Regular")),
        "text-600": ("roboto/700Bold/Roboto_700Bold", ("Roboto Bold", "Roboto-Bold")),
    },
    "DejaVu": {
        "text-400": (f"{DEJAVU}/DejaVuSans", ("DejaVu Sans",)),
        "text-600": (f"{DEJAVU}/DejaVuSans-Bold", ("DejaVu Sans Bold",)),
        "heading-600": (f"{DEJAVU}/DejaVuSerif-Bold", ("DejaVu Serif Bold",)),
    },
    "Times": {
        "heading-600": (
            "tinos/700Bold/Tinos_700Bold",
            ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold"),
        ),
    },
}
"""Fonts of a reader's machine, by the font of the same widths that npm has: they stand in until ours is there."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where npm installed the packages")
    packages: Path = parser.parse_args().folder / "node_modules/@expo-google-fonts"
    full = {face.file: TTFont(packages / f"{face.source}.ttf") for face in FACES}
    rules = [_stand_in(packages, full, name, file) for name, faces in STAND_INS.items() for file in faces]
    for face in FACES:
        _cut(full[face.file], face)
        rules.append(_rule(face))
    (FONTS / "fonts.css").write_text(HEAD + "\n".join(rules) + "\n", encoding="utf-8")
    shutil.copy(packages / "source-sans-3/LICENSE_FONT", FONTS / "OFL-text.txt")
    shutil.copy(packages / "source-serif-4/LICENSE_FONT", FONTS / "OFL-heading.txt")


HEAD: Final = """\
/* Written by tools/fonts.py. Source Sans 3 and Source Serif 4 (SIL OFL 1.1, beside this file), cut and so renamed.
   The first faces are fonts of the reader's own machine, stretched to the same widths and lines: nothing moves when
   ours come. */
"""


def _cut(font: TTFont, face: Face) -> None:
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    style = face.file.split("-", 1)[1]
    postscript = f"{face.family.replace(' ', '')}-{style}"
    for name_id, text in {
        1: f"{face.family} {style}",
        2: "Regular",
        3: postscript,
        4: f"{face.family} {style}",
        6: postscript,
    }.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(FONTS / f"{face.file}.woff2")


def _rule(face: Face) -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'font-display: swap; src: url("/fonts/{face.file}.woff2") format("woff2"); }}'
    )


def _stand_in(packages: Path, full: dict[str, TTFont], name: str, file: str) -> str:
    face = next(face for face in FACES if face.file == file)
    source, local = STAND_INS[name][file]
    ours, theirs = full[file], TTFont(packages / f"{source}.ttf")
    ratio = _mean_width(ours) / _mean_width(theirs)
    em = ours["head"].unitsPerEm
    lines = {"ascent": ours["hhea"].ascent, "descent": -ours["hhea"].descent, "line-gap": ours["hhea"].lineGap}
    overrides = "; ".join(f"{which}-override: {value / em / ratio:.1%}" for which, value in lines.items())
    family = f"{face.family} on {name}"
    sources = ", ".join(f'local("{one}")' for one in local)
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {face.weight}; src: {sources}; '
        f"size-adjust: {ratio:.1%}; {overrides}; }}"
    )


def _mean_width(font: TTFont) -> float:
    """In ems, of a letter as often as our own pages use it."""
    used = Counter(
        "".join(path.read_text("utf-8") for path in sorted((ROOT / "src/simulator/report/texts").glob("*.yaml")))
    )
    letters = {letter: count for letter, count in used.items() if letter.isalpha() or letter == " "}
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    total = sum(count * widths[glyphs[ord(letter)]][0] for letter, count in letters.items())
    return float(total / sum(letters.values()) / font["head"].unitsPerEm)


if __name__ == "__main__":
    main()
