"""Libraries that would write what passes through them to their own log: words of a talk, secrets, rows."""

import logging
from typing import Final

TELLS_TOO_MUCH: Final[dict[str, str]] = {
    "aiosqlite": "every statement with its values: a turn that is kept",
    "websockets": "every frame: a turn that is typed, a line that is spoken, the secret with which a client connects",
    "uvicorn.error": "the same, as the websockets of our server log under this name",
    "openai": "the whole request: a line that is to be reworded, a text that is to be judged",
    "httpx2": "addresses with their query: the code of a sign-in",
    "httpcore2": "headers: a key",
    "authlib": "tokens of a sign-in",
}
"""Logger, and what it tells below "warning"."""


def keep_quiet() -> None:
    """Holds them at "warning" whatever level is asked, also where an operator turns on all logs to look for a fault."""
    for name in TELLS_TOO_MUCH:
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.level))


def server_log_level(wanted: str) -> str:
    """The level of uvicorn's own log: one step quieter than ours, never "debug"."""
    return {"debug": "info", "info": "warning"}.get(wanted, wanted)
