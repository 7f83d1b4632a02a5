"""Why a websocket was closed."""

from enum import IntEnum


class CloseCode(IntEnum):
    """1xxx are of RFC 6455; 44xx are ours, after the HTTP status they resemble."""

    NORMAL = 1000
    GOING_AWAY = 1001
    TOO_BIG = 1009
    INTERNAL = 1011
    RESTARTING = 1012
    PROTOCOL = 4400
    UNAUTHENTICATED = 4401
    FORBIDDEN = 4403
    """Not allowed, or an origin that is not on the list."""
    NO_SUCH_SESSION = 4404
    IDLE = 4408
    TAKEN_OVER = 4409
    """A newer connection to the same session."""
    RESUME_EXPIRED = 4410
    CAPACITY = 4429
    """Full, or too fast; `retry_after_ms` says when to come back."""
