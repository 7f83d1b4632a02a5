"""Prints the benchmark. One thread: the environment is set before numpy is loaded."""

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import warnings

warnings.filterwarnings("ignore", message="pkg_resources is deprecated")  # pysptk and pyreaper ask for it

import argparse
import json
import sys
import time

from benchmarks.prosody import tables
from benchmarks.prosody.material import SOURCES
from benchmarks.prosody.run import FULL, QUICK, SECTIONS, run_bench
from simulator.errors import RechtuitError


def main() -> int:
    """Exit status: 0, or 2 with one line on standard error."""
    given = _arguments()
    start = time.process_time()

    def tell(step: str) -> None:
        print(f"[{time.process_time() - start:6.0f} s] {step}", file=sys.stderr)

    sections = []
    try:
        for section in run_bench(
            QUICK if given.quick else FULL, only=_list(given.only), sources=_list(given.sources) or SOURCES,
            seed=given.seed, seconds=given.seconds, progress=tell,
        ):  # fmt: skip
            sections.append(section)
            if not given.json:
                print(tables.as_text([section]), end="\n\n", flush=True)
    except RechtuitError as problem:
        print(f"simulator: {problem}", file=sys.stderr)
        return 2
    tell("done")
    if given.json:
        print(json.dumps(tables.as_plain(sections), indent=1))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prosody", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under a minute: less sound, fewer conditions and peers")
    parser.add_argument("--only", default="", help=f"sections, comma between: {', '.join(SECTIONS)}")
    parser.add_argument("--sources", default="", help=f"comma between: {', '.join(SOURCES)}")
    parser.add_argument("--seconds", type=float, help="of each source, for every section alike")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="JSON instead of tables")
    return parser.parse_args()


def _list(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split(",")))


if __name__ == "__main__":
    sys.exit(main())
