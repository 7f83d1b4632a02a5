"""A user's mistake on the command line is one line on stderr and exit status 2, never a traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

SIMULATOR = Path(sys.executable).with_name("simulator")


def run(*arguments: str, given: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SIMULATOR, *arguments], input=given, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, **(env or {})},
    )  # fmt: skip


def assert_one_line(found: subprocess.CompletedProcess[str], *told: str) -> None:
    assert found.returncode == 2, found.stderr
    assert len(found.stderr.strip().splitlines()) == 1, found.stderr
    assert all(part in found.stderr for part in told), found.stderr


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    file = tmp_path / "notes.wav"
    file.write_text("this is no sound at all")
    return file


@pytest.mark.slow
def test_a_file_that_is_no_sound(text_file: Path) -> None:
    assert_one_line(run("prosody", str(text_file)), "notes.wav")


@pytest.mark.slow
def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert_one_line(run("prosody", str(tmp_path / "none.wav")), "none.wav")


@pytest.mark.slow
def test_empty_sound(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 16_000)
    assert_one_line(run("analyze", str(tmp_path / "empty.wav")), "empty.wav")


@pytest.mark.slow
def test_a_recording_without_speech(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "silence.wav", np.zeros(32_000), 16_000)
    assert_one_line(run("rehearse", "c4-ontslag", "--audio", str(tmp_path / "silence.wav")), "silence.wav", "speech")


@pytest.mark.slow
def test_an_unknown_scenario_names_the_known_ones() -> None:
    assert_one_line(run("rehearse", "nergens", given=""), "nergens", "c4-ontslag")


@pytest.mark.slow
def test_a_broken_line_is_named_and_earlier_answers_stand() -> None:
    lines = '{"id": 1, "lang": "nl", "text": "U bent ontslagen."}\n{"id": 2, "lang": "xx", "text": "?"}\n'
    found = run("judge", given=lines)
    assert_one_line(found, "line 2", "lang")
    assert '"id": 1' in found.stdout


@pytest.mark.slow
def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert_one_line(run("serve", "--port", str(taken.getsockname()[1])), "port", "Address already in use")


@pytest.mark.slow
def test_no_model(tmp_path: Path, text_file: Path) -> None:
    soundfile.write(tmp_path / "tone.wav", np.sin(np.arange(32_000) / 20), 16_000)
    found = run("analyze", str(tmp_path / "tone.wav"), env={"SIMULATOR_MODELS_CACHE": str(tmp_path / "nothing")})
    assert_one_line(found, "whisper-base", "simulator models fetch")


@pytest.mark.slow
def test_a_setting_that_cannot_be() -> None:
    assert_one_line(run("models", "list", env={"SIMULATOR_PORT": "many"}), "SIMULATOR_PORT", "many")


@pytest.mark.slow
def test_an_unknown_session(tmp_path: Path) -> None:
    assert_one_line(run("report", "nobody", env={"SIMULATOR_DATA_DIR": str(tmp_path)}), "nobody")


@pytest.mark.slow
@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
def test_other_rates_and_stereo_are_read(tmp_path: Path, rate: int) -> None:
    tone = 0.3 * np.sin(2 * np.pi * 150 * np.arange(rate) / rate)
    soundfile.write(tmp_path / "tone.wav", np.stack([tone, tone], axis=1), rate)
    found = run("prosody", str(tmp_path / "tone.wav"))
    assert found.returncode == 0
    middle = found.stdout.splitlines()[50].split(",")
    assert abs(float(middle[1]) - 150) < 3
