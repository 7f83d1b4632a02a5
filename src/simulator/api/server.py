"""The FastAPI application, and how it is run."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

import structlog
import uvicorn
from fastapi import FastAPI

from simulator import __version__
from simulator.api import (
    error_page,
    exports,
    hearing,
    pages,
    people,
    problems,
    records,
    rest,
    retention,
    sharing,
    studio,
)
from simulator.api.quiet_libraries import keep_quiet, server_log_level
from simulator.api.realtime import endpoint
from simulator.api.service import Service
from simulator.api.sign_in import gate, routes
from simulator.api.sign_in.door import Door, check_settings
from simulator.api.sign_in.printing import PrintedLink
from simulator.session.rooms import Rooms
from simulator.settings import LOOPBACK, Settings
from simulator.store import SqlStore

log = structlog.get_logger(__name__)

MAX_BODY_BYTES = 64 * 1024

Announce: TypeAlias = Callable[[str], None]
"""Shows the secret of a one-time link to whoever started the service."""


def create_app(settings: Settings, announce: Announce = lambda _secret: None) -> FastAPI:
    """The service as an ASGI application; engines load when it starts.

    Raises:
        BadInput: settings of sign-in that contradict each other.
    """
    check_settings(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        store = await SqlStore.open(settings.database_url)
        app.state.service = Service(settings, Rooms.from_settings(settings), store)
        app.state.door = Door(settings, store, announce)
        await app.state.door.open()
        app.state.service.start()
        yield
        await app.state.service.close()

    app = FastAPI(title="Rechtuit", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.include_router(rest.router)
    app.include_router(endpoint.router)
    app.include_router(people.router)
    app.include_router(records.router)
    app.include_router(hearing.router)
    app.include_router(retention.router)
    app.include_router(sharing.router)
    app.include_router(exports.router)
    app.include_router(studio.router)
    app.include_router(routes.router)
    gate.install(app)
    error_page.install(app)
    problems.install(app)
    pages.install(app, settings)
    return app


def run_service(settings: Settings) -> None:
    """Runs until interrupted."""
    configure_logs(settings)
    if settings.host not in LOOPBACK and not settings.sign_in.public_url.startswith("https://"):
        log.warning(
            "others can reach this address without https: passwords and talks could be overheard. Put a proxy with TLS "
            "before it and set SIMULATOR_SIGN_IN__PUBLIC_URL",
            host=settings.host,
        )
    link = PrintedLink(settings)
    _Server(_config(settings, link.announce), link.listening_on).run()


class _Server(uvicorn.Server):
    """Tells its port once it listens: with `--port 0` nobody knew it before."""

    def __init__(self, config: uvicorn.Config, listening_on: Callable[[int], None]) -> None:
        super().__init__(config)
        self._listening_on = listening_on

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listening_on(_port(self))


@asynccontextmanager
async def serve_in_background(settings: Settings, announce: Announce = lambda _secret: None) -> AsyncIterator[str]:
    """The same service inside this process, for the length of a block; yields its address once it is warm."""
    server = uvicorn.Server(_config(settings, announce))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server.serve())
    try:
        while not server.started:
            if serving.done():
                await serving
            await asyncio.sleep(0.02)
        app: FastAPI = server.config.app  # type: ignore[assignment]
        await app.state.service.warm
        yield f"http://{settings.host}:{_port(server)}"
    finally:
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await serving


def _port(server: uvicorn.Server) -> int:
    return int(server.servers[0].sockets[0].getsockname()[1])


def _config(settings: Settings, announce: Announce) -> uvicorn.Config:
    keep_quiet()
    # Deflate costs 250 KiB a connection and gains nothing on sound (protocol.md); PCM frames stay below 64 KiB.
    return uvicorn.Config(
        create_app(settings, announce),
        host=settings.host,
        port=settings.port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=MAX_BODY_BYTES + 1024,
        log_level=server_log_level(settings.log_level),
        access_log=False,  # a provider sends people back with a code in the query
        timeout_graceful_shutdown=5,
    )


def configure_logs(settings: Settings) -> None:
    """One line per event on stderr; never a word of a transcript."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(),
    )
