"""Sessions, events, consent, reports, retention and erasure. The only room that speaks SQL."""

from simulator.store.records import (
    ConsentFlags,
    ExportRecord,
    NewSession,
    SessionRecord,
    SessionStatus,
    StoredEvent,
    hash_secret,
)
from simulator.store.sql_store import OutOfOrder, SqlStore
from simulator.store.store import Store
from simulator.store.tables import LOCAL

__all__ = [
    "LOCAL",
    "ConsentFlags",
    "ExportRecord",
    "NewSession",
    "OutOfOrder",
    "SessionRecord",
    "SessionStatus",
    "SqlStore",
    "Store",
    "StoredEvent",
    "hash_secret",
]
