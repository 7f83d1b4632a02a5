"""People of an organisation and their scored talks, for tests of who sees what of them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from simulator.feedback import assess
from simulator.flow.labels import Role
from simulator.flow.report import RehearsalReport
from simulator.session.archive import dump_report
from simulator.session.points import points_of
from simulator.session.viewer import Viewer
from simulator.store import SqlStore
from tests.feedback.talks import c4_scenario, good_talk, mediocre_talk, report_of, terrible_talk
from tests.store.organisation import BANK, held_talk

TALKS = (good_talk, mediocre_talk, terrible_talk)


def viewer(name: str, *roles: Role) -> Viewer:
    return Viewer(name, BANK, frozenset(roles))


AN = viewer("an", "trainee")
TOM = viewer("tom", "trainer")
HILDE = viewer("hilde", "hr")
ADA = viewer("ada", "admin")


def scored(which: int = 0) -> RehearsalReport:
    talk = good_talk(spoken=True) if which == 0 else TALKS[which % 3]()
    return report_of(talk, assess(talk, c4_scenario()))


async def scored_talk(
    bank: SqlStore, session_id: str, at: datetime, person_id: str = "an", which: int = 0, **changes: Any
) -> RehearsalReport:
    """A talk that was held, scored and kept."""
    report = scored(which)
    scenario = replace(report.scenario, id=changes.get("scenario_id", "c4-ontslag"))
    report = replace(report, scenario=scenario)
    await held_talk(bank, session_id, at, person_id, dump_report(report), points_of(report), **changes)
    return report
