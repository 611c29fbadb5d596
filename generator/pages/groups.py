"""Lists to browse by: tags, modules, paper types, years, venues and authors, each with its papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from generator import limits
from generator.addresses import NOT_STATED, address, explorer, filters, has, stated
from generator.analysis.folding import AUTHOR_RULE, VENUE_RULE
from generator.analysis.groups import Group, domains, figures
from generator.analysis.site import Site
from generator.config import Config, Corpus
from generator.model import SupportLevel
from generator.pages.kinds import RecordPages
from generator.pages.refs import domain_page
from generator.shorten import short_title
from generator.views.groups import (
    GroupListRecord,
    GroupListView,
    GroupRecord,
    GroupRow,
    GroupView,
    group_list_view,
    group_view,
)
from generator.views.indexes import paged, paper_row
from generator.views.parts import Ref, counted


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of groups: its addresses, words for it, what is listed, and when two spellings are one group.

    ``empty`` stands where there is no group yet.

    Where there may be very many, a group of few papers (``limits.AUTHOR_PAGE``, ``limits.VENUE_PAGE``) has no page,
    and its papers stand in the list.
    """

    corpus: Corpus
    title: str
    noun: str
    about: str
    rule: str = ""
    empty: str = "Nothing is listed yet: what papers state stands here with its papers."

    def has_page(self, group: Group) -> bool:
        """Whether the group has a page of its own."""
        least = {Corpus.AUTHORS: limits.AUTHOR_PAGE, Corpus.VENUES: limits.VENUE_PAGE}.get(self.corpus, 0)
        return len(group.papers) >= least


KINDS = (
    Kind(Corpus.TAGS, "Tags", "tag", "Methodology tags say how a study was done. A paper may have several."),
    Kind(
        Corpus.MODULES, "Modules", "module",
        "A module is an extra set of criteria, switched on for papers that it applies to.",
    ),
    Kind(Corpus.TYPES, "Paper types", "paper type", "What kind of paper it is, as its scan says."),
    Kind(Corpus.YEARS, "Years", "year", "The year in which the paper appeared, as its scan says."),
    Kind(Corpus.VENUES, "Venues", "venue", "Where papers appeared, as their scans say.", VENUE_RULE),
    Kind(
        Corpus.AUTHORS, "Authors", "author", "Authors of two or more of the papers that are scanned here.",
        AUTHOR_RULE, "Nobody has written two of them yet; whoever has stands here with their papers.",
    ),
)  # fmt: skip
"""All kinds, in the order of the home page."""

_FACETS: Mapping[Corpus, str] = {
    Corpus.TAGS: "tag",
    Corpus.MODULES: "module",
    Corpus.TYPES: "type",
    Corpus.YEARS: "year",
    Corpus.VENUES: "venue",
}
"""What the explorer calls them."""


def _kinds(site: Site) -> Iterator[tuple[Kind, tuple[Group, ...]]]:
    for kind in KINDS:
        if has(site.config, kind.corpus):
            yield kind, site.groups[kind.corpus]


def browse(site: Site) -> tuple[Ref, ...]:
    """The lists that the site has, those of other kinds as well, to link to."""
    lists = [
        (Corpus.EXPLORE, "Explore"),
        (Corpus.COMPARE, "Compare"),
        (Corpus.CRITERIA, "Criteria"),
        *((kind.corpus, kind.title) for kind in KINDS),
        (Corpus.RED_FLAGS, "Red flags"),
        (Corpus.CLAIMS, "Claims"),
        (Corpus.REFERENCES, "References"),
    ]
    return tuple(Ref(address(corpus), title) for corpus, title in lists if has(site.config, corpus))


def other_lists(site: Site, corpus: Corpus) -> tuple[Ref, ...]:
    """All scans, and the other lists that the site has: for those to whom the page of ``corpus`` is of no use.

    The comparison is none of them: it lists nothing, and needs a script as well.
    """
    places = {address(corpus), address(Corpus.COMPARE)}
    return (Ref(site.config.scan_index, "All scans"), *[ref for ref in browse(site) if ref.location not in places])


def groups_of_papers(site: Site) -> Mapping[str, tuple[Ref, ...]]:
    """The groups that have a page, for each paper by its location, to link to."""
    found: dict[str, list[Ref]] = defaultdict(list)
    for kind, groups in _kinds(site):
        for group in groups:
            if kind.has_page(group) and (kind.corpus is not Corpus.YEARS or _has_more(group)):
                ref = Ref(address(kind.corpus, group.key), short_title(group.title))
                for paper in group.papers:
                    found[paper.location].append(ref)
    return {location: tuple(refs) for location, refs in found.items()}


def _has_more(year: Group) -> bool:
    """Whether a paper of the year has others there. Those that state no year have nothing in common."""
    return year.key != NOT_STATED and len(year.papers) > 1


def _lists(site: Site) -> Iterator[GroupListRecord]:
    for kind, groups in _kinds(site):
        rows = [_row(site.config, kind, group) for group in groups]
        for place, shown in paged(rows, site.config.rows_per_page, address(kind.corpus)):
            yield GroupListRecord(
                kind.title, kind.noun, f"{kind.about} {kind.rule}".strip(), *_others(site, kind, groups),
                "" if rows else kind.empty, place, len(rows), shown,
                filters(site.config, _FACETS.get(kind.corpus, "") if rows else ""),
            )  # fmt: skip


def _row(config: Config, kind: Kind, group: Group) -> GroupRow:
    found, title = figures(group.papers), short_title(group.title)
    has_page = kind.has_page(group)
    return GroupRow(
        Ref(address(kind.corpus, group.key) if has_page else "", title),
        found.papers,
        found.answers,
        found.red_flags,
        found.claims,
        found.strong,
        *_explored(config, kind, group),
        () if has_page else tuple(Ref(paper.location, short_title(paper.scan.title)) for paper in group.papers),
        () if has_page else tuple(short_title(text) for text, _ in group.spellings if text != group.title),
    )


def _others(site: Site, kind: Kind, groups: tuple[Group, ...]) -> tuple[str, str]:
    """What is said of papers that are in none of the groups, and the address of the explorer with them."""
    asked = _FACETS.get(kind.corpus)
    listed = {paper.location for group in groups for paper in group.papers}
    number = len(site.papers) - len(listed)
    if not asked or not number:
        return "", ""
    return (
        f"{number:,} of {counted(len(site.papers), 'paper')} {'states' if number == 1 else 'state'} none.",
        explorer(site.config, *([(asked, NOT_STATED)] if groups else [])),
    )


def _groups(site: Site) -> Iterator[GroupRecord]:
    rows = {paper.location: paper_row(paper) for paper in site.papers}
    # A domain that no page is about stands on the pages of its papers.
    known = site.asked.domains
    for kind, groups in _kinds(site):
        back = Ref(address(kind.corpus), kind.title.lower())
        for group in groups:
            if not kind.has_page(group):
                continue
            own = [rows[paper.location] for paper in group.papers]
            found = figures(group.papers)
            # That of a single paper stands on its page; it may have many tags, with many domains each.
            rates = domains(group.papers, known) if len(own) > 1 else ()
            by_domain = tuple((key, rate, domain_page(site, key)) for key, rate in rates)
            size = site.config.rows_per_page
            explore, explore_strong = _explored(site.config, kind, group)
            # The explorer has all of them, and takes a tenth of what pages of them would. It finds authors by
            # their names as they are written, and with them others whose names hold these.
            listed = own[:size] if explore and kind.corpus in _FACETS else own
            for place, shown in paged(listed, size, address(kind.corpus, group.key)):
                is_first = place.number == 1
                yield GroupRecord(
                    title=short_title(group.title),
                    about=group.about,
                    back=back,
                    place=place,
                    total=len(own),
                    figures=found if is_first else None,
                    domains=by_domain if is_first else (),
                    spellings=group.spellings[: limits.GROUPS] if is_first else (),
                    more_spellings=max(0, len(group.spellings) - limits.GROUPS) if is_first else 0,
                    rule=kind.rule,
                    rows=shown,
                    explore=explore,
                    explore_strong=explore_strong,
                )


def _explored(config: Config, kind: Kind, group: Group) -> tuple[str, str]:
    """The addresses of the explorer with the papers of a group, and with those that have strongly supported claims.

    Of an author's group, they are those of all that have such a name. Empty where the name is so long that no address
    can hold it.
    """
    asked = _FACETS.get(kind.corpus)
    name = group.key if asked else _phrase(group)
    if len(name) > limits.TITLE:
        return "", ""
    # Papers without a year are a group as well.
    group_of = (asked or "q", name if asked in (None, "year") else stated(name))
    return explorer(config, group_of), explorer(config, group_of, ("claims", SupportLevel.STRONG.value))


def _phrase(author: Group) -> str:
    """What the explorer looks for: the name as it stands, or its words where papers spell it in several ways.

    Tabs part the authors there: without them the name of one could be found within that of another.
    """
    is_one = not author.spellings and '"' not in normalize("NFKD", author.title)
    return f'"\t{author.title}\t"' if is_one else author.title


def _addresses(config: Config) -> tuple[str, ...]:
    return tuple(f"/{kind.corpus}/*/**/index.md" for kind in KINDS if has(config, kind.corpus))


GROUP_LISTS: RecordPages[GroupListRecord, GroupListView] = RecordPages(
    name="list of groups",
    template="groups.md.j2",
    addresses=lambda config: tuple(
        f"/{kind.corpus}/{page}index.md" for kind in KINDS if has(config, kind.corpus) for page in ("", "page-*/")
    ),
    records=_lists,
    view=group_list_view,
)

GROUPS: RecordPages[GroupRecord, GroupView] = RecordPages(
    name="group",
    template="group.md.j2",
    addresses=_addresses,
    records=_groups,
    view=group_view,
)
