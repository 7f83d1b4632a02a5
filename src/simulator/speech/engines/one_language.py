"""A Whisper for one language: the same weights, without the tokens that no word of it is written in.

More than half of what Whisper's decoder multiplies at each step scores its 51,865 tokens, of which Dutch is written in
a third. The others are left out: same words, a quarter less time (docs/models/speech-to-text.md). What is rare is
spelled in shorter tokens; every single byte stays.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import structlog

from simulator.engine import build_folder
from simulator.flow.labels import Language
from simulator.speech.engines.ct2_file import read_model, write_model

FORMAT: Final = 1
"""Of what is built; a new number builds again."""

_FIRST_SPECIAL: Final = "<|endoftext|>"
_SCORED: Final = ("decoder/embeddings/", "decoder/projection/")
"""Variables with a row for each token."""
_FIRST_MERGE: Final = ("Ġ", "t")
_WITH_IDS: Final = ("lang_ids", "suppress_ids", "suppress_ids_begin")
_VOCABULARIES: Final = ("vocabulary.json", "vocabulary.txt")

log = structlog.get_logger(__name__)


def built_for(folder: Path, lang: Language, cache_folder: Path) -> Path:
    """The model without the tokens that a language does not need; made where it is not there yet (0.5 s, 110 MB).

    Args:
        folder: a Whisper in CTranslate2's format.
        lang: what is spoken.
        cache_folder: where the smaller ones are kept, one per language; older ones of the same name are removed.

    Returns:
        Its folder, or `folder` itself where nothing can be left out (another vocabulary, no room to write).
    """
    try:
        return _built(folder, lang, cache_folder)
    except (ValueError, KeyError, OSError) as problem:
        log.warning("the whole vocabulary is used, which is slower", language=lang, reason=str(problem))
        return folder


def _built(folder: Path, lang: Language, cache_folder: Path) -> Path:
    made_from = (folder / "model.bin").stat()
    seal = f"{FORMAT} {made_from.st_size} {made_from.st_mtime_ns} {' '.join(sorted(needed_tokens(lang)))}"
    name = f"{folder.name}-{lang}"
    built = cache_folder / f"{name}-{hashlib.sha256(seal.encode()).hexdigest()[:12]}"
    if not built.exists():
        build_folder(built, lambda to: _write(folder, to, needed_tokens(lang)), replacing=f"{name}-*")
    return built


@cache
def needed_tokens(lang: Language) -> frozenset[str]:
    """The tokens that a language is written in, as Whisper's vocabulary spells them (`training/speech`)."""
    listed = resources.files(__package__) / "spoken" / f"{lang}.txt"
    return frozenset(listed.read_text(encoding="utf-8").split("\n"))


def _write(folder: Path, to: Path, needed: Collection[str]) -> None:
    vocabulary_file = next(folder / name for name in _VOCABULARIES if (folder / name).is_file())
    vocabulary = _vocabulary(vocabulary_file)
    tokenizer = read_tokenizer(folder)
    kept = kept_ids(vocabulary, tokenizer["model"]["merges"], needed)
    new_ids = {old: new for new, old in enumerate(kept)}

    for file in folder.iterdir():
        if file.suffix == ".json" and not file.name.startswith("."):
            shutil.copy(file, to / file.name)
    _write_model(folder / "model.bin", to / "model.bin", len(vocabulary), kept)
    _write_vocabulary(to / vocabulary_file.name, [vocabulary[old] for old in kept])
    _write_json(to / "tokenizer.json", _tokenizer(tokenizer, new_ids))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    ids = {name: [new_ids[old] for old in config[name] if old in new_ids] for name in _WITH_IDS if name in config}
    _write_json(to / "config.json", config | ids)


def read_tokenizer(folder: Path) -> dict[str, Any]:
    """The file that `tokenizers` reads, mended: common conversions lost the first join, of a space and a "t".

    Without it every word on a "t" is spelled otherwise than Whisper learned, in the hotwords for instance.
    """
    tokenizer: dict[str, Any] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    merges = tokenizer["model"]["merges"]
    if _FIRST_MERGE not in map(_pair, merges):
        merges.insert(0, " ".join(_FIRST_MERGE) if isinstance(merges[0], str) else list(_FIRST_MERGE))
    return tokenizer


def kept_ids(vocabulary: Sequence[str], merges: Sequence[Any], needed: Collection[str]) -> list[int]:
    """Which tokens stay, in their order: the needed, what these are joined from, every byte and what is no text.

    Args:
        vocabulary: a token for each id.
        merges: pairs that byte-pair encoding joins, in its order.
        needed: tokens that are wanted.

    Raises:
        ValueError: the vocabulary is not the one that the tokens come from.
    """
    first_special = vocabulary.index(_FIRST_SPECIAL)
    ids = {token: index for index, token in enumerate(vocabulary[:first_special])}
    if not ids.keys() >= set(needed):
        raise ValueError("the model has another vocabulary than Whisper's own.")
    kept = {token for token in ids if len(token) <= 1} | set(needed)
    for left, right in reversed([_pair(merge) for merge in merges]):  # what is joined last rests on earlier ones
        if left + right in kept:
            kept |= {left, right}
    return sorted(ids[token] for token in kept) + list(range(first_special, len(vocabulary)))


def _write_model(source: Path, to: Path, n_tokens: int, kept: Sequence[int]) -> None:
    model = read_model(source)
    variables = {
        name: values[kept] if name.startswith(_SCORED) and values.shape[:1] == (n_tokens,) else values
        for name, values in model.variables.items()
    }
    write_model(to, replace(model, variables=variables))


def _tokenizer(tokenizer: dict[str, Any], new_ids: Mapping[int, int]) -> dict[str, Any]:
    """The same, for the tokens that stay."""
    vocab = {token: new_ids[old] for token, old in tokenizer["model"]["vocab"].items() if old in new_ids}
    merges = [
        merge for merge in tokenizer["model"]["merges"]
        if all(part in vocab for part in (*_pair(merge), "".join(_pair(merge))))
    ]  # fmt: skip
    specials = tokenizer["post_processor"]["special_tokens"]
    for special in specials.values():
        special["ids"] = [new_ids[old] for old in special["ids"]]
    for added in tokenizer["added_tokens"]:
        added["id"] = new_ids[added["id"]]
    tokenizer["model"] |= {"vocab": vocab, "merges": merges}
    return tokenizer


def _pair(merge: Any) -> tuple[str, str]:
    """Older files write "a b", newer ones ["a", "b"]."""
    left, right = merge.split(" ") if isinstance(merge, str) else merge
    return left, right


def _vocabulary(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".json":
        listed: list[str] = json.loads(text)
        return listed
    return text.removesuffix("\n").split("\n")


def _write_vocabulary(file: Path, tokens: Sequence[str]) -> None:
    text = json.dumps(tokens, ensure_ascii=False) if file.suffix == ".json" else "\n".join(tokens)
    file.write_text(text, encoding="utf-8")


def _write_json(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
