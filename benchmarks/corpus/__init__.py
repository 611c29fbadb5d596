"""An invented corpus of scans and syntheses, for the demo, the tests and the benchmark.

Run as ``python -m benchmarks.corpus DIR --scans 1000``. People, papers and findings are invented; their identifiers
lead nowhere.
"""

from benchmarks.corpus.maker import CorpusMaker, make_corpus

__all__ = ["CorpusMaker", "make_corpus"]
