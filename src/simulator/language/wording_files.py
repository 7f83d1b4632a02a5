"""What a trainee reads about a finding: reason, better wording, message, in three languages."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from simulator.flow.evidence import Polarity
from simulator.flow.labels import Act, EvidenceCategory, ScenarioKind, VaguenessCode
from simulator.flow.language import FactKind
from simulator.flow.local_text import LocalText
from simulator.language.rule_files import WORDING, load_rules
from simulator.language.vagueness import FOG_RULE, Cue

CoreExample = Literal["core"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CodeWording(_Strict):
    reason: LocalText
    suggestion: LocalText | CoreExample
    """`core` stands for the core sentence of the scenario at hand."""


class FogWording(_Strict):
    reason: LocalText


class VaguenessWording(_Strict):
    codes: dict[VaguenessCode, CodeWording]
    fog: FogWording
    core_examples: dict[ScenarioKind, LocalText]

    def reason_for(self, cue: Cue) -> LocalText:
        """Why this stretch leaves a listener guessing."""
        if cue.rule is not None and cue.rule.reason is not None:
            return cue.rule.reason
        return self.fog.reason if cue.rule_id == FOG_RULE else self.codes[cue.code].reason

    def suggestion_for(self, cue: Cue, scenario: ScenarioKind) -> LocalText:
        """A better wording for this stretch in this kind of talk."""
        if cue.rule is not None and cue.rule.suggestion is not None:
            return cue.rule.suggestion
        return self.suggestion_of_code(cue.code, scenario)

    def suggestion_of_code(self, code: VaguenessCode, scenario: ScenarioKind) -> LocalText:
        """A better wording for any stretch with this code."""
        suggestion = self.codes[code].suggestion
        return suggestion if isinstance(suggestion, LocalText) else self.core_examples[scenario]


class ActWording(_Strict):
    category: EvidenceCategory
    polarity: Polarity
    message: LocalText


class FactWording(_Strict):
    facts: dict[FactKind, LocalText]
    core: LocalText
    core_confirmed: LocalText


@cache
def vagueness_wording() -> VaguenessWording:
    return load_rules(WORDING, "vagueness", TypeAdapter(VaguenessWording))


@cache
def act_wording() -> dict[Act, ActWording]:
    return load_rules(WORDING, "acts", TypeAdapter(dict[Act, ActWording]))


@cache
def fact_wording() -> FactWording:
    return load_rules(WORDING, "facts", TypeAdapter(FactWording))
