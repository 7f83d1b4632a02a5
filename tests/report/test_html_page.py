"""The page: accessible, printable, safe."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from simulator import report
from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.report import render

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Tags with their attributes, and whether every element was closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"closing {tag} with nothing open"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page_of(whole: RehearsalReport, audience: Audience = "trainee", language: Language = "nl") -> Page:
    return Page(render(whole, format="html", audience=audience, language=language).decode())


@pytest.mark.parametrize("audience", ["trainee", "trainer", "hr"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_well_formed_and_accessible(audience: Audience, language: Language, good: RehearsalReport) -> None:
    page = page_of(good, audience, language)
    assert page.open == []
    assert page.all("html")[0]["lang"] == language
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert all(attrs.get("scope") in {"col", "row"} for attrs in page.all("th"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    labels = {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs}
    assert {id_ for label in labels for id_ in (label or "").split()} <= set(ids)
    assert all(attrs.get("role") == "img" for attrs in page.all("svg"))


def test_page_has_no_script_and_fetches_nothing(good: RehearsalReport) -> None:
    page = page_of(good)
    assert not page.all("script")
    assert not [a for _, attrs in page.tags for a in attrs if a == "src" or a.startswith("on")]
    links = [attrs["href"] or "" for _, attrs in page.tags if "href" in attrs]
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links), "a link leads to a turn on this page"
    assert "url(http" not in render(good, format="html", audience="trainee", language="nl").decode()


def test_first_page_says_keep_change_and_the_moment(mediocre: RehearsalReport) -> None:
    text = " ".join(page_of(mediocre).text.split())
    keep, change = mediocre.feedback.advice
    assert keep.text.nl in text
    assert change.text.nl in text
    assert "wij uw contract stopzetten op 30 november" in text
    assert text.index(keep.text.nl) < text.index(change.text.nl) < text.index("Het gesprek in de tijd")
    assert "66,6" in text


def test_unsaid_news_shows_what_was_to_be_told(terrible: RehearsalReport) -> None:
    text = page_of(terrible).text
    assert "Uw contract stopt op 30 november." in text
    assert "Het totaal is begrensd" in text


def test_legal_flags_stand_apart_with_source_and_advice(terrible: RehearsalReport) -> None:
    page = render(terrible, format="html", audience="trainee", language="nl").decode()
    legal = page[page.index('id="legal"') : page.index('id="transcript"')]
    assert "ge zijt hier te oud voor" in legal
    assert "Antidiscriminatiewet 10-5-2007 (nagekeken 2026-11-01)" in legal
    assert "Vraag HR of juridisch advies." in legal
    assert "Securex 18-1-2024, nagekeken op 1 november 2026" in legal
    lines = re.findall("<li>(.*?)</li>", legal, re.DOTALL)
    assert len(lines) == 2
    assert all("Vraag HR of juridisch advies." in line for line in lines)


def test_transcript_marks_the_words_and_says_what_is_better(mediocre: RehearsalReport) -> None:
    page = render(mediocre, format="html", audience="trainee", language="nl").decode()
    assert '<mark class="fault">gewoon<sup>&#8288;1</sup></mark>' in page
    assert '<mark class="core">wij uw contract stopzetten op 30 november<sup>&#8288;2</sup></mark>' in page
    assert "<b>Zeg liever:</b> “Wij beëindigen uw contract.”" in page


def test_hostile_words_stay_words(hostile: RehearsalReport) -> None:
    page = page_of(hostile)
    assert page.open == []
    assert not page.all("script")
    assert "<script>alert(1)</script>" in page.text
    assert "مرحبا" in page.text
    assert "👩‍💼" in page.text
    assert "\x00" not in page.text
    assert any(attrs.get("dir") == "auto" for attrs in page.all("p"))


def test_unusable_sound_has_no_norm(good: RehearsalReport) -> None:
    """The example's turns hold under ten seconds of voice each, and its five turns together more."""
    assert "Verhoeven" in page_of(good).text
    short = replace(good, talk=replace(good.talk, turns=good.talk.turns[:3]))
    text = page_of(short).text
    assert "geen norm toegepast: minder dan 10 s bruikbare stem" in text
    assert "Verhoeven" not in text


def test_colours_can_be_read() -> None:
    """WCAG 2.2 AA: 4.5 to 1 for every pair of ink and ground the page uses."""
    css = (Path(report.__file__).parent / "templates/report.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", css))
    pairs = [("ink", "paper"), ("muted", "paper"), ("you", "paper"), ("fault", "paper"), ("good", "paper"),
             ("ink", "fault-soft"), ("ink", "good-soft")]  # fmt: skip
    for ink, ground in pairs:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_grey_print_keeps_you_and_the_other_apart() -> None:
    css = (Path(report.__file__).parent / "templates/timeline.svg.j2").read_text("utf-8")
    you, other = "#1d5060", "#b9c1c5"
    assert you in css
    assert other in css
    assert contrast(you, other) > 3
