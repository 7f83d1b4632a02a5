"""The FastAPI application, and how it is run."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
import uvicorn
from fastapi import FastAPI

from simulator import __version__
from simulator.api import pages, problems, rest
from simulator.api.realtime import endpoint
from simulator.api.service import Service
from simulator.session.rooms import Rooms
from simulator.settings import Settings
from simulator.store import SqlStore

log = structlog.get_logger(__name__)

MAX_BODY_BYTES = 64 * 1024


def create_app(settings: Settings) -> FastAPI:
    """The service as an ASGI application; engines load when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        store = await SqlStore.open(settings.database_url)
        app.state.service = Service(settings, Rooms.from_settings(settings), store)
        app.state.service.start()
        yield
        await app.state.service.close()

    app = FastAPI(title="Rechtuit", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.include_router(rest.router)
    app.include_router(endpoint.router)
    problems.install(app)
    pages.install(app, settings)
    return app


def run_service(settings: Settings) -> None:
    """Runs until interrupted."""
    configure_logs(settings)
    if settings.host not in pages.LOOPBACK:
        log.warning(
            "others can reach this address and there is no sign-in yet; put it behind your own", host=settings.host
        )
    uvicorn.Server(_config(settings)).run()


@asynccontextmanager
async def serve_in_background(settings: Settings) -> AsyncIterator[str]:
    """The same service inside this process, for the length of a block; yields its address once it is warm."""
    server = uvicorn.Server(_config(settings))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server.serve())
    try:
        while not server.started:
            if serving.done():
                await serving
            await asyncio.sleep(0.02)
        app: FastAPI = server.config.app  # type: ignore[assignment]
        await app.state.service.warm
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://{settings.host}:{port}"
    finally:
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await serving


def _config(settings: Settings) -> uvicorn.Config:
    # Deflate costs 250 KiB a connection and gains nothing on sound (protocol.md); PCM frames stay below 64 KiB.
    return uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=MAX_BODY_BYTES + 1024,
        log_level=settings.log_level if settings.log_level != "info" else "warning",
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
