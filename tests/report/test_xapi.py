"""Statements against the structure of xAPI 1.0.3 (adlnet/xAPI-Spec, part two), written down here on its own."""

import json
import re
from dataclasses import replace
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.report import render
from tests.report.hard_words import HARD_WORDS, saying

Iri = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9+.-]*://[^\s]+$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$")]
LanguageMap = Annotated[dict[LanguageTag, str], Field(min_length=1)]
# ISO 8601 as 4.6 asks it, in the part that a talk needs: at most hundredths of a second.
Duration = Annotated[str, StringConstraints(pattern=r"^PT(\d+H)?(\d+M)?\d+(\.\d{1,2})?S$")]
Extensions = dict[Iri, Any]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class Account(Strict):
    homePage: Iri  # noqa: N815
    name: Annotated[str, StringConstraints(min_length=1)]


class Agent(Strict):
    """Exactly one inverse functional identifier (2.4.2.1): here the account."""

    objectType: Literal["Agent"] = "Agent"  # noqa: N815
    account: Account


class Verb(Strict):
    id: Iri
    display: LanguageMap


class ActivityDefinition(Strict):
    name: LanguageMap
    type: Iri


class Activity(Strict):
    objectType: Literal["Activity"]  # noqa: N815
    id: Iri
    definition: ActivityDefinition | None = None


class Score(Strict):
    scaled: Annotated[float, Field(ge=-1, le=1)]
    raw: float
    min: float
    max: float

    @model_validator(mode="after")
    def raw_lies_between(self) -> "Score":
        if not self.min <= self.raw <= self.max or self.min >= self.max:
            raise ValueError("raw must lie between min and max, min below max (2.4.5.1)")
        return self


class Result(Strict):
    score: Score | None = None
    success: bool | None = None
    completion: bool | None = None
    duration: Duration | None = None
    extensions: Extensions | None = None


class ContextActivities(Strict):
    parent: Annotated[list[Activity], Field(min_length=1)]


class Context(Strict):
    platform: str
    language: LanguageTag
    contextActivities: ContextActivities | None = None  # noqa: N815
    extensions: Extensions | None = None


class Statement(Strict):
    id: UUID
    version: Literal["1.0.3"]
    actor: Agent
    verb: Verb
    object: Activity
    result: Result
    context: Context

    @model_validator(mode="after")
    def carries_no_null(self) -> "Statement":
        """A property without a value is left out, never null (2.2)."""
        if _has_null(self.model_dump(exclude_unset=True)):
            raise ValueError("null is not allowed in a statement")
        return self


STATEMENTS = TypeAdapter(Annotated[list[Statement], Field(min_length=1)])


def _has_null(node: Any) -> bool:
    if isinstance(node, dict):
        return any(_has_null(value) for value in node.values())
    return any(map(_has_null, node)) if isinstance(node, list) else node is None


def statements(whole: RehearsalReport, audience: Audience = "trainee", language: Language = "nl") -> list[Statement]:
    return STATEMENTS.validate_json(render(whole, format="xapi", audience=audience, language=language))


@pytest.mark.parametrize("audience", ["trainee", "trainer", "hr"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_have_the_shape_of_the_standard(
    audience: Audience, language: Language, good: RehearsalReport, terrible: RehearsalReport
) -> None:
    for whole in (good, terrible):
        talk, *criteria = statements(whole, audience, language)
        assert talk.result.completion is True
        assert (talk.result.score is None) is (audience == "hr")
        assert len({s.id for s in (talk, *criteria)}) == 1 + len(whole.feedback.criteria)
        for statement in criteria:
            assert statement.context.contextActivities is not None
            assert [parent.id for parent in statement.context.contextActivities.parent] == [talk.object.id]


@pytest.mark.parametrize("name", sorted(set(HARD_WORDS) - {"long_word"}))
def test_words_of_any_kind_leave_the_shape_alone(name: str) -> None:
    assert len(statements(saying(HARD_WORDS[name]))) > 1


def test_an_empty_talk_and_one_of_an_hour(good: RehearsalReport) -> None:
    empty = replace(good, talk=replace(good.talk, turns=()))
    assert statements(empty)[0].result.duration == "PT0.00S"
    late = replace(good.talk.turns[-1], start_ms=0, end_ms=3_600_000)
    assert statements(replace(good, talk=replace(good.talk, turns=(late,))))[0].result.duration == "PT3600.00S"


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("version",), "1.0"), (("actor", "account", "homePage"), "no address"), (("result", "score", "scaled"), 1.2),
        (("result", "score", "raw"), -1), (("result", "duration"), "12 s"), (("verb", "id"), None), (("said",), "x"),
    ],
)  # fmt: skip
def test_the_check_itself_refuses_what_the_standard_refuses(
    path: tuple[str, ...], wrong: object, good: RehearsalReport
) -> None:
    found: list[dict[str, Any]] = json.loads(render(good, format="xapi", audience="trainee", language="nl"))
    node: Any = found[0]
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = wrong
    with pytest.raises(ValidationError):
        STATEMENTS.validate_python(found)


def test_no_words_of_the_talk(mediocre: RehearsalReport) -> None:
    told = render(mediocre, format="xapi", audience="trainee", language="nl").decode()
    assert not re.search("contract|gewoon", told)
