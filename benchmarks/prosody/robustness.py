"""Input nobody should send: a result or a clear error, and how long either takes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.timing import cpu_s
from simulator.errors import RechtuitError
from simulator.prosody import describe

ROOT = Path(__file__).resolve().parents[2]
RATES_HZ = (8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000)
_PITCH_HZ = 140.0


def tone(rate_hz: int = 16_000, seconds: float = 2.0, gain: float = 0.1) -> NDArray[np.float32]:
    """Harmonics of 140 Hz, half a second of silence on either side."""
    at_s = np.arange(int(seconds * rate_hz)) / rate_hz
    voice = sum(np.sin(2 * np.pi * k * _PITCH_HZ * at_s) / k for k in range(1, 20))
    return np.pad(gain * np.asarray(voice), rate_hz // 2).astype(np.float32)


def _with(value: float) -> NDArray[np.float32]:
    samples = tone()
    samples[9_000] = value
    return samples


CASES: dict[str, Callable[[], NDArray[np.generic]]] = {
    "0 samples": lambda: np.zeros(0, np.float32),
    "1 sample": lambda: np.full(1, 0.5, np.float32),
    "159 samples": lambda: np.full(159, 0.5, np.float32),
    "silence": lambda: np.zeros(160_000, np.float32),
    "constant": lambda: np.full(160_000, 0.5, np.float32),
    "offset 0.3": lambda: tone() + np.float32(0.3),
    "clipped": lambda: np.clip(20 * tone(), -1, 1),
    "all full scale": lambda: np.sign(tone() + np.float32(1e-9)),
    "denormal": lambda: np.full(160_000, 1e-40, np.float32),
    "-100 dB": lambda: tone(gain=1e-6),
    "one click": lambda: np.eye(1, 160_000, 80_000, dtype=np.float32)[0],
    "NaN": lambda: _with(np.nan),
    "Inf": lambda: _with(np.inf),
    "1e30": lambda: _with(1e30),
    "int16": lambda: (tone() * 32_767).astype(np.int16),
    "float64": lambda: tone().astype(np.float64),
    "stereo": lambda: np.stack([tone(), tone()]),
}


def measure(*, hours: float) -> Section:
    """Bad input, every rate, and a recording of `hours`."""
    columns = ("CPU ms", "outcome")
    cases = tuple(_case(name, make(), 16_000) for name, make in CASES.items())
    rates = [_case(f"{rate} Hz", tone(rate), rate) for rate in (*RATES_HZ, 7_999, 96_001, 0)]
    tables = [
        Table("odd input to describe()", columns, cases),
        Table(f"sample rates ({_PITCH_HZ:.0f} Hz tone, 3 s)", columns, tuple(rates)),
        _long(hours),
    ]
    return Section("robustness", tuple(tables))


def _case(name: str, samples: NDArray[np.generic], rate_hz: int) -> Row:
    outcome: list[str] = []
    return Row(name, (1000 * cpu_s(lambda: outcome.append(outcome_of(samples, rate_hz))), outcome[0]))


def outcome_of(samples: NDArray[np.generic], rate_hz: int) -> str:
    """What a caller gets, in a line; a traceback is told as such."""
    try:
        found = describe(samples, rate_hz)  # type: ignore[arg-type]
    except RechtuitError as problem:
        return f"  error: {problem}"
    except Exception as problem:
        return f"  TRACEBACK {type(problem).__name__}: {problem}"
    why = f"; {found.unusable_because}" if found.unusable_because else ""
    return f"  {found.pitch.median_hz:.1f} Hz, {found.speech_ms} ms of speech{why}"


def _long(hours: float) -> Table:
    """In a process of its own, because its peak memory is what counts."""
    command = [sys.executable, "-m", "benchmarks.prosody.long_recording", str(hours)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    title, columns = f"a recording of {hours:g} hours", ("CPU s", "frames", "memory MB", "a minute MB")
    if done.returncode:
        return Table(title, columns, (Row("failed", absent_because=done.stderr.strip()[-200:]),))
    rows = [Row(name, tuple(figures)) for name, figures in json.loads(done.stdout).items()]
    return Table(title, columns, tuple(rows))
