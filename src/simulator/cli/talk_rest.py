"""The few REST calls a talk in the terminal needs."""

import json
import urllib.error
import urllib.request
from typing import Any

from simulator.errors import RechtuitError, Unavailable


def create_session(base_url: str, request: dict[str, Any]) -> dict[str, Any]:
    """POST /v1/sessions.

    Raises:
        RechtuitError: with the service's own sentence.
    """
    body = json.dumps(request).encode()
    post = urllib.request.Request(  # noqa: S310 - http to our own service
        f"{base_url}/v1/sessions", data=body, headers={"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(post, timeout=30) as answer:  # noqa: S310
            return dict(json.load(answer))
    except urllib.error.HTTPError as problem:
        said = json.load(problem)
        raise RechtuitError(said.get("detail", str(problem))) from None
    except urllib.error.URLError as problem:
        raise Unavailable(f"no service answers at {base_url} ({problem.reason}).") from None


def fetch_report(base_url: str, session_id: str, report_format: str, language: str) -> bytes:
    """GET the trainee's report."""
    query = f"format={report_format}&audience=trainee&language={language}"
    with urllib.request.urlopen(f"{base_url}/v1/sessions/{session_id}/report?{query}", timeout=60) as answer:  # noqa: S310
        return bytes(answer.read())
