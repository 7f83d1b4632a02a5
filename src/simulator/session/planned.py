"""What a talk rests on, as it is kept with it: the plan with its content frozen, and what the program was."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, get_args

import simulator
from simulator.flow.labels import Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario
from simulator.flow.talk import Versions
from simulator.session.plan import Consent, Fork, Plan
from simulator.settings import Settings

_DECIDES: Final = ("flow", "prosody", "language", "dialogue", "feedback", "session")
"""Folders whose code decides what a report says."""


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The program that played a talk."""

    program: str
    """Version, and a hash of the code that decides what a report says."""
    models: Mapping[str, str]
    """What was set to recognise, judge, word and speak."""


@dataclass(frozen=True, slots=True)
class PlannedTalk:
    """The first event of every talk."""

    scenario: Scenario
    persona: Persona
    language: Language
    difficulty: Difficulty
    seed: int
    consent: Consent
    applies_norms: bool
    versions: Versions
    made_by: MadeBy
    fork: Fork | None = None
    second: Persona | None = None

    @classmethod
    def of(cls, plan: Plan, made_by: MadeBy) -> "PlannedTalk":
        return cls(
            scenario=plan.scenario,
            persona=plan.persona,
            language=plan.language,
            difficulty=plan.difficulty,
            seed=plan.seed,
            consent=plan.consent,
            applies_norms=plan.applies_norms,
            versions=plan.versions,
            made_by=made_by,
            fork=plan.fork,
            second=plan.second,
        )

    def plan(self, session_id: str) -> Plan:
        """The plan again, for a report."""
        return Plan(
            session_id=session_id,
            scenario=self.scenario,
            persona=self.persona,
            language=self.language,
            difficulty=self.difficulty,
            seed=self.seed,
            versions=self.versions,
            consent=self.consent,
            applies_norms=self.applies_norms,
            fork=self.fork,
            second=self.second,
        )


def made_by(settings: Settings) -> MadeBy:
    """The program as it is now, without loading anything."""
    models = {
        "speech-to-text": f"{settings.stt.engine} {settings.stt.model}",
        "turn end": settings.turn_detector,
        "judgement": settings.judgement.reader,
        "actor": f"{settings.actor} {settings.actor_endpoint.model}".strip(),
    }
    voices = {f"voice {language}": str(getattr(settings.voice, language)) for language in get_args(Language)}
    return MadeBy(f"{simulator.__version__}+{_code_hash()}", models | voices)


@cache
def _code_hash() -> str:
    package = Path(simulator.__file__).parent
    digest = hashlib.sha256()
    for folder in _DECIDES:
        for file in sorted((package / folder).rglob("*.py")):
            digest.update(f"{file.relative_to(package).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
