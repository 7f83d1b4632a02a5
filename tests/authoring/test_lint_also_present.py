# ruff: noqa: E501 - a defect is shown as it stands in the file
"""Who sits at the table too: each defect is found where it stands, with its code, and is told in Dutch and French."""

from pathlib import Path

import pytest

from simulator.authoring import check, ids_at_table, second_at_table
from simulator.authoring.finding_words import told_in
from tests.authoring.written import ROOT, change
from tests.dialogue.talks import catalog

CONFLICT = ROOT / "scenarios" / "conflict-na-vergadering.yaml"
TABLE = "  personas: [yasmina, dirk, thierry, juergen]\n"
ENGLISH = "        en:\n          - Is this about yesterday, or isn't it?\n          - I don't quite see where this is going.\n"
CHOSEN = "    - id: ik-ook\n"
FIRST = "    - id: eigen-kant\n"
ALWAYS = "    - id: altijd\n      once: false\n      when: { acts_any: [commitment, propose_solution, next_steps, follow_up, close] }\n      intent: agree\n      say: { nl: [Ja., Goed.], fr: [Oui., Bien.], en: [Yes., Fine.] }\n"
DEFECTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("a misspelt persona", TABLE, TABLE.replace("dirk", "dirck"), "SIM101", "'dirck'"),
    ("somebody twice", TABLE, TABLE.replace("dirk", "yasmina"), "SIM135", "'yasmina' stands here twice"),
    (
        "nobody left beside her",
        TABLE,
        "  personas: [yasmina, juergen, thierry]\n".replace("juergen, ", ""),
        "SIM136",
        "beside 'ines' nobody is left who speaks 'en'",
    ),
    (
        "a phase that is not there",
        "      phases: [afspraak]\n      intent: agree\n",
        "      phases: [afsprak]\n      intent: agree\n",
        "SIM102",
        "'afsprak'",
    ),
    ("one id twice", "    - id: gehoord\n", "    - id: eigen-kant\n", "SIM104", "'eigen-kant'"),
    ("no English", ENGLISH, "", "SIM137", "'waar-gaat-het-over' has no line in 'en'"),
    ("a slot that is not there", "- Goed voor mij. Stuur het mij dan ook.", "- Goed voor {mij}.", "SIM110", "{mij}"),
    ("law", "- Goed voor mij. Stuur het mij dan ook.", "- Dat is tegen de wet.", "SIM116", "states law"),
    (
        "the trainee's voice",
        "- Goed voor mij. Stuur het mij dan ook.",
        "- U klinkt zo zenuwachtig.",
        "SIM116",
        "feels or sounds",
    ),
    (
        "a silence",
        "      when: { cel: both_given_back }\n",
        "      when: { silence_s_at_least: 5 }\n",
        "SIM138",
        "after a turn, not in a silence",
    ),
    ("what is always said first", CHOSEN, ALWAYS + CHOSEN, "SIM138", "'altijd' above it"),
    ("leaving", "      intent: soften\n", "      intent: leave\n", "SIM138", "leave is for the persona"),
    (
        "an impossible condition",
        "      when: { cel: both_given_back }\n",
        "      when: { core_said: false, core_message: true }\n",
        "SIM125",
        "has told it",
    ),
    ("a misspelt name in CEL", "cel: both_given_back", "cel: both_givn_back", "SIM134", "'both_givn_back'"),
    (
        "an example's join",
        "    joins_exclude: [eigen-kant, allebei-gehoord]\n",
        "    joins_exclude: [eigen-kat]\n",
        "SIM114",
        "'eigen-kat'",
    ),
    (
        "an example that contradicts itself",
        "    joins_exclude: [eigen-kant, allebei-gehoord]\n",
        "    joins_exclude: [geen-partij]\n",
        "SIM114",
        "geen-partij is also in joins_include",
    ),
)


@pytest.mark.parametrize(("old", "new", "code", "says"), [row[1:] for row in DEFECTS], ids=[row[0] for row in DEFECTS])
def test_a_defect_is_found_where_it_stands(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    written = change(CONFLICT, tmp_path, old, new)
    found = [finding for finding in check([written.path]).findings if finding.code == code]
    assert found, check([written.path]).findings
    finding = next(one for one in found if says in one.message)
    assert finding.file == str(written.path)
    # SIM102 and the like stand at the place itself, a lacking language at its `say`
    assert written.line - 12 <= finding.line <= written.line + len(new.splitlines())
    assert finding.column >= 1
    for language in ("nl", "fr"):
        message, remedy = told_in(finding, language)
        assert message != finding.message
        assert remedy != finding.remedy


def test_the_first_who_speaks_the_language_and_is_not_the_persona_sits_there() -> None:
    scenario, known = catalog().scenario("conflict-na-vergadering"), catalog().personas
    seats = {
        (name, language): second.id
        for name in scenario.personas
        for language in known[name].languages
        if (second := second_at_table(scenario, known[name], language, known))
    }
    assert seats == {
        ("thierry", "fr"): "yasmina",
        ("yasmina", "nl"): "dirk",
        ("yasmina", "fr"): "thierry",
        ("dirk", "nl"): "yasmina",
        ("ines", "nl"): "yasmina",
        ("ines", "en"): "juergen",
    }
    assert ids_at_table(scenario) == ("thierry", "yasmina", "dirk", "ines", "juergen")
    assert second_at_table(catalog().scenario("c4-ontslag"), known["lieve"], "nl", known) is None
