from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.targets import judge


def judged(*tables: Table) -> dict[str, tuple[object, ...]]:
    return {row.name: row.figures for row in judge([Section("any", tables)]).tables[0].rows}


def test_pitch_is_held_against_the_peer_that_the_issue_names() -> None:
    conditions = ("clean", "white0", "babble10", "reverb")
    rows = (
        Row("rechtuit", (1.0, 5.0, 6.0, 9.0)),
        Row("praat ac", (1.5, 6.0, 40.0, 8.0)),
        Row("swift-f0", (0.9, 2.0, 30.0, 10.0)),
    )
    found = judged(Table("pitch FFE %, formant (60 s, 4 voices)", conditions, rows))
    assert found["FFE, formant, clean (re swift-f0 and praat ac)"] == (1.0, "<= 0.9", "NO")
    assert found["FFE, formant, white0 (re praat ac)"] == (5.0, "<= 6.0", "yes")
    assert found["FFE, formant, babble10 (re a third of swift-f0)"] == (6.0, "<= 10.0", "yes")
    assert found["FFE, formant, reverb (re praat ac)"] == (9.0, "<= 8.0", "NO")


def test_a_slow_peer_is_compared_on_the_sound_it_was_given() -> None:
    rows = (Row("rechtuit", (20.0,)), Row("rechtuit *", (5.0,)), Row("praat ac", (40.0,)), Row("reaper *", (18.0,)))
    found = judged(Table("pitch FFE %, recorded (60 s, 4 voices)", ("babble10",), rows))
    assert found == {"FFE, recorded, babble10 (re a third of reaper *)": (5.0, "<= 6.0", "yes")}


def test_pauses_count_only_where_the_issue_asks() -> None:
    columns, rows = ("missed %",), (Row("rechtuit", (4.0,)),)
    found = judged(Table("pauses, formant, clean", columns, rows), Table("pauses, formant, babble10", columns, rows))
    assert found == {"pauses, formant, clean: missed %": (4.0, "<= 3.0", "NO")}


def test_what_was_not_measured_is_not_judged() -> None:
    assert judged(Table("pitch FFE %, formant", ("clean",), (Row("praat ac", (1.0,)),))) == {}
