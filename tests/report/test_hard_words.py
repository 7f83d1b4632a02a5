"""Formulas, markup, right-to-left text, emoji, broken characters, endless words and endless talks, in every format."""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from simulator.flow.report import RehearsalReport
from simulator.report import render
from simulator.report.formats import pdf_document
from simulator.report.formats.xlsx_workbook import CELL_CHARS_MAX
from simulator.report.safe_text import WORD_MOST, ZERO_WIDTH_SPACE, breakable, clean, without_formula
from tests.report.hard_words import HARD_WORDS, long_talk, saying, saying_once
from tests.report.test_html_page import Page

ANYTHING = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.text(st.sampled_from("=+-@\t\r\n|'\"<>&{}%_x0041;, \x00\u202e\ufeff"), max_size=20),
    st.sampled_from(sorted(HARD_WORDS.values(), key=len)[:-1]),
)
FORMULA_STARTS = set("=+-@\t\r\n＝＋－＠|")


def one_line(text: str) -> str:
    """As a parser of XML or CSV hands it back: every kind of line end is one."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
@example(HARD_WORDS["out_of_style"])
def test_html_stays_one_page_of_ours(words: str) -> None:
    page = Page(render(saying(words), format="html", audience="trainee", language="nl").decode())
    assert page.open == []
    assert not page.all("script")
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert len(page.all("style")) == 1
    if said := one_line(clean(words)).strip():
        assert said in one_line(page.text)


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_csv_gives_the_words_back_and_no_formula(words: str) -> None:
    data = render(saying(words), format="csv", audience="trainee", language="nl").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data, newline="")))
    said = [row[5] for row in rows if row[0] == "turn"]
    assert said == [without_formula(words)] * len(said)
    assert said
    invisible = " \N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
    assert not [cell for row in rows for cell in row if cell.lstrip(invisible)[:1] in FORMULA_STARTS - {""}]


@settings(max_examples=15, deadline=None)
@given(ANYTHING)
@example(HARD_WORDS["excel_escape"])
@example("_x0000_")
def test_xlsx_gives_the_words_back_as_text(words: str) -> None:
    data = render(saying(words), format="xlsx", audience="trainee", language="nl")
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert len({row[4].value for row in book["Tekst"].iter_rows(min_row=2)}) == 1
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = ET.fromstring(archive.read("xl/sharedStrings.xml"))
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/sheet" in name]
    # Read from the file itself: openpyxl takes `x005F_` away, but leaves the rest of Excel's escapes (_x000D_).
    kept = {one_line(unescape("".join(string.itertext()))) for string in strings}
    assert one_line(clean(words)) in kept | {""}
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet]


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_json_and_xapi_give_the_words_back(words: str) -> None:
    whole = saying(words)
    document = json.loads(render(whole, format="json", audience="trainee", language="nl"))
    assert {turn["text"] for turn in document["turns"]} == {clean(words)}
    statements = json.loads(render(whole, format="xapi", audience="trainee", language="nl"))
    assert statements[0]["object"]["definition"]["name"]["nl-BE"] == clean(words or "x")


@pytest.mark.slow
@pytest.mark.parametrize("name", HARD_WORDS)
def test_paper_carries_all_of_them(name: str) -> None:
    pytest.importorskip("weasyprint")
    words = HARD_WORDS[name]
    whole = saying_once(words) if name == "long_word" else saying(words)
    reader = pypdf.PdfReader(io.BytesIO(render(whole, format="pdf", audience="trainee", language="nl")))
    text = "".join(page.extract_text() for page in reader.pages)
    letters = max(re.findall("[a-zA-Z]+", words), key=len, default="")[:12]
    assert letters in text.replace("\x00", "").replace("\n", "")
    assert "Onderdelen" in text.replace("\x00", "")
    assert not [name for page in reader.pages for name in page.get("/AA", {})]


@given(
    st.lists(
        st.sampled_from(["a", "é", "e\N{COMBINING ACUTE ACCENT}", "a\N{COMBINING TILDE}", "👩‍💼", "👍🏽"]), min_size=120
    )
)
def test_breaking_a_word_changes_no_character_and_splits_none(characters: list[str]) -> None:
    text = "".join(characters)
    broken = breakable(text)
    assert broken.replace(ZERO_WIDTH_SPACE, "") == text
    pieces = broken.split(ZERO_WIDTH_SPACE)
    assert not [
        p for p in pieces[1:] if p[:1] in set("\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}\N{ZERO WIDTH JOINER}🏽")
    ]
    assert not [p for p in pieces[:-1] if p.endswith("\N{ZERO WIDTH JOINER}")]
    assert max(map(len, pieces)) <= WORD_MOST
    assert breakable("kort en goed") == "kort en goed"


def test_an_endless_word_is_cut_where_excel_ends() -> None:
    whole = saying("x" * 40_000)
    book = openpyxl.load_workbook(io.BytesIO(render(whole, format="xlsx", audience="trainee", language="nl")))
    said = {str(row[4].value) for row in book["Tekst"].iter_rows(min_row=2)}
    assert said == {"x" * (CELL_CHARS_MAX - 1) + "…"}
    assert "x" * 40_000 in render(whole, format="html", audience="trainee", language="nl").decode()


@pytest.fixture(scope="module")
def endless() -> RehearsalReport:
    return long_talk(10_000)


def test_ten_thousand_lines_are_all_there(endless: RehearsalReport) -> None:
    page = render(endless, format="html", audience="trainee", language="nl").decode()
    assert page.count('<div class="turn ') == 10_000
    data = render(endless, format="csv", audience="trainee", language="nl").decode("utf-8-sig")
    assert sum(line.startswith("turn,") for line in data.splitlines()) == 10_000
    document = json.loads(render(endless, format="json", audience="trainee", language="nl"))
    assert len(document["turns"]) == 10_000


@pytest.mark.slow
def test_ten_thousand_lines_fit_in_a_workbook(endless: RehearsalReport) -> None:
    data = render(endless, format="xlsx", audience="trainee", language="nl")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    assert sum(1 for _ in book["Tekst"].iter_rows()) == 10_001


def test_their_drawing_stays_small(endless: RehearsalReport) -> None:
    page = render(endless, format="html", audience="trainee", language="nl").decode()
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert drawing.count("v18h-") < 1_500
    assert len(drawing) < 300_000


@pytest.mark.slow
def test_paper_stops_at_a_line_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("weasyprint")
    monkeypatch.setattr(pdf_document, "LINES_MOST", 20)
    whole = long_talk(300)
    reader = pypdf.PdfReader(io.BytesIO(render(whole, format="pdf", audience="trainee", language="nl")))
    text = " ".join("".join(page.extract_text() for page in reader.pages).replace("\x00", "").split())
    assert "de eerste 20 beurten; 280 andere staan in HTML" in text
    shorter = pypdf.PdfReader(io.BytesIO(render(long_talk(20), format="pdf", audience="trainee", language="nl")))
    assert len(reader.pages) <= len(shorter.pages) + 1
