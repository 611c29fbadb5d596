"""All answers with their justifications in full, as one compressed table.

Summaries hold no whole justification, and those of ten thousand papers are hundreds of megabytes: whole scans are
read one by one, a few of them make a block, and a block whose scans are the same is taken over from the last build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from generator.addresses import has
from generator.analysis.entries import placed
from generator.analysis.site import Site
from generator.config import Part
from generator.formats.table import Cell, Encoded, encoded, lines
from generator.model import Appraisal, Scan, ScanSummary
from generator.pages.blocks import together
from generator.pages.kinds import Block, BlockAssets, Wholes
from generator.pages.tables import ANSWERS, REASONS, Corpus, corpus_of
from generator.summarise import counted_in_order, ordered_domains

_TOGETHER = 8
"""Papers in a block, on average: one by one they take a third more; an edit has its block read."""

Reasoned = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class ReasonsRecord:
    """The file."""

    path: str


def reasoned(name: str, summary: ScanSummary, scan: Scan) -> Iterator[Reasoned]:
    """The name, and of each answer its checklist, domain, criterion, answer in a word, justification and anchor."""
    both = (
        ("general", scan.appraisal, summary.answers),
        ("type", scan.type_appraisal, summary.type_answers),
    )
    for checklist, appraisal, answers in both:
        for (domain, key, anchor), letter, reason in zip(
            placed(answers.outline).criteria, answers.letters, _justifications(appraisal), strict=True
        ):
            yield name, checklist, domain, key, ANSWERS[letter], reason, anchor


def _justifications(appraisal: Appraisal) -> Iterator[str]:
    """In the order of the outline."""
    for domain in ordered_domains(appraisal):
        for criterion in counted_in_order(domain):
            yield criterion.justification


def _records(site: Site) -> Iterator[ReasonsRecord]:
    if has(site.config, Part.EXPORTS) and site.papers:
        yield ReasonsRecord(REASONS.path(site.config))


def _blocks(record: ReasonsRecord, corpus: Corpus) -> Iterator[Block]:
    names = [column.name for column in REASONS.columns(corpus)]
    yield Block(names, lambda wholes: [lines([names])])
    for several in together(corpus.papers, corpus.names, _TOGETHER):
        holders = tuple([(corpus.name(paper.location), paper.scan) for paper in several])
        yield Block([(name, scan.source.digest) for name, scan in holders], partial(_lines, holders))


def _lines(holders: Iterable[tuple[str, ScanSummary]], wholes: Wholes) -> Iterator[bytes]:
    for name, summary in holders:
        yield lines(_cells(reasoned(name, summary, wholes.scan(summary.source))))


def _cells(rows: Iterable[Reasoned]) -> Iterator[tuple[Cell, ...]]:
    for name, checklist, domain, key, answer, reason, anchor in rows:
        yield name, _asked(checklist, domain, key, answer), reason, anchor


@lru_cache(maxsize=1 << 12)
def _asked(checklist: str, domain: str, key: str, answer: str) -> Encoded:
    """What many scans say in the same words, encoded once."""
    return encoded(checklist, domain, key, answer)


REASONED: BlockAssets[ReasonsRecord, Corpus] = BlockAssets(
    name="table of reasons", records=_records, facts=corpus_of, blocks=_blocks
)
