"""All scans and reports as tables: CSV for spreadsheets and scripts, with a description, and files for robvis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from generator import limits
from generator.addresses import has, key_address
from generator.analysis.site import Site
from generator.analysis.tally import support_counts, tally
from generator.config import Config, Part
from generator.formats.table import (
    Cell,
    Column,
    Encoded,
    Resource,
    data_package,
    distinct,
    encoded,
    lines,
)
from generator.model import (
    COMPRESSED,
    Answer,
    Identifier,
    IdentifierKind,
    Outline,
    PaperSummary,
    ReportSummary,
    SupportLevel,
    Verdict,
)
from generator.pages.blocks import PaperBlock, paper_blocks
from generator.pages.exports_places import all_papers, names_of, page_address, web_address
from generator.pages.kinds import Block, BlockAssets, Wholes
from generator.pages.raw import raw_of_scan, raw_of_synthesis
from generator.summarise import LETTERS, flag_details
from generator.views.badges import level_badge
from generator.vocabulary import load

ANSWERS: Mapping[str, str] = {letter: answer.value for answer, letter in LETTERS.items()}
"""The answers in words, by their letters."""

M = TypeVar("M")

PACKAGE = "exports/datapackage.json"

_JUDGEMENTS = {"y": "Low", "n": "High", "a": "Not applicable", "u": "Unclear"}
"""The risk of bias that an answer means, in robvis' words."""
_NOT_ASKED = "No information"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What tables are made of. ``domains`` are the criteria that have pages, by domain.

    ``targets`` are the addresses of papers here that references lead to, by (holder, number), and ``dates`` the days
    of scans, and ``names`` what scans and reports are called in exports, by location.
    """

    config: Config
    papers: tuple[PaperSummary, ...]
    reports: tuple[ReportSummary, ...]
    domains: Mapping[str, tuple[str, ...]]
    targets: Mapping[tuple[str, int], str]
    dates: Mapping[str, str]
    names: Mapping[str, str]

    def name(self, location: str) -> str:
        """What the scan or report there is called in exports."""
        return self.names[location]


Row = tuple[Cell, ...]
OfPaper = Callable[[PaperSummary], Iterable[Row]]
Rows = Callable[[Corpus], Callable[[M], Iterable[Row]]]
"""Gives what makes the rows of one paper or one report of a corpus."""


class Table(NamedTuple):
    """A table of the package. ``is_long`` says that it is compressed where the inputs are, ``is_packed`` always.

    It is one of papers or one of reports; of papers only where no summary has its rows (``pages.reasons``).
    """

    stem: str
    title: str
    about: str
    columns: Callable[[Corpus], tuple[Column, ...]]
    of_paper: Rows[PaperSummary] | None = None
    of_report: Rows[ReportSummary] | None = None
    key: str = ""
    is_long: bool = False
    is_packed: bool = False

    def path(self, config: Config) -> str:
        """Where the table stands below the site."""
        is_packed = self.is_packed or (self.is_long and config.compress_raw)
        return f"exports/{self.stem}.csv{COMPRESSED if is_packed else ''}"


_PAPER = Column("paper", "The paper's name in all tables: the slug of its page")
_ANCHOR = Column("anchor", "What follows # in the entry's address on the page of its scan")
_CHECKLIST = Column("checklist", "Whether all papers are asked, or those of a type", values=("general", "type"))
_DOMAIN = Column("domain", "The domain's key")
_CRITERION = Column("criterion", "The criterion's key")
_ANSWER = Column("answer", "The answer", values=tuple(answer.value for answer in Answer))
_ARXIV = Column("arxiv", "The arXiv id without version")
_DOI = Column("doi", "The DOI in lower case")


def _paper(corpus: Corpus, paper: PaperSummary) -> Iterator[Row]:
    config, scan = corpus.config, paper.scan
    found, counts = tally(scan.answers.letters), dict(support_counts(scan.claims))
    yield (
        corpus.name(paper.location), scan.title, "; ".join(scan.authors), scan.year, scan.venue,
        identifier(scan.identifiers, IdentifierKind.ARXIV), identifier(scan.identifiers, IdentifierKind.DOI),
        scan.paper_type, "; ".join(scan.modules), "; ".join(scan.tags), scan.version,
        corpus.dates.get(paper.location),
        found.yes, found.no, found.not_applicable, found.unclear,
        len(scan.claims), *[counts.get(level, 0) for level in SupportLevel],
        len(scan.red_flags), len(scan.references), len(paper.scans),
        page_address(config, paper.location),
        web_address(config, raw_of_scan(config, paper.location, scan.source).published),
    )  # fmt: skip


_OF_PAPERS = (
    _PAPER,
    Column("title", "The paper's title"),
    Column("authors", "Its authors, parted by semicolons"),
    Column("year", "The year of its publication", "integer"),
    Column("venue", "Where it appeared, as the scan says it"),
    _ARXIV,
    _DOI,
    Column("type", "The kind of paper"),
    Column("modules", "The parts of the checklist that were switched on, parted by semicolons"),
    Column("tags", "The methods that it uses, parted by semicolons"),
    Column("scan_version", "The version of the scan's form"),
    Column("scan_date", "The day of the scan, where it is known", "date"),
    Column("met", "How many criteria it meets", "integer"),
    Column("not_met", "How many it does not", "integer"),
    Column("not_applicable", "How many do not apply", "integer"),
    Column("unclear", "How many answers are none of these", "integer"),
    Column("claims", "How many claims the scan lists", "integer"),
    *[
        Column(f"claims_{level}", f"How many of them have the support “{level_badge(level).word}”", "integer")
        for level in SupportLevel
    ],
    Column("red_flags", "How many red flags", "integer"),
    Column("references", "How many cited papers", "integer"),
    Column("scans", "How many scans of the paper the site has", "integer"),
    Column("page", "The address of the scan's page"),
    Column("raw", "The address of the scan as it was read"),
)


def _matrix_columns(corpus: Corpus) -> tuple[Column, ...]:
    words = load()
    asked = [(domain, key) for domain, keys in corpus.domains.items() for key in keys]
    names = distinct([f"{domain}.{key}" for domain, key in asked])
    return (
        _PAPER,
        *[
            Column(name, words.criterion(domain, key).title, values=_ANSWER.values)
            for name, (domain, key) in zip(names, asked, strict=True)
        ],
    )


def _matrix(corpus: Corpus) -> Callable[[PaperSummary], Iterator[Row]]:
    letters_of = _by_criterion(tuple([(domain, key) for domain, keys in corpus.domains.items() for key in keys]))
    words = {letter: encoded(word) for letter, word in ANSWERS.items()}

    def rows(paper: PaperSummary) -> Iterator[Row]:
        yield (corpus.name(paper.location), *[words.get(letter) for letter in letters_of(paper)])

    return rows


def _by_criterion(columns: tuple[tuple[str, str], ...]) -> Callable[[PaperSummary], list[str]]:
    """A paper's letters for some criteria, empty where it was not asked."""
    places = _Memo(lambda outline: _places(outline, columns))

    def letters_of(paper: PaperSummary) -> list[str]:
        letters = f"{paper.scan.answers.letters} "
        return [letters[place] for place in places.of(paper.scan.answers.outline)]

    return letters_of


def _places(outline: Outline, columns: tuple[tuple[str, str], ...]) -> list[int]:
    """Where the criteria stand in an outline, -1 for those that do not; one that does twice stands first."""
    last = len(outline.criteria) - 1
    domains = {domain for domain, _ in columns}
    known = {
        (domain, key): last - place
        for place, (domain, key, _) in enumerate(reversed(outline.criteria))
        if domain in domains
    }
    return [known.get(column, -1) for column in columns]


class _Memo(Generic[M]):
    """What was made of outlines, each once: most scans have one of a few, and share it."""

    def __init__(self, make: Callable[[Outline], M]) -> None:
        self._make = make
        # The outlines stand there, too, so that no other one takes the number of one that is gone.
        self._made: dict[int, tuple[Outline, M]] = {}

    def of(self, outline: Outline) -> M:
        """What was, or is now, made of an outline."""
        found = self._made.get(id(outline))
        if found is None:
            found = self._made[id(outline)] = outline, self._make(outline)
        return found[1]


_ANSWERS = {letter: encoded(word) for letter, word in ANSWERS.items()}


def _with_answers(start: Encoded) -> dict[str, Encoded]:
    """The start of a line with each answer after it, by its letter."""
    return {letter: Encoded(f"{start},{word}") for letter, word in _ANSWERS.items()}


def _answers(corpus: Corpus) -> Callable[[PaperSummary], Iterator[Row]]:
    def starts(checklist: str) -> Callable[[Outline], list[dict[str, Encoded]]]:
        return lambda outline: [_with_answers(encoded(checklist, domain, key)) for domain, key, _ in outline.criteria]

    general, of_type = _Memo(starts("general")), _Memo(starts("type"))

    def rows(paper: PaperSummary) -> Iterator[Row]:
        name, scan = encoded(corpus.name(paper.location)), paper.scan
        for memo, answers in ((general, scan.answers), (of_type, scan.type_answers)):
            for row, letter in zip(memo.of(answers.outline), answers.letters, strict=True):
                yield (Encoded(f"{name},{row[letter]}"),)

    return rows


def _claims(corpus: Corpus, paper: PaperSummary) -> Iterator[Row]:
    name = corpus.name(paper.location)
    for claim in paper.scan.claims:
        yield name, claim.text, claim.support.value, claim.anchor


def _flags(corpus: Corpus, paper: PaperSummary) -> Iterator[Row]:
    name = corpus.name(paper.location)
    for flag, detail in zip(paper.scan.red_flags, flag_details(paper.scan), strict=True):
        yield name, flag.name, detail, flag.anchor


def _references(corpus: Corpus, paper: PaperSummary) -> Iterator[Row]:
    name = corpus.name(paper.location)
    for number, item in enumerate(paper.scan.references):
        target = corpus.targets.get((paper.location, number))
        yield (
            name, item.title, identifier(item.identifiers, IdentifierKind.ARXIV),
            identifier(item.identifiers, IdentifierKind.DOI), corpus.name(target) if target else None, item.anchor,
        )  # fmt: skip


def _synthesis(corpus: Corpus, item: ReportSummary) -> Iterator[Row]:
    config, found = corpus.config, item.synthesis
    yield (
        corpus.name(item.location), found.title, found.publisher, found.iso_date or None, len(found.claims),
        sum(claim.verdict is Verdict.VERIFIED for claim in found.claims), len(found.references), found.score,
        found.gate, found.correction_state, page_address(config, item.location),
        web_address(config, raw_of_synthesis(config, item.location, found.source).published),
    )  # fmt: skip


def _synthesis_claims(corpus: Corpus, item: ReportSummary) -> Iterator[Row]:
    name = corpus.name(item.location)
    for claim in item.synthesis.claims:
        yield name, claim.text, claim.verdict.value, claim.confidence, claim.anchor


def identifier(found: Iterable[Identifier], kind: IdentifierKind) -> str | None:
    """The first identifier of a kind."""
    return next((item.value for item in found if item.kind is kind), None)


def _always(*columns: Column) -> Callable[[Corpus], tuple[Column, ...]]:
    return lambda corpus: columns


def _plainly(rows: Callable[[Corpus, M], Iterable[Row]]) -> Rows[M]:
    return lambda corpus: partial(rows, corpus)


_SYNTHESIS = Column("synthesis", "The synthesis' name in all tables: the address of its page below the site")

REASONS = Table(
    "answers-with-reasons", "Answers with reasons", "The answers, each with its justification.",
    _always(
        _PAPER, _CHECKLIST, _DOMAIN, _CRITERION, _ANSWER,
        Column("justification", f"The justification; of one that is very long, {limits.FIELD:,} characters"),
        _ANCHOR,
    ),
    is_packed=True,
)  # fmt: skip
"""The one table that whole scans are read for."""

TABLES = (
    Table(
        "papers", "Papers", "A row for each paper, with what its newest scan counts.",
        _always(*_OF_PAPERS), _plainly(_paper), key="paper",
    ),
    Table(
        "matrix", "Papers and criteria", "A row for each paper, a column for each criterion that has a page; empty "
        "where a paper was not asked.", _matrix_columns, _matrix, key="paper",
    ),
    Table(
        "answers", "Answers", "A row for each answer of each paper's newest scan.",
        _always(_PAPER, _CHECKLIST, _DOMAIN, _CRITERION, _ANSWER), _answers, is_long=True,
    ),
    REASONS,
    Table(
        "claims", "Claims", "A row for each claim of a paper.",
        _always(
            _PAPER, Column("claim", "The claim in the scan's words"),
            Column("support", "How well the paper's evidence supports it", values=tuple(SupportLevel)), _ANCHOR,
        ),
        _plainly(_claims), is_long=True,
    ),
    Table(
        "red-flags", "Red flags", "A row for each red flag of a paper.",
        _always(
            _PAPER, Column("red_flag", "Its name"),
            Column("detail_first_sentence", "The first sentence of what the scan says of it"), _ANCHOR,
        ),
        _plainly(_flags), is_long=True,
    ),
    Table(
        "references", "References", "A row for each paper that a scan lists as cited.",
        _always(
            _PAPER, Column("title", "The cited paper's title as the scan has it"), _ARXIV, _DOI,
            Column("cited_paper", "Its name in all tables, where it was scanned as well"), _ANCHOR,
        ),
        _plainly(_references), is_long=True,
    ),
    Table(
        "syntheses", "Syntheses", "A row for each synthesis.",
        _always(
            _SYNTHESIS, Column("title", "Its title"), Column("publisher", "Who published it"),
            Column("date", "When", "date"), Column("claims", "How many claims it has", "integer"),
            Column("verified", "How many of them it calls verified", "integer"),
            Column("references", "How many works it cites", "integer"),
            Column("score", "Its publisher's score"), Column("gate", "Its publisher's word on whether it passed"),
            Column("correction_state", "Its publisher's word on corrections"),
            Column("page", "The address of its page"), Column("raw", "The address of the synthesis as it was read"),
        ),
        of_report=_plainly(_synthesis), key="synthesis",
    ),
    Table(
        "synthesis-claims", "Claims of syntheses", "A row for each claim of a synthesis.",
        _always(
            _SYNTHESIS, Column("claim", "The claim in the synthesis' words"),
            Column("verdict", "What the synthesis says of it", values=tuple(Verdict)),
            Column("confidence", "Its confidence as it states it"), _ANCHOR,
        ),
        of_report=_plainly(_synthesis_claims),
    ),
)  # fmt: skip
"""The tables, in the order of the package."""

_ROBVIS = "robvis"
_BY_STEM = {table.stem: table for table in TABLES}


@dataclass(frozen=True, slots=True)
class TableRecord:
    """A file, and which table it is; the domain of one for robvis."""

    path: str
    table: str
    domain: str = ""


def corpus_of(site: Site) -> Corpus:
    """What tables take from the site."""
    places = [*[paper.location for paper in site.papers], *[item.location for item in site.reports]]
    return Corpus(
        site.config,
        site.papers,
        site.reports,
        site.asked.domains,
        site.citations.targets,
        site.dates,
        names_of(site.config, places),
    )


def rows_of(stem: str, corpus: Corpus) -> Iterator[Row]:
    """The rows of a table that summaries have, by its name."""
    table = _BY_STEM[stem]
    if table.of_paper is not None:
        yield from chain.from_iterable(map(table.of_paper(corpus), corpus.papers))
    if table.of_report is not None:
        yield from chain.from_iterable(map(table.of_report(corpus), corpus.reports))


def shown(site: Site | Corpus) -> Iterator[Table]:
    """The tables that the site has: those of papers, those of syntheses, or both."""
    for table in TABLES:
        if site.reports if table.of_report is not None else site.papers:
            yield table


def _records(site: Site) -> Iterator[TableRecord]:
    if has(site.config, Part.EXPORTS) and (site.papers or site.reports):
        for table in shown(site):
            if table is not REASONS:
                yield TableRecord(table.path(site.config), table.stem)
        yield TableRecord(PACKAGE, "")
        for domain in site.asked.domains:
            yield TableRecord(f"exports/robvis/{key_address(domain)}.csv", _ROBVIS, domain)
    elif site.papers and not has(site.config, Part.EXPORTS) and (path := all_papers(site.config, "csv")):
        yield TableRecord(path, "papers")


def _facts(site: Site) -> tuple[Corpus, tuple[PaperBlock, ...]]:
    corpus = corpus_of(site)
    return corpus, paper_blocks(site, corpus.names)


def _blocks(record: TableRecord, facts: tuple[Corpus, tuple[PaperBlock, ...]]) -> Iterator[Block]:
    corpus, blocks = facts
    if not record.table:
        yield _as_it_is(_package(corpus))
        return
    names, of_paper = _robvis(corpus, record.domain) if record.table == _ROBVIS else _named(record.table, corpus)
    yield _as_it_is(lines([names]))
    if of_paper is None:
        yield _as_it_is(lines(rows_of(record.table, corpus)))
        return
    for several in blocks:
        yield Block(several.mark, partial(_lines, of_paper, several.papers))


def _named(stem: str, corpus: Corpus) -> tuple[list[str], OfPaper | None]:
    """The names of a table's columns, and what makes the rows of a paper if it is one of papers."""
    table = _BY_STEM[stem]
    return [column.name for column in table.columns(corpus)], table.of_paper and table.of_paper(corpus)


def _as_it_is(data: bytes) -> Block:
    """What is small tells by itself what it says."""
    return Block(data, lambda wholes: [data])


def _lines(of_paper: OfPaper, papers: Iterable[PaperSummary], wholes: Wholes) -> Iterator[bytes]:
    yield lines(chain.from_iterable(map(of_paper, papers)))


def _robvis(corpus: Corpus, domain: str) -> tuple[list[str], OfPaper]:
    """A domain as robvis reads it: what is met is a low risk of bias, what is not a high one."""
    keys = corpus.domains[domain]
    titles = distinct([load().criterion(domain, key).title for key in keys])
    letters_of = _by_criterion(tuple([(domain, key) for key in keys]))
    words = {letter: encoded(word) for letter, word in _JUDGEMENTS.items()}
    not_asked = encoded(_NOT_ASKED)

    def rows(paper: PaperSummary) -> Iterator[Row]:
        letters = letters_of(paper)
        if "".join(letters).strip():
            yield (corpus.name(paper.location), *[words.get(letter, not_asked) for letter in letters])

    return ["Study", *titles], rows


def _package(corpus: Corpus) -> bytes:
    config = corpus.config
    return data_package(
        "scans",
        "Scans of papers",
        "What papers did and did not do, read against a methodological checklist by a language model.",
        config.site_url,
        [
            Resource(
                table.path(config).removeprefix("exports/"),
                table.title,
                table.about,
                table.columns(corpus),
                table.key,
            )
            for table in shown(corpus)
        ],
    )


TABLE: BlockAssets[TableRecord, tuple[Corpus, tuple[PaperBlock, ...]]] = BlockAssets(
    name="table", records=_records, facts=_facts, blocks=_blocks
)
