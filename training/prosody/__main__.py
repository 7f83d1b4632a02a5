"""`python -m training.prosody`: fit the heads; `simulator train prosody` runs it on one thread."""

import argparse

from training.prosody.activity import fit_activity
from training.prosody.pitch import fit_pitch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("all", "pitch", "activity"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.part != "activity":
        fit_pitch(seed=asked.seed)
    if asked.part != "pitch":
        fit_activity(asked.seed)


if __name__ == "__main__":
    main()
