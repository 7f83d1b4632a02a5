"""The tags of a paper, completed where WeasyPrint 70 leaves PDF/UA-1 (ISO 14289-1) unmet; found by two validators.

Header cells get a scope, the terms of a list their words beside them, running lines become artifacts that are not read
on each page, marks without content go, and links are printed and say where they lead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Tag = Any
"""A structure element: a dictionary with a number, which WeasyPrint's writer (pydyf, untyped) makes of a box."""

_EMPTY_GOES: Final = frozenset({"/Span", "/NonStruct", "/Div"})
"""Marks that say nothing by themselves."""


def complete_tags(pdf: Any, told: Callable[[str], str]) -> None:
    """
    Args:
        pdf: as WeasyPrint hands it to a finisher (pydyf.PDF), in the middle of being written.
        told: a link's target as somebody hears it.
    """
    tree = _Tree(pdf)
    tree.walk(tree.root, "")
    _hush_running_lines(pdf, tree)
    for written in pdf.objects:
        if isinstance(written, dict) and written.get("Subtype") == "/Link":
            written["F"] = 4  # printed: ISO 32000-1, table 165
            written["Contents"] = type(written["Contents"])(told(written["Contents"].string))


@dataclass(slots=True)
class _Tree:
    """The structure elements below the document, each by its number."""

    pdf: Any
    seen: set[int] = field(default_factory=set)

    @property
    def root(self) -> Tag:
        return self.at(self.at(self.pdf.catalog["StructTreeRoot"])["K"][0])

    def at(self, reference: bytes) -> Any:
        """What "12 0 R" means."""
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, tag: Tag) -> Iterator[tuple[bytes, Tag]]:
        """Elements directly below; content and links are none."""
        for kid in tag.get("K", ()):
            if isinstance(kid, bytes) and "S" in (below := self.at(kid)):
                yield kid, below

    def walk(self, tag: Tag, part_of_table: str) -> None:
        """Mends what is below a tag, and then the tag."""
        self.seen.add(tag.number)
        if tag["S"] in {"/THead", "/TBody", "/TFoot"}:
            part_of_table = tag["S"]
        for _, below in self.kids(tag):
            self.walk(below, part_of_table)
        empty = {kid for kid, below in self.kids(tag) if below["S"] in _EMPTY_GOES and not below["K"]}
        tag["K"][:] = [kid for kid in tag["K"] if kid not in empty]
        if tag["S"] == "/TH":
            tag["A"]["Scope"] = "/Column" if part_of_table == "/THead" else "/Row"
        if tag["S"] == "/L":
            self.mend_list(tag)

    def mend_list(self, tag: Tag) -> None:
        """Only items stand in a list: a term and its words become one, and the room between items is not read."""
        for reference, below in list(self.kids(tag)):
            if below["S"] == "/Div":
                self.pair(below)
            elif below["S"] == "/Span":
                tag["K"].remove(reference)
                self.seen.remove(below.number)

    def pair(self, group: Tag) -> None:
        """A term and its words, which HTML groups in a `div`: one item of the list."""
        group["S"] = "/LI"
        for n, (reference, item) in enumerate(list(self.kids(group))):
            for inner, body in self.kids(item):
                body["S"] = "/Lbl" if n == 0 else "/LBody"
                body["P"] = item["P"]
                group["K"][group["K"].index(reference)] = inner


def _hush_running_lines(pdf: Any, tree: _Tree) -> None:
    """Titles and numbers in the margin of every page: content of no element, which is no part of what is read."""
    nums = tree.at(pdf.catalog["StructTreeRoot"])["ParentTree"]
    of_pages = tree.at(nums)["Nums"]
    for page_number, reference in enumerate(pdf.page_references):
        elements = of_pages[2 * page_number + 1]
        stray = {n for n, element in enumerate(elements) if tree.at(element).number not in tree.seen}
        stream = tree.at(tree.at(reference)["Contents"]).stream
        for place, written in enumerate(stream):
            if isinstance(written, dict) and written.get("MCID") in stray:
                stream[place - 1] = "/Artifact"
                stream[place] = type(written)({"Type": "/Pagination"})
        for n in stray:
            elements[n] = b"null"
