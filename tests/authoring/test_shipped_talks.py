"""The shipped content played through the real judgement, director and rubric."""

from collections import Counter
from pathlib import Path
from statistics import fmean

import pytest

from simulator.authoring import check
from simulator.authoring.simulating import Played
from simulator.authoring.simulating import simulate as play
from simulator.flow.scenario import Scenario
from simulator.session.trial import rehearse, simulate
from tests.dialogue.talks import catalog

SCENARIOS = list(catalog().scenarios.values())


@pytest.mark.slow
def test_simulator_check_finds_nothing() -> None:
    assert check((), rehearse=rehearse, simulate=simulate, workers=2).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_five_trainees_are_told_apart(scenario: Scenario) -> None:
    cast = {name: catalog().persona(name) for name in scenario.personas}
    played = [talk for talk in play(scenario, cast, simulate, seeds=2 * len(cast)) if talk.difficulty == "normal"]
    for persona_id in cast:
        clear = _scores(played, "clear", persona_id)
        assert min(clear) > max(_scores(played, "avoider", persona_id)), persona_id
        for other in ("blunt", "over_talker", "legal_risk"):
            assert fmean(clear) > fmean(_scores(played, other, persona_id)), f"{persona_id}: {other}"
        if scenario.kind in ("c4_talk", "perf_review"):
            assert not _intents(played, "clear", persona_id) & {"ask_clarity", "ask_yes_no", "insist", "leave"}
            assert {"ask_clarity", "ask_yes_no"} <= _intents(played, "avoider", persona_id)


def test_the_same_talk_twice_is_the_same_talk() -> None:
    scenario = catalog().scenario("c4-ontslag")
    turns = scenario.examples[1].turns
    outcomes = Counter(rehearse(scenario, catalog().persona("lieve"), "nl", "normal", 3, turns) for _ in range(3))
    assert list(outcomes.values()) == [3]


def test_a_broken_example_is_found_by_playing_it(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "scenarios" / "c4-ontslag.yaml"
    text = shipped.read_text(encoding="utf-8")
    (tmp_path / shipped.name).write_text(text.replace("score_at_most: 30", "score_at_least: 60"), encoding="utf-8")
    findings = check([tmp_path], rehearse=rehearse, simulate=simulate, seeds=1).findings
    assert {finding.code for finding in findings} == {"SIM201"}
    assert len(findings) == text.count("score_at_most: 30")


def _scores(played: list[Played], policy: str, persona_id: str) -> list[float]:
    return [talk.outcome.score for talk in played if (talk.policy, talk.persona_id) == (policy, persona_id)]


def _intents(played: list[Played], policy: str, persona_id: str) -> set[str]:
    talks = [talk for talk in played if (talk.policy, talk.persona_id) == (policy, persona_id)]
    return {intent for talk in talks for intent in talk.outcome.intents}
