import re
from collections.abc import Iterator

import pytest

from simulator.api.protocol import input_events, rest
from simulator.api.protocol.wire import WireModel

FORBIDDEN = (
    "emotion", "emotie", "mood", "nervous", "nerveus", "zenuwachtig", "onzeker", "gestresseerd", "stress", "boos",
    "angry", "zelfzeker", "confiden", "empath", "sentiment", "arousal", "valence", "anxious", "tone", "feeling",
)  # fmt: skip
"""Domain brief, section 6: nothing on the wire may claim to know what the trainee feels."""
OF_THE_AVATAR = {"PersonaMoved.mood", "SecondMoved.mood"}
"""Fiction: the simulated moods of the two at the table."""


def _models(root: type[WireModel]) -> Iterator[type[WireModel]]:
    for model in root.__subclasses__():
        yield model
        yield from _models(model)


def test_no_field_name_claims_to_know_what_the_trainee_feels() -> None:
    assert rest.CreateSession in set(_models(WireModel))
    names = {f"{model.__name__}.{field}" for model in _models(WireModel) for field in model.model_fields}
    assert len(names) > 200
    for name in names - OF_THE_AVATAR:
        field = name.split(".")[1].lower()
        assert not [word for word in FORBIDDEN if word in field], name


def test_the_delivery_event_names_only_physical_quantities() -> None:
    schema = str(input_events.ProsodyTurn.model_json_schema()).lower()
    assert not [word for word in FORBIDDEN if re.search(rf"\b{word}", schema)]


@pytest.mark.parametrize(("measured", "sent"), [(float("nan"), None), (None, None), (4.5, 4.5)])
def test_a_measure_that_cannot_be_said_is_null(measured: float | None, sent: float | None) -> None:
    level = input_events.LevelMeasures(median_dbfs=measured, range_db=1.0)
    assert level.median_dbfs == sent


def test_infinity_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        input_events.LevelMeasures(median_dbfs=float("inf"), range_db=1.0)
