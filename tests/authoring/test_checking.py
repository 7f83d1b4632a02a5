"""Checking by playing: examples, coverage, and whether avoiding pays. The rehearsal is a seam, so it is given here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.authoring import Finding, Outcome, check
from simulator.authoring.reading import load_scenario
from simulator.authoring.simulating import CURVE_SEEDS
from simulator.authoring.trainees import policies_for
from simulator.errors import BadInput
from simulator.flow.labels import DIFFICULTIES, Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import ExampleTurn, Scenario
from tests.authoring.written import SCENARIO, change

GOOD = Outcome(
    90, ("take_news", "respond_to_reflection", "threaten_legal", "push_back"), 1,
    ("nieuws", "opvang", "uitleg", "afspraken"), ("tekenen-of-zelf-gaan", "valse-hoop", "wie-besliste"), False,
)  # fmt: skip
DEALS = 3
"""Lieve and Roger in Dutch, Thierry in French."""
BAD = replace(GOOD, score=10, intents=("ask_clarity", "ask_yes_no"), news_turn=None)


@dataclass
class Played:
    """Answers every talk as a scenario without flaws would, but for what a test changes."""

    good: Outcome = GOOD
    bad: Outcome = BAD
    calls: int = 0

    def __call__(
        self,
        scenario: Scenario,
        persona: Persona,
        language: Language,
        difficulty: Difficulty,
        seed: int,
        turns: Sequence[ExampleTurn],
        second: Persona | None = None,
    ) -> Outcome:
        self.calls += 1
        first = turns[0].text
        for example in scenario.examples:
            if example.turns == tuple(turns):
                base = self.bad if "take_news" in example.intents_exclude else self.good
                score = base.score if example.score_at_most is None else min(base.score, example.score_at_most)
                return replace(base, score=score, news_turn=example.news_turn or base.news_turn)
        tension = DIFFICULTIES.index(difficulty) / 2
        is_avoider = any(first in wordings for wordings in policies_for(scenario.kind)[language]["avoider"])
        return replace(self.bad if is_avoider else self.good, tension=tension)


def _check(played: Played) -> tuple[Finding, ...]:
    return check([SCENARIO], rehearse=played, seeds=DEALS).findings


def _place(field: str, after: str) -> int:
    lines = SCENARIO.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines, start=1) if line.strip() == after)
    return next(number for number, line in enumerate(lines[start:], start=start + 1) if field in line)


def test_a_scenario_that_plays_well_has_no_findings_and_every_trainee_played() -> None:
    played = Played()
    assert _check(played) == ()
    curve = 3 * CURVE_SEEDS * DEALS * 2 + 3 * DEALS  # easy and hard, and normal where no seed had it yet
    assert played.calls == len(load_scenario(SCENARIO).examples) + 5 * DEALS + curve


def test_an_example_that_scores_otherwise() -> None:
    findings = [finding for finding in _check(Played(good=replace(GOOD, score=50))) if finding.code == "SIM201"]
    assert findings[0].line == _place("score_at_least", "- id: direct")
    assert "scores 50, not 75 or more" in findings[0].message


def test_an_example_with_other_reactions() -> None:
    findings = _check(Played(bad=replace(BAD, intents=("take_news",))))
    assert [finding.code for finding in findings] == ["SIM202"] * 4
    assert "never does ask_clarity, ask_yes_no" in findings[0].message
    assert findings[0].remedy == "It does: take_news."
    assert findings[0].line == _place("intents_include", "- id: vaag")


def test_an_example_with_its_news_in_another_turn() -> None:
    class Late(Played):
        def __call__(self, *args: Any, **named: Any) -> Outcome:
            return replace(super().__call__(*args, **named), news_turn=4)

    assert "SIM203" in {finding.code for finding in _check(Late())}


def test_phases_and_triggers_that_nobody_reaches() -> None:
    def without(outcome: Outcome) -> Outcome:
        return replace(
            outcome, phases_seen=("nieuws", "opvang", "afspraken"), triggers_fired=("valse-hoop", "wie-besliste")
        )

    findings = _check(Played(good=without(GOOD), bad=without(BAD)))
    assert [(finding.code, finding.line) for finding in findings] == [
        ("SIM204", _place("id: uitleg", "phases:")),
        ("SIM205", _place("id: tekenen-of-zelf-gaan", "triggers:")),
    ]


def test_a_rubric_by_which_avoiding_pays() -> None:
    findings = _check(Played(bad=replace(BAD, score=95)))
    lost = [finding for finding in findings if finding.code == "SIM206"]
    assert lost[0].message == f"in {DEALS} of {DEALS} pairs a clear trainee does not beat an avoider."


def test_one_lost_pair_in_a_hundred_is_luck() -> None:
    played = Played()
    assert check([SCENARIO], rehearse=played, simulate=OneLost(101), seeds=101).findings == ()
    assert [f.code for f in check([SCENARIO], rehearse=played, simulate=OneLost(60), seeds=60).findings] == ["SIM206"]


class OneLost(Played):
    def __init__(self, seeds: int) -> None:
        super().__init__()
        self.seeds = seeds

    def __call__(self, *args: Any, **named: Any) -> Outcome:
        outcome = super().__call__(*args, **named)
        return replace(outcome, score=100) if args[4] == self.seeds - 1 and outcome.news_turn is None else outcome


def test_difficulty_that_changes_nothing() -> None:
    class Flat(Played):
        def __call__(self, *args: Any, **named: Any) -> Outcome:
            return replace(super().__call__(*args, **named), tension=0.4)

    findings = [finding for finding in _check(Flat()) if finding.code == "SIM210"]
    assert [finding.message.partition(":")[0] for finding in findings] == [
        "hard is not harder than normal", "normal is not harder than easy"
    ]  # fmt: skip
    assert findings[0].line == _place("difficulties:", "- { debt: 11, intent: leave }")


def test_a_clear_trainee_who_gets_stuck() -> None:
    class Stuck(Played):
        def __call__(self, *args: Any, **named: Any) -> Outcome:
            outcome = super().__call__(*args, **named)
            persona = args[1]
            assert isinstance(persona, Persona)
            return replace(outcome, phases_seen=("nieuws", "opvang")) if persona.id == "roger" else outcome

    findings = check([SCENARIO], rehearse=Played(), simulate=Stuck()).findings
    assert [finding.code for finding in findings] == ["SIM209"]
    assert "'roger'" in findings[0].message


def test_coverage_tells_what_was_played() -> None:
    found = check([SCENARIO], rehearse=Played(), seeds=DEALS).coverage[0]
    assert found.won == 1
    assert found.scores["clear"] == 90
    assert found.scores["avoider"] == 10
    assert list(found.tension.values()) == [0, 0.5, 1]
    assert 0 < found.triggers["valse-hoop"] <= 1
    assert "nl cry/sad" in found.unspoken["lieve"]
    assert found.spoken_ratio == 0
    spoken = Played(good=replace(GOOD, lines=("cry/sad/0",)))
    again = check([SCENARIO], rehearse=spoken, seeds=DEALS).coverage[0]
    assert "nl cry/sad" not in again.unspoken["lieve"]
    assert again.spoken_ratio > 0


def test_a_trigger_s_own_lines_count_as_lines_that_can_be_spoken(tmp_path: Path) -> None:
    own = change(
        SCENARIO, tmp_path, "    intent: ask_who_decided\n",
        "    intent: ask_who_decided\n    say: { nl: [Wie dan?], fr: [Qui donc ?] }\n",
    )  # fmt: skip
    key = "ask_who_decided/trigger wie-besliste"
    before = check([own.path], rehearse=Played(), seeds=DEALS).coverage[0]
    assert f"nl {key}" in before.unspoken["lieve"]
    spoken = Played(good=replace(GOOD, lines=(f"{key}/0",)))
    assert f"nl {key}" not in check([own.path], rehearse=spoken, seeds=DEALS).coverage[0].unspoken["lieve"]


def test_a_rehearsal_that_breaks_off_is_a_finding() -> None:
    class BreaksOff(Played):
        def __call__(self, *args: Any, **named: Any) -> Outcome:
            raise BadInput("the persona has no words.")

    findings = _check(BreaksOff())
    assert {finding.code for finding in findings} == {"SIM208"}
    assert "no words" in findings[0].message


def test_a_kind_of_talk_without_simulated_trainees(tmp_path: Path) -> None:
    text = SCENARIO.read_text(encoding="utf-8").replace("kind: c4_talk", "kind: training_leave")
    lines = "\n".join(f"      {intent}: {{ neutral: [een, twee] }}" for intent in LACKING)
    text += f"lines:\n  nl:\n{lines}\n  fr:\n{lines}\n"
    path = tmp_path / SCENARIO.name
    path.write_text(text, encoding="utf-8")
    assert "SIM207" in {finding.code for finding in check([path], rehearse=Played()).findings}


LACKING = (
    "take_news", "ask_yes_no", "ask_practical", "ask_date", "cry", "deny", "bargain", "protest", "ask_reason",
    "ask_who_decided", "threaten_legal",
)  # fmt: skip


def test_a_scenario_with_lint_findings_is_not_played(tmp_path: Path) -> None:
    path = tmp_path / SCENARIO.name
    path.write_text(SCENARIO.read_text(encoding="utf-8").replace("weight: 15", "weight: 5"), encoding="utf-8")
    played = Played()
    assert {finding.code for finding in check([path], rehearse=played).findings} == {"SIM107"}
    assert played.calls == 0
