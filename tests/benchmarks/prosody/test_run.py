import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.prosody import run
from simulator.cli.bench import bench_prosody
from simulator.errors import BadInput, NotFound

ROOT = Path(__file__).resolve().parents[3]
SMALL = dataclasses.replace(
    run.QUICK,
    seconds=6,
    pitch_seconds=6,
    pitch_conditions=("clean",),
    pause_conditions=("clean",),
    filler_conditions=("clean",),
)


@pytest.mark.parametrize("given", [{"only": ("pitches",)}, {"sources": ("radio",)}], ids=str)
def test_an_unknown_name_is_refused(given: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(BadInput, match="Known: "):
        list(run.run_bench(SMALL, **given))  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_core_and_its_peers_are_scored_in_one_run() -> None:
    only = ("pitch", "pauses", "syllables", "fillers", "whole", "floors")
    sections = list(run.run_bench(SMALL, only=only, sources=("formant",), seed=3))
    assert [section.name for section in sections] == [*only[:4], "whole pass", "floors", "targets"]
    tables = {table.title.split(" (")[0]: table for section in sections for table in section.tables}
    errors = tables["pitch FFE %, formant"]
    assert errors.columns == ("clean",)
    assert float(errors.figure("rechtuit", "clean") or 0) < 10
    assert float(errors.figure("praat ac", "clean") or 0) < 10
    speed = tables["pitch speed, 60 s clip"]
    assert speed.figure("praat ac", "/ praat ac") == 1
    assert float(speed.figure("rechtuit", "CPU ms/s") or 99) < 10
    assert float(tables["whole pass, 60 s clip"].figure("praat, four calls", "/ rechtuit") or 0) > 1
    floor = tables["floor of the pitch kernel, 256 frames at once"]
    assert float(floor.figure("times the floor", "ms/s audio") or 0) > 1
    assert any(row.name.startswith("pitch, 60 s") for row in tables["targets of issue 3"].rows)


@pytest.mark.slow
def test_a_long_recording_takes_little_memory_besides_its_frames() -> None:
    command = [sys.executable, "-m", "benchmarks.prosody.long_recording", "0.1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    _, n_frames, hour_mb, minute_mb = json.loads(done.stdout)["bank, 10 s blocks"]
    assert n_frames == 36_000
    assert hour_mb < 1.2 * minute_mb


def bench(*given: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("simulator")), "bench", "prosody", *given]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_command_prints_json_and_nothing_else() -> None:
    asked = ("--quick", "--only", "pauses", "--sources", "formant", "--json")
    assert set(json.loads(bench(*asked).stdout)) == {"pauses", "targets"}


@pytest.mark.slow
def test_a_mistake_is_one_line() -> None:
    done = bench("--only", "pitches")
    assert done.returncode == 2
    assert "no section named 'pitches'" in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_checkout_the_command_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("simulator.cli.bench.SOURCE_DIR", tmp_path)
    with pytest.raises(NotFound, match="in a checkout"):
        bench_prosody()
