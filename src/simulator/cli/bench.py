"""`simulator bench`: ratios against peers and floors, as a table and as JSON."""

import asyncio
import json
import math
import os
import statistics
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from simulator.cli.demo_talks import DEMO_TALKS, spoken_by
from simulator.cli.listening import plain
from simulator.cli.service_process import running_service
from simulator.cli.talk_bench import TalkFigures, run_talks
from simulator.errors import NotFound
from simulator.language.corpus import CORPUS
from simulator.settings import SOURCE_DIR, load_settings

app = typer.Typer(help="Ratios against peers and floors.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
console = Console()


class BenchSplit(StrEnum):
    """Writers of the judgement corpus."""

    TRAIN = "train"
    TUNE = "tune"
    TEST = "test"


@app.command("prosody")
def bench_prosody(
    quick: Annotated[bool, typer.Option("--quick", help="Under a minute: less sound, fewer peers.")] = False,
    only: Annotated[str, typer.Option(help="Sections, comma between: pitch,pauses,syllables,...")] = "",
    sources: Annotated[str, typer.Option(help="Sources of speech, comma between: formant,recorded,...")] = "",
    seed: Annotated[int, typer.Option(help="The same seed gives the same sound.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Pitch, pauses, syllables, fillers and the whole pass against the peers that are installed, on one thread."""
    if not (SOURCE_DIR / "benchmarks" / "prosody").is_dir():
        raise NotFound(
            "the prosody benchmark is not part of the installed package.", remedy="Run it in a checkout of the source."
        )
    given = [f"--only={only}", f"--sources={sources}", f"--seed={seed}", *["--quick"] * quick, *["--json"] * as_json]
    # In a process of its own: BLAS reads its number of threads only once, before numpy is loaded.
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.prosody", *given], cwd=SOURCE_DIR, env=os.environ | one_thread, check=False
    )
    if done.returncode:
        raise typer.Exit(done.returncode)


@app.command("judgement")
def bench_judgement(
    corpus: Annotated[Path, typer.Option(help="Folder with split.yaml, nl, fr and en.")] = CORPUS,
    split: Annotated[
        BenchSplit, typer.Option(help="Which writers: test was never trained or tuned on.")
    ] = BenchSplit.TEST,
    every_line: Annotated[
        bool, typer.Option("--every-line", help="Also lines on which the two readers differ.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Judgement against the labelled corpus: rules alone, reading alone, and both together."""
    from simulator.language.bench import as_code_table, as_table, run_bench, systems
    from simulator.language.corpus import read_corpus, untouched
    from simulator.language.learned import learned_reader

    entries = untouched(read_corpus(corpus), split.value)
    rows = run_bench([each for each in entries if every_line or each.is_agreed], systems(learned_reader()))
    if as_json:
        typer.echo(json.dumps([plain(row) for row in rows], indent=2))
    else:
        typer.echo(f"{as_table(rows)}\n\nspan F1 per code, both together\n{as_code_table(rows)}")


@app.command("pipeline")
def bench_pipeline(as_json: AsJson = False) -> None:
    """One spoken talk in real time over the real websocket: end of speech to first sound of the answer."""
    _print_talks(asyncio.run(_replay(sessions=1)), as_json)


@app.command("service")
def bench_service(
    sessions: Annotated[int, typer.Option(help="Talks side by side.", min=1, max=64)] = 4, as_json: AsJson = False
) -> None:
    """Several spoken talks at once in real time over the real websocket."""
    _print_talks(asyncio.run(_replay(sessions=sessions)), as_json)


async def _replay(*, sessions: int) -> list[TalkFigures]:
    settings = load_settings()
    limits = settings.limits.model_copy(update={"sessions": max(sessions, settings.limits.sessions)})
    talk = DEMO_TALKS[-1]
    turns, _ = await asyncio.to_thread(spoken_by, talk, settings)
    async with running_service(settings.model_copy(update={"limits": limits})) as base_url:
        return await run_talks(base_url, talk.request, turns, sessions=sessions)


def _print_talks(talks: list[TalkFigures], as_json: bool) -> None:
    first = [s for talk in talks for s in talk.first_packet_s]
    voiced = [s for talk in talks for s in talk.first_voice_s if not math.isnan(s)]
    found: dict[str, Any] = {
        "sessions": len(talks),
        "turns": len(first),
        "speech_end_to_first_audio_s": {"p50": statistics.median(first), "p95": _p95(first)},
        "speech_end_to_first_word_s": {"p50": statistics.median(voiced), "p95": _p95(voiced)},
        "stage_ms_median": {
            stage: round(statistics.median(values), 1)
            for stage in ("endpoint", "stt", "language", "dialogue", "voice")
            if (values := [ms[stage] for talk in talks for ms in talk.stage_ms if stage in ms])
        },
    }
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    console.print(f"{found['sessions']} talks at once, {found['turns']} answers")
    for name, label in (("audio", "first avatar audio"), ("word", "first avatar word ")):
        spread = found[f"speech_end_to_first_{name}_s"]
        console.print(f"end of trainee speech → {label}: p50 {spread['p50']:.2f} s, p95 {spread['p95']:.2f} s")
    for stage, value in found["stage_ms_median"].items():
        console.print(f"  {stage:<10}{value:>9.1f} ms (median)")


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[18] if len(values) > 1 else values[0]
