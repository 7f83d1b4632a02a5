import re
import statistics
import time

import pytest
from argon2 import PasswordHasher

from simulator.api.sign_in.passwords import LONGEST, Passwords, check_password, new_password
from simulator.errors import BadInput

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


async def test_only_the_password_itself_is_right() -> None:
    passwords = Passwords(QUICK)
    kept = await passwords.hashed("café met drie melk")
    assert kept.startswith("$argon2id$")
    assert (await passwords.check("café met drie melk", kept)).is_right, "accents as another keyboard writes them"
    for wrong in ("", "cafe met drie melk", "café met drie melk ", kept, "x" * 10_000):
        assert not (await passwords.check(wrong, kept)).is_right
    for nothing in (None, "", "no hash"):
        assert not (await passwords.check("café met drie melk", nothing)).is_right


async def test_older_parameters_are_made_better_and_present_ones_kept() -> None:
    kept = await Passwords(QUICK).hashed("zes paarse paraplu's")
    better = (await Passwords().check("zes paarse paraplu's", kept)).better_hash
    assert better is not None
    assert (await Passwords().check("zes paarse paraplu's", better)).better_hash is None


async def test_a_name_that_nobody_has_takes_as_long() -> None:
    passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=16_384, parallelism=1))
    kept = await passwords.hashed("zes paarse paraplu's")
    await passwords.check("warm", None)

    async def cpu_s(hashed: str | None) -> float:
        spent = []
        for _ in range(7):
            start = time.perf_counter()
            await passwords.check("a wrong password", hashed)
            spent.append(time.perf_counter() - start)
        return statistics.median(spent)

    ratio = await cpu_s(None) / await cpu_s(kept)
    assert 0.4 < ratio < 2.5


def test_a_password_is_long_and_nothing_else() -> None:
    check_password("zes paarse paraplu's")
    for bad in ("kort", "x" * 11, "x" * (LONGEST + 1)):
        with pytest.raises(BadInput, match="12 to 256"):
            check_password(bad)


def test_a_password_that_is_handed_over_is_new_each_time() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"([a-z2-9]{5}-){3}[a-z2-9]{5}", password) for password in made)
