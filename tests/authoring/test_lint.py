"""Lint: each defect is found at its line, and nothing is found in the shipped files."""

from pathlib import Path

import pytest

from simulator.authoring import Finding, check
from simulator.authoring.codes import CODES
from tests.authoring.test_defects import DEFECTS
from tests.authoring.test_lint_also_present import DEFECTS as JOIN_DEFECTS
from tests.authoring.written import PERSONA, ROOT, SCENARIO, change

YES_NO = """          - Word ik ontslagen of niet?
          - Moet ik hier weg, ja of neen?
          - Zeg het mij gewoon. Word ik ontslagen?
"""
AWAIT = """        - Ge wou mij spreken?
        - Zeg het maar, ik luister.
        - Waarover gaat het juist?
        - Moest ik iets meebrengen? Ik wist niet waarover het ging.
"""
TRIGGER = "    intent: ask_who_decided\n"
RULES = [
    (SCENARIO, "personas: [lieve, roger, thierry]", "personas: [lieve, roger, thiery]", "SIM101", "'thierry'"),
    (SCENARIO, "      - to: opvang\n", "      - to: opvangen\n", "SIM102", "'opvang'"),
    (SCENARIO, "- { measure: room_ratio,", "- { measure: rom_ratio,", "SIM103", "'room_ratio'"),
    (SCENARIO, "halved_when: news_prompted", "halved_when: news_promted", "SIM103", "'news_prompted'"),
    (SCENARIO, "    - measure: news_said\n", "    - measure: news_sayd\n", "SIM103", "'news_said'"),
    (SCENARIO, "  - id: uitleg\n", "  - id: opvang\n", "SIM104", "'opvang'"),
    (SCENARIO, "  - id: wie-besliste\n", "  - id: valse-hoop\n", "SIM104", "'valse-hoop'"),
    (SCENARIO, "  - id: vague-fr\n", "  - id: direct-fr\n", "SIM104", "'direct-fr'"),
    (SCENARIO, "      - to: uitleg\n", "      - to: afspraken\n", "SIM105", "'uitleg'"),
    (SCENARIO, "      weight: 15\n", "      weight: 16\n", "SIM107", "101"),
    (SCENARIO, "{ debt: 8, intent: insist }", "{ debt: 5, intent: insist }", "SIM108", "5"),
    (SCENARIO, "{ debt: 11, intent: leave }", "{ debt: 11, intent: bargain }", "SIM109", "bargain"),
    (PERSONA, "de lonen van deze maand", "de lonen van {maand}", "SIM110", "{maand}"),
    (PERSONA, "Hoe bedoelt ge, ‘{vague_word}’?", "Hoe bedoelt ge, ‘{vague_word’?", "SIM110", "brace"),
    (SCENARIO, "languages: [nl, fr]\n", "languages: [nl, fr, en]\n", "SIM112", "'en'"),
    (SCENARIO, "  fr: Bonjour. Vous m'avez demandé de passer ?\n", "", "SIM113", "'fr'"),
    (SCENARIO, "  fr: Bonjour. Vous", "  en: Hello.\n  fr: Bonjour. Vous", "SIM113", "'en'"),
    (SCENARIO, "    news_turn: 3\n", "    news_turn: 7\n", "SIM114", "turn 7"),
    (SCENARIO, "    score_at_least: 30\n", "    score_at_least: 80\n", "SIM114", "80"),
    (SCENARIO, "    source: RVA, C4; Securex, C4\n    last_verified: 2026-11-23",
     "    source: RVA, C4; Securex, C4\n    last_verified: vorig jaar", "SIM115", "vorig jaar"),
    (PERSONA, "- Zo moet ge dat niet zeggen.", "- Ge klinkt zo zenuwachtig.", "SIM116", "feels or sounds"),
    (PERSONA, "- Zo moet ge dat niet zeggen.", "- Dat is tegen de wet.", "SIM116", "law"),
    (PERSONA, "- Zo moet ge dat niet zeggen.", "- Dan pleeg ik zelfmoord.", "SIM116", "self-harm"),
    (SCENARIO, "when: { core_said: true }\n", "when: {}\n", "SIM117", "always holds"),
    (SCENARIO, "news_severity, full: 0, zero: 3", "news_severity, full: 3, zero: 3", "SIM118", "same"),
    (SCENARIO, "    until_s: 150\n", "    until_s: 15\n", "SIM121", "15"),
    (PERSONA, "    await_point:\n      neutral:\n", "    await_point:\n      practical:\n", "SIM122", "await_point"),
    (PERSONA, AWAIT, "        - ‘{date}’?\n        - En ‘{reason}’?\n", "SIM111", "await_point"),
    (PERSONA, "languages: [nl]", "languages: [fr]", "SIM120", "'nl'"),
    (SCENARIO, TRIGGER, f"{TRIGGER}    say: {{ nl: [Wie?] }}\n", "SIM131", "no line in 'fr'"),
    (SCENARIO, TRIGGER, f"{TRIGGER}    say: {{ nl: [Wie?], fr: [Qui ?], en: [Who?] }}\n", "SIM131", "'en'"),
    (SCENARIO, TRIGGER, TRIGGER + "    say: { nl: [Wie?], fr: ['‘{reason}’ ?'] }\n", "SIM111", "wie-besliste"),
    (SCENARIO, TRIGGER,
     f"{TRIGGER}    say: {{ nl: [Wie?, Wie dan?], fr: [Qui ?] }}\n    once: false\n", "SIM119", "again"),
    (SCENARIO, TRIGGER, f"{TRIGGER}    say: {{ nl: [Wie?, Wie?], fr: [Qui ?] }}\n", "SIM123", "twice"),
    (SCENARIO, TRIGGER, f"{TRIGGER}    say: {{ nl: [Wie?, Dat is onwettig.], fr: [Qui ?] }}\n", "SIM116", "law"),
    (SCENARIO, TRIGGER, TRIGGER.replace("ask_who_decided", "stay_silent") + "    say: { nl: [Wie?], fr: [Qui ?] }\n",
     "SIM132", "never said"),
]  # fmt: skip


def test_the_shipped_files_are_clean() -> None:
    assert check(()).findings == ()


@pytest.mark.parametrize(("original", "old", "new", "code", "says"), RULES)
def test_a_seeded_defect_is_found(tmp_path: Path, original: Path, old: str, new: str, code: str, says: str) -> None:
    written = change(original, tmp_path, old, new)
    others = [ROOT / "personas" / "roger.yaml"] if original == PERSONA else []
    found = [finding for finding in check([written.path, *others]).findings if finding.code == code]
    assert found, check([written.path]).findings
    assert any(says in str(finding) for finding in found)
    assert all(Path(finding.file).exists() for finding in found)
    lines = old.splitlines()
    assert any(written.line <= finding.line <= written.line + len(lines) for finding in found) or code in AT_PARENT


AT_PARENT = {"SIM105", "SIM107", "SIM109", "SIM111", "SIM113", "SIM120"}
"""Found where they are mended: at the phase nobody leads to, the list that does not add up, the lines that lack."""


def test_a_loop_without_exit(tmp_path: Path) -> None:
    written = change(
        SCENARIO, tmp_path, "    expected_acts: [next_steps, commitment, follow_up, offer_support]\n",
        "    transitions: [{ to: uitleg, when: { core_said: true } }]\n",
    )  # fmt: skip
    assert {finding.code for finding in check([written.path]).findings} == {"SIM106"}


def test_a_line_without_variant(tmp_path: Path) -> None:
    def lone_lines(path: Path) -> list[Finding]:
        return [finding for finding in check([path]).findings if finding.code == "SIM119"]

    two = "        - Ge wou mij spreken?\n        - Zeg het maar, ik luister.\n"
    written = change(PERSONA, tmp_path, AWAIT, two)
    assert lone_lines(written.path) == []
    change(written.path, tmp_path, two, two.partition("\n")[0] + "\n")
    (found,) = lone_lines(written.path)
    assert found.line == written.line - 1
    assert "neutral line only" in found.message


def test_a_trigger_that_says_something_in_every_language_is_fine(tmp_path: Path) -> None:
    for say in ("{ nl: [Wie?], fr: [Qui ?] }", "{ nl: ['‘{vague_word}’?', Wie?], fr: [Qui ?, Et qui ?] }"):
        written = change(SCENARIO, tmp_path, TRIGGER, f"{TRIGGER}    say: {say}\n")
        assert check([written.path]).findings == ()


POSSIBLE = (
    "{ core_said: true, cel: tension > 0.6 && turns_since_news > 3 }",
    "{ core_said: true, facts_any: [date], none_of: [{ told_all: [amount] }] }",
    "{ core_said: true, told_all: [decision], none_of: [{ told_all: [decision, date] }] }",
    "{ silence_s_at_least: 9, told_all: [decision] }",
    "{ core_said: false, told_all: [date] }",
    "{ core_message: false, facts_any: [decision, date] }",
    "{ facts_any: [date, amount], none_of: [{ told_all: [date] }] }",
)
IMPOSSIBLE = (
    "{ facts_any: [date], none_of: [{ told_all: [date] }] }",
    "{ core_message: true, none_of: [{ told_all: [decision] }] }",
    "{ told_all: [date, amount], none_of: [{ told_all: [date] }] }",
    "{ silence_s_at_least: 9, facts_any: [date] }",
    "{ core_said: false, told_all: [decision] }",
    "{ core_message: false, facts_any: [decision] }",
)


@pytest.mark.parametrize(("conditions", "codes"), [(POSSIBLE, set()), (IMPOSSIBLE, {"SIM125"})])
def test_conditions_on_what_was_told_can_hold_or_not(
    tmp_path: Path, conditions: tuple[str, ...], codes: set[str]
) -> None:
    triggers = "".join(
        f"  - id: t{number}\n    when: {when}\n    intent: ask_who_decided\n" for number, when in enumerate(conditions)
    )
    written = change(SCENARIO, tmp_path, f"{TRIGGER}ladder:\n", f"{TRIGGER}{triggers}ladder:\n")
    found = check([written.path]).findings
    assert {finding.code for finding in found} == codes
    assert [finding.line for finding in found] == [written.line + 2 + 3 * number for number in range(len(found))]
    assert len(found) == (len(conditions) if codes else 0)


@pytest.mark.parametrize(
    ("first", "is_hidden"),
    [
        ("facts_any: [date, reason]", True),
        ("told_all: [date]", True),
        ("facts_any: [reason]", False),
        ("told_all: [amount]", False),
    ],
)
def test_a_step_on_facts_is_hidden_by_a_wider_one(tmp_path: Path, first: str, is_hidden: bool) -> None:
    old = "        when: { acts_any: [give_reason, own_responsibility, justify] }"
    written = change(SCENARIO, tmp_path, old, "        when: { facts_any: [date] }")
    wide = "        when: { acts_any: [next_steps, practical_info, commitment, follow_up] }\n      - to: uitleg"
    change(written.path, tmp_path, wide, f"        when: {{ {first} }}\n      - to: uitleg")
    found = [(finding.code, finding.line) for finding in check([written.path]).findings]
    assert found == ([("SIM124", written.line)] if is_hidden else [])


def test_findings_are_only_about_the_files_asked_for(tmp_path: Path) -> None:
    broken = change(PERSONA, tmp_path, "de lonen van deze maand", "de lonen van {maand}")
    assert {finding.file for finding in check([broken.path]).findings} == {str(broken.path)}
    assert check([ROOT / "scenarios"]).findings == ()


def test_unreadable_and_missing_files_are_findings_too(tmp_path: Path) -> None:
    assert [finding.code for finding in check([tmp_path / "nobody.yaml"]).findings] == ["SIM001"]


def test_every_lint_code_has_a_defect_here() -> None:
    tried = {code for *_, code, _ in (*RULES, *DEFECTS, *JOIN_DEFECTS)} | {"SIM106", "SIM119"}
    assert {code for code in CODES if code.startswith("SIM1")} <= tried
