import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.api.sign_in import tries
from simulator.api.sign_in.tries import MOST_BY_ADDRESS, MOST_BY_NAME, WINDOW_S, TooManyTries, Tries, network_of


class Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def test_a_name_is_refused_after_ten_tries_and_let_in_again_later() -> None:
    clock = Clock()
    counted = Tries(clock)
    for _ in range(MOST_BY_NAME):
        counted.admit(name="an", address="192.0.2.1")
        clock.now_s += 1
    with pytest.raises(TooManyTries) as refused:
        counted.admit(name="an", address="192.0.2.2")
    assert refused.value.retry_after_ms == (WINDOW_S - MOST_BY_NAME) * 1000
    counted.admit(name="bob", address="192.0.2.1")
    clock.now_s += WINDOW_S - MOST_BY_NAME
    counted.admit(name="an", address="192.0.2.1")


def test_an_address_that_tries_many_names_is_refused() -> None:
    counted = Tries(Clock())
    for i in range(MOST_BY_ADDRESS):
        counted.admit(name=str(i), address=f"2001:db8::{i:x}")
    with pytest.raises(TooManyTries):
        counted.admit(name="another", address="2001:db8::ffff")
    counted.admit(name="another", address="2001:db8:0:1::1")


def test_who_succeeds_costs_the_office_nothing() -> None:
    counted = Tries(Clock())
    for i in range(3 * MOST_BY_ADDRESS):
        counted.admit(name=str(i % 5), address="192.0.2.1")
        counted.succeeded(name=str(i % 5), address="192.0.2.1")


def test_a_try_that_was_refused_counts_for_nobody() -> None:
    counted = Tries(Clock())
    for _ in range(MOST_BY_NAME):
        counted.admit(name="an", address="192.0.2.1")
    for _ in range(2 * MOST_BY_ADDRESS):
        with pytest.raises(TooManyTries):
            counted.admit(name="an", address="192.0.2.1")
    counted.admit(name="bob", address="192.0.2.1")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, WINDOW_S / 4)), max_size=80))
def test_no_window_ever_holds_more_tries_than_allowed(asked: list[tuple[str, float]]) -> None:
    clock = Clock()
    counted, admitted = Tries(clock), list[tuple[str, float]]()
    for name, pause_s in asked:
        clock.now_s += pause_s
        with contextlib.suppress(TooManyTries):
            counted.admit(name=name, address=name)
            admitted.append((name, clock.now_s))
        recent = [n for n, at_s in admitted if n == name and at_s > clock.now_s - WINDOW_S]
        assert len(recent) <= MOST_BY_NAME


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST_KEYS", 10)
    counted = Tries(Clock())
    for i in range(100):
        counted.admit(name=str(i), address=f"192.0.2.{i}")
    assert len(counted._tries) <= 10


def test_addresses() -> None:
    assert network_of("192.0.2.1") == "192.0.2.1"
    assert network_of("2001:db8:1:2:3::1") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network_of("unix") == "unix"
