"""`simulator train`: fit the learned heads again, from a checkout."""

import importlib.util
import os
import subprocess
import sys
from enum import StrEnum
from typing import Annotated

import typer

from simulator.errors import NotFound, Unavailable
from simulator.settings import SOURCE_DIR

app = typer.Typer(help="Fit the learned heads again.", no_args_is_help=True)


class Part(StrEnum):
    """Which head: the pitch head first, for the activity head listens through it."""

    ALL = "all"
    PITCH = "pitch"
    ACTIVITY = "activity"


@app.callback()
def _verbs() -> None:
    """Keeps `prosody` a verb of its own while it is the only one."""


@app.command("prosody")
def train_prosody(
    part: Annotated[Part, typer.Option(help="Which head; the second listens through the first.")] = Part.ALL,
    seed: Annotated[int, typer.Option(help="The same seed and corpus give the same weights.")] = 1,
) -> None:
    """Make the corpus, fit the prosody heads on its train split, and store them where the product reads them."""
    if not (SOURCE_DIR / "training" / "prosody").is_dir():
        raise NotFound("training is not part of the installed package.", remedy="Run it in a checkout of the source.")
    if importlib.util.find_spec("torch") is None:
        raise Unavailable("training needs torch.", remedy="Run `make setup-test`, which brings its CPU build.")
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-m", "training.prosody", f"--part={part}", f"--seed={seed}"],
        cwd=SOURCE_DIR, env=os.environ | one_thread, check=False,
    )  # fmt: skip
    if done.returncode:
        raise typer.Exit(done.returncode)
