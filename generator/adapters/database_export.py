"""``scanpress export --sqlite``: all scans and syntheses as a database, with every text in full."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.adapters.filesystem import TargetError
from generator.build import Progress, read
from generator.config import Config
from generator.diagnostics import Diagnostic
from generator.errors import InputChangedError
from generator.formats.database import APPLICATION, SqlTable, Value, write_database
from generator.intake import Library
from generator.model import SupportLevel
from generator.pages.reasons import reasoned
from generator.pages.tables import Corpus, corpus_of, rows_of
from generator.store.files import named, opened

_TRIES = 5
"""How often the inputs are read, where they change while they are."""
_HEADER = b"SQLite format 3\0"
_AT = 68
"""Where the application's number stands in a file."""


def _columns(*texts: str, numbers: frozenset[str] = frozenset()) -> tuple[tuple[str, str], ...]:
    return tuple([(name, "INTEGER" if name in numbers else "TEXT") for name in texts])


_BY_LEVEL = tuple([f"claims_{level}" for level in SupportLevel])
_COUNTS = frozenset(
    {"year", "met", "not_met", "not_applicable", "unclear", "claims", *_BY_LEVEL, "red_flags", "refs", "scans",
     "verified", "place"}
)  # fmt: skip

TABLES = (
    SqlTable(
        "papers",
        _columns(
            "paper", "title", "authors", "year", "venue", "arxiv", "doi", "type", "modules", "tags", "scan_version",
            "scan_date", "met", "not_met", "not_applicable", "unclear", "claims", *_BY_LEVEL, "red_flags", "refs",
            "scans", "page", "raw", "key_findings", numbers=_COUNTS,
        ),
        key="paper", indexes=[["year"], ["arxiv"], ["doi"]], searched=["title", "authors", "key_findings"],
    ),
    SqlTable("authors", _columns("paper", "place", "author", numbers=_COUNTS), indexes=[["author"], ["paper"]]),
    SqlTable("tags", _columns("paper", "tag"), indexes=[["tag"], ["paper"]]),
    SqlTable(
        "answers", _columns("paper", "checklist", "domain", "criterion", "answer", "justification", "anchor"),
        indexes=[["domain", "criterion", "answer"], ["paper"]], searched=["justification"],
    ),
    SqlTable(
        "claims", _columns("paper", "claim", "support", "evidence", "anchor"),
        indexes=[["paper"], ["support"]], searched=["claim", "evidence"],
    ),
    SqlTable(
        "red_flags", _columns("paper", "red_flag", "detail", "anchor"),
        indexes=[["paper"], ["red_flag"]], searched=["red_flag", "detail"],
    ),
    SqlTable(
        "cited_papers", _columns("paper", "title", "arxiv", "doi", "cited_paper", "anchor"),
        indexes=[["paper"], ["cited_paper"], ["arxiv"], ["doi"]], searched=["title"],
    ),
    SqlTable(
        "syntheses",
        _columns(
            "synthesis", "title", "publisher", "date", "claims", "verified", "refs", "score", "gate",
            "correction_state", "page", "raw", numbers=_COUNTS,
        ),
        key="synthesis", searched=["title"],
    ),
    SqlTable(
        "synthesis_claims", _columns("synthesis", "claim", "verdict", "confidence", "anchor"),
        indexes=[["synthesis"]], searched=["claim"],
    ),
)  # fmt: skip
"""The tables of the database."""


def export_database(
    config: Config, path: Path, *, force: bool, progress: Progress
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Write the database to ``path``, as a whole or not at all; what there is, and all that was found.

    Raises ``TargetError`` where something else stands there, unless ``force`` is set; ``ScanpressError`` where the
    inputs keep changing; ``OSError``.
    """
    _refuse_other(path, force=force)
    unfinished = path.parent / f".scanpress-{secrets.token_hex(16)}.tmp"
    with named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        for left in reversed(range(_TRIES)):
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()
            intake, site, diagnostics = read(config, progress)
            corpus = corpus_of(site)
            try:
                write_database(unfinished, TABLES, _rows(corpus, intake.library, progress))
                break
            except InputChangedError:
                if not left:
                    raise
            except sqlite3.Error as error:
                has_search = "fts5" not in str(error)
                remedy = "make room there, or write elsewhere" if has_search else "use a Python whose SQLite has FTS5"
                raise TargetError(f"{path}: SQLite says: {error}; {remedy}") from None
        with named(path):
            os.replace(unfinished, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()
    return corpus, diagnostics


def _refuse_other(path: Path, *, force: bool) -> None:
    """Raises ``TargetError`` where something stands there that no export wrote."""
    if path.is_dir():
        raise TargetError(f"{path}: this is a folder; name a file, such as build/scans.db")
    if force or not os.path.lexists(path):
        return
    with opened(path) as stream:
        start = stream.read(_AT + 4)
    if not start.startswith(_HEADER) or int.from_bytes(start[_AT:], "big") != APPLICATION:
        raise TargetError(f"{path}: no export wrote this file; name another one, or write over it with --force")


def _rows(corpus: Corpus, library: Library, progress: Progress) -> Iterator[tuple[str, Iterable[tuple[Value, ...]]]]:
    """The rows of all tables. Each whole scan is read once, and none is held."""
    for number, (paper, row) in enumerate(zip(corpus.papers, rows_of("papers", corpus), strict=True), 1):
        name, summary, scan = corpus.name(paper.location), paper.scan, library.scan(paper.scan.source)
        yield "papers", [(*row, scan.key_findings)]
        yield "authors", [(name, place, author) for place, author in enumerate(summary.authors, 1)]
        yield "tags", [(name, tag) for tag in summary.tags]
        yield "answers", reasoned(name, summary, scan)
        claims = zip(scan.claims, summary.claims, strict=True)
        yield "claims", [(name, item.text, item.support.value, item.evidence, own.anchor) for item, own in claims]
        flags = zip(scan.red_flags, summary.red_flags, strict=True)
        yield "red_flags", [(name, item.name, item.detail, own.anchor) for item, own in flags]
        progress("writing", number, len(corpus.papers))
    yield "cited_papers", rows_of("references", corpus)
    yield "syntheses", rows_of("syntheses", corpus)
    yield "synthesis_claims", rows_of("synthesis-claims", corpus)
