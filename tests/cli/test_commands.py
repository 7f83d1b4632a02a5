"""Every command of the contract gives honest, useful output."""

import json
import shutil
from pathlib import Path

import pytest
import soundfile
from ruamel.yaml import YAML

from simulator.language.corpus import CORPUS
from tests.cli.test_bad_input import run
from tests.conftest import joined, spoken_turns
from tests.served_model import Model

pytestmark = pytest.mark.slow


def test_judge_answers_line_by_line() -> None:
    lines = [
        {"id": "a", "lang": "nl", "scenario": "c4_talk", "text": "Wij beëindigen uw contract. U bent ontslagen."},
        {"id": "b", "lang": "fr", "text": "Il a été décidé que certaines fonctions prendraient une autre direction."},
        {"id": 3, "lang": "en", "scenario": "c4-ontslag", "text": "Frankly, you are too old for this."},
        {"id": 4, "lang": "nl", "text": ""},
    ]
    found = run("judge", given="\n".join(map(json.dumps, lines)))
    assert found.returncode == 0, found.stderr
    a, b, c, empty = map(json.loads, found.stdout.splitlines())
    assert (a["id"], a["vague"], a["core_message"]) == ("a", 0, True)
    assert b["vague"] >= 2
    assert all(lines[1]["text"][span["start"] : span["end"]] for span in b["spans"])  # type: ignore[index]
    assert c["legal_flag"] == "age"
    assert (empty["vague"], empty["core_message"], empty["spans"]) == (0, False, [])
    assert set(a) == {"id", "vague", "vague_score", "core_message", "core_score", "spans", "acts", "legal_flag"}


def test_score_ranks_a_clear_talk_above_an_evasive_one() -> None:
    clear = ["Ik heb slecht nieuws: wij beëindigen uw contract, u bent ontslagen.", "Ik zie dat dit hard aankomt."]
    evasive = ["Alles goed thuis?", "We moeten eens zien hoe we dat anders gaan invullen.", "We zien wel."]
    talks = [
        {"id": name, "lang": "nl", "scenario": "c4_talk", "turns": [{"text": text} for text in texts]}
        for name, texts in (("clear", clear), ("evasive", evasive))
    ]
    found = run("score", given="\n".join(map(json.dumps, talks)))
    assert found.returncode == 0, found.stderr
    first, second = map(json.loads, found.stdout.splitlines())
    assert first["score"] > second["score"] + 30
    assert (first["first_news_turn"], second["first_news_turn"]) == (1, None)
    assert {c["id"] for c in first["criteria"]} == {c["id"] for c in second["criteria"]}


def test_check_names_what_is_broken(tmp_path: Path) -> None:
    broken = tmp_path / "stuk.yaml"
    broken.write_text("id: stuk\nkind: c4_talk\nkleur: rood\n", encoding="utf-8")
    found = run("check", str(broken), "--json")
    assert found.returncode == 1
    findings = json.loads(found.stdout)
    assert any(finding["line"] == 3 and "kleur" in finding["message"] for finding in findings)
    assert all(finding["code"].startswith("SIM") for finding in findings)


@pytest.mark.parametrize("kind", ["persona", "scenario"])
def test_schema_prints_a_json_schema(kind: str) -> None:
    found = json.loads(run("schema", kind).stdout)
    assert found["type"] == "object"
    assert "id" in found["required"]


def test_models_list_says_what_is_there() -> None:
    found = run("models", "list")
    assert found.returncode == 0
    assert "whisper-base" in found.stdout


def test_a_scripted_rehearsal_writes_its_report(tmp_path: Path) -> None:
    script = tmp_path / "turns.txt"
    script.write_text("# reactie\nIk heb slecht nieuws. Wij beëindigen uw contract.\nNeem de tijd.\n", encoding="utf-8")
    report = tmp_path / "report.html"
    found = run("rehearse", "c4-ontslag", "--persona", "roger", "--script", str(script), "--report", str(report))
    assert found.returncode == 0, found.stderr
    assert "Roger" in found.stdout
    assert '<html lang="nl"' in report.read_text(encoding="utf-8")


def test_a_french_persona_answers_in_french(tmp_path: Path) -> None:
    script = tmp_path / "tours.txt"
    script.write_text("Monsieur, j'ai une mauvaise nouvelle : nous mettons fin à votre contrat.\n", encoding="utf-8")
    report = tmp_path / "report.html"
    found = run(
        "rehearse", "c4-ontslag", "--persona", "thierry", "--lang", "fr", "--script", str(script), "--json",
        "--report", str(report),
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)
    assert '<html lang="fr"' in report.read_text(encoding="utf-8")


def test_a_recording_is_streamed_and_reported(tmp_path: Path, shared_audio: Path) -> None:
    recording = tmp_path / "talk.wav"
    soundfile.write(recording, joined(spoken_turns(shared_audio, "c4-vague")[:3], 2.0), 16_000)
    report = tmp_path / "report.html"
    found = run(
        "rehearse", "c4-ontslag", "--persona", "lieve", "--seed", "1", "--audio", str(recording), "--fast",
        "--report", str(report),
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert found.stdout.count("Manager: ") >= 3
    assert report.stat().st_size > 5_000


def test_analyze_tells_words_delivery_and_evidence(shared_audio: Path) -> None:
    found = run("analyze", str(shared_audio / "c4-vague-5.flac"), "--lang", "nl", "--json")
    assert found.returncode == 0, found.stderr
    analysis = json.loads(found.stdout)
    assert "op een hoger niveau" in analysis["transcript"]
    assert analysis["delivery"]["syllable_count"] > 10
    assert 80 < analysis["delivery"]["pitch"]["median_hz"] < 300
    assert analysis["evidence"]
    assert len(analysis["delivery"]["word_levels_db"]) == len(analysis["words"])
    assert {"measure": "core_db", "reason": "no_core_told"} in analysis["delivery"]["unsaid"]


def test_what_a_room_notes_does_not_break_the_json(shared_audio: Path) -> None:
    asked = ("analyze", str(shared_audio / "c4-direct-4.flac"), "--lang", "nl", "--json")
    found = run(*asked, env={"SIMULATOR_STT__DEVICE": "cuda", "CUDA_VISIBLE_DEVICES": ""})
    assert "no usable CUDA device" in found.stderr, "the recogniser says what it does instead"
    assert json.loads(found.stdout)["file"] == "c4-direct-4.flac"


def small_corpus(folder: Path) -> Path:
    """Forty lines of each test writer, and nobody else's."""
    for writer in YAML(typ="safe").load(CORPUS / "split.yaml")["test"]:
        path = folder / f"{writer}.jsonl"
        path.parent.mkdir(exist_ok=True)
        lines = (CORPUS / f"{writer}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:40]), encoding="utf-8")
    for name in ("split.yaml", "second_reader.txt"):
        shutil.copy(CORPUS / name, folder)
    return folder


def test_bench_judgement_compares_rules_and_reading(tmp_path: Path) -> None:
    found = run("bench", "judgement", "--split", "test", "--corpus", str(small_corpus(tmp_path)))
    assert found.returncode == 0
    for name in ("rules", "reading", "both", "euphemism"):
        assert name in found.stdout


def test_training_is_refused_with_one_line_where_torch_is_missing(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nf = u.find_spec\nu.find_spec = lambda n, *a: None if n == 'torch' else f(n, *a)\n"
    )
    found = run("train", "prosody", env={"PYTHONPATH": str(tmp_path)})
    assert found.returncode == 2
    assert "needs torch" in found.stderr
    assert "make setup-test" in found.stderr
    assert "Traceback" not in found.stderr


def test_judge_puts_a_second_opinion_beside_the_first(model: tuple[Model, str]) -> None:
    served, url = model
    served.says = '{"vague": 0, "core_message": true, "legal_flag": null, "why": "Wie, wat en wanneer zijn gezegd."}'
    line = json.dumps({"id": 1, "lang": "nl", "text": "We gaan een andere richting uit met uw functie."})
    asked = {"SIMULATOR_SECOND_OPINION__URL": url, "SIMULATOR_SECOND_OPINION__MODEL": "test"}
    alone, beside = (run("judge", *option, given=line, env=asked) for option in ((), ("--second-opinion",)))
    first, both = json.loads(alone.stdout), json.loads(beside.stdout)
    assert len(served.asked) == 1, "nobody is asked unless the option is given"
    assert both["second_opinion"]["differs_on"] == ["vague", "core_message"]
    del both["second_opinion"]
    assert both == first
