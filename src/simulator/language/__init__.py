"""What one turn says: vagueness, core message, dialogue acts, facts and legal flags, each with its place and reason.

The data path is `folding → turn → core_message → vagueness → severity`, with `acts`, `facts` and `legal` beside it
and `evidence` at the end. Every cue is data: nl/, fr/ and en/ hold the rules, wording/ what the trainee reads.
"""

from simulator.language.clarity import asks_for_clarity
from simulator.language.evidence import evidence_of
from simulator.language.judging import MAX_TEXT_CHARS, judge
from simulator.language.rule_files import rules_hash
from simulator.language.turn_end import LastWords, last_words

__all__ = ["MAX_TEXT_CHARS", "LastWords", "asks_for_clarity", "evidence_of", "judge", "last_words", "rules_hash"]
