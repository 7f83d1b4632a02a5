"""A report carries its typefaces, and paper is set in them."""

import io
import re
from base64 import b64decode
from pathlib import Path

import pypdf
import pytest

import simulator
from simulator.flow.report import RehearsalReport
from simulator.report import render
from simulator.report.typefaces import embedded

FONTS = Path(simulator.__file__).parent / "fonts"


def test_every_face_is_embedded_and_nothing_is_left_to_fetch() -> None:
    found = re.findall(r"url\(([^)]*)\)", embedded())
    fonts = {b64decode(address.removeprefix("data:font/woff2;base64,")) for address in found}
    assert fonts == {file.read_bytes() for file in FONTS.glob("*.woff2")}
    assert "local(" not in embedded()


def test_a_page_is_the_same_wherever_it_is_kept(good: RehearsalReport) -> None:
    page = render(good, format="html", audience="trainee", language="nl").decode()
    assert embedded() in page
    assert set(re.findall(r"url\((\w+):", page)) == {"data"}
    assert len(page) < 200_000, "a page that can be mailed"


@pytest.mark.slow
def test_paper_is_set_in_them_alone(good: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    paper = pypdf.PdfReader(io.BytesIO(render(good, format="pdf", audience="trainee", language="nl")))
    fonts = [page["/Resources"]["/Font"].values() for page in paper.pages]  # type: ignore[index]
    names = {str(font.get_object()["/BaseFont"]).split("+")[1] for some in fonts for font in some}
    assert names == {"Rechtuit-Sans", "Rechtuit-Sans-Italic", "Rechtuit-Sans-Semi-Bold", "Rechtuit-Serif-Semi-Bold"}
