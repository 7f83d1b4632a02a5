"""Fits how rules and reading are weighed, on writers that neither was made on."""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from simulator.flow.labels import LEGAL_FLAGS
from simulator.language.bench import context_of
from simulator.language.corpus import Entry
from simulator.language.judging import judge_by_rules
from simulator.language.learned.reader import LearnedReader
from simulator.language.learned.reading import Reading
from simulator.language.learned.weighing import (
    CORE,
    LEGAL,
    VAGUE,
    Ruling,
    core_features,
    legal_features,
    vague_features,
)

RIDGE = 1.0


def fit_weighing(entries: Sequence[Entry], reader: LearnedReader) -> dict[str, np.ndarray]:
    """The three models of `weighing.Weighing`, as arrays of a bias and weights."""
    looked = [_looked_at(entry, reader) for entry in entries]
    vague = [entry.utterance.is_vague for entry in entries]
    core = [entry.utterance.core for entry in entries]
    flags = [
        (legal_features(flag in ruling.flags, logit), flag in entry.utterance.legal)
        for entry, (ruling, reading) in zip(entries, looked, strict=True)
        for flag, logit in zip(LEGAL_FLAGS, reading.legal_logits, strict=True)
    ]
    return {
        f"{VAGUE}.weighing": _fitted([vague_features(*each) for each in looked], vague),
        f"{CORE}.weighing": _fitted([core_features(*each) for each in looked], core),
        f"{LEGAL}.weighing": _fitted([each for each, _ in flags], [is_so for _, is_so in flags]),
    }


def _looked_at(entry: Entry, reader: LearnedReader) -> tuple[Ruling, Reading]:
    context = context_of(entry)
    ruled = judge_by_rules(entry.utterance.text, entry.language, context=context)
    return ruled.ruling(context), reader.read(entry.utterance.text, entry.language, context)


def _fitted(features: Sequence[tuple[float, ...]], is_so: Sequence[bool]) -> np.ndarray:
    model = LogisticRegression(C=1 / RIDGE, max_iter=1000)
    model.fit(np.array(features), np.array(is_so))
    return np.concatenate([model.intercept_, model.coef_[0]]).astype(np.float32)
