"""Every number that is told about a trainee stands in the allow-list, wherever it shows up."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from jinja2 import Environment
from jinja2 import nodes as jinja
from sqlalchemy import Boolean, Float, Integer

from simulator import feedback, report
from simulator.api.metrics import ServiceMetrics
from simulator.api.protocol.simulator_events import LatencyStage
from simulator.api.server import create_app
from simulator.authoring import Catalog
from simulator.feedback import assess
from simulator.feedback.measures import REGISTRY
from simulator.flow.baseline import UsualMeasure
from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.measure_names import CONTENT, DELIVERY, DELIVERY_IN_REPORTS, DELIVERY_REMARKS, SERVICE_METRICS
from simulator.flow.prosody import Delivery, MeasureName
from simulator.flow.report import RehearsalReport
from simulator.report.delivery import MEASURED
from simulator.report.texts import texts
from simulator.session.events import TurnMeasured, TurnTimed
from simulator.settings import load_settings
from simulator.store.tables import metadata
from tests.compliance.numbers import leaves, numbers_in_document, numbers_in_schema
from tests.compliance.reviewed import ROOT, must_be_reviewed, must_still_exist, reviewed
from tests.feedback.talks import c4_scenario, good_talk, report_of

OF_DELIVERY = frozenset(
    {"ProsodyTurn", "PitchMeasures", "LevelMeasures", "RecordingQuality", "CoreLevels", "OwnComparison"}
)
"""The models of the event simulator.prosody.turn; no other may carry delivery."""
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
COMPARED = frozenset({"value", "usual", "change", "stands_out"})
"""The shape of a comparison; what is compared is named by its `measure`."""


@pytest.fixture(scope="module")
def spoken() -> RehearsalReport:
    talk = good_talk(spoken=True)
    return report_of(talk, assess(talk, c4_scenario()))


# --- the code -------------------------------------------------------------------------------------------------


def test_what_the_rooms_measure_of_a_voice() -> None:
    assert set(leaves(Delivery)) <= set(DELIVERY)
    assert set(get_args(MeasureName)) <= set(DELIVERY)
    assert set(get_args(UsualMeasure)) <= set(DELIVERY)
    measured = set(leaves(TurnMeasured)) - {"item_id", "compared"}
    assert measured <= set(DELIVERY), "what a session tells of one turn"


def test_a_rubric_can_name_what_is_listed_and_nothing_else() -> None:
    assert set(REGISTRY) == CONTENT


def test_what_the_shipped_scenarios_score() -> None:
    settings = load_settings()
    scenarios = Catalog.load(settings.personas_dir, settings.scenarios_dir).scenarios.values()
    rubrics = [scenario.rubric for scenario in scenarios]
    named = {band.measure for rubric in rubrics for criterion in rubric.criteria for band in criterion.bands}
    named |= {blocker.measure for rubric in rubrics for blocker in rubric.blockers}
    named |= {criterion.halved_when for rubric in rubrics for criterion in rubric.criteria if criterion.halved_when}
    assert len(named) > 20
    assert named <= CONTENT


def test_remarks_about_delivery() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path(feedback.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'"delivery\.(\w+)"', source))
    own = {f"own_{measure}" for measure in get_args(UsualMeasure)}
    assert named | {name for name in DELIVERY_REMARKS if name in own} == DELIVERY_REMARKS
    assert len(re.findall(r'f"delivery\.', source)) == 1, "one remark is named after what is compared (own_...)"


# --- the wire and the store -------------------------------------------------------------------------------------


def test_the_event_of_delivery() -> None:
    schema = json.loads((ROOT / "docs/protocol/schema/simulator.prosody.turn.json").read_text("utf-8"))
    shapes = [schema, *schema["$defs"].values()]
    sent = {name for shape in shapes for name in numbers_in_schema(shape, schema["$defs"])}
    assert len(sent) > 20
    assert sent - COMPARED - {"seq", "start_ms", "end_ms"} <= set(DELIVERY)
    for shape in shapes:
        assert set(shape.get("properties", {}).get("measure", {}).get("enum", [])) <= set(DELIVERY)


def test_every_number_on_the_wire() -> None:
    sent = set()
    for path in sorted((ROOT / "docs/protocol/schema").glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        shapes = {schema["title"]: schema} | schema.get("$defs", {})
        for owner, shape in shapes.items():
            numbers = set(numbers_in_schema(shape, schema.get("$defs", {}))) - reviewed("anywhere")
            sent |= {f"{owner}.{name}" for name in numbers if not _is_delivery(owner, name)}
    assert len(sent) > 50
    must_be_reviewed("wire", sent)
    must_still_exist("wire", sent)


def test_every_number_of_rest() -> None:
    definitions = create_app(load_settings()).openapi()["components"]["schemas"]
    sent = {
        f"{owner.removesuffix('-Input').removesuffix('-Output')}.{name}"
        for owner, shape in definitions.items()
        for name in set(numbers_in_schema(shape, definitions)) - reviewed("anywhere")
    }
    assert len(sent) > 10
    must_be_reviewed("rest", sent)
    must_still_exist("rest", sent)


def test_every_number_in_the_store() -> None:
    columns = [column for table in metadata.tables.values() for column in table.columns]
    numbers = [
        c for c in columns if isinstance(c.type, (Integer, Float, Boolean)) and c.name not in reviewed("anywhere")
    ]
    kept = {f"{column.table.name}.{column.name}" for column in numbers}
    must_be_reviewed("store", kept)
    must_still_exist("store", kept)


def test_prometheus() -> None:
    metrics = ServiceMetrics()
    metrics.note(TurnTimed("trainee_001", dict.fromkeys(get_args(LatencyStage), 100)))
    told = metrics.read(n_talks=1, n_places=2).decode()
    assert set(re.findall(r"^# TYPE (\w+?)(?:_created)? ", told, re.MULTILINE)) == SERVICE_METRICS
    labels = set(re.findall(r'[{,](\w+)="([^"]*)"', told))
    assert {value for name, value in labels if name == "stage"} == set(get_args(LatencyStage))
    assert {name for name, _ in labels} == {"stage", "le"}


# --- reports -----------------------------------------------------------------------------------------------------


def test_rows_of_the_table_of_delivery(spoken: RehearsalReport) -> None:
    assert {*MEASURED, "answer_gap_s"} == set(DELIVERY_IN_REPORTS)
    for language in LANGUAGES:
        words = texts(language).words
        named = {key.split(".")[1] for key in words if re.fullmatch(r"delivery\.\w+\.name", key)}
        assert named == set(DELIVERY_IN_REPORTS), language
        rows = {row[1] for row in _csv(spoken, "trainee", language) if row[0] == "delivery"}
        assert rows == {words[f"delivery.{name}.name"] for name in DELIVERY_IN_REPORTS}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_and_measures_of_tables(spoken: RehearsalReport, audience: Audience, language: Language) -> None:
    words = texts(language).words
    columns = {words[key]: key for key in reviewed("columns")}
    rows = _csv(spoken, audience, language)
    heads = {cell for row in rows if row[0] == "#" for cell in row[1:]}
    heads |= {cell for sheet in _sheets(spoken, audience, language) for cell in _heads(sheet, columns)}
    must_be_reviewed("columns", heads, known=columns)
    assert {row[1] for row in rows if row[0] == "measure"} <= CONTENT
    if audience == "hr":
        assert not {row[0] for row in rows} & {"delivery", "measure", "turn", "evidence"}


def test_every_number_of_the_report_as_data(spoken: RehearsalReport) -> None:
    document = json.loads(report.render(spoken, format="json", audience="trainee", language="nl"))
    must_be_reviewed("report", numbers_in_document(document), known={*DELIVERY, *COMPARED})
    assert {m["name"] for m in document["measures"]} <= CONTENT
    for_others = json.loads(report.render(spoken, format="json", audience="trainer", language="nl"))
    names = set(numbers_in_document(for_others)) | {m["rule_id"] for m in for_others["evidence"]}
    assert not {name for name in names if name in DELIVERY or name.startswith("delivery.")}


def test_templates_show_no_other_delivery() -> None:
    """A template reaches a quantity by its row, or a text by its key; neither may bring in one that is not listed."""
    environment = Environment(autoescape=True)
    keys, attributes = set(), set()
    templates = sorted(Path(report.__file__).parent.rglob("*.j2"))
    for path in templates:
        tree = environment.parse(path.read_text("utf-8"))
        keys |= {str(c.value) for c in tree.find_all(jinja.Const) if isinstance(c.value, str)}
        attributes |= {a.attr for a in tree.find_all(jinja.Getattr)}
    assert len(templates) > 4
    quantities = {key.split(".")[1] for key in keys if re.fullmatch(r"delivery\.\w+\.(?:name|reference|source)", key)}
    assert quantities <= set(DELIVERY_IN_REPORTS)
    delivery = attributes & {*leaves(Delivery), "delivery", "compared"} - {"pauses", "problem", "usable"}
    assert not delivery, "a template takes rows and drawings, never the measures themselves"


def _is_delivery(owner: str, name: str) -> bool:
    return owner in OF_DELIVERY and (name in DELIVERY or name in COMPARED)


def _csv(whole: RehearsalReport, audience: Audience, language: Language) -> list[list[str]]:
    data = report.render(whole, format="csv", audience=audience, language=language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))


def _heads(sheet: Iterator[tuple[Any, ...]], columns: dict[str, str]) -> Iterator[str]:
    """The heading row; where a notice for HR stands above it, that too."""
    first = next(sheet)
    rows = [first] if columns.get(first[0]) != "page.not_for_evaluation" else [first, next(sheet, ())]
    yield from (str(cell) for row in rows for cell in row if cell is not None)


def _sheets(whole: RehearsalReport, audience: Audience, language: Language) -> Iterator[Iterator[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(report.render(whole, format="xlsx", audience=audience, language=language)))
    for sheet in book.worksheets:
        yield sheet.iter_rows(values_only=True)
