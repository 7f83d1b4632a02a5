"""Every finding in the trainer's language: what trainers do wrong is told in Dutch and French."""

from pathlib import Path

import pytest

from simulator.authoring import check
from simulator.authoring.finding import Finding
from simulator.authoring.finding_words import said_in, told_in
from tests.authoring.test_defects import DEFECTS
from tests.authoring.written import change


def findings_of(original: Path, folder: Path, old: str, new: str) -> tuple[Finding, ...]:
    return check([change(original, folder, old, new).path]).findings


@pytest.mark.parametrize(("original", "old", "new"), [row[1:4] for row in DEFECTS], ids=[row[0] for row in DEFECTS])
def test_a_defect_is_told_in_dutch_and_french(original: Path, old: str, new: str, tmp_path: Path) -> None:
    for finding in findings_of(original, tmp_path, old, new):
        for language in ("nl", "fr"):
            message, remedy = told_in(finding, language)
            assert message != finding.message, finding.message
            assert remedy != finding.remedy or not remedy, finding.remedy
        assert told_in(finding, "en") == (finding.message, finding.remedy)


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("there is no field 'briefng' here.", "hier bestaat geen veld 'briefng'."),
        ("until_s: input should be a valid number.", "until_s: hier hoort een getal."),
        ("'x' does not speak 'fr'.", "'x' spreekt geen 'fr'."),
        ("this never holds: nothing is said in a silence.", "dit geldt nooit: in een stilte wordt niets gezegd."),
        ("phases.0.until_s: input should be greater than 0.", "phases.0.until_s: hier hoort meer dan 0."),
    ],
)
def test_names_and_numbers_stay(english: str, dutch: str) -> None:
    assert said_in(english, "nl") == dutch


def test_what_nobody_translated_stays_readable() -> None:
    assert said_in("a sentence of tomorrow.", "fr") == "a sentence of tomorrow."
