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
from generator.identify import short_hash
from generator.model import Appraisal, PaperSummary, Scan, ScanSummary
from generator.pages.kinds import Block, WholeAssets, Wholes
from generator.pages.tables import ANSWERS, REASONS, corpus_of
from generator.summarise import counted_in_order, ordered_domains

_TOGETHER = 8
_MOST = 16
"""Papers in a block, on average and at most: one by one they take a third more; an edit has its block read."""

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


def _blocks(record: ReasonsRecord, site: Site) -> Iterator[Block]:
    corpus = corpus_of(site)
    names = [column.name for column in REASONS.columns(corpus)]
    yield Block(names, lambda wholes: [lines([names])])
    several: list[tuple[str, PaperSummary]] = []
    for paper in site.papers:
        name = corpus.name(paper.location)
        several.append((name, paper))
        # By the name, so that one more paper or one less changes nothing beyond the next such name.
        if int(short_hash(name), 16) % _TOGETHER == 0 or len(several) == _MOST:
            yield _block(several)
            several = []
    if several:
        yield _block(several)


def _block(several: Iterable[tuple[str, PaperSummary]]) -> Block:
    holders = tuple([(name, paper.scan) for name, paper in several])
    return Block([(name, scan.source.digest) for name, scan in holders], partial(_lines, holders))


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


REASONED: WholeAssets[ReasonsRecord] = WholeAssets(name="table of reasons", records=_records, blocks=_blocks)
