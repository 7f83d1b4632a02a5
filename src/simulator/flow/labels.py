"""The closed vocabularies of the field (domain brief, sections 1, 2, 4 and 5). One spelling, used by every room."""

from collections.abc import Collection
from typing import Final, Literal, get_args

Language = Literal["nl", "fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

ScenarioKind = Literal[
    "empathy_signals", "remote_coffee", "change_cobot", "conflict_be", "board_freeze", "c4_talk",
    "perf_review", "partner_uk", "partner_fr", "partner_de", "partner_nl", "training_leave",
]  # fmt: skip
SCENARIO_KINDS: Final[tuple[ScenarioKind, ...]] = get_args(ScenarioKind)

VaguenessCode = Literal[
    "hedge_approx", "hedge_shield", "modal_stack", "downtoner", "agentless", "euphemism", "delay", "sandwich",
    "filler", "nominal", "counter_question", "drift", "over_explain", "apology", "false_hope", "blame_shift",
    "contradiction", "vague_commitment",
]  # fmt: skip
VAGUENESS_WEIGHT: Final[dict[VaguenessCode, int]] = {
    "hedge_approx": 1, "hedge_shield": 1, "modal_stack": 2, "downtoner": 1, "agentless": 2, "euphemism": 3,
    "delay": 2, "sandwich": 2, "filler": 0, "nominal": 2, "counter_question": 3, "drift": 2, "over_explain": 2,
    "apology": 1, "false_hope": 3, "blame_shift": 2, "contradiction": 3, "vague_commitment": 2,
}  # fmt: skip

Act = Literal[
    "warning_shot", "deliver_news", "attempt_news", "repeat_core", "state_point", "give_reason", "justify",
    "evidence", "own_responsibility", "refuse_negotiation", "acknowledge_emotion", "silence_offer",
    "open_question", "closed_question", "reflect", "check_understanding", "practical_info", "next_steps",
    "commitment", "follow_up", "honest_unknown", "offer_support", "apology", "praise", "feedback_behaviour",
    "feedback_person", "i_message", "you_blame", "request_change", "propose_solution", "third_party",
    "small_talk", "cultural_adapt", "recover", "evade", "counter_question", "minimise", "false_reassure",
    "blame_shift", "digress", "self_focus", "threat", "interrupt", "close", "greet",
]  # fmt: skip
ACTS: Final[tuple[Act, ...]] = get_args(Act)

LegalFlag = Literal[
    "age", "pregnancy_family", "health", "origin_religion", "union", "complaint_retaliation",
    "forced_resignation", "notice_formality", "serious_cause_misuse", "c4_false_statement", "reason_refusal",
    "outplacement", "language_law", "confidentiality", "threat_reference",
]  # fmt: skip
LEGAL_FLAGS: Final[tuple[LegalFlag, ...]] = get_args(LegalFlag)

Mood = Literal["neutral", "wary", "shocked", "sad", "angry", "bargaining", "practical", "relieved", "withdrawn"]
"""Moods of the *avatar* (fiction). The trainee has none here: we measure delivery and never infer emotion."""
MOODS: Final[tuple[Mood, ...]] = get_args(Mood)

ReactionPhase = Literal["unaware", "shocked", "reacting", "negotiating", "practical"]
REACTION_PHASES: Final[tuple[ReactionPhase, ...]] = get_args(ReactionPhase)

Trajectory = Literal["silence_sadness", "disbelief_bargaining", "anger_legal", "cool_practical", "relief"]
"""How a persona takes bad news (domain brief, section 4)."""

LearyOctant = Literal[
    "boven-samen", "samen-boven", "samen-onder", "onder-samen",
    "onder-tegen", "tegen-onder", "tegen-boven", "boven-tegen",
]  # fmt: skip
"""Interpersonal position after Leary; Dutch terms are the trainers' own (docs/glossary.md)."""

Intent = Literal[
    "greet", "small_reply", "await_point", "ask_clarity", "ask_yes_no", "insist", "leave", "take_news", "deny",
    "cry", "protest", "threaten_legal", "bargain", "ask_reason", "ask_who_decided", "ask_practical",
    "ask_date", "accept_practical", "answer_question", "respond_to_reflection", "soften", "stay_silent",
    "push_back", "agree", "close", "stop_exercise", "show_help_lines",
]  # fmt: skip
"""What the persona does next; how it is worded depends on mood, language and register."""
INTENTS: Final[tuple[Intent, ...]] = get_args(Intent)

VoiceGender = Literal["female", "male"]
HairStyle = Literal["short", "side", "long", "bob", "bun", "curly", "balding", "bald"]
"""What the pages can draw (web/src/avatar/hair.ts)."""

JoinPlace = Literal["after", "instead"]
"""When a second colleague takes the word: after the persona's answer, or in its place."""

ContentStatus = Literal["draft", "published", "archived"]
"""A draft is played by who knows its id; what is archived is kept for the talks that were held with it."""
EvidenceCategory = Literal["vagueness", "structure", "clarity", "listening", "legal", "respect", "delivery"]
Audience = Literal["trainee", "trainer", "hr"]

Role = Literal["trainee", "trainer", "hr", "admin"]
"""What somebody may do in their organisation."""
ROLES: Final[tuple[Role, ...]] = get_args(Role)


def in_order(roles: Collection[Role]) -> tuple[Role, ...]:
    """As `ROLES` has them."""
    return tuple(role for role in ROLES if role in roles)


Difficulty = Literal["easy", "normal", "hard"]
DIFFICULTIES: Final[tuple[Difficulty, ...]] = get_args(Difficulty)
