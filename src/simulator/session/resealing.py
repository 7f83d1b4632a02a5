"""A talk from which something must be erased while the rest stays: the one change an append-only log takes.

It is sealed again, so that any other change is still seen. A seal that was broken before stays broken.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from simulator.session.archive import Sealed, digest_event, to_plain
from simulator.store import CONSENT_GIVEN, Rewriting, StoredEvent


def rewriting(
    event_left: Callable[[StoredEvent], Mapping[str, Any]], report_left: Callable[[bytes], bytes]
) -> Rewriting:
    """
    Args:
        event_left: what is left of an event's payload.
        report_left: what is left of a report.
    """

    def change(events: Sequence[StoredEvent], report: bytes | None) -> tuple[list[StoredEvent], bytes | None]:
        left = [replace(event, payload=event_left(event)) for event in events]
        new_report = None if report is None else report_left(report)
        end = next((n for n, event in enumerate(events) if event.kind == Sealed.__name__), None)
        if end is not None:
            was = Sealed(**events[end].payload)
            seal = Sealed(
                _again(was.report_sha256, _sha256(report), _sha256(new_report)),
                _again(was.log_sha256, _log_sha256(events[:end]), _log_sha256(left[:end])),
            )
            left[end] = replace(left[end], payload=to_plain(seal))
        return left, new_report

    return change


def _again(sealed: str, before: str, after: str) -> str:
    return after if sealed == before else sealed


def _sha256(content: bytes | None) -> str:
    return hashlib.sha256(content or b"").hexdigest()


def _log_sha256(events: Iterable[StoredEvent]) -> str:
    return _sha256(b"".join(digest_event(event) for event in events if event.kind != CONSENT_GIVEN))
