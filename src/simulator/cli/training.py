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


@app.command("prosody")
def train_prosody(
    part: Annotated[Part, typer.Option(help="Which head; the second listens through the first.")] = Part.ALL,
    seed: Annotated[int, typer.Option(help="The same seed and corpus give the same weights.")] = 1,
) -> None:
    """Make the corpus, fit the prosody heads on its train split, and store them where the product reads them."""
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    _train("training.prosody", [f"--part={part}", f"--seed={seed}"], one_thread)


@app.command("judgement")
def train_judgement(
    epochs: Annotated[int, typer.Option(help="Passes over the train writers; about 3 minutes each.", min=1)] = 6,
    seed: Annotated[int, typer.Option(help="The same seed and corpus give the same weights.")] = 1,
) -> None:
    """Fit the judgement heads on corpus/judgement, and how they and the rules are weighed."""
    _train("training.judgement", [f"--epochs={epochs}", f"--seed={seed}"], {})


def _train(module: str, given: list[str], environment: dict[str, str]) -> None:
    if not (SOURCE_DIR / "training").is_dir():
        raise NotFound("training is not part of the installed package.", remedy="Run it in a checkout of the source.")
    if importlib.util.find_spec("torch") is None:
        raise Unavailable("training needs torch.", remedy="Run `make setup-test`, which brings its CPU build.")
    done = subprocess.run(
        [sys.executable, "-m", module, *given], cwd=SOURCE_DIR, env=os.environ | environment, check=False
    )
    if done.returncode:
        raise typer.Exit(done.returncode)
