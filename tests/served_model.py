"""A real OpenAI-compatible server on this machine that says what a test wants."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Model:
    """What the served model says, and what it was asked."""

    says: str | int = ""
    after_s: float = 0.0
    asked: list[dict[str, object]] = field(default_factory=list)

    def answer(self, request: dict[str, object]) -> tuple[int, bytes]:
        self.asked.append(request)
        time.sleep(self.after_s)
        if isinstance(self.says, int):
            return self.says, b"{}"
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": self.says}}
        body = {"id": "1", "object": "chat.completion", "created": 0, "model": "test", "choices": [choice]}
        return 200, json.dumps(body).encode()


@contextmanager
def serving() -> Iterator[tuple[Model, str]]:
    """The model and the address it is served at."""
    served = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = served.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield served, f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
