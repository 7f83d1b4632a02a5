"""The pitch head, from the mixture to the file that the product reads."""

import hashlib
import json
from pathlib import Path
from typing import Final

import numpy as np
import torch

from corpus.recording import Split
from training.prosody.examples import Examples, examples_of
from training.prosody.fit import fit
from training.prosody.mixture import PARTS, heard
from training.prosody.network import PitchNetwork

HEADS_DIR: Final = Path(__file__).parents[2] / "src" / "simulator" / "prosody" / "heads"
_EPOCHS: Final = 14


def fit_pitch(*, seed: int = 1, epochs: int = _EPOCHS, out: Path = HEADS_DIR / "pitch.npz") -> None:
    """Make the examples, fit, and store the weights with what they were made from; the same for the same seed.

    About three quarters of an hour on one core.
    """
    torch.set_num_threads(1)
    train = _gathered("train", seed)
    tune = _gathered("tune", seed + 1)
    network = fit(together(list(train.values())), together(list(tune.values())), network=PitchNetwork(), epochs=epochs,
                  seed=seed)  # fmt: skip
    provenance = {
        "seed": seed,
        "epochs": epochs,
        "hours": {name: round(len(part.f0_hz) / 360_000, 2) for name, part in train.items()},
        "data_sha256": fingerprint(train),
    }
    network.save(out, provenance=json.dumps(provenance, sort_keys=True))


def _gathered(split: Split, seed: int) -> dict[str, Examples]:
    found = {}
    for name in PARTS:
        found[name] = examples_of(heard(split, seed=seed, parts=[name]))
        print(f"{split} {name}: {len(found[name].f0_hz) / 100:.0f} s heard", flush=True)
    return found


def together(parts: list[Examples]) -> Examples:
    """Several lots of examples as one, their recordings numbered on."""
    last = np.cumsum([0, *(part.talk.max(initial=0) for part in parts)])
    talk = [np.where(part.talk > 0, part.talk + before, 0) for part, before in zip(parts, last, strict=False)]
    return Examples(
        np.concatenate([part.inputs for part in parts]),
        np.concatenate([part.f0_hz for part in parts]),
        np.concatenate(talk).astype(np.int32),
    )


def fingerprint(parts: dict[str, Examples]) -> str:
    """Hash of everything the network saw."""
    digest = hashlib.sha256()
    for name, part in sorted(parts.items()):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(part.inputs).view(np.uint8).data)
        digest.update(np.ascontiguousarray(part.f0_hz).view(np.uint8).data)
    return digest.hexdigest()
