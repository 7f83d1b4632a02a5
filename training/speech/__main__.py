"""`python -m training.speech`: which tokens of Whisper's vocabulary each language is written in.

Needs `wordfreq` (Robyn Speer; data CC BY-SA 4.0), which nothing else does: `pip install wordfreq`.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from tokenizers import Tokenizer
from wordfreq import get_frequency_dict

from simulator.engine import resolve
from simulator.flow.labels import Language
from simulator.language.corpus import CORPUS, read_corpus
from simulator.settings import load_settings
from simulator.speech.engines import one_language

LEAST_SHARE: Final = 5e-7
"""A token in fewer words of running text than this is left out, and its words are spelled in two; our choice: it
touches 0.2 % of the words of Dutch and French, 0.1 % of those of English."""
CAPITALISED_SHARE: Final = 0.15
"""Of words in running text; our choice."""
_ASCII: Final = range(0x20, 0x7F)


def forms(lang: Language) -> Iterator[tuple[str, float]]:
    """Every word as it stands in a sentence, with its share of running text."""
    frequencies = get_frequency_dict(lang, "large")
    total = sum(frequencies.values())
    for word, frequency in frequencies.items():
        yield f" {word}", frequency / total * (1 - CAPITALISED_SHARE)
        yield f" {word.capitalize()}", frequency / total * CAPITALISED_SHARE


def needed(lang: Language, tokenizer: Tokenizer) -> set[str]:
    """Tokens of common words, of what managers say in the train part of the corpus, and of digits and signs."""
    shares: dict[str, float] = defaultdict(float)
    for form, share in forms(lang):
        for token in set(tokenizer.encode(form, add_special_tokens=False).tokens):
            shares[token] += share
    common = {token for token, share in shares.items() if share >= LEAST_SHARE}
    said = (entry.utterance.text for entry in read_corpus(CORPUS) if entry.language == lang and entry.split == "train")
    heard = {token for text in said for token in tokenizer.encode(f" {text}", add_special_tokens=False).tokens}
    signs = {token for token in tokenizer.get_vocab() if _is_sign(token.removeprefix("Ġ"))}
    return common | heard | signs


def _is_sign(token: str) -> bool:
    return bool(token) and all(ord(char) in _ASCII and not char.isalpha() for char in token) and len(token) <= 4


def main() -> None:
    folder = Path(one_language.__file__).parent / "spoken"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=folder)
    out = parser.parse_args().out
    mended = one_language.read_tokenizer(resolve("whisper-base", load_settings()))
    tokenizer = Tokenizer.from_str(json.dumps(mended))
    ids = tokenizer.get_vocab()
    for lang in get_args(Language):
        tokens = sorted(needed(lang, tokenizer), key=ids.__getitem__)
        (out / f"{lang}.txt").write_text("\n".join(tokens), encoding="utf-8")
        print(f"{lang}: {len(tokens)} tokens")


if __name__ == "__main__":
    main()
