"""The `simulator` command: one file per verb group, one line per mistake."""

import os
import sys

# Before numpy loads: the matrices here are small, and BLAS threads that wait for each other cost ten times the work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import structlog
import typer

from simulator import __version__
from simulator.cli import (
    authoring,
    bench,
    judging,
    listening,
    people,
    rehearsing,
    replaying,
    reports,
    retention,
    serving,
    training,
)
from simulator.errors import RechtuitError

app = typer.Typer(
    name="simulator",
    help="Rechtuit: rehearse the hardest conversations at work, by voice.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(serving.serve)
app.command()(rehearsing.rehearse)
app.command()(rehearsing.demo)
app.command()(listening.analyze)
app.command(name="prosody")(listening.prosody_track)
app.command()(judging.judge)
app.command()(judging.score)
app.command()(authoring.check)
app.command()(authoring.new)
app.command()(authoring.preview)
app.command()(authoring.schema)
app.command()(reports.report)
app.command()(reports.certificate)
app.command(name="replay")(replaying.replay_session)
app.command()(retention.retention)
app.command(name="reseal")(retention.reseal_recordings)
app.add_typer(serving.models, name="models")
app.add_typer(bench.app, name="bench")
app.add_typer(people.people, name="people")
app.add_typer(training.app, name="train")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def run() -> None:
    """Entry point: a user's mistake is one line on stderr and exit status 2, never a traceback."""
    # What a command prints is for the next program; what a room notes on the way is not.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        app()
    except RechtuitError as problem:
        typer.echo(f"simulator: {problem}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader (head, less) has gone
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    run()
