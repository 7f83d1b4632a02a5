"""Finds plug-ins by entry point, chosen by name in settings. Our own engines register the same way (pyproject.toml)."""

from importlib.metadata import entry_points
from typing import Any, Literal

from simulator.errors import NotFound

PluginGroup = Literal[
    "simulator.transcribers",
    "simulator.turn_detectors",
    "simulator.encoders",
    "simulator.actors",
    "simulator.voices",
]


def names(group: PluginGroup) -> list[str]:
    """Names registered for one plug-in point, sorted."""
    return sorted({entry.name for entry in entry_points(group=group)})


def load(group: PluginGroup, name: str) -> Any:
    """The factory registered under `name`; imported only now.

    Raises:
        NotFound: when no installed package registers that name.
    """
    for entry in entry_points(group=group, name=name):
        return entry.load()
    raise NotFound(
        f"no plug-in called {name!r} for {group}.",
        remedy=f"Choose one of: {', '.join(names(group)) or 'none installed'}.",
    )
