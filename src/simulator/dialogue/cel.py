"""The escape hatch of `when:`: an expression in CEL, for what the fields of a condition cannot say.

CEL computes and does nothing else: it has no I/O, no assignment and no endless loops (docs/decisions/0007).
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from simulator.dialogue.moment import Moment
from simulator.dialogue.told import parts_in
from simulator.flow.dialogue import PersonaState

if TYPE_CHECKING:
    from cel import Program

_BUILT_IN: Final = frozenset({"size", "contains", "startsWith", "endsWith", "matches", "double", "int", "string"})
"""Functions beside the operators; macros (`exists`, `all`) are part of the language."""
_BOUND: Final = re.compile(r"\.(?:exists|exists_one|all|map|filter)\(\s*(\w+)\s*,")
"""A macro's own name: `a` in `acts.exists(a, a.startsWith("feedback"))`."""
_PLACE: Final = re.compile(r"<input>:\d+:(?P<column>\d+): (?P<what>.+?)(?: expecting .*)?$", re.MULTILINE)
"""Where the parser stumbled; the rest of its message repeats the expression."""


class CelFault(NamedTuple):
    """What is wrong with an expression."""

    name: str | None
    """The name that is not known, if that is it."""
    message: str


def names_at(moment: Moment) -> dict[str, Any]:
    """What an expression can look at: the names of the fields of a condition, and the persona's own state."""
    state, turn = moment.state, moment.judgement
    return {
        "acts": [finding.act for finding in turn.acts] if turn else [],
        "codes": [span.code for span in turn.spans] if turn else [],
        "legal": [finding.flag for finding in turn.legal] if turn else [],
        "facts": list(parts_in(turn)) if turn else [],
        "told": list(state.told),
        "core_message": turn is not None and turn.core_message,
        "core_said": state.core_said,
        "severity": turn.severity if turn else 0,
        "debt": float(state.clarity_debt),
        "mood": state.mood,
        "trust": float(state.trust),
        "tension": float(state.tension),
        "second_tension": float(state.second.tension) if state.second else 0.0,
        "both_given_back": state.second is not None and state.second.are_both_given_back,
        "turn": state.trainee_turns,
        "turns_since_news": state.trainee_turns - state.news_turn if state.news_turn else 0,
        "elapsed_s": (moment.elapsed_ms or 0) / 1000,
        "silence_s": (moment.silence_ms or 0) / 1000,
    }


def cel_holds(expression: str, moment: Moment) -> bool:
    """Whether it comes to true. What cannot be computed at this moment (a division by zero) does not hold."""
    try:
        return _program(expression).execute(names_at(moment)) is True
    except (TypeError, ValueError, RuntimeError, ArithmeticError):
        return False


def cel_fault(expression: str) -> CelFault | None:
    """What is wrong with an expression, as far as can be told without a talk; None when nothing is."""
    sample = names_at(Moment(PersonaState(scenario_phase="")))
    try:
        program = _program(expression)
        variables = set(program.variables()) - set(_BOUND.findall(expression))
        unknown = sorted(variables - sample.keys()) + sorted(_functions(program) - _BUILT_IN)
        if unknown:
            return CelFault(unknown[0], f"there is no {unknown[0]!r} here.")
        value = program.execute(sample)
    except ArithmeticError:
        return None
    except (TypeError, ValueError, RuntimeError) as problem:
        return CelFault(None, _in_short(problem))
    return None if isinstance(value, bool) else CelFault(None, f"this comes to {value!r}, not to true or false.")


CEL_NAMES: Final = frozenset(names_at(Moment(PersonaState(scenario_phase=""))))
"""Names that an expression may use."""


@lru_cache(maxsize=512)
def _program(expression: str) -> "Program":
    import cel  # here, because few scenarios have an expression

    return cel.compile(expression)


def _functions(program: "Program") -> set[str]:
    """Names of functions, operators left out."""
    return {name for name in program.functions() if name.isidentifier()}


def _in_short(problem: Exception) -> str:
    if place := _PLACE.search(str(problem)):
        return f"this cannot be computed: character {place['column']}: {place['what'].lower()}."
    return f"this cannot be computed: {str(problem).partition('.')[0] or type(problem).__name__}."
