"""What a person read and let pass: names of numbers and of logged facts, in `reviewed.yaml`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
NAMES = Path(__file__).resolve().parent / "reviewed.yaml"


@cache
def _sections() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(NAMES.read_text(encoding="utf-8"))
    return found


def reviewed(section: str) -> frozenset[str]:
    """The names of one section; of a section by owner, as "owner.name"."""
    names = _sections()[section]
    if isinstance(names, list):
        return frozenset(names)
    return frozenset(f"{owner}.{name}" for owner, owned in names.items() for name in owned)


def must_be_reviewed(section: str, names: Iterable[str], *, known: Iterable[str] = ()) -> None:
    """
    Raises:
        AssertionError: a name that nobody read yet; says where it belongs.
    """
    left = sorted(set(names) - reviewed(section) - set(known))
    if left:
        raise AssertionError(
            f"new in {section}: {', '.join(left)}. Does it tell how the trainee spoke? Then it belongs, with its unit, "
            f"in src/simulator/flow/measure_names.py; else add it to {NAMES.relative_to(ROOT)}, {section}."
        )


def must_still_exist(section: str, names: Iterable[str]) -> None:
    """
    Raises:
        AssertionError: a name in the list that is nowhere any more.
    """
    gone = sorted(reviewed(section) - set(names))
    if gone:
        raise AssertionError(f"{NAMES.relative_to(ROOT)}, {section}: {', '.join(gone)} is no more; take it out.")
