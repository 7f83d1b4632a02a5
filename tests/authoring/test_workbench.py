"""A trainer's workbench: drafts beside what is published, shipped files untouched, nothing lost."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring import Catalog, Shelf, Shelves
from simulator.authoring.history import History
from simulator.authoring.status_line import with_status
from simulator.authoring.workbench import Workbench, sha256_of
from simulator.errors import BadInput, Conflict, NotFound
from tests.authoring.written import ROOT, SCENARIO

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


class NothingShipped:
    """No content at all."""

    catalog = Catalog({}, {})


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    return Shelf(ROOT / "personas", ROOT / "scenarios")


@pytest.fixture
def shelves(shipped: Shelf, tmp_path: Path) -> Shelves:
    return Shelves(shipped, tmp_path)


@pytest.fixture
def bench(shelves: Shelves) -> Workbench:
    return Workbench(shelves.of("local"))


def saved(bench: Workbench, content_id: str, text: str, *, at: datetime = NOON) -> None:
    opened = bench.piece("scenario", content_id).text()
    bench.save("scenario", content_id, text, opened_sha256=sha256_of(opened), at=at)


def test_what_is_published_stays_while_a_draft_is_written(bench: Workbench) -> None:
    text = bench.piece("scenario", "c4-ontslag").text()
    saved(bench, "c4-ontslag", text.replace("pass_mark: 60", "pass_mark: 65"))
    assert bench.shelves.published.catalog.scenario("c4-ontslag").rubric.pass_mark == 60
    assert bench.shelves.drafts.catalog.scenario("c4-ontslag").rubric.pass_mark == 65
    bench.publish("scenario", "c4-ontslag", NOON)
    assert bench.shelves.published.catalog.scenario("c4-ontslag").rubric.pass_mark == 65
    assert bench.shelves.shipped.catalog.scenario("c4-ontslag").rubric.pass_mark == 60


def test_one_organisation_never_sees_anothers_content(shelves: Shelves) -> None:
    one, other = Workbench(shelves.of("acme")), Workbench(shelves.of("zorg"))
    one.start("scenario", "eigen", "c4-ontslag", NOON)
    one.publish("scenario", "eigen", NOON)
    assert "eigen" in one.shelves.published.catalog.scenarios
    assert "eigen" not in other.shelves.drafts.catalog.scenarios
    with pytest.raises(NotFound):
        other.piece("scenario", "eigen")


@pytest.mark.parametrize("tenant_id", ["..", "a/b", "", "A"])
def test_an_organisation_whose_id_leads_elsewhere_has_no_content(shelves: Shelves, tenant_id: str) -> None:
    with pytest.raises(BadInput):
        shelves.of(tenant_id)


@given(st.text(max_size=20))
def test_no_id_leads_out_of_its_folder(content_id: str) -> None:
    bench = Workbench(Shelves(NothingShipped(), Path("/nonexistent")).of("local"))
    with pytest.raises(NotFound):
        bench.piece("scenario", content_id)
    with pytest.raises(NotFound):
        History(Path("/nonexistent")).text(content_id)


@pytest.mark.parametrize("content_id", ["../secret", "./c4-ontslag", "..", "secret/../../secret"])
def test_a_file_beside_the_folder_is_not_content(bench: Workbench, content_id: str) -> None:
    text = bench.piece("scenario", "c4-ontslag").text()
    for folder in (bench.shelves.folders.drafts("scenario"), bench.shelves.folders.published("scenario")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder.parent / "secret.yaml").write_text(text, encoding="utf-8")
        (folder / "c4-ontslag.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(NotFound):
        bench.piece("scenario", content_id)
    with pytest.raises(NotFound):
        bench.save("scenario", content_id, "weg", opened_sha256=sha256_of(text), at=NOON)


def test_a_draft_that_cannot_be_read_does_not_take_the_rest_away(bench: Workbench) -> None:
    saved(bench, "c4-ontslag", "id: [")
    assert bench.piece("scenario", "c4-ontslag").text() == "id: ["
    assert "c4-feiten" in bench.shelves.drafts.catalog.scenarios
    assert [finding.code for finding in bench.shelves.drafts.findings] == ["SIM003"]
    with pytest.raises(BadInput, match="SIM003"):
        bench.publish("scenario", "c4-ontslag", NOON)
    assert bench.shelves.published.catalog.scenario("c4-ontslag").status == "published"


def test_somebody_elses_text_is_not_written_over(bench: Workbench) -> None:
    opened = bench.piece("scenario", "c4-ontslag").text()
    saved(bench, "c4-ontslag", opened + "# een\n")
    with pytest.raises(Conflict):
        bench.save("scenario", "c4-ontslag", "mijn tekst", opened_sha256=sha256_of(opened), at=NOON)


def test_a_draft_cannot_lean_on_another_draft_when_it_is_published(bench: Workbench) -> None:
    bench.start("persona", "karel", "roger", NOON)
    bench.start("scenario", "met-karel", "c4-ontslag", NOON)
    text = bench.piece("scenario", "met-karel").text()
    saved(bench, "met-karel", text.replace("personas: [lieve, ", "personas: [karel, lieve, "))
    with pytest.raises(BadInput, match="SIM101"):
        bench.publish("scenario", "met-karel", NOON)
    bench.publish("persona", "karel", NOON)
    bench.publish("scenario", "met-karel", NOON)
    assert bench.shelves.published.catalog.scenario("met-karel").personas[0] == "karel"


def test_an_archived_talk_leaves_the_list_and_comes_back_when_it_is_published_again(bench: Workbench) -> None:
    bench.archive("scenario", "c4-ontslag", NOON)
    assert bench.shelves.published.catalog.scenario("c4-ontslag").status == "archived"
    assert bench.shelves.shipped.catalog.scenario("c4-ontslag").status == "published"
    bench.publish("scenario", "c4-ontslag", NOON + timedelta(minutes=1))
    assert bench.shelves.published.catalog.scenario("c4-ontslag").status == "published"
    events = [version.event for version in bench.history("scenario", "c4-ontslag").versions()]
    assert events == ["published", "archived"]


def test_the_history_has_every_text_once_the_newest_first(bench: Workbench) -> None:
    opened = bench.piece("scenario", "c4-ontslag").text()
    saved(bench, "c4-ontslag", opened + "# een\n")
    saved(bench, "c4-ontslag", opened + "# een\n", at=NOON + timedelta(minutes=1))
    saved(bench, "c4-ontslag", opened + "# twee\r\n", at=NOON + timedelta(minutes=2))
    history = bench.history("scenario", "c4-ontslag")
    texts = [history.text(version.version_id) for version in history.versions()]
    assert texts == [opened + "# twee\r\n", opened + "# een\n"]
    assert history.versions()[0].at == NOON + timedelta(minutes=2)


@pytest.mark.parametrize("status", ["draft", "published", "archived"])
@pytest.mark.parametrize("before", ["", "status: draft # nog niet\n", "status: archived\n"])
def test_only_the_line_of_the_status_is_written(before: str, status: str) -> None:
    text = SCENARIO.read_text(encoding="utf-8").replace("kind: c4_talk\n", f"{before}kind: c4_talk\n")
    after = with_status(text, status)  # type: ignore[arg-type]
    lines = [line for line in after.splitlines() if not line.startswith("status:")]
    assert lines == [line for line in text.splitlines() if not line.startswith("status:")]
    written = re.findall(r"^status: (\w+)", after, re.MULTILINE)
    assert written == ([status] if before or status != "published" else [])
    assert ("# nog niet" in after) == ("# nog niet" in before)
