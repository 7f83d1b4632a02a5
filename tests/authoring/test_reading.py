"""Reading: every way a file can be wrong is said with line, column and code."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.authoring import BadContent, Finding, load_persona, load_scenario
from simulator.errors import BadInput
from tests.authoring.written import PERSONA, SCENARIO, change


def _findings(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(BadContent) as caught:
        load_scenario(path) if path.name == SCENARIO.name else load_persona(path)
    return caught.value.findings


def _findings_if_any(path: Path) -> tuple[Finding, ...]:
    try:
        load_persona(path)
    except BadContent as problem:
        return problem.findings
    return ()


def test_shipped_files_are_read_whole() -> None:
    lieve = load_persona(PERSONA)
    assert (lieve.name, lieve.age, lieve.languages) == ("Lieve", 46, ("nl",))
    scenario = load_scenario(SCENARIO)
    assert scenario.legal[0].last_verified == "2026-11-23"
    assert [rung.debt for rung in scenario.ladder] == [2, 5, 8, 11]
    assert scenario.difficulties["hard"].patience_ratio == 0.7


@pytest.mark.parametrize(
    ("original", "old", "new", "code", "column", "says"),
    [
        (PERSONA, "age: 46", "age: [46", "SIM003", None, "not YAML"),
        (PERSONA, "age: 46", "age: 46\nage: 47", "SIM004", None, "'age'"),
        (PERSONA, "dynamics:\n", "dynamic:\n", "SIM006", 1, "Did you mean 'dynamics'?"),
        (PERSONA, "  patience: 0.55", "  patiens: 0.55", "SIM006", 3, "Did you mean 'patience'?"),
        (PERSONA, "age: 46", "age: 146", "SIM010", 6, "146"),
        (PERSONA, "  neuroticism: 0.6", "  neuroticism: 6", "SIM010", 16, "personality.neuroticism"),
        (PERSONA, "age: 46", 'age: "46"', "SIM009", 6, '"46"'),
        (PERSONA, "leary: onder-samen", "leary: onder-zamen", "SIM011", 8, "Did you mean 'onder-samen'?"),
        (PERSONA, "escalates: [minimise,", "escalates: [minimize,", "SIM011", 15, "Did you mean 'minimise'?"),
        (PERSONA, "    small_reply:", "    smal_reply:", "SIM011", 5, "Did you mean 'small_reply'?"),
        (PERSONA, "  fr: employée au service des salaires\n", "", "SIM008", None, "'fr'"),
        (SCENARIO, "    until_s: 30\n", "    until_s: 30 s\n", "SIM009", 14, '"30 s"'),
        (SCENARIO, "turn_silence_ms: 1100", "turn_silence_ms: 14", "SIM010", 22, "14"),
        (SCENARIO, "silence_is_content: true", "silence_is_content: yes", "SIM009", 25, '"yes"'),
        (SCENARIO, "languages: [nl, fr]\n", "languages: [nl, de]\n", "SIM011", 17, "'de'"),
        (SCENARIO, "  - { debt: 2, intent: ask_clarity }", "  - { intent: ask_clarity }", "SIM007", 5, "'debt'"),
        (SCENARIO, "when: { core_said: true }\n", "when: { core_sayd: true }\n", "SIM006", 17, "'core_said'"),
        (SCENARIO, "id: c4-ontslag\n", "id: c4\n", "SIM012", 5, "c4.yaml"),
    ],
)
def test_one_defect_is_one_finding_at_its_place(
    tmp_path: Path, original: Path, old: str, new: str, code: str, column: int | None, says: str
) -> None:
    written = change(original, tmp_path, old, new)
    (finding,) = _findings(written.path)
    assert finding.code == code
    assert says in str(finding)
    assert finding.file == str(written.path)
    if column is not None:
        assert (finding.line, finding.column) == (written.line, column)


def test_a_missing_field_is_asked_for_where_it_belongs(tmp_path: Path) -> None:
    written = change(PERSONA, tmp_path, "trajectory: silence_sadness\n", "")
    (finding,) = _findings(written.path)
    assert (finding.code, finding.remedy) == ("SIM007", "Add `trajectory:`.")


def test_all_defects_are_said_at_once_in_order_of_place(tmp_path: Path) -> None:
    written = change(PERSONA, tmp_path, "age: 46\n", "age: x\n")
    change(written.path, tmp_path, "trajectory: silence_sadness\n", "trajectory: sad\ntraject: 1\n")
    findings = _findings(written.path)
    assert [finding.code for finding in findings] == ["SIM009", "SIM011", "SIM006"]
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)


def test_the_message_is_one_line_per_finding_a_terminal_can_jump_to(tmp_path: Path) -> None:
    written = change(PERSONA, tmp_path, "age: 46\n", "age: 146\n")
    with pytest.raises(BadInput) as caught:
        load_persona(written.path)
    assert str(caught.value) == (
        f"{written.path}:{written.line}:6: SIM010 age: input should be less than or equal to 75. It says 146."
    )


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"id: x\nname: caf\xe9\n", "SIM002", (2, 10)),
        (b"", "SIM005", (1, 1)),
        (b"# only a comment\n", "SIM005", (1, 1)),
        (b"- a\n- b\n", "SIM005", (1, 1)),
        (b"id: x\n\tname: y\n", "SIM003", (2, 1)),
        (b"id: \x00\n", "SIM003", (1, 1)),
        (b"id: *nobody\n", "SIM003", (1, 5)),
    ],
)
def test_what_is_no_content_at_all(tmp_path: Path, content: bytes, code: str, place: tuple[int, int]) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    (finding,) = _findings(path)
    assert (finding.code, (finding.line, finding.column)) == (code, place)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (finding,) = _findings(tmp_path / "nobody.yaml")
    assert finding.code == "SIM001"


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    (finding,) = _findings(tmp_path)
    assert finding.code == "SIM001"


def test_a_tag_is_not_taken_for_a_value(tmp_path: Path) -> None:
    written = change(PERSONA, tmp_path, "name: Lieve", "name: !!python/name:os.system Lieve")
    assert {finding.code for finding in _findings(written.path)} == {"SIM009"}


def test_comments_are_kept_for_whoever_writes_the_file_back() -> None:
    from simulator.authoring.reading import read_persona

    assert "Lieve is invented" in str(read_persona(PERSONA).source.data.ca.comment)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_either_read_or_said_to_be_damaged(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any cut and any stray bytes: a finding, never a traceback."""
    folder = tmp_path_factory.mktemp("damaged")
    content = PERSONA.read_bytes()[:1600]
    place = data.draw(st.integers(0, len(content)))
    stray = data.draw(st.binary(max_size=6))
    path = folder / PERSONA.name
    path.write_bytes(content[:place] + stray + content[place + data.draw(st.integers(0, 40)) :])
    assert all(finding.line >= 1 and finding.column >= 1 for finding in _findings_if_any(path))
    shutil.rmtree(folder)


def test_aliases_that_stand_for_more_than_memory_holds_are_refused(tmp_path: Path) -> None:
    """Nine lines that would be a milliard of words when they are written out."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    path = tmp_path / "klein.yaml"
    path.write_text("\n".join(levels), encoding="utf-8")
    with pytest.raises(BadContent, match="SIM003 aliases"):
        load_scenario(path)
