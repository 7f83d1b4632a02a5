"""The deterministic heart of a rehearsal: turns in, evidence, reactions and the report out. No clock, no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from simulator import language
from simulator.dialogue import Actor, Director
from simulator.errors import BadInput
from simulator.feedback.moments.room import stretches
from simulator.flow import clock
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Intent, Language
from simulator.flow.language import Judgement, TurnContext
from simulator.flow.prosody import Delivery
from simulator.flow.report import RehearsalReport
from simulator.flow.speech import Transcript, Utterance, Word
from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn, Turn
from simulator.session.own_usual import with_core
from simulator.session.plan import Fork, Plan
from simulator.session.record import report_of, talk_of

ASKS_FOR_CLARITY: Final[frozenset[Intent]] = frozenset({"ask_clarity", "ask_yes_no", "insist"})
"""What the director meant counts, also where the line's wording is new to the rules."""


class Judge(Protocol):
    """Says what one turn says; `language.judge`, or one that remembers."""

    def __call__(self, text: str, lang: Language, *, context: TurnContext) -> Judgement: ...


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """One trainee turn as it was heard (or typed). Times are milliseconds on the input clock."""

    item_id: str
    text: str
    language: Language
    start_ms: int
    end_ms: int
    words: tuple[Word, ...] = ()
    delivery: Delivery | None = None

    @classmethod
    def spoken(
        cls, item_id: str, utterance: Utterance, transcript: Transcript, delivery: Delivery | None = None
    ) -> "HeardTurn":
        """An utterance with its words and delivery, both timed from its first sample."""
        offset_ms = clock.to_ms(utterance.samples_start)
        return cls(
            item_id=item_id,
            text=transcript.text,
            language=transcript.language,
            start_ms=utterance.start_ms,
            end_ms=utterance.end_ms,
            words=transcript.shifted(offset_ms).words,
            delivery=delivery.shifted(offset_ms) if delivery else None,
        )

    def shifted(self, by_ms: int) -> "HeardTurn":
        """The same turn, later by `by_ms`."""
        return replace(
            self,
            start_ms=self.start_ms + by_ms,
            end_ms=self.end_ms + by_ms,
            words=tuple(replace(w, start_ms=w.start_ms + by_ms, end_ms=w.end_ms + by_ms) for w in self.words),
            delivery=self.delivery.shifted(by_ms) if self.delivery else None,
        )


@dataclass(frozen=True, slots=True)
class Rewound:
    """Where a talk goes on after the trainee went back."""

    reaction: Reaction
    """What the persona said before the turn; it says it again."""
    gone: tuple[Turn, ...]
    """What is taken back, that line included."""
    at_ms: int
    """When the persona had begun to say it."""
    last_item_id: str | None
    """The turn before it, if any."""


@dataclass(frozen=True, slots=True)
class _Answered:
    """A trainee turn with what the persona did, and where it stood before."""

    before: PersonaState
    reaction: Reaction
    turn: TraineeTurn


class Rehearsal:
    """One talk between a trainee and a persona, turn by turn."""

    def __init__(self, plan: Plan, actor: Actor, *, judge: Judge = language.judge) -> None:
        self.plan = plan
        self._judge = judge
        self._actor = actor
        self._director = Director(
            plan.scenario, plan.persona, language=plan.language, difficulty=plan.difficulty, seed=plan.seed,
            second=plan.second,
        )  # fmt: skip
        self._turns: list[Turn] = []
        self._taken_back: list[TraineeTurn] = []
        self._answers = 0
        self._reactions: dict[str, Reaction] = {}
        self._answered: _Answered | None = None
        """The last turn, as long as who sits at the table too may add to its answer."""
        self._beginning = self._director.open()
        if plan.fork is not None:
            self._take_over(plan.fork)
        self._state, self._opening = self._beginning

    def _take_over(self, fork: Fork) -> None:
        """Begins where an earlier talk stood before one sentence of it."""
        self._turns, self._taken_back = list(fork.before), list(fork.taken_back)
        self._answers = fork.persona_count
        if fork.asked is not None:
            self._beginning = fork.asked.state, said_again(fork.asked)

    @property
    def state(self) -> PersonaState:
        return self._state

    @property
    def opening(self) -> Reaction:
        """What the persona does when the trainee comes in; in a fork, what it said before the sentence."""
        return self._opening

    def judge(self, heard: HeardTurn) -> tuple[Judgement, tuple[Evidence, ...]]:
        """What this turn says, in the light of the talk so far."""
        last = next((turn for turn in reversed(self._turns) if isinstance(turn, AvatarTurn)), None)
        context = context_of(self.plan, self._state, last)
        judgement = self._judge(heard.text, heard.language, context=context)
        evidence = language.evidence_of(
            judgement, item_id=heard.item_id, words=heard.words, start_ms=heard.start_ms, end_ms=heard.end_ms
        )
        return judgement, evidence

    def hear(self, heard: HeardTurn) -> tuple[TraineeTurn, Reaction]:
        """Takes in one trainee turn and decides what the persona does next, in the authored words."""
        return self.react(heard, *self.judge(heard))

    def react(
        self, heard: HeardTurn, judgement: Judgement, evidence: tuple[Evidence, ...]
    ) -> tuple[TraineeTurn, Reaction]:
        """Takes in a turn that was judged."""
        turn = TraineeTurn(
            item_id=heard.item_id,
            text=heard.text,
            language=heard.language,
            start_ms=heard.start_ms,
            end_ms=heard.end_ms,
            judgement=judgement,
            words=heard.words if self.plan.consent.delivery_measures else stretches(heard.words),
            delivery=heard.delivery and with_core(heard.delivery, heard.words, evidence),
            evidence=evidence,
        )
        self._turns.append(turn)
        before = self._state
        self._state, reaction = self._director.react(before, judgement, evidence, elapsed_ms=heard.end_ms)
        self._answered = _Answered(before, reaction, turn)
        return turn, reaction

    def add(self) -> Reaction | None:
        """What who sits at the table too adds to the answer just given, in the authored words; asked once a turn."""
        answered, self._answered = self._answered, None
        if answered is None:
            return None
        turn = answered.turn
        outcome = self._director.add(
            answered.before, self._state, answered.reaction, turn.judgement, turn.evidence, elapsed_ms=turn.end_ms
        )
        if outcome is None:
            return None
        self._state, reaction = outcome
        return reaction

    def foresee(self, heard: HeardTurn) -> Reaction:
        """What the persona would do after this turn; nothing is taken in, and the line is the authored one."""
        judgement, evidence = self.judge(heard)
        return self._director.react(self._state, judgement, evidence, elapsed_ms=heard.end_ms)[1]

    def hear_silence(self, silence_ms: int) -> Reaction | None:
        """What the persona does with a silence of this length, if anything, in the authored words."""
        self._answered = None
        outcome = self._director.on_silence(self._state, silence_ms=silence_ms)
        if outcome is None:
            return None
        self._state, reaction = outcome
        return reaction

    def answer(self, reaction: Reaction, *, start_ms: int, end_ms: int) -> AvatarTurn:
        """Records what the persona said, and when it was heard."""
        self._answers += 1
        turn = AvatarTurn(
            item_id=f"persona_{self._answers:03d}",
            text=reaction.text,
            intent=reaction.intent,
            mood=reaction.mood,
            start_ms=start_ms,
            end_ms=end_ms,
            state=self._state,
            because=reaction.because,
            speaker=reaction.speaker,
        )
        self._turns.append(turn)
        self._reactions[turn.item_id] = reaction
        return turn

    def rewind(self, item_id: str | None = None) -> Rewound:
        """Goes back to before a trainee turn, and to what the persona had said before it.

        Args:
            item_id: the turn to try again; the last one when absent.

        Raises:
            BadInput: there is no such turn.
        """
        wanted, first = self.place_of(item_id), self._first_own
        self._answered = None
        asked = max((n for n in range(first, wanted) if isinstance(self._turns[n], AvatarTurn)), default=first)
        before = self._turns[asked]
        gone = tuple(self._turns[asked:])
        self._turns = self._turns[:asked]
        self._taken_back += [turn for turn in gone if isinstance(turn, TraineeTurn)]
        if isinstance(before, AvatarTurn):
            self._state, reaction = before.state, self._reactions[before.item_id]
        else:  # the trainee spoke before a word of the opening was heard
            self._state, reaction = self._beginning
        last_item_id = self._turns[-1].item_id if self._turns else None
        return Rewound(replace(reaction, delay_ms=0), gone, before.start_ms, last_item_id)

    def place_of(self, item_id: str | None = None) -> int:
        """Where a trainee turn stands among all turns; the last one when absent.

        Raises:
            BadInput: there is no such turn.
        """
        own = enumerate(self._turns[self._first_own :], start=self._first_own)
        places = [n for n, turn in own if isinstance(turn, TraineeTurn)]
        wanted = next((n for n in reversed(places) if item_id in (None, self._turns[n].item_id)), None)
        if wanted is None:
            known = ", ".join(self._turns[n].item_id for n in places) or "none yet"
            raise BadInput(
                f"there is no turn {item_id or ''}to go back to.", where="turn_id", remedy=f"Turns: {known}."
            )
        return wanted

    @property
    def _first_own(self) -> int:
        """Where the turns of this talk begin, behind those that were taken over."""
        return len(self.plan.fork.before) if self.plan.fork else 0

    def correct_timing(self, item_id: str, *, start_ms: int, end_ms: int, cut_off_text: str | None = None) -> None:
        """Moves an avatar turn to where it was really heard; `cut_off_text` is what was heard of it."""
        for index, turn in enumerate(self._turns):
            if turn.item_id == item_id and isinstance(turn, AvatarTurn):
                heard = turn.text if cut_off_text is None else cut_off_text
                self._turns[index] = replace(
                    turn, start_ms=start_ms, end_ms=end_ms, text=heard, cut_off=cut_off_text is not None
                )

    def forget(self, item_id: str) -> None:
        """Takes a turn of the persona out of the record: nobody heard a word of it."""
        self._turns = [turn for turn in self._turns if turn.item_id != item_id]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The record as it stands, in the order in which the turns were taken in."""
        return tuple(self._turns)

    def talk(self) -> Talk:
        """The talk so far."""
        return talk_of(self.plan, self._turns, self._taken_back)

    def report(self) -> RehearsalReport:
        """Feedback on the talk so far."""
        return report_of(self.plan, self.talk())

    def take_back(self, state: PersonaState, reaction: Reaction) -> None:
        """The trainee went on before the persona could answer: what was said counts, the answer was never given."""
        self._answered = None
        second = self._state.second
        if second is not None and state.second is not None:
            said = state.second
            second = replace(second, floor=said.floor, spent_lines=said.spent_lines, spent_joins=said.spent_joins)
        self._state = replace(
            self._state,
            second=second,
            mood=state.mood,
            rung=state.rung,
            spent_lines=state.spent_lines,
            fired_triggers=state.fired_triggers,
            ended=state.ended and not reaction.ends_talk,
        )

    def worded(self, reaction: Reaction) -> Reaction:
        """The same in the actor's words. May take as long as the actor's deadline."""
        if not reaction.text:
            return reaction
        text = self._actor.word(reaction, persona=self.plan.speaker(reaction.speaker), language=self.plan.language)
        return replace(reaction, text=text)


def context_of(plan: Plan, state: PersonaState, last: AvatarTurn | None) -> TurnContext:
    """In which light a trainee turn is read: where the persona stands, and what it said last."""
    before = last.text if last else ""
    is_asked = last is not None and last.intent in ASKS_FOR_CLARITY
    return TurnContext(
        scenario=plan.scenario.kind,
        core_said=state.core_said,
        asked_for_clarity=is_asked or language.asks_for_clarity(before, plan.language),
        avatar_before=before,
        trainee_turn=state.trainee_turns + 1,
    )


def said_again(turn: AvatarTurn) -> Reaction:
    """What leads to this turn once more, at once and in the same words, which may quote the trainee."""
    return Reaction(turn.intent, turn.mood, turn.text, 0, turn.because, quotes_trainee=True, speaker=turn.speaker)


def spoken_part(text: str, heard_ratio: float) -> str:
    """The words of a reply that were heard when it was cut off at this share of its audio."""
    words: Sequence[str] = text.split()
    return " ".join(words[: round(len(words) * heard_ratio)])
