"""Hypothesis strategies for every wire message, built from the models' own annotations."""

import warnings
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

import pytest
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from simulator.api.protocol import session_config, wire


def _models(root: type[wire.WireModel]) -> Iterator[type[wire.WireModel]]:
    for model in root.__subclasses__():
        yield model
        yield from _models(model)


def _field(hint: Any) -> st.SearchStrategy[Any]:
    if hint == wire.Base64Pcm:
        return st.binary(min_size=1, max_size=64).map(lambda half: half * 2)
    return st.from_type(hint)


def _message(model: type[wire.WireModel]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(model, include_extras=True)
    required = {name: _field(hints[name]) for name, info in model.model_fields.items() if info.is_required()}
    optional = {name: _field(hints[name]) for name, info in model.model_fields.items() if not info.is_required()}
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: model(**given))


@pytest.fixture(scope="session")
def message() -> Callable[[type[wire.WireModel]], st.SearchStrategy[Any]]:
    """A strategy for any model of the protocol."""
    assert session_config.SessionPatch in set(_models(wire.WireModel))
    st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
    with warnings.catch_warnings():
        # Of REST bodies it knows no patterns; no test draws those, and they are here only because they were imported.
        warnings.simplefilter("ignore", HypothesisWarning)
        for model in _models(wire.WireModel):
            st.register_type_strategy(model, _message(model))
    return _message
