import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.api.protocol import rest, rest_schema

BODIES = [
    rest.CreateSession,
    rest.SessionTicket,
    rest.SessionSummary,
    rest.SessionList,
    rest.PersonaList,
    rest.ScenarioList,
    rest.ErasureReceipt,
    rest.Health,
    rest.Problem,
    *rest_schema.ASKED,
    *rest_schema.ANSWERED,
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
def test_body_survives_the_wire(body: type[Any], message: Callable[[type[Any]], st.SearchStrategy[Any]]) -> None:
    @settings(max_examples=30, deadline=None)
    @given(message(body))
    def round_trip(sent: Any) -> None:
        assert body.model_validate_json(sent.model_dump_json()) == sent

    round_trip()


def test_consent_that_is_not_ticked_is_not_given() -> None:
    asked = rest.CreateSession.model_validate_json('{"scenario_id":"c4_talk"}')
    assert asked.consent == rest.ConsentChoice(recording=False, delivery_measures=False, share_with_hr=False)


@pytest.mark.parametrize(
    "body",
    [
        '{"scenario_id":"c4_talk","consent":{"recordings":true}}',
        '{"scenario_id":"c4_talk","consent":{"recording":"yes"}}',
        '{"scenario_id":"c4_talk","persona":"lieve"}',
        '{"scenario_id":"c4_talk","language":"de"}',
        '{"scenario_id":""}',
        "{}",
    ],
)
def test_a_mistyped_request_never_passes_as_a_default(body: str) -> None:
    with pytest.raises(ValidationError):
        rest.CreateSession.model_validate_json(body)


def test_the_published_schema_of_the_studio_is_what_the_models_say() -> None:
    path = Path(__file__).parents[3] / "schemas/studio.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == rest_schema.studio_schema(), "run: make docs"
