"""Errors a user can cause or mend: each says what was wrong, where, and what to do. The doors print one line."""

from typing import ClassVar


class RechtuitError(Exception):
    """A mistake or a lack that the user can mend.

    Args:
        what: what was wrong, with the value that arrived.
        where: file, line, field or event, when there is one.
        remedy: what to do about it.
    """

    code: ClassVar[str] = "error"

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class BadInput(RechtuitError):
    """What the user gave cannot be used: a file, a field, a line, an event."""

    code = "bad_input"


class BadAudio(BadInput):
    """Audio that cannot be read, or holds nothing."""

    code = "bad_audio"


class Conflict(BadInput):
    """Somebody else changed it in between."""

    code = "conflict"


class NotFound(RechtuitError):
    """A scenario, persona, session or file that is not there."""

    code = "not_found"


class ModelMissing(RechtuitError):
    """A model file that a room needs is not on this machine, or is not the file its manifest names."""

    code = "model_missing"


class NotAllowed(RechtuitError):
    """Authentication, origin or consent says no."""

    code = "forbidden"


class NotSignedIn(NotAllowed):
    """Nobody has said who they are, or what they said is not true."""

    code = "unauthenticated"


class OverCapacity(RechtuitError):
    """The service is full; said before a session starts, never by a slow session."""

    code = "capacity"

    def __init__(self, what: str, *, retry_after_ms: int) -> None:
        super().__init__(what, remedy=f"Try again in {retry_after_ms / 1000:.0f} s.")
        self.retry_after_ms = retry_after_ms


class Unavailable(RechtuitError):
    """Something the machine lacks: a library, a port, a device."""

    code = "unavailable"
