"""A YAML 1.2 file with the place of everything in it."""

import datetime as dt
import difflib
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from io import StringIO
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq, TaggedScalar
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from simulator.authoring.finding import BadContent, Finding
from simulator.authoring.kept import keep_json, kept_json

MAX_NODES: Final = 100_000
"""Scalars, lists and mappings in one file; the largest shipped one has 2,000."""

Loc = tuple[str | int, ...]
"""Path into the data: field names and list positions."""


class Source:
    """One file. It is parsed when somebody asks for a place or for content that was never read before."""

    def __init__(self, path: Path, content: bytes, *, is_kept: bool = True) -> None:
        self.path = path
        self._is_kept = is_kept
        self.sha256 = hashlib.sha256(content).hexdigest()
        """Of the file's bytes, hexadecimal."""
        self._content = content

    @cached_property
    def data(self) -> CommentedMap:
        """Comments and positions kept.

        Raises:
            BadContent: not UTF-8, not YAML, a key twice, or not a mapping.
        """
        return _parse(self.path, self._content)

    @cached_property
    def as_json(self) -> str:
        """The content as JSON, a date as the text that was written; kept from run to run, because parsing is slow.

        What somebody is still typing (`is_kept` false) is looked up and not kept: each pause would leave a file.
        """
        kept = kept_json(self.sha256)
        if kept is None:
            kept = json.dumps(_plain(self.data), ensure_ascii=False, default=str)
            if self._is_kept:
                keep_json(self.sha256, kept)
        return kept

    def plain(self) -> Any:
        """The content as plain dicts, lists and scalars."""
        return json.loads(self.as_json)

    def place(self, loc: Loc, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `loc` or of its key; of the nearest parent where it is absent."""
        node: Any = self.data
        place = (0, 0)
        for step in loc:
            if not _has(node, step):
                break
            place = _place_in(node, step, of_key=of_key)
            node = node[step]
        return place[0] + 1, place[1] + 1

    def finding(self, code: str, loc: Loc, message: str, remedy: str, *, of_key: bool = False) -> Finding:
        """A defect at `loc`."""
        line, column = self.place(loc, of_key=of_key)
        return Finding(str(self.path), line, column, code, message, remedy)


def read_source(path: Path) -> Source:
    """One file, parsed if it never was.

    Raises:
        BadContent: it cannot be read, is not UTF-8, is not YAML, has a key twice, or is not a mapping.
    """
    source = _source(path, _read_bytes(path))
    source.plain()
    return source


@lru_cache(maxsize=64)
def _source(path: Path, content: bytes) -> Source:
    """Kept while the bytes are the same: a check and a catalog read each file several times. Nobody changes `data`."""
    return Source(path, content)


def _parse(path: Path, content: bytes) -> CommentedMap:
    text = _decode(path, content)
    yaml = YAML(typ="rt")
    try:
        data = yaml.load(StringIO(text))
    except DuplicateKeyError as problem:
        key = str(problem.problem).partition('"')[2].partition('"')[0]
        raise _stop(path, "SIM004", f"the key {key!r} stands here twice.", "Keep one of the two.", problem) from None
    except MarkedYAMLError as problem:
        what = " ".join(str(problem.problem or problem.context or "unreadable").split())
        raise _stop(
            path, "SIM003", f"this is not YAML: {what}.", "Look at quotes, colons and indentation here.", problem
        ) from None
    except (YAMLError, ValueError) as problem:
        what = " ".join(str(problem).split())
        raise _stop(path, "SIM003", f"this is not YAML: {what}.", "Look for unprintable characters.") from None
    if not isinstance(data, CommentedMap):
        found = "an empty file" if data is None else "a list or a single value"
        raise _stop(path, "SIM005", f"{found} is not a persona or scenario.", "Start with `id:` at the margin.")
    if _n_nodes(data, {}) > MAX_NODES:
        raise _stop(path, "SIM003", "aliases (`*name`) make this too large.", "Write out what they stand for.")
    return data


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """A remedy that proposes the nearest known word."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else otherwise


def listed(words: Iterable[str]) -> str:
    """Words for a remedy, sorted."""
    return ", ".join(sorted(words)) or "none"


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _stop(path, "SIM001", "there is no such file.", "Check the name and the folder.") from None
    except OSError as problem:
        raise _stop(path, "SIM001", f"the file cannot be read ({problem.strerror}).", "Check its rights.") from None


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = content[: problem.start]
        line = before.count(b"\n") + 1
        column = problem.start - (before.rfind(b"\n") + 1) + 1
        finding = Finding(
            str(path), line, column, "SIM002", "this byte is not UTF-8.", "Save the file as UTF-8 in your editor."
        )
        raise BadContent([finding]) from None


def _stop(path: Path, code: str, message: str, remedy: str, problem: MarkedYAMLError | None = None) -> BadContent:
    mark = (problem.problem_mark or problem.context_mark) if problem else None
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return BadContent([Finding(str(path), line, column, code, message, remedy)])


def _has(node: Any, step: str | int) -> bool:
    if isinstance(node, CommentedMap):
        return step in node
    return isinstance(node, CommentedSeq) and isinstance(step, int) and 0 <= step < len(node)


def _place_in(node: CommentedMap | CommentedSeq, step: str | int, *, of_key: bool) -> tuple[int, int]:
    # Merged keys (<<) carry no position of their own: the mapping's is the nearest there is.
    data: dict[str | int, Sequence[int]] = node.lc.data or {}
    if step not in data:
        return node.lc.line, node.lc.col
    spot = data[step]
    if isinstance(node, CommentedSeq) or of_key:
        return spot[0], spot[1]
    return spot[2], spot[3]


def _n_nodes(node: Any, seen: dict[int, float]) -> float:
    """Nodes once every alias is written out: a few lines of them can stand for more than memory holds."""
    if not isinstance(node, CommentedMap | CommentedSeq):
        return 1
    if id(node) not in seen:
        seen[id(node)] = float("inf")  # until it is known: what holds itself has no end
        parts = node.values() if isinstance(node, CommentedMap) else node
        seen[id(node)] = 1 + sum(_n_nodes(part, seen) for part in parts)
    return seen[id(node)]


def _plain(node: Any) -> Any:
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    if isinstance(node, TaggedScalar):
        return {str(node.tag): node.value}  # a tag has no meaning here: as a mapping it is found to be a wrong type
    if isinstance(node, dt.date):
        return node.isoformat()
    return _plain_scalar(node)


def _plain_scalar(node: Any) -> Any:
    """Ruamel's scalars remember how they were written; pydantic's strict mode wants the bare types."""
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node
