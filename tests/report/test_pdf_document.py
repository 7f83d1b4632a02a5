"""Paper: the same bytes, tagged, and one clear line where it cannot be made."""

import builtins
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pypdf
import pytest

from simulator.errors import Unavailable
from simulator.flow.report import RehearsalReport
from simulator.report import render


def pdf_of(whole: RehearsalReport, audience: str = "trainee") -> bytes:
    return render(whole, format="pdf", audience=audience, language="nl")  # type: ignore[arg-type]


@pytest.mark.slow
def test_same_bytes_and_no_date(mediocre: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    first = pdf_of(mediocre)
    assert first == pdf_of(mediocre)
    reader = pypdf.PdfReader(io.BytesIO(first))
    assert reader.metadata is not None
    assert "/CreationDate" not in reader.metadata
    assert "/ModDate" not in reader.metadata
    assert reader.metadata.title == "Een C4-gesprek · Oefenverslag"


@pytest.mark.slow
def test_first_page_carries_what_matters_and_the_file_is_tagged(mediocre: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(mediocre)))
    first = reader.pages[0].extract_text()
    for text in ("Dit ging goed", "Eén ding om te veranderen", "Het moment van het nieuws", "66,6"):
        assert text in first
    root = reader.root_object
    assert str(root["/MarkInfo"]) == "{'/Marked': True}"
    assert str(root["/Lang"]) == "nl"
    assert len(reader.pages) <= 5


@pytest.mark.slow
def test_paper_says_what_it_is_to_a_screen_reader(good: RehearsalReport) -> None:
    """What PDF/UA-1 asks and pypdf can see: it is claimed, titled, tagged, and every drawing has its words."""
    pytest.importorskip("weasyprint")
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(good)))
    root = reader.root_object
    described = root["/Metadata"].get_object()
    assert isinstance(described, pypdf.generic.StreamObject)
    assert 'pdfuaid:part="1"' in described.get_data().decode()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    tags = list(_tags(root["/StructTreeRoot"].get_object()))
    names = {str(tag["/S"]) for tag in tags}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure", "/Link"} <= names
    figures = [tag for tag in tags if tag["/S"] == "/Figure"]
    assert len(figures) >= 2
    assert all(str(figure.get("/Alt", "")) for figure in figures)


@pytest.mark.slow
def test_every_page_has_its_number_and_title_and_the_file_its_bookmarks(mediocre: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(mediocre)))
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert f"{number} / {len(reader.pages)}" in text
        assert "Oefenverslag · Een C4-gesprek" in text
    titles = list(_titles(reader.outline))
    assert titles[0] == "Een C4-gesprek"
    assert {"Onderdelen", "Het gesprek, uitgeschreven", "Volgende oefening"} <= set(titles)


def _titles(marks: Any) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, list):
            yield from _titles(mark)
        else:
            yield str(mark.title)


def _tags(node: Any) -> Iterator[Any]:
    """Every structure element below a node."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif hasattr(node, "get"):
        if "/S" in node:
            yield node
        if "/K" in node and not isinstance(node["/K"], int):
            yield from _tags(node["/K"])


@pytest.mark.slow
def test_hr_paper_says_what_it_is_for_and_quotes_nothing(mediocre: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(mediocre, "hr")))
    text = "".join(page.extract_text() for page in reader.pages)
    assert all("Opleiding, niet voor evaluatie" in page.extract_text() for page in reader.pages)
    assert "contract" not in text


@pytest.mark.slow
def test_hostile_words_reach_paper(hostile: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf_of(hostile))).pages)
    assert "HYPERLINK" in text.replace("\x00", "")  # pypdf reads the two-byte codes of some fonts as pairs


def test_without_weasyprint_one_line_says_what_to_do(
    mediocre: RehearsalReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(
        name: str, globals_: Mapping[str, object] | None = None, locals_: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (), level: int = 0,
    ) -> object:  # fmt: skip
        if name == "weasyprint":
            raise ImportError(name)
        return real(name, globals_, locals_, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(Unavailable) as told:
        pdf_of(mediocre)
    assert "rechtuit[pdf]" in str(told.value)
    assert "\n" not in str(told.value)
