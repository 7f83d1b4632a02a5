"""One turn judged: by the rules first, then weighed with what the learned heads read in it."""

from simulator.errors import BadInput
from simulator.flow.labels import LANGUAGES, Language, VaguenessCode
from simulator.flow.language import ActFinding, Judgement, LegalFinding, Span, TurnContext
from simulator.language.acts import all_acts, worded_acts
from simulator.language.core_message import find_core
from simulator.language.facts import find_facts
from simulator.language.learned import LearnedReader, learned_reader
from simulator.language.legal import find_legal
from simulator.language.merging import Ruled, merged
from simulator.language.rulebook import Rulebook, rulebook
from simulator.language.severity import severity, turn_index, vague_score
from simulator.language.structure import Seen
from simulator.language.turn import TurnView
from simulator.language.vagueness import FOG_POINTS, Cue, find_cues, find_evasion, find_fog
from simulator.language.wording_files import vagueness_wording

_SMALL_WORDS: frozenset[VaguenessCode] = frozenset({"downtoner", "apology"})
"""Codes that make little of a message or much of oneself: they explain a loose structure, nothing is hidden."""

MAX_TEXT_CHARS = 100_000
"""Nearly two hours of speech without a pause: longer text is not a turn, and would hold up other talks."""


def judge(
    text: str,
    lang: Language,
    *,
    context: TurnContext = TurnContext(),  # noqa: B008 - frozen
    reader: LearnedReader | None = None,
) -> Judgement:
    """What one turn says: vagueness, core message, acts, facts, legal flags.

    Args:
        text: what was said, as typed or as speech-to-text gave it; punctuation and case are not needed.
        lang: language of the text.
        context: what the listener already knows; the default is a turn heard on its own.
        reader: who reads what no list holds; None is that of this process, or the rules alone where settings say so.

    Returns:
        The judgement; every character position indexes `text`. Text without words has severity 0 and no findings.

    Raises:
        BadInput: a language without rules, or more than MAX_TEXT_CHARS characters.
        Unavailable: the sentence encoder is not there (`simulator models fetch` brings it).
    """
    ruled = judge_by_rules(text, lang, context=context)
    reader = reader or learned_reader()
    if reader is None or not any(map(str.isalnum, text)):
        return ruled.judgement
    return merged(ruled, reader, context)


def judge_by_rules(text: str, lang: Language, *, context: TurnContext = TurnContext()) -> Ruled:  # noqa: B008 - frozen
    """What the rules alone make of a turn: core first, because what counts as vague depends on it.

    Raises:
        BadInput: as `judge`.
    """
    _check(text, lang)
    if not text.strip():
        return Ruled(Judgement(text, lang, severity=0, vague_score=0.0, core_message=False, core_score=0.0))
    rules = rulebook(lang)
    turn = TurnView(text, context)
    worded, legal, seen = look(turn, rules)
    cues = _cues(turn, seen, rules)
    level = severity(cues, turn)
    judgement = Judgement(
        text=text,
        language=lang,
        severity=level,
        vague_score=vague_score(level, turn_index(cues, turn)),
        core_message=turn.core is not None,
        core_score=turn.core_score,
        spans=tuple(_span(cue, context) for cue in cues),
        acts=all_acts(turn, worded, cues),
        facts=find_facts(turn, rules),
        legal=legal,
        core_span=turn.core,
    )
    return Ruled(judgement, tuple((each.start, each.end) for each in turn.sentences))


def look(turn: TurnView, rules: Rulebook) -> tuple[tuple[ActFinding, ...], tuple[LegalFinding, ...], Seen]:
    """Core (kept in the turn), worded acts, legal flags, and the same as the structure model sees them."""
    core = find_core(turn, rules)
    turn.core, turn.core_act, turn.core_score = core.span, core.act, core.score
    worded = worded_acts(turn, rules)
    legal = find_legal(turn, rules)
    asks = rules.scopes.is_question(turn, len(turn.sentences) - 1)
    return worded, legal, Seen(frozenset(act.act for act in worded), bool(legal), asks)


def _cues(turn: TurnView, seen: Seen, rules: Rulebook) -> tuple[Cue, ...]:
    """Cues of the rules, and fog where the rules leave the turn below the line."""
    cues = find_cues(turn, rules)
    explained = severity(cues, turn) >= FOG_POINTS or any(cue.code in _SMALL_WORDS for cue in cues)
    fog = None if explained else find_evasion(turn, seen) or find_fog(turn, seen, rules)
    return (*cues, fog) if fog else cues


def _check(text: str, lang: Language) -> None:
    if lang not in LANGUAGES:
        raise BadInput(
            f"no rules for language {lang!r}.", where="lang", remedy=f"Choose one of: {', '.join(LANGUAGES)}."
        )
    if len(text) > MAX_TEXT_CHARS:
        raise BadInput(
            f"a turn of {len(text):,} characters is too long.",
            where="text",
            remedy=f"Give at most {MAX_TEXT_CHARS:,} characters, one turn at a time.",
        )


def _span(cue: Cue, context: TurnContext) -> Span:
    wording = vagueness_wording()
    return Span(
        start=cue.start,
        end=cue.end,
        code=cue.code,
        rule_id=cue.rule_id,
        reason=wording.reason_for(cue),
        suggestion=wording.suggestion_for(cue, context.scenario),
    )
