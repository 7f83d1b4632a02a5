"""What PDF/UA-1 asks of the tags of a paper, where WeasyPrint alone leaves it unmet. Checked by hand with outloud 0.2.1
and pdfua 0.1.3 (PyPI), which are too heavy to install for a test; these are the findings they had."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from simulator.flow.labels import Audience
from simulator.flow.local_text import LocalText
from simulator.flow.report import RehearsalReport
from simulator.report import render
from simulator.report.formats.certificate import Certificate, CertifiedTalk, render_certificate

pytestmark = pytest.mark.slow
TEXT = LocalText("Een gesprek", "Un entretien", "A talk")


@pytest.fixture(params=["trainee", "trainer", "hr", "certificate"])
def paper(request: pytest.FixtureRequest, mediocre: RehearsalReport) -> pypdf.PdfReader:
    pytest.importorskip("weasyprint")
    if request.param == "certificate":
        at = datetime(2026, 11, 23, tzinfo=UTC)
        content = render_certificate(
            Certificate("An", (CertifiedTalk(at, TEXT, 60_000),), at), format="pdf", language="fr"
        )
    else:
        audience: Audience = request.param
        content = render(mediocre, format="pdf", audience=audience, language="fr")
    return pypdf.PdfReader(io.BytesIO(content))


def tags(paper: pypdf.PdfReader) -> Iterator[tuple[Any, Any]]:
    """Every structure element with the one above it."""
    root = paper.root_object["/StructTreeRoot"].get_object()
    yield from _below(root, root["/K"])  # type: ignore[index]


def _below(above: Any, kids: Any) -> Iterator[tuple[Any, Any]]:
    kids = kids.get_object()
    for kid in kids if isinstance(kids, list) else [kids]:
        tag = kid.get_object()
        if isinstance(tag, dict) and "/S" in tag:
            yield above, tag
            yield from _below(tag, tag["/K"])


def names_below(tag: Any) -> list[str]:
    kids = (kid.get_object() for kid in tag["/K"])
    return [str(kid["/S"]) for kid in kids if isinstance(kid, dict) and "/S" in kid]


def test_every_header_cell_says_what_it_heads(paper: pypdf.PdfReader) -> None:
    heads = [(above, tag) for above, tag in tags(paper) if tag["/S"] == "/TH"]
    assert heads
    for row, tag in heads:
        group = row["/P"].get_object()["/S"]
        assert tag["/A"]["/Scope"] == ("/Column" if group == "/THead" else "/Row")


def test_only_items_stand_in_a_list_and_a_term_stands_beside_its_words(paper: pypdf.PdfReader) -> None:
    lists = [tag for _, tag in tags(paper) if tag["/S"] == "/L"]
    assert lists
    for tag in lists:
        assert set(names_below(tag)) == {"/LI"}
    facts = lists[0]
    assert all(names_below(item.get_object()) == ["/Lbl", "/LBody"] for item in facts["/K"])
    assert all(above["/S"] == "/L" for above, tag in tags(paper) if tag["/S"] == "/LI")
    assert all(tag["/P"].get_object() == above for above, tag in tags(paper) if tag["/S"] in {"/Lbl", "/LBody"})


def test_no_mark_is_empty_and_headings_nest(paper: pypdf.PdfReader) -> None:
    assert not [tag for _, tag in tags(paper) if tag["/S"] in {"/Span", "/Div", "/NonStruct"} and not tag["/K"]]
    depths = [int(str(tag["/S"])[2:]) for _, tag in tags(paper) if str(tag["/S"]) in {f"/H{n}" for n in range(1, 7)}]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(depths))


def test_running_lines_are_artifacts_and_all_else_is_tagged(paper: pypdf.PdfReader) -> None:
    reachable = {tag.indirect_reference.idnum for _, tag in tags(paper)}
    parents = paper.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    for number, page in enumerate(paper.pages):
        elements = parents[2 * number + 1]
        operations = pypdf.generic.ContentStream(page["/Contents"].get_object(), paper).operations
        marked = [operands for operands, operator in operations if operator == b"BDC"]
        pagination = [told for name, told in marked if name == "/Artifact" and told.get("/Type") == "/Pagination"]
        assert len(pagination) >= 1, "the number of the page"
        for _, told in marked:
            if "/MCID" in told:
                assert elements[told["/MCID"]].get_object().indirect_reference.idnum in reachable


def test_a_link_is_printed_and_says_where_it_leads(mediocre: RehearsalReport) -> None:
    pytest.importorskip("weasyprint")
    content = render(mediocre, format="pdf", audience="trainee", language="fr")
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    links = [link.get_object() for page in pages for link in page.get("/Annots", ())]
    assert links
    assert {link["/F"] for link in links} == {4}
    assert all(str(link["/Contents"]).startswith("tour ") for link in links)
