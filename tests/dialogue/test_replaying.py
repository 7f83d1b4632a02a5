"""Talks replayed byte for byte: in another process, in another order, every turn from a state that was written down."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from simulator.dialogue import choosable_intents
from tests.dialogue.replaying import deal, fingerprint, played
from tests.dialogue.talks import ROOT, catalog

A_FEW, ALL = 300, 10_000


@pytest.mark.parametrize("talks", [A_FEW, pytest.param(ALL, marks=pytest.mark.slow)])
def test_every_talk_is_replayed_byte_for_byte(talks: int) -> None:
    # Other hashes: what leans on the order of a set differs there. Two processes, because a machine has two cores.
    elsewhere = subprocess.Popen(
        [sys.executable, "-m", "tests.dialogue.replaying", str(talks)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        stdout=subprocess.PIPE,
        text=True,
    )
    here = {number: fingerprint(played(deal(number))) for number in range(talks)}
    printed, _ = elsewhere.communicate(timeout=240)
    replayed = {int(number): print_ for number, print_ in map(str.split, printed.splitlines())}
    assert elsewhere.returncode == 0
    assert [number for number in range(talks) if here[number] != replayed.get(number)] == []
    assert len(set(here.values())) == talks


def test_the_talks_that_are_replayed_are_all_sorts_of_talks() -> None:
    deals = [deal(number) for number in range(A_FEW)]
    records = [played(each) for each in deals]
    done = Counter(reaction.intent for record in records for _, reaction in record)
    wanted = {
        intent
        for each in deals
        for intent in choosable_intents(catalog().scenario(each.scenario_id), catalog().persona(each.persona_id))
    }
    assert wanted <= done.keys()
    assert {each.scenario_id for each in deals} == set(catalog().scenarios)
    assert sum(record[-1][0].core_said for record in records) > A_FEW / 3
    assert sum(bool(record[-1][0].fired_triggers) for record in records) > A_FEW / 3
    assert sum(len(record) > 10 for record in records) > A_FEW / 2
