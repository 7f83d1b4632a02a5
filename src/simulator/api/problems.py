"""Errors of the REST door as RFC 9457 problems: one line that says what, where and what to do."""

from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError

from simulator.api.protocol.rest import Problem
from simulator.errors import BadInput, Conflict, NotAllowed, NotFound, NotSignedIn, OverCapacity, RechtuitError

STATUS: Final[dict[type[RechtuitError], int]] = {
    Conflict: 409,
    BadInput: 422,
    NotFound: 404,
    NotSignedIn: 401,
    NotAllowed: 403,
    OverCapacity: 429,
}
"""The first kind that fits counts."""


def install(app: FastAPI) -> None:
    """Every user's mistake becomes a problem answer."""
    app.add_exception_handler(RechtuitError, _explain)
    app.add_exception_handler(RequestValidationError, _explain_validation)


async def _explain(_request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RechtuitError)
    return answer_to(problem)


def answer_to(problem: RechtuitError) -> Response:
    """The problem answer; for who answers before any endpoint does."""
    status = next((code for kind, code in STATUS.items() if isinstance(problem, kind)), 503)
    retry_after_ms = problem.retry_after_ms if isinstance(problem, OverCapacity) else None
    return _answer(
        Problem(
            title=problem.code.replace("_", " "),
            status=status,
            detail=str(problem),
            code=problem.code,
            param=problem.where,
            retry_after_ms=retry_after_ms,
        )
    )


async def _explain_validation(_request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    first = problem.errors()[0]
    field = ".".join(str(part) for part in first["loc"][1:]) or "body"
    detail = f"{field}: {first['msg'].removeprefix('Value error, ')}."
    return _answer(Problem(title="bad input", status=422, detail=detail, code="bad_input", param=field))


def _answer(problem: Problem) -> Response:
    headers = {} if problem.retry_after_ms is None else {"Retry-After": str(-(-problem.retry_after_ms // 1000))}
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, problem.status, headers, media_type="application/problem+json")
