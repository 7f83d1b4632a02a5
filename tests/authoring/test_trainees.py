"""Simulated trainees: five sorts in each language, worded by seed."""

from typing import get_args

import pytest

from simulator.authoring.trainees import PolicyName, policies_for, trainee_turns
from simulator.flow.labels import SCENARIO_KINDS, ScenarioKind
from tests.dialogue.talks import catalog


@pytest.mark.parametrize("kind", SCENARIO_KINDS)
def test_every_sort_is_written_in_every_language_of_the_kind(kind: ScenarioKind) -> None:
    policies = policies_for(kind)
    wanted = {language for s in catalog().scenarios.values() if s.kind == kind for language in s.languages}
    assert wanted <= set(policies)
    for language in policies:
        assert set(policies[language]) == set(get_args(PolicyName))


def test_the_seed_words_the_turns() -> None:
    clear = policies_for("c4_talk")["nl"]["clear"]
    talks = {trainee_turns(clear, seed=seed) for seed in range(20)}
    assert len(talks) > 5
    assert all(len(talk) == len(clear) for talk in talks)
    assert trainee_turns(clear, seed=3) == trainee_turns(clear, seed=3)
