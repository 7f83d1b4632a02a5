"""Judged turns by hand, for the director: what language would find in the recorded talks of shared/audio."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from simulator.authoring import Catalog
from simulator.dialogue import Director
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Act, Difficulty, Language, LegalFlag, VaguenessCode
from simulator.flow.language import ActFinding, Fact, FactKind, Judgement, LegalFinding, Span
from simulator.flow.local_text import LocalText

ROOT = Path(__file__).parents[2]
NOTHING = LocalText(nl="", fr="", en="")


@cache
def catalog() -> Catalog:
    return Catalog.load(ROOT / "personas", ROOT / "scenarios")


def director(
    persona: str = "lieve",
    *,
    scenario: str = "c4-ontslag",
    seed: int = 1,
    difficulty: Difficulty = "normal",
) -> Director:
    chosen = catalog().persona(persona)
    return Director(
        catalog().scenario(scenario), chosen, language=chosen.languages[0], difficulty=difficulty, seed=seed
    )


def said(
    text: str,
    *acts: Act,
    severity: int = 0,
    core: bool = False,
    vague: dict[str, VaguenessCode] | None = None,
    facts: dict[str, FactKind] | None = None,
    legal: Sequence[LegalFlag] = (),
    language: Language = "nl",
) -> Judgement:
    """One judged turn; `vague` and `facts` map words of the text to what they are."""
    return Judgement(
        text=text,
        language=language,
        severity=severity,
        vague_score=severity / 3,
        core_message=core,
        core_score=float(core),
        spans=tuple(
            Span(text.index(words), text.index(words) + len(words), code, f"{code}.1", NOTHING)
            for words, code in (vague or {}).items()
        ),
        acts=tuple(ActFinding(act, 0, len(text), act) for act in acts),
        facts=tuple(
            Fact(kind, text.index(words), text.index(words) + len(words), words)
            for words, kind in (facts or {}).items()
        ),
        legal=tuple(LegalFinding(flag, 0, len(text), flag, NOTHING, "test", "2026-11-23") for flag in legal),
    )


def evidence_of(judgement: Judgement, item_id: str) -> tuple[Evidence, ...]:
    """Evidence as language names it, one piece per finding."""
    rules = ["core"] if judgement.core_message else []
    rules += [f"vague.{span.code}.1" for span in judgement.spans]
    rules += [f"act.{finding.act}" for finding in judgement.acts]
    rules += [f"legal.{finding.flag}" for finding in judgement.legal]
    return tuple(
        Evidence(
            f"{item_id}:{rule}:0", rule, "structure", "neutral", 1.0, item_id, 0, 1, 0, 1, judgement.text[:1], NOTHING
        )
        for rule in rules
    )


def play(
    by: Director, turns: Iterable[Judgement], *, state: PersonaState | None = None
) -> tuple[list[PersonaState], list[Reaction]]:
    """Everything the persona was and did, opening left out."""
    now = state or by.open()[0]
    states: list[PersonaState] = []
    reactions: list[Reaction] = []
    for number, judgement in enumerate(turns, start=1):
        evidence = evidence_of(judgement, f"trainee_{number:03d}")
        now, reaction = by.react(now, judgement, evidence, elapsed_ms=8000 * number)
        states.append(now)
        reactions.append(reaction)
    return states, reactions


NEWS = said("We zetten uw contract stop.", "deliver_news", core=True)

C4_DIRECT = (
    said(
        "Dag Bart, ga zitten. Ik heb slecht nieuws. We zetten uw contract stop.",
        "warning_shot",
        "deliver_news",
        core=True,
    ),
    said("Ja. U bent ontslagen. De beslissing is definitief.", "repeat_core", core=True),
    said("Ik zie dat dit hard aankomt. Neem gerust de tijd.", "acknowledge_emotion", "silence_offer"),
    said("De reden is dat de afdeling vervoer sluit.", "give_reason", facts={"de afdeling vervoer sluit": "reason"}),
    said("Ik heb dat zelf beslist, samen met de directie.", "own_responsibility"),
    said(
        "Morgen om tien uur zitten we samen met Ann van personeel.",
        "next_steps",
        "commitment",
        facts={"Morgen om tien uur": "date", "Ann van personeel": "person"},
    ),
)

C4_VAGUE = (
    said(
        "Dag Bart, alles goed thuis? En hoe was het verlof?",
        "small_talk",
        severity=2,
        vague={"alles goed thuis": "delay"},
    ),
    said("Er zijn zo een paar dingen aan het bewegen.", "evade", severity=2, vague={"een paar dingen": "nominal"}),
    said(
        "We moeten eens bekijken hoe we dat anders gaan invullen.",
        "attempt_news",
        severity=3,
        vague={"anders gaan invullen": "euphemism"},
    ),
    said(
        "Ge zijt een heel goede kracht, iedereen ziet u graag.",
        "praise",
        severity=2,
        vague={"iedereen ziet u graag": "sandwich"},
    ),
    said(
        "Er is beslist dat sommige functies een andere richting uitgaan.",
        "evade",
        severity=3,
        vague={"Er is beslist": "agentless"},
    ),
    said(
        "We zien wel. Wie weet komt er nog iets.",
        "evade",
        severity=3,
        vague={"Wie weet komt er nog iets": "false_hope"},
    ),
)
