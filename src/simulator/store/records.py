"""What goes into the store and comes out of it. Times are UTC and passed in; the store has no clock of its own."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from simulator.flow.labels import Audience, Difficulty, Language
from simulator.flow.local_text import LocalText
from simulator.flow.talk import Versions
from simulator.store.tables import LOCAL

SessionStatus = Literal["open", "finished", "abandoned"]


def hash_secret(secret: str) -> str:
    """What is kept of a resume handle or an erased id: enough to recognise it, not enough to recover it.

    Plain SHA-256, because both are random strings of at least 128 bits and cannot be guessed.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ConsentFlags:
    """What the trainee agreed to, each apart. What is not ticked is not given."""

    recording: bool = False
    """Keep the audio."""
    delivery_measures: bool = False
    """Measure pauses, pace, pitch and level."""
    share_with_hr: bool = False


@dataclass(frozen=True, slots=True, order=True)
class KeptTalk:
    """A talk and whose organisation it is of."""

    tenant_id: str
    session_id: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session as it is created."""

    session_id: str
    scenario_id: str
    persona_id: str
    language: Language
    difficulty: Difficulty
    seed: int
    consent: ConsentFlags
    created_at: datetime
    """UTC, with its time zone."""
    resume_handle_hash: str = ""
    """`hash_secret` of the handle the client holds."""
    versions: Versions = field(default_factory=Versions)
    person_id: str = LOCAL
    """Whose talk it is."""
    fork_of: str | None = None
    """The talk of the same person of which it tries a sentence again."""


@dataclass(frozen=True, slots=True)
class CriterionPoints:
    """What one part of the rubric gave."""

    criterion_id: str
    title: LocalText
    value: float
    max: float


@dataclass(frozen=True, slots=True)
class TalkPoints:
    """What a report came to: enough to list talks and to set attempts beside each other without reading reports."""

    total: float
    """0-100, as computed; a trainer's points stand beside it and are not in it."""
    passed: bool
    pass_mark: float
    """0-100, of the scenario as it was then."""
    duration_ms: int
    criteria: tuple[CriterionPoints, ...]
    """In the order of the rubric."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session as it is kept."""

    session_id: str
    scenario_id: str
    persona_id: str
    language: Language
    difficulty: Difficulty
    seed: int
    consent: ConsentFlags
    """The consent in force: the latest that was recorded."""
    created_at: datetime
    resume_handle_hash: str
    versions: Versions
    status: SessionStatus
    finished_at: datetime | None
    has_report: bool
    tenant_id: str
    person_id: str
    points: TalkPoints | None = None
    """None without a report, or with one of a version whose shape was different."""
    shared_at: datetime | None = None
    """Since when trainers may see the talk; None: they may not."""
    is_fork: bool = False
    """It tries one sentence of an earlier talk again, and is no attempt of its own."""
    fork_of: str | None = None
    """That talk, as long as it is kept."""
    origin_ended_at: datetime | None = None
    """When the earliest talk ended of which a fork holds words; their term runs from there. None: it holds none."""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One thing that happened, never changed afterwards but by erasure (`Store.rewrite`)."""

    seq: int
    """1 for the first event of a session, then without gaps."""
    kind: str
    """Name of what happened: the event's type on the wire, or the session's own."""
    input_sample: int
    """Position on the input audio clock."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    """JSON object; no NaN."""


Rewriting = Callable[[Sequence[StoredEvent], bytes | None], tuple[list[StoredEvent], bytes | None]]
"""The events and the report of a talk, and what is to be kept in their place."""


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """Who took what out, and when."""

    exported_at: datetime
    audience: Audience
    format: str
    """"pdf", "xlsx", ..."""
    exported_by: str | None = None
    """Person; None when it is not known, or they are gone."""
