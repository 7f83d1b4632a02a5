"""Where two pieces of plain JSON differ, named so that a person finds the place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

_NAMES: Final = ("item_id", "criterion_id", "evidence_id", "id", "name")
"""What an entry of a list is known by, in this order; where none fits, its number."""
_ABSENT: Final = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One place."""

    where: str
    """As in "feedback.criteria[core_message].value"."""
    kept: Any
    now: Any
    """None where there is nothing."""


def differences(kept: Any, now: Any, where: str = "") -> Iterator[Difference]:
    """Every place where they differ, the deepest that names it, in the order of `kept`."""
    if isinstance(kept, dict) and isinstance(now, dict):
        for key in [*kept, *(key for key in now if key not in kept)]:
            yield from differences(kept.get(key, _ABSENT), now.get(key, _ABSENT), f"{where}.{key}" if where else key)
    elif isinstance(kept, list) and isinstance(now, list):
        yield from _of_lists(kept, now, where)
    elif kept != now or type(kept) is not type(now):  # 1, 1.0 and true are written differently
        yield Difference(where, kept, now)


def _of_lists(kept: list[Any], now: list[Any], where: str) -> Iterator[Difference]:
    name = next((name for name in _NAMES if _tells_apart(name, kept) and _tells_apart(name, now)), None)
    if name is None:
        for index in range(max(len(kept), len(now))):
            before, after = (side[index] if index < len(side) else _ABSENT for side in (kept, now))
            yield from differences(before, after, f"{where}[{index}]")
        return
    by_name_kept, by_name_now = ({entry[name]: entry for entry in side} for side in (kept, now))
    for key in [*by_name_kept, *(key for key in by_name_now if key not in by_name_kept)]:
        yield from differences(by_name_kept.get(key, _ABSENT), by_name_now.get(key, _ABSENT), f"{where}[{key}]")
    if [key for key in by_name_kept if key in by_name_now] != [key for key in by_name_now if key in by_name_kept]:
        yield Difference(f"{where} (order)", list(by_name_kept), list(by_name_now))


def _tells_apart(name: str, entries: Sequence[Any]) -> bool:
    """Every entry has this name, and no two the same."""
    if not all(isinstance(entry, dict) and isinstance(entry.get(name), str) for entry in entries):
        return False
    return len({entry[name] for entry in entries}) == len(entries)
