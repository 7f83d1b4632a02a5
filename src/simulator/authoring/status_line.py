"""The one line of a text that the studio writes itself: `status:`. All else stays as it was typed."""

import re
from typing import Final

from simulator.flow.labels import ContentStatus

_STATUS: Final = re.compile(r"^status:[ \t]*[^\s#]*", re.MULTILINE)
_ID: Final = re.compile(r"^id:.*$", re.MULTILINE)


def with_status(text: str, status: ContentStatus) -> str:
    """The same text with this status; a comment behind it stays."""
    line = f"status: {status}"
    if _STATUS.search(text):
        return _STATUS.sub(line, text, count=1)
    if status == "published":
        return text  # what a file without the field is
    return _ID.sub(lambda found: f"{found[0]}\n{line}", text, count=1)
