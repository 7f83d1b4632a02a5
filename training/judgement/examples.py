"""Labelled utterances → tensors, roughened as a recogniser and a microphone roughen them."""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from simulator.flow.labels import ACTS, LEGAL_FLAGS
from simulator.language.corpus import Entry, Utterance
from simulator.language.learned.pieces import PieceReader
from simulator.language.learned.prompt import known_before, prompts
from simulator.language.learned.reading import CODES, N_SAID, N_SEVERITIES

PLAIN_RATIO, NOISY_RATIO, NO_SCENARIO_RATIO = 0.3, 0.15, 0.1


@dataclass(frozen=True, slots=True)
class Example:
    ids: tuple[int, ...]
    first_said: int
    said: tuple[float, ...]
    """Targets of the utterance; (N_SAID,)."""
    codes: tuple[tuple[int, ...], ...]
    """Indices of the codes of each piece of the utterance."""


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    is_piece: Tensor
    is_said: Tensor
    said: Tensor
    codes: Tensor


def example(entry: Entry, reader: PieceReader, draw: random.Random | None = None) -> Example:
    """One utterance as it stands, or roughened by a draw."""
    utterance = entry.utterance
    text, marked = utterance.text, utterance.spans
    if draw is not None and draw.random() < PLAIN_RATIO:
        text, marked = plain(text), [(code, plain(words)) for code, words in marked]
    if draw is not None and draw.random() < NOISY_RATIO:
        text = noisy(text, [words for _, words in marked], draw)
    with_scenario = draw is None or draw.random() >= NO_SCENARIO_RATIO
    prompt = prompts(text, known_before(utterance.context, entry.language, with_scenario=with_scenario), reader)[0]
    stretches = [(CODES.index(code), text.find(words), len(words)) for code, words in marked]
    codes = tuple(
        tuple(code for code, at, size in stretches if at >= 0 and start < at + size and end > at)
        for start, end in prompt.spans
    )
    return Example(prompt.ids, prompt.first_said, _said(utterance), codes)


def plain(text: str) -> str:
    """Without capitals and punctuation, as some recognisers write."""
    return re.sub(r"\s+", " ", re.sub(r"[.,;:!?…\"“”()«»-]", " ", text.lower())).strip()


def noisy(text: str, kept: Iterable[str], draw: random.Random) -> str:
    """With a few words dropped, doubled, joined or misspelt; the marked stretches stay."""
    safe = {word for stretch in kept for word in stretch.split()}
    words: list[str] = []
    for word in text.split():
        fate = 1.0 if word in safe else draw.random()
        if fate < 0.03:
            continue
        if fate < 0.05 and words:
            words[-1] += word
        elif fate < 0.07:
            words += [word, word]
        elif fate < 0.12 and len(word) > 3:
            at = draw.randrange(1, len(word) - 1)
            words.append(word[:at] + draw.choice(["", word[at] * 2, draw.choice("aeiouterns")]) + word[at + 1 :])
        else:
            words.append(word)
    return " ".join(words) or text


def batched(examples: Sequence[Example], size: int, draw: random.Random | None = None) -> Iterable[Batch]:
    """Batches of like lengths; in the order of a draw where there is one."""
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].ids))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if draw is not None:
        draw.shuffle(groups)
    for group in groups:
        yield collate([examples[index] for index in group])


def collate(examples: Sequence[Example]) -> Batch:
    length = max(len(each.ids) for each in examples)
    ids = torch.ones(len(examples), length, dtype=torch.long)
    is_piece = torch.zeros(len(examples), length, dtype=torch.bool)
    is_said = torch.zeros(len(examples), length, dtype=torch.bool)
    codes = torch.zeros(len(examples), length, len(CODES))
    for row, each in enumerate(examples):
        ids[row, : len(each.ids)] = torch.tensor(each.ids)
        is_piece[row, : len(each.ids)] = True
        is_said[row, each.first_said : each.first_said + len(each.codes)] = True
        for at, found in enumerate(each.codes):
            codes[row, each.first_said + at, list(found)] = 1
    return Batch(ids, is_piece, is_said, torch.tensor([each.said for each in examples]), codes)


def _said(utterance: Utterance) -> tuple[float, ...]:
    targets = [0.0] * N_SAID
    targets[utterance.vague] = 1.0
    targets[N_SEVERITIES] = float(utterance.core)
    for flag in utterance.legal:
        targets[N_SEVERITIES + 1 + LEGAL_FLAGS.index(flag)] = 1.0
    for act in utterance.acts:
        targets[N_SEVERITIES + 1 + len(LEGAL_FLAGS) + ACTS.index(act)] = 1.0
    return tuple(targets)
