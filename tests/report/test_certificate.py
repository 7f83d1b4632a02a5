"""The record of practice time: adds up, prints, claims nothing."""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import BadInput
from simulator.flow.labels import LANGUAGES, Language
from simulator.report.formats.certificate import Certificate, CertifiedTalk, render_certificate, told_length
from simulator.report.texts import texts
from tests.feedback.talks import text
from tests.report.conftest import HOSTILE
from tests.report.test_html_page import Page

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
THREE = Certificate(
    "An Peeters",
    tuple(CertifiedTalk(NOON + timedelta(days=n), text(f"Gesprek {n}"), 61_000 * (n + 20)) for n in range(3)),
    NOON + timedelta(days=9),
)


def page_of(certificate: Certificate, language: Language = "nl") -> str:
    return render_certificate(certificate, format="html", language=language).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_name_days_titles_lengths_and_total(language: Language) -> None:
    page = Page(page_of(THREE, language))
    words = texts(language)
    assert page.open == []
    assert page.all("html")[0]["lang"] == language
    for told in (
        "An Peeters",
        words.of(THREE.talks[2].title),
        "20 min 20 s",
        f"1 {words('certificate.hours')} 4 min 3 s",
    ):
        assert told in page.text
    assert words("certificate.not_vov") in page.text
    assert words("certificate.law_source") in page.text
    assert words("page.not_for_evaluation") in page.text


def test_it_claims_no_recognition_and_sends_to_hr() -> None:
    for language in LANGUAGES:
        words = texts(language)
        assert re.search(r"\b(geen|n'est pas|no) ", words("certificate.not_vov"))
        assert words.written_day(date(2026, 11, 23)) in words("certificate.law_source")
        assert re.search(r"\b(HR|RH)\b", words("certificate.law_source"))


@pytest.mark.parametrize(
    ("length_ms", "told"),
    [(0, "0 min"), (59_999, "0 min 59 s"), (60_000, "1 min"), (3_600_000, "1 u"), (3_661_999, "1 u 1 min 1 s")],
)
def test_lengths_as_people_write_them(length_ms: int, told: str) -> None:
    assert told_length(texts("nl"), length_ms) == told


@given(st.integers(0, 10**9))
def test_a_length_is_never_told_longer_than_it_was(length_ms: int) -> None:
    told = {unit: int(n) for n, unit in re.findall(r"(\d+) (u|min|s)\b", told_length(texts("nl"), length_ms))}
    seconds = 3600 * told.get("u", 0) + 60 * told.get("min", 0) + told.get("s", 0)
    assert seconds == length_ms // 1000


@given(st.lists(st.integers(0, 7_200_000), min_size=1, max_size=20))
def test_the_total_is_the_sum(lengths_ms: list[int]) -> None:
    talks = tuple(CertifiedTalk(NOON, text("x"), length) for length in lengths_ms)
    certificate = Certificate(None, talks, NOON)
    assert certificate.total_ms == sum(lengths_ms)
    assert page_of(certificate).count(f"<strong>{told_length(texts('nl'), sum(lengths_ms))}</strong>") == 2


def test_on_paper_every_page_says_what_it_is_and_what_it_is_not() -> None:
    many = Certificate("An", tuple(CertifiedTalk(NOON, text(f"Gesprek {n}"), 61_000) for n in range(90)), NOON)
    reader = pypdf.PdfReader(io.BytesIO(render_certificate(many, format="pdf", language="nl")))
    assert len(reader.pages) > 1
    assert all("Opleiding, niet voor evaluatie" in " ".join(page.extract_text().split()) for page in reader.pages)
    whole = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "1 u 31 min 30 s" in whole
    assert "geeft op zich geen recht op Vlaams opleidingsverlof" in whole


def test_a_hostile_name_is_only_text() -> None:
    page = page_of(Certificate(HOSTILE, THREE.talks, NOON))
    assert "<script" not in page
    assert "مرحبا 👩‍💼" in page


def test_what_cannot_be_made_is_said() -> None:
    with pytest.raises(BadInput, match="no certificate format called 'docx'"):
        render_certificate(THREE, format="docx", language="nl")  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="no talk to certify"):
        page_of(Certificate("An", (), NOON))
