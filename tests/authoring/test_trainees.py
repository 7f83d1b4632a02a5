"""Simulated trainees: five sorts in each language, worded by seed."""

from typing import get_args

import pytest

from simulator.authoring.trainees import PolicyName, policies_for, trainee_turns
from simulator.flow.labels import ScenarioKind


@pytest.mark.parametrize("kind", ["c4_talk", "perf_review"])
def test_every_sort_is_written_in_dutch_and_french(kind: ScenarioKind) -> None:
    policies = policies_for(kind)
    assert set(policies) == {"nl", "fr"}
    for language in policies:
        assert set(policies[language]) == set(get_args(PolicyName))


def test_a_kind_nobody_wrote_has_none() -> None:
    assert policies_for("remote_coffee") == {}


def test_the_seed_words_the_turns() -> None:
    clear = policies_for("c4_talk")["nl"]["clear"]
    talks = {trainee_turns(clear, seed=seed) for seed in range(20)}
    assert len(talks) > 5
    assert all(len(talk) == len(clear) for talk in talks)
    assert trainee_turns(clear, seed=3) == trainee_turns(clear, seed=3)
