"""The small drawings of delivery: everything inside, and the same numbers as the words beside them."""

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.labels import LANGUAGES
from simulator.report.delivery import MEASURED
from simulator.report.delivery_strips import AXIS, EDGE, USUAL, USUAL_RATE_SPS, WIDTH, strip_of, usual_of
from simulator.report.texts import texts

NUMBERS = st.one_of(st.floats(-1000, 1000), st.just(math.nan))


def test_every_quantity_has_its_axis() -> None:
    assert set(AXIS) == {*MEASURED, "answer_gap_s"}
    assert all(low < high for low, high in AXIS.values())


@given(st.sampled_from(sorted(AXIS)), st.dictionaries(st.integers(1, 9), NUMBERS), st.integers(1, 9))
def test_every_dot_lies_in_the_drawing(name: str, values: dict[int, float], news_turn: int) -> None:
    strip = strip_of(name, values, news_turn, usual_of(name, "nl"))
    known = {n: v for n, v in values.items() if not math.isnan(v)}
    assert (strip is None) is (not known)
    if strip is None:
        return
    xs = [*strip.other_xs, *([strip.news_x] if strip.news_x is not None else [])]
    assert len(xs) == len(known)
    assert (strip.news_x is not None) is (news_turn in known)
    assert all(EDGE <= x <= WIDTH - EDGE for x in xs)
    assert strip.band_x + strip.band_width <= WIDTH


def test_no_norm_draws_no_band() -> None:
    strip = strip_of("pdq", {1: 0.2}, 1, None)
    assert strip is not None
    assert strip.band_width == 0


def test_what_is_drawn_as_usual_is_what_the_words_say() -> None:
    for language in LANGUAGES:
        words = texts(language)
        for name, ends in USUAL.items():
            told = re.findall(r"\d+(?:[.,]\d+)?", words(f"delivery.{name}.reference"))
            numbers = {float(number.replace(",", ".")) for number in told}
            inside = {abs(end) for end in ends if end not in AXIS[name] and end != 0}
            assert inside <= numbers, (language, name)
        for spoken, (low, high) in USUAL_RATE_SPS.items():
            rate = words(f"delivery.articulation_rate_sps.spoken_{spoken}.reference").replace(",", ".")
            assert f"{low:g}" in rate
            assert f"{high:g}" in rate
