"""What the explorer knows of all papers, in one file of columns.

A column is one text with a line for each paper, the newest paper first: so it compresses well, and a browser reads it
fast. Authors have a file of their own, which is as large as all else together; the table does not wait for it.

Keys of values and criteria are those of addresses (``addresses.explorer``); ``explore.js`` reads all of it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import limits
from generator.addresses import COUNTS, NOT_STATED, address, domain_in_condition, has, stated
from generator.analysis.families import Families
from generator.analysis.groups import Group
from generator.analysis.site import Site
from generator.analysis.tally import support_counts, tally
from generator.config import Config, Corpus
from generator.formats.works import plain
from generator.linking import Citations
from generator.model import IdentifierKind, Outline, PaperSummary, SupportLevel
from generator.pages.exports_places import all_papers
from generator.pages.kinds import SiteAssets, digest
from generator.render.href import page_url
from generator.shorten import short_title
from generator.views.asked import asked_term
from generator.views.badges import level_badge
from generator.views.families import NAMELESS
from generator.views.parts import page_path
from generator.vocabulary import load

PAPERS, AUTHORS = f"{address(Corpus.EXPLORE)}/papers.json", f"{address(Corpus.EXPLORE)}/authors.json"
"""The files, below the site."""
FORMAT = 2
"""The number of the files' form: ``explore.js`` refuses those of another."""

_WORD = re.compile(r"[A-Za-z0-9]+", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_LOWS = (80, 60, 40, 20, 0)
"""Where the shares begin that papers can be asked for, in per cent; each ends below the one before it."""
_SHARES = (
    ("80-100", "80 to 100%"), ("60-79", "60 to 79%"), ("40-59", "40 to 59%"), ("20-39", "20 to 39%"),
    ("0-19", "0 to 19%"), ("none", "None applicable"),
)  # fmt: skip
_NOT_STATED = "Not stated"


class _Facet(NamedTuple):
    """Its key in addresses, its title, its values as [key, title], and the column of papers."""

    key: str
    title: str
    values: list[list[str]]
    of: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the files are made of: the papers, the newest first, and what they are counted by."""

    config: Config
    papers: tuple[PaperSummary, ...]
    groups: Mapping[Corpus, tuple[Group, ...]]
    families: Families
    domains: Mapping[str, tuple[str, ...]]
    """The criteria that can be asked for, by domain."""
    citations: Citations


@dataclass(frozen=True, slots=True)
class ExploreFile:
    """One of the files. ``corrections`` is a hash of what the publisher says of families of red flags."""

    path: str
    corrections: str


def papers_file(known: Known) -> bytes:
    """All of the papers but their authors."""
    papers, config, words = known.papers, known.config, load()
    criteria = [(domain, key) for domain, keys in known.domains.items() for key in keys]
    outlines: dict[Outline, int] = {}
    for paper in papers:
        outlines.setdefault(paper.scan.answers.outline, len(outlines))
    domains: dict[str, int] = {domain: number for number, domain in enumerate(known.domains)}
    for outline in outlines:
        for domain, _ in outline.domains:
            domains.setdefault(domain, len(domains))
    places = {pair: number for number, pair in enumerate(criteria)}
    arxiv = [_identifier(paper, IdentifierKind.ARXIV) for paper in papers]
    found: dict[str, object] = {
        "titles": _column(_text(paper.scan.title) for paper in papers),
        "format": FORMAT,
        "base": f"../{config.scan_index}/",
        "end": page_url(page_path("a"), config.directory_urls).removeprefix("a"),
        "compare": page_url(page_path(address(Corpus.COMPARE)), config.directory_urls)
        if has(config, Corpus.COMPARE)
        else "",
        "files": {ending: f"../{all_papers(config, ending)}" for ending in ("csv", "bib")},
        "places": _column(_place(config, paper) for paper in papers),
        "arxiv": [
            _column(month if number else whole for whole, month, number in map(_parts, arxiv)),
            _column(number for _, _, number in map(_parts, arxiv)),
        ],
        "doi": _column(_identifier(paper, IdentifierKind.DOI) for paper in papers),
        "facets": [list(facet) for facet in _facets(known)],
        "flags": _column(str(len(paper.scan.red_flags)) for paper in papers),
        "levels": [[level.value, level_badge(level).word.lower()] for level in SupportLevel],
        "claims": _column(_claims(paper) for paper in papers),
        "versions": _column("\t".join([_text(scan.version) for scan in paper.scans]) for paper in papers),
        "domains": [[_key(domain_in_condition(key)), _text(words.domain(key).title)] for key in domains],
        "criteria": [[domains[domain], _key(key), _text(asked_term(domain, key).title)] for domain, key in criteria],
        "outlines": [_outline(outline, domains, places) for outline in outlines],
        "outline": _column(str(outlines[paper.scan.answers.outline]) for paper in papers),
        "answers": _column(paper.scan.answers.letters for paper in papers),
    }
    return _json(found)


def authors_file(known: Known) -> bytes:
    """The authors of each paper, parted by tabs."""
    lines = ["\t".join([_text(name) for name in paper.scan.authors[: limits.GROUPS]]) for paper in known.papers]
    return _json({"format": FORMAT, "authors": _column(lines)})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _column(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _text(text: str) -> str:
    """A text on one line without controls, tabs among them, cut as titles are."""
    return plain(short_title(text))


def _key(key: str) -> str:
    """A key as it comes back out of an address."""
    return key.encode(errors="replace").decode()


def _place(config: Config, paper: PaperSummary) -> str:
    """Where the paper's page stands: what follows the address of the index, or the whole after a slash.

    Most of these are words of the title with the year: ``3,2,2025`` is two words of the title from the fourth on,
    and the year. A browser puts them together again, which saves nine tenths.
    """
    home = f"{config.scan_index}/"
    if not paper.location.startswith(home):
        return f"/{paper.location}"
    place = paper.location.removeprefix(home)
    parts, words = place.split("-"), [word.lower() for word in _WORD.findall(_text(paper.scan.title))]
    for start, word in enumerate(words):
        if word == parts[0]:
            number = 1
            while words[start + number : start + number + 1] == parts[number : number + 1] != []:
                number += 1
            return f"{start},{number},{'-'.join(parts[number:])}"
    return place


def _identifier(paper: PaperSummary, kind: IdentifierKind) -> str:
    """An identifier of the newest scan; a DOI that says no more than the arXiv id is left out."""
    return next(
        (
            _key(item.value)
            for item in paper.scan.identifiers
            if item.kind is kind and not item.value.startswith("10.48550/arxiv.")
        ),
        "",
    )


def _parts(arxiv: str) -> tuple[str, str, str]:
    """An arXiv id, its month and its number, the last two empty where it has none: months repeat, numbers do not."""
    month, _, number = arxiv.partition(".")
    return (arxiv, month, number) if month.isdecimal() and number.isdecimal() else (arxiv, "", "")


def _facets(known: Known) -> Iterator[_Facet]:
    """What papers can be asked for besides words and answers, in the order of addresses."""
    papers, groups = known.papers, known.groups
    yield _grouped("year", "Year", groups[Corpus.YEARS], papers)
    yield _grouped("venue", "Venue", groups[Corpus.VENUES], papers)
    yield _grouped("type", "Type", groups[Corpus.TYPES], papers)
    yield _grouped("tag", "Tag", groups[Corpus.TAGS], papers)
    yield _grouped("module", "Module", groups[Corpus.MODULES], papers)
    yield _listed("share", "Share met", _SHARES, ([_share(paper)] for paper in papers))
    yield _listed("flags", "Red flags", COUNTS, ([_counted(len(paper.scan.red_flags))] for paper in papers))
    yield _families(known.families, papers)
    levels = [(level.value, level_badge(level).word) for level in SupportLevel]
    yield _listed("claims", "Has claims that are", levels, map(_levels, papers))
    versions = sorted({_text(paper.scan.version) for paper in papers}, key=_by_number)
    of = {version: number for number, version in enumerate(versions)}
    yield _listed(
        "version",
        "Version of the scan",
        [(version, version or _NOT_STATED) for version in versions],
        ([of[_text(paper.scan.version)]] for paper in papers),
    )
    yield _cited("cited", "Cited by papers", known.citations.by_papers, papers)
    yield _cited("syntheses", "Cited by syntheses", known.citations.by_syntheses, papers)


def _share(paper: PaperSummary) -> int:
    """Which of the shares a paper meets of what is applicable; the last where nothing is."""
    percent = tally(paper.scan.answers.letters).percent
    return len(_LOWS) if percent is None else next(number for number, low in enumerate(_LOWS) if percent >= low)


def _counted(number: int) -> int:
    """Which of the numbers that can be asked for it is."""
    return number if number < 3 else 3 if number < 6 else 4


def _cited(key: str, title: str, by: Mapping[str, tuple[str, ...]], papers: Sequence[PaperSummary]) -> _Facet:
    """How much cites a paper; where nothing cites any, there is nothing to ask for."""
    numbers = [[_counted(len(by.get(paper.location, ())))] if by else [] for paper in papers]
    return _listed(key, title, COUNTS if by else (), numbers)


def _levels(paper: PaperSummary) -> list[int]:
    counts = dict(support_counts(paper.scan.claims))
    return [number for number, level in enumerate(SupportLevel) if counts.get(level)]


def _by_number(version: str) -> tuple[float, str]:
    """The highest number first; what has none comes last."""
    found = _NUMBER.match(version)
    return (-float(found[0]) if found else 0.0, version)


def _listed(key: str, title: str, values: Iterable[tuple[str, str]], of: Iterable[Iterable[int]]) -> _Facet:
    """Its values as (key, title), and the numbers of those that each paper has."""
    listed = [[_key(key), _text(title) or _key(key)] for key, title in values]
    return _Facet(key, title, listed, _column(" ".join(map(str, numbers)) for numbers in of))


def _grouped(key: str, title: str, groups: Sequence[Group], papers: Sequence[PaperSummary]) -> _Facet:
    """Papers that are in none of the groups are in one more, the last; one that is called as it is in quotes."""
    of: dict[str, list[int]] = defaultdict(list)
    # Papers without a year are a group as well.
    named = [group for group in groups if key != "year" or group.key != NOT_STATED]
    for number, group in enumerate(named):
        for paper in group.papers:
            of[paper.location].append(number)
    values = [(stated(group.key), _called(group)) for group in named]
    rest = [len(values)] if groups else []
    if groups and any(paper.location not in of for paper in papers):
        values.append((NOT_STATED, _NOT_STATED))
    return _listed(key, title, values, (of.get(paper.location, rest) for paper in papers))


def _called(group: Group) -> str:
    # A type or a tag of this name has a key of its own.
    is_alike = group.key == NOT_STATED or group.title.casefold() == _NOT_STATED.casefold()
    return f"“{group.title}”" if is_alike else group.title


def _families(found: Families, papers: Sequence[PaperSummary]) -> _Facet:
    """The families of several papers that have a page; the red flags of others are counted, and not named."""
    listed = [family for family in found.with_page if family.is_shared]
    of: dict[str, list[int]] = defaultdict(list)
    for number, family in enumerate(listed):
        for location in dict.fromkeys(place.paper.location for place in family.flags):
            of[location].append(number)
    values = [(family.key, family.title or NAMELESS) for family in listed]
    return _listed("flag", "Kind of red flag", values, (of.get(paper.location, ()) for paper in papers))


def _claims(paper: PaperSummary) -> str:
    """How many claims have each support level, in the order of the levels, up to the last that any has."""
    counts = dict(support_counts(paper.scan.claims))
    return " ".join([str(counts.get(level, 0)) for level in SupportLevel]).removesuffix(" 0")


def _outline(
    outline: Outline, domains: Mapping[str, int], places: Mapping[tuple[str, str], int]
) -> list[list[int | list[int]]]:
    """For each stretch of a checklist its domain, and the numbers of its criteria; -1 for one not to be asked for."""
    found: list[list[int | list[int]]] = []
    last: tuple[str, list[int]] | None = None
    for domain, criterion, _ in outline.criteria:
        if last is None or last[0] != domain:
            last = domain, []
            found.append([domains[domain], last[1]])
        last[1].append(places.get((domain, criterion), -1))
    return found


def _records(site: Site) -> Iterator[ExploreFile]:
    if has(site.config, Corpus.EXPLORE):
        yield from (ExploreFile(path, digest(site.corrections)) for path in _FILES)


def _known(site: Site) -> Known:
    return Known(site.config, site.newest, site.groups, site.families, site.asked.domains, site.citations)


_FILES: Mapping[str, Callable[[Known], bytes]] = {PAPERS: papers_file, AUTHORS: authors_file}

EXPLORE_DATA: SiteAssets[ExploreFile, Known] = SiteAssets(
    name="explorer's data", records=_records, facts=_known, data=lambda record, known: _FILES[record.path](known)
)
