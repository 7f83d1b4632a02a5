"""Nothing the product says, names, sends, asks or logs speaks of what the trainee feels, or recognises who speaks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import Column, Float, MetaData, Table

from tests.compliance.exemptions import Exempt, exemptions, findings
from tests.compliance.reviewed import ROOT
from tests.compliance.running import in_commands, in_openapi, in_running_code, in_settings, in_tables
from tests.compliance.surfaces import READERS, Said, in_files
from tests.compliance.words import forbidden_in

OF_THE_BRIEF = (
    "nerveus", "zenuwachtig", "onzeker", "gestresseerd", "boos", "zelfzeker", "empathisch van toon", "sentiment",
    "arousal", "valence", "stress", "confidence",
)  # fmt: skip
"""Domain brief, section 6."""


@pytest.fixture(scope="module")
def said() -> list[Said]:
    return [*in_files(ROOT), *in_running_code()]


def test_nothing_speaks_of_what_the_trainee_feels(said: list[Said]) -> None:
    found = [str(finding) for finding in findings(said)]
    assert found == [], "about the trainee: take it out; about the avatar, or another meaning: exempt.yaml, with why"


def test_every_kind_of_text_was_read(said: list[Said]) -> None:
    paths = {Path(piece.path) for piece in said}
    for pattern in READERS:
        if not pattern.startswith("src/simulator/web/") or (ROOT / "src/simulator/web/index.html").is_file():
            read = {file.relative_to(ROOT) for file in ROOT.glob(pattern) if file.is_file() and file.stat().st_size}
            assert read, pattern
            assert read <= paths | {Path("src/simulator/web/assets")}, pattern
    assert {"OpenAPI", "settings", "commands", "metrics", "database"} <= {str(path) for path in paths}
    assert any(piece.field == "log" for piece in said)


def test_no_exemption_is_left_over(said: list[Said]) -> None:
    used: set[Exempt] = set()
    list(findings(said, used))
    assert [exempt.why for exempt in exemptions() if exempt not in used] == []


def test_a_log_is_never_exempt() -> None:
    for exempt in exemptions():
        assert not exempt.covers(Said("src/simulator/dialogue/choosing.py", "log", "mood"), "mood"), exempt.why
        assert exempt.why.endswith((".", '").', ")."))


@pytest.mark.parametrize("word", OF_THE_BRIEF)
def test_the_words_of_the_brief_are_found_in_any_spelling(word: str) -> None:
    first = word.split()[0]
    for text in (
        first,
        first.upper(),
        f"U klinkt {word}.",
        f"trainee_{first}",
        f"{first}_score",
        f"speaker{first.title()}",
    ):
        assert forbidden_in(text), text


@pytest.mark.parametrize("text", ["confidential", "act.acknowledge_emotion", "bangkok", "gestopt", "sadder", "Spain"])
def test_other_words_are_not_found(text: str) -> None:
    assert forbidden_in(text) == []


# --- it has teeth: a word that is put somewhere is found there ------------------------------------------------------

PUT: list[tuple[str, str, str]] = [
    ("docs/protocol/schema/simulator.prosody.turn.json", '"speech_ms": {', '"valence": {}, "speech_ms": {'),
    ("docs/protocol/asyncapi.json", '"title": "Rechtuit"', '"title": "Rechtuit reads emotions"'),
    ("schemas/scenario.schema.json", '"properties": {', '"properties": {"trainee_stress": {"type": "number"},'),
    ("scenarios/c4-ontslag.yaml", "\nrubric:", "\nnote: {nl: U was zelfzeker}\nrubric:"),
    ("personas/lieve.yaml", "\nlines:", "\ntrainee_emotion: {angry: 1}\nlines:"),
    ("models/smart-turn.yaml", "\ntask:", "\nmeasures: speaker recognition\ntask:"),
    ("src/simulator/report/texts/fr.yaml", "\npage:", "\nfelt: Vous étiez nerveuse\npage:"),
    ("src/simulator/language/wording/acts.yaml", "\nreflect:", "\nfelt: {nl: Je klonk onzeker.}\nreflect:"),
    ("src/simulator/report/templates/report.html.j2", "<footer>", "<p>{{ shown.arousal }}</p><footer>"),
    ("src/simulator/report/templates/timeline.svg.j2", "</svg>", '<text>zenuwachtig</text></svg>'),
    ("src/simulator/api/service.py", "\n\nclass Service", '\nlog.info("talk ended", mood=1)\n\nclass Service'),
    ("src/simulator/dialogue/director.py", "\nclass ", '\nlog.info("heard", mood=state.mood)\n\n\nclass '),
    ("src/simulator/dialogue/choosing.py", "\ndef ", "\ntrainee_mood: Mood\n\n\ndef "),
    ("src/simulator/dialogue/actors/rewording.py", "Stemming: {mood}.", "Stemming: {mood}. Is de ander onzeker?"),
    ("src/simulator/settings.py", "    transcript_days", "    stress_limit: float = 1.0\n    transcript_days"),
    ("src/simulator/flow/prosody.py", "    syllable_count: int", "    syllable_count: int\n    confidence: float"),
    ("src/simulator/api/protocol/simulator_events.py", "    mood: Mood", "    mood: Mood\n    trainee_mood: Mood"),
    ("src/simulator/store/tables.py", 'Column("seed"', 'Column("sentiment", Float),\n    Column("seed"'),
    ("src/simulator/feedback/moments/delivery.py", '"delivery.pitch_range"', '"delivery.nervousness"'),
    ("src/simulator/cli/talk_printer.py", "(cut off)", "(you sound anxious)"),
    ("web/src/i18n/nl.ts", '  "app.name"', '  "report.felt": "U klonk gespannen",\n  "app.name"'),
    ("web/src/pages/report-page.ts", "import ", "const feeling = 1;\nimport "),
]  # fmt: skip


@pytest.mark.parametrize(("path", "before", "after"), PUT, ids=[f"{path}-{after[:24]!r}" for path, _, after in PUT])
def test_a_word_that_is_put_in_is_found(path: str, before: str, after: str, tmp_path: Path) -> None:
    copy = tmp_path / path
    copy.parent.mkdir(parents=True)
    shutil.copy(ROOT / path, copy)
    assert [str(finding) for finding in findings(in_files(tmp_path))] == []
    source = copy.read_text("utf-8")
    assert before in source
    copy.write_text(source.replace(before, after, 1), "utf-8")
    assert [finding.said.path for finding in findings(in_files(tmp_path))][:1] == [path]


def test_a_built_page_is_read(tmp_path: Path) -> None:
    page = tmp_path / "src/simulator/web/assets/index-abc.js"
    page.parent.mkdir(parents=True)
    page.write_text('const a={mood:"sad"},b="U klinkt zenuwachtig";', "utf-8")
    assert [finding.word for finding in findings(in_files(tmp_path))] == ["zenuwachtig"]


class Felt(BaseModel):
    valence: float


def test_what_running_code_says_is_read() -> None:
    api = FastAPI()

    @api.get("/v1/felt")
    async def felt() -> Felt:
        return Felt(valence=0.0)

    commands = typer.Typer()

    @commands.command()
    def judge() -> None:
        """Says how nervous you sound."""

    tables = MetaData()
    Table("turns", tables, Column("arousal", Float))
    surfaces: list[Iterator[Said]] = [
        in_openapi(api), in_settings(Felt), in_commands(typer.main.get_command(commands)), in_tables(tables),
    ]  # fmt: skip
    for surface in surfaces:
        assert list(findings(surface))
