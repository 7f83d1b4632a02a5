"""GET /v1/catalog: what a trainee may choose from, and may know beforehand."""

from pydantic import BaseModel

from simulator.authoring import Catalog
from simulator.flow.labels import Difficulty, Language, ScenarioKind
from simulator.flow.local_text import LocalText
from simulator.flow.persona import Look, Persona
from simulator.flow.scenario import Scenario


class LegalNoteCard(BaseModel):
    """What the law asks in such a talk; no advice."""

    text: LocalText
    source: str
    last_verified: str
    """ISO date."""


class ScenarioCard(BaseModel):
    id: str
    kind: ScenarioKind
    title: LocalText
    briefing: LocalText
    core: LocalText
    languages: tuple[Language, ...]
    personas: tuple[str, ...]
    difficulties: tuple[Difficulty, ...]
    length_s: float | None
    """About how long the talk takes: until when its last phase should be over; null where no phase says."""
    legal: tuple[LegalNoteCard, ...]


class PersonaCard(BaseModel):
    id: str
    name: str
    age: int
    role: LocalText
    summary: LocalText
    languages: tuple[Language, ...]
    look: Look


class Keeping(BaseModel):
    """How long a talk is kept here, in days."""

    transcript_days: int
    audio_days: int
    """0: no sound is kept, whatever is agreed to."""


class CatalogAnswer(BaseModel):
    scenarios: tuple[ScenarioCard, ...]
    personas: tuple[PersonaCard, ...]
    voices: dict[Language, str]
    notice: LocalText
    keeping: Keeping


def scenario_card(s: Scenario) -> ScenarioCard:
    """What a trainee may know of a scenario beforehand."""
    return ScenarioCard(
        id=s.id, kind=s.kind, title=s.title, briefing=s.briefing, core=s.core, languages=s.languages,
        personas=s.personas, difficulties=tuple(s.difficulties) or ("normal",),
        length_s=max((phase.until_s for phase in s.phases if phase.until_s is not None), default=None),
        legal=tuple(LegalNoteCard(text=n.text, source=n.source, last_verified=n.last_verified) for n in s.legal),
    )  # fmt: skip


def persona_card(p: Persona) -> PersonaCard:
    """What a trainee may know of a persona beforehand."""
    return PersonaCard(
        id=p.id, name=p.name, age=p.age, role=p.role, summary=p.summary, languages=p.languages, look=p.look
    )


def catalog_answer(catalog: Catalog, voices: dict[Language, str], notice: LocalText, keeping: Keeping) -> CatalogAnswer:
    """The content of the service, without what would give a persona's reactions away."""
    return CatalogAnswer(
        scenarios=tuple(scenario_card(s) for s in catalog.scenarios.values() if s.status == "published"),
        personas=tuple(persona_card(p) for p in catalog.personas.values() if p.status == "published"),
        voices=voices,
        notice=notice,
        keeping=keeping,
    )
