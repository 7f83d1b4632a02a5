"""A period that is asked for by its first and its last day."""

from typing import Annotated

from fastapi import Depends

from simulator.api.protocol.sharing import Day
from simulator.errors import BadInput
from simulator.session.certificate import Period


def _period(first_day: Day | None = None, last_day: Day | None = None) -> Period:
    """Both days included, as the calendar counts them in Belgium; a day that is absent leaves that side open.

    Raises:
        BadInput: the first day is after the last.
    """
    if first_day is not None and last_day is not None and first_day > last_day:
        raise BadInput(
            f"the first day, {first_day}, is after the last, {last_day}.",
            where="first_day",
            remedy="Ask for a period whose first day is not after its last.",
        )
    return Period.of_days(first_day, last_day)


AskedPeriod = Annotated[Period, Depends(_period)]
