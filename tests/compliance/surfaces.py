"""Everything the product can say or name, as pieces of text with their place: files here, running code in `running`."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

LOG_METHODS: Final = frozenset({"debug", "info", "warning", "error", "exception", "critical", "msg", "bind", "log"})
LOGGERS: Final = re.compile(r"_?log(?:ger)?")


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of text."""

    path: str
    """From the root, or the name of a running part ("OpenAPI")."""
    field: str
    """Where in it: a path of keys, "name" for an identifier, "log" for a log call, or the definition it stands in."""
    text: str


def in_files(root: Path) -> Iterator[Said]:
    """Every file of a checkout that is shown, sent, published, logged or run.

    Args:
        root: of a checkout, or of a copy of some of its folders.
    """
    for pattern, read in READERS.items():
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                name = path.relative_to(root).as_posix()
                yield from (Said(name, field, text) for field, text in read(path.read_text("utf-8")))


Found = Iterator[tuple[str, str]]
"""Field and text."""


def in_plain(node: Any, field: str = "") -> Found:
    """Keys and texts of JSON or YAML, each with the path of keys to it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield f"{field}/{key}", str(key)
            yield from in_plain(value, f"{field}/{key}")
    elif isinstance(node, list):
        for value in node:
            yield from in_plain(value, f"{field}/*")
    elif isinstance(node, str):
        yield field, node


def in_python(source: str) -> Found:
    """Identifiers ("name"), log calls ("log") and all texts, docstrings included, under the definition they are in."""
    yield from _in_tree(ast.parse(source), "module")


def _in_tree(node: ast.AST, scope: str) -> Found:
    for child in ast.iter_child_nodes(node):
        inner = scope
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield "name", child.name
            inner = child.name
        elif isinstance(child, (ast.Assign, ast.AnnAssign)) and scope == "module":
            inner = _assigned(child) or scope
        elif isinstance(child, ast.Call) and is_log_call(child):
            yield from (("log", text) for text in log_names(child))
        yield from _own_text(child, scope)
        yield from _in_tree(child, inner)


def _own_text(node: ast.AST, scope: str) -> Found:
    match node:
        case ast.Constant(value=str(text)):
            yield scope, text
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
            yield "name", name
        case ast.alias(name=name):
            yield "name", name.rsplit(".", 1)[-1]


def _assigned(node: ast.Assign | ast.AnnAssign) -> str | None:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else None


def is_log_call(node: ast.Call) -> bool:
    """log.info(...), self._log.bind(...), logging.getLogger(...).warning(...)."""
    function = node.func
    if not isinstance(function, ast.Attribute) or function.attr not in LOG_METHODS:
        return False
    owner = function.value
    if isinstance(owner, ast.Call):
        return "ogger" in ast.unparse(owner.func)
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return LOGGERS.fullmatch(name) is not None or name == "logging"


def log_names(node: ast.Call) -> Iterator[str]:
    """What a log call names: its event, its keywords, and where each value comes from."""
    for argument in node.args:
        yield ast.unparse(argument)
    for keyword in node.keywords:
        yield f"{keyword.arg} {ast.unparse(keyword.value)}"


def in_messages(source: str) -> Found:
    """Messages of the pages: one `"key": "text",` per line."""
    for line in source.splitlines():
        if entry := re.match(r'\s*"?([\w.]+)"?: "(.*)",?$', line):
            yield entry[1], entry[2]
        else:
            yield "", line


def in_text(source: str) -> Found:
    """Any other text, line by line."""
    yield from (("", line) for line in source.splitlines())


def _json(source: str) -> Found:
    return in_plain(json.loads(source))


def _yaml(source: str) -> Found:
    return in_plain(YAML(typ="safe").load(source))


READERS: Final[dict[str, Callable[[str], Found]]] = {
    "docs/protocol/*.json": _json,
    "docs/protocol/schema/*.json": _json,
    "schemas/*.json": _json,
    "personas/*.yaml": _yaml,
    "scenarios/*.yaml": _yaml,
    "models/*.yaml": _yaml,
    "src/simulator/**/*.yaml": _yaml,
    "src/simulator/authoring/vocabulary/*.json": _json,
    "src/simulator/**/*.j2": in_text,
    "src/simulator/**/*.css": in_text,
    "src/simulator/**/*.html": in_text,
    "src/simulator/web/**/*.js": in_text,
    "src/simulator/**/*.py": in_python,
    "web/index.html": in_text,
    "web/src/**/*.css": in_text,
    "web/src/i18n/*.ts": in_messages,
    "web/src/[!i]*/**/*.ts": in_text,
    "web/src/*.ts": in_text,
}
"""Which files, and how each is read."""
