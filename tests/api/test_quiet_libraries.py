"""Whatever level is asked, libraries that write frames, rows or secrets to their log do not."""

import logging
from pathlib import Path

import pytest

from simulator.api.quiet_libraries import TELLS_TOO_MUCH, keep_quiet, server_log_level
from simulator.api.server import _config
from tests.api.serving import light_settings


@pytest.mark.parametrize("name", TELLS_TOO_MUCH)
def test_an_operator_who_turns_on_every_log_does_not_turn_on_these(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    logging.getLogger(name).setLevel(logging.DEBUG)
    keep_quiet()
    assert not logging.getLogger(name).isEnabledFor(logging.INFO)
    assert logging.getLogger(name).isEnabledFor(logging.WARNING)


def test_a_logger_that_was_quieter_stays_so() -> None:
    logging.getLogger("aiosqlite").setLevel(logging.ERROR)
    keep_quiet()
    assert logging.getLogger("aiosqlite").level == logging.ERROR
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_the_server_never_logs_at_debug(level: str, tmp_path: Path) -> None:
    settings = light_settings(tmp_path).model_copy(update={"log_level": level})
    assert server_log_level(level) != "debug"
    _config(settings, lambda _secret: None)
    assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.DEBUG)
