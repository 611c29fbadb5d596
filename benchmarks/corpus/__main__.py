"""The command line of the corpus maker."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus import make_corpus


def main() -> None:
    """Make the corpus that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="Make an invented corpus.")
    parser.add_argument("folder", type=Path, help="where scans/ and syntheses/ are written")
    parser.add_argument("--scans", type=int, default=100, help="of how many papers (default: 100)")
    parser.add_argument("--syntheses", type=int, help="how many syntheses (default: one for every twenty papers)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other texts (default: 1)")
    parser.add_argument("--small", action="store_true", help="scans of 2 to 5 kB in place of 34 kB")
    options = parser.parse_args()
    make_corpus(options.folder, options.scans, options.syntheses, options.seed, small=options.small)


if __name__ == "__main__":
    main()
