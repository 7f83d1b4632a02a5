"""Two pieces of JSON: every place where they differ, by a name that a person finds."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.session.differences import differences

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("kept", "now", "places"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, ["a.b"]),
        ({"a": 1}, {"b": 1}, ["a", "b"]),
        ([1, 2], [1, 3, 4], ["[1]", "[2]"]),
        ([{"item_id": "x", "n": 1}, {"item_id": "y", "n": 1}], [{"item_id": "y", "n": 2}], ["[x]", "[y].n"]),
        ([{"id": "a"}, {"id": "b"}], [{"id": "b"}, {"id": "a"}], [" (order)"]),
        ([{"id": "a", "n": 1}, {"id": "a", "n": 2}], [{"id": "a", "n": 1}, {"id": "a", "n": 3}], ["[1].n"]),
        (1, True, [""]),
        (1, 1.0, [""]),
        ("1", 1, [""]),
    ],
)  # fmt: skip
def test_places(kept: Any, now: Any, places: list[str]) -> None:
    assert [difference.where for difference in differences(kept, now)] == places


@given(JSON)
def test_the_same_differs_nowhere(value: Any) -> None:
    assert list(differences(value, copy.deepcopy(value))) == []


@given(JSON, JSON)
def test_whatever_differs_is_named_but_for_what_is_absent(kept: Any, now: Any) -> None:
    found = list(differences(kept, now))
    assert bool(found) == (json.dumps(_without_nothing(kept)) != json.dumps(_without_nothing(now)))


def _without_nothing(value: Any) -> Any:
    """A key without a value is no key, and so is what stands at the end of a list."""
    if isinstance(value, dict):
        return {key: kept for key, inner in sorted(value.items()) if (kept := _without_nothing(inner)) is not None}
    if isinstance(value, list):
        inner = [_without_nothing(item) for item in value]
        while inner and inner[-1] is None:
            inner.pop()
        return inner
    return value
