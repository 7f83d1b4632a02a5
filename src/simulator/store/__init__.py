"""Sessions, events, consent, reports, retention and erasure. The only room that speaks SQL."""

from simulator.store.audit import AuditAction, AuditEntry, AuditLog
from simulator.store.database import no_session
from simulator.store.event_rows import CONSENT_GIVEN, OutOfOrder
from simulator.store.expiry import Expiry, Tombstone
from simulator.store.granting import HrGrant, LoggedExport
from simulator.store.many_talks import ReportedTalk
from simulator.store.people import LastAdmin, People
from simulator.store.person_records import (
    AccessToken,
    Credential,
    Identity,
    NewPerson,
    Organisation,
    Person,
    new_person_id,
)
from simulator.store.person_rows import PersonRows
from simulator.store.recordings import Recordings, SealedRecording
from simulator.store.records import (
    ConsentFlags,
    CriterionPoints,
    ExportRecord,
    KeptTalk,
    NewSession,
    Rewriting,
    SessionRecord,
    SessionStatus,
    StoredEvent,
    TalkPoints,
    hash_secret,
)
from simulator.store.sharing import OfferedTalk
from simulator.store.sign_ins import SignIns
from simulator.store.sql_store import SqlStore
from simulator.store.store import Store
from simulator.store.tables import LOCAL
from simulator.store.team import PEOPLE_MIN
from simulator.store.under_way import UnderWay

__all__ = [
    "CONSENT_GIVEN",
    "LOCAL",
    "PEOPLE_MIN",
    "AccessToken",
    "AuditAction",
    "AuditEntry",
    "AuditLog",
    "ConsentFlags",
    "Credential",
    "CriterionPoints",
    "Expiry",
    "ExportRecord",
    "HrGrant",
    "Identity",
    "KeptTalk",
    "LastAdmin",
    "LoggedExport",
    "NewPerson",
    "NewSession",
    "OfferedTalk",
    "Organisation",
    "OutOfOrder",
    "People",
    "Person",
    "PersonRows",
    "Recordings",
    "ReportedTalk",
    "Rewriting",
    "SealedRecording",
    "SessionRecord",
    "SessionStatus",
    "SignIns",
    "SqlStore",
    "Store",
    "StoredEvent",
    "TalkPoints",
    "Tombstone",
    "UnderWay",
    "hash_secret",
    "new_person_id",
    "no_session",
]
