"""Bodies of the doors for sharing: they survive the wire, and a mistyped one never passes as a default."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.api.protocol import sharing

BODIES = [
    sharing.ShareState,
    sharing.OfferedTalks,
    sharing.RemarkList,
    sharing.OverrideList,
    sharing.GrantList,
    sharing.ExportLog,
    sharing.TeamView,
    sharing.ExportMany,
    sharing.AskCertificate,
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
def test_body_survives_the_wire(body: type[Any], message: Callable[[type[Any]], st.SearchStrategy[Any]]) -> None:
    @settings(max_examples=20, deadline=None)
    @given(message(body))
    def round_trip(sent: Any) -> None:
        assert body.model_validate_json(sent.model_dump_json()) == sent

    round_trip()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (sharing.AddRemark, '{"words": ""}'),
        (sharing.AddRemark, '{"words": "x", "turn": 3}'),
        (sharing.AddOverride, '{"criterion_id": "clarity", "value": 3}'),
        (sharing.AddOverride, '{"criterion_id": "clarity", "value": "3", "reason": "x"}'),
        (sharing.AddOverride, '{"criterion_id": "clarity", "value": NaN, "reason": "x"}'),
        (sharing.AddGrant, '{"quote": []}'),
        (sharing.AddGrant, '{"quotes": [{"item_id": "trainee_001", "hidden": [[0, 3]]}]}'),
        (sharing.ExportMany, '{"audience": "boss"}'),
        (sharing.AskCertificate, '{"person_id": "an", "first_day": "yesterday"}'),
    ],
)
def test_a_mistyped_request_is_refused(body: type[Any], text: str) -> None:
    with pytest.raises(ValidationError):
        body.model_validate_json(text)
