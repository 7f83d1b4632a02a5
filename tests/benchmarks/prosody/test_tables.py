import json

from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.tables import as_plain, as_text

TABLE = Table("errors, %", ("clean", "white10"), (Row("ours", (1.25, float("nan"))), Row("peer", absent_because="no")))
SECTION = Section("pitch", (TABLE,), ("a note",))


def test_text_has_a_title_a_line_per_row_and_its_notes() -> None:
    title, head, ours, peer, _, note = as_text([SECTION]).splitlines()
    assert title == "errors, %"
    assert head.split() == ["clean", "white10"]
    assert ours.split() == ["ours", "1.2", "-"]
    assert peer.split() == ["peer", "no"]
    assert note.strip() == "a note"


def test_json_has_null_where_nothing_was_measured() -> None:
    plain = json.loads(json.dumps(as_plain([SECTION]), allow_nan=False))
    assert plain["pitch"]["tables"]["errors, %"] == {"ours": {"clean": 1.25, "white10": None}, "peer": "no"}
    assert plain["pitch"]["notes"] == ["a note"]


def test_a_figure_is_found_by_row_and_column() -> None:
    assert TABLE.figure("ours", "clean") == 1.25
    assert TABLE.figure("peer", "clean") is None
    assert TABLE.figure("ours", "pink10") is None
