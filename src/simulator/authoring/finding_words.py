"""A finding in the trainer's language. Findings are made in English; `finding_words.yaml` says each of them again.

Names, numbers and words of the file stay as they are, whatever the language.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from simulator.authoring.finding import Finding
from simulator.flow.labels import Language

_TABLE: Final = Path(__file__).with_suffix(".yaml")
_HOLE: Final = re.compile(r"\{(\d)\}")


def told_in(finding: Finding, language: Language) -> tuple[str, str]:
    """Message and remedy; in English what has no words in this language."""
    return said_in(finding.message, language), said_in(finding.remedy, language)


def said_in(text: str, language: Language) -> str:
    """One English sentence in this language, or as it is where nobody translated it."""
    if language == "en" or not text:
        return text
    for pattern, by_language in _sentences():
        if found := pattern.fullmatch(text):
            return _HOLE.sub(lambda hole: said_in(found[f"h{hole[1]}"], language), by_language[language])
    return text


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    rows: list[dict[str, Any]] = YAML(typ="safe").load(_TABLE)
    return tuple((_pattern(row["en"]), {"nl": row["nl"], "fr": row["fr"]}) for row in rows)


def _pattern(sentence: str) -> re.Pattern[str]:
    """The sentence with a group for each `{0}`; a number that stands there again must be the same."""
    parts, seen = [""], set[str]()
    rest = 0
    for hole in _HOLE.finditer(sentence):
        parts.append(re.escape(sentence[rest : hole.start()]))
        parts.append(f"(?P=h{hole[1]})" if hole[1] in seen else f"(?P<h{hole[1]}>.+?)")
        seen.add(hole[1])
        rest = hole.end()
    parts.append(re.escape(sentence[rest:]))
    return re.compile("".join(parts), re.DOTALL)
