"""Scoring a talk that was written down elsewhere: `simulator score`. Same judgement, same rubric, no persona."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator import feedback, language
from simulator.flow.dialogue import PersonaState
from simulator.flow.labels import Language
from simulator.flow.language import TurnContext
from simulator.flow.report import Feedback
from simulator.flow.scenario import Scenario
from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn, Turn
from simulator.session.typed import THINKING_MS, speaking_ms


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """One trainee turn with what is known of its surroundings. Times in seconds; absent ones are estimated."""

    text: str
    start_s: float | None = None
    end_s: float | None = None
    avatar_before: str | None = None
    """What the other said just before."""
    pause_after_s: float | None = None
    """Silence the trainee left after this turn."""


def score_talk(scenario: Scenario, lang: Language, said: Sequence[SaidTurn], *, talk_id: str) -> Feedback:
    """Feedback on a written talk.

    The other's turns fill the gaps before the turns they preceded; a pause after a turn pushes the next one back when
    its own start is not given.
    """
    builder = _TalkBuilder(scenario, lang)
    for turn in said:
        builder.add(turn)
    talk = Talk(talk_id, scenario.id, "", lang, "normal", 0, tuple(builder.turns))
    return feedback.assess(talk, scenario)


class _TalkBuilder:
    def __init__(self, scenario: Scenario, lang: Language) -> None:
        self.turns: list[Turn] = []
        self._scenario, self._language = scenario, lang
        self._now_ms = 0
        self._core_said = False
        self._number = 0

    def add(self, said: SaidTurn) -> None:
        self._number += 1
        start_ms = self._start_of(said)
        if said.avatar_before:
            self._add_avatar(said.avatar_before, start_ms)
        self._add_trainee(said, start_ms)
        self._now_ms = max(self._now_ms, self.turns[-1].end_ms) + round(1000 * (said.pause_after_s or 0))

    def _start_of(self, said: SaidTurn) -> int:
        if said.start_s is not None:
            return round(1000 * said.start_s)
        other_ms = speaking_ms(said.avatar_before) + THINKING_MS if said.avatar_before else 0
        return self._now_ms + other_ms + (THINKING_MS if self.turns else 0)

    def _add_avatar(self, text: str, before_ms: int) -> None:
        """The other spoke between the turns: it ends where the trainee begins, or begins where the trainee stopped."""
        since_ms = self.turns[-1].end_ms if self.turns else 0
        start_ms = max(since_ms, before_ms - speaking_ms(text))
        state = PersonaState(scenario_phase=self._scenario.phases[0].id, core_said=self._core_said)
        item_id = f"persona_{self._number:03d}"
        self.turns.append(
            AvatarTurn(item_id, text, "answer_question", "neutral", start_ms, max(start_ms, before_ms), state)
        )

    def _add_trainee(self, said: SaidTurn, start_ms: int) -> None:
        end_ms = round(1000 * said.end_s) if said.end_s is not None else start_ms + speaking_ms(said.text)
        context = TurnContext(
            scenario=self._scenario.kind,
            core_said=self._core_said,
            asked_for_clarity=language.asks_for_clarity(said.avatar_before or "", self._language),
            avatar_before=said.avatar_before or "",
            trainee_turn=self._number,
        )
        judgement = language.judge(said.text, self._language, context=context)
        item_id = f"trainee_{self._number:03d}"
        evidence = language.evidence_of(judgement, item_id=item_id, words=(), start_ms=start_ms, end_ms=end_ms)
        self._core_said = self._core_said or judgement.core_message
        self.turns.append(
            TraineeTurn(item_id, said.text, self._language, start_ms, end_ms, judgement, evidence=evidence)
        )
