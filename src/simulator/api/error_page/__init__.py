"""What somebody who opens an address in a browser sees where there is nothing for them, in place of JSON."""

from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import FastAPI, Request, Response

from simulator.api.plain_page import templates_of, texts_of
from simulator.api.sign_in.page import HEADERS, language_of
from simulator.flow.labels import Language

WORDS: Final = {403: "forbidden", 404: "missing", 409: "conflict", 429: "busy"}
"""Key of what the page says, by status (RFC 9110); any other 4xx is `unclear`, any 5xx `unavailable`."""
CARRIED: Final = ("retry-after",)
"""Headers of the refusal that a browser still wants."""


def install(app: FastAPI) -> None:
    app.middleware("http")(_show)


async def _show(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    answer = await call_next(request)
    is_refusal = answer.status_code >= 400 and "json" in answer.headers.get("content-type", "")
    if not is_refusal or not _is_opened_by_a_person(request):
        return answer
    carried = {name: answer.headers[name] for name in CARRIED if name in answer.headers}
    return render(answer.status_code, language_of(request), carried)


def render(status: int, language: Language, carried: dict[str, str] | None = None) -> Response:
    """The page that goes with a status."""
    template = templates_of(__name__).get_template("error.html.j2")
    page = template.render(key=key_of(status), language=language, t=texts_of(__name__, language))
    return Response(page, status, {**HEADERS, **(carried or {})}, media_type="text/html; charset=utf-8")


def key_of(status: int) -> str:
    return WORDS.get(status, "unavailable" if status >= 500 else "unclear")


def _is_opened_by_a_person(request: Request) -> bool:
    """A tab or window, said by the browser itself: frames and scripts of our pages read the problem as JSON."""
    return request.method == "GET" and request.headers.get("sec-fetch-dest") == "document"
