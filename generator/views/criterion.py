"""What the page of a criterion shows: what is asked, how often it is met, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.tally import Tally
from generator.render.href import Href, to_page, to_section
from generator.render.markup import Badge, Link
from generator.shorten import headline, short_title
from generator.views.asked import (
    ALL_PATH,
    ANSWERS,
    asked_term,
    criterion_path,
    domain_path,
    few_papers,
    share,
)
from generator.views.badges import answer_badge, tally_badge
from generator.views.indexes import explore_link
from generator.views.pairs import PairCounts, PairRow, pair_rows
from generator.views.parts import Ref, counted, description, page_path, ref_link
from generator.views.scan import Tile
from generator.views.search import SearchEntry
from generator.vocabulary import load

LISTED = 50
"""How many papers with each answer the page lists, at most."""
GROUPS = 25
"""How many years, and how many tags, the page lists."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A year or a tag, and how often its papers meet a criterion."""

    title: str
    badge: Badge
    share: str
    href: Href | None


class AnsweredRow(NamedTuple):
    """A paper with its answer: where that stands on its page, and the first sentence of the justification."""

    paper: Ref
    anchor: str
    year: int | None
    venue: str
    reason: str


@dataclass(frozen=True, slots=True)
class CriterionRecord:
    """What the page of a criterion takes from the site.

    ``years`` and ``tags`` are the first of those to whose papers it applies, ``more_tags`` how many tags there are
    beyond. Each year has the address of the explorer with its papers that meet it, or the path and anchor of the
    domain's page on which its papers begin, and each tag the address of its own page, empty where it has none.
    ``pairs`` are those of its domain that it is one of.
    ``answers`` has for each letter of ``ANSWERS`` the newest papers with that answer.
    """

    domain: str
    criterion: str
    counts: Tally
    years: tuple[tuple[int, Tally, str], ...]
    tags: tuple[tuple[str, Tally, str], ...]
    more_tags: int
    answers: tuple[tuple[str, tuple[AnsweredRow, ...]], ...]
    pairs: tuple[PairCounts, ...] = ()
    explore: tuple[tuple[str, str], ...] = ()
    """The address of the explorer with the papers of each answer; they are empty where the site has none."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return criterion_path(self.domain, self.criterion)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A paper and the reason for its answer."""

    link: Link
    published: str
    reason: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """The page of a criterion."""

    path: str
    meta: Mapping[str, object]
    all_criteria: Href
    domain: Link
    title: str
    question: str
    about: str
    why: str
    tiles: tuple[Tile, ...]
    years: tuple[GroupRow, ...]
    tags: tuple[GroupRow, ...]
    tags_caption: str
    few: str
    pairs: tuple[PairRow, ...]
    met: tuple[ReasonRow, ...]
    met_caption: str
    not_met: tuple[ReasonRow, ...]
    not_met_caption: str
    not_applicable: tuple[ReasonRow, ...]
    not_applicable_caption: str
    unclear: tuple[ReasonRow, ...]
    unclear_caption: str
    everyone: Link
    explore: tuple[Link, ...]


def criterion_view(record: CriterionRecord) -> CriterionView:
    """The view of one criterion's page."""
    path, counts = record.path, record.counts
    term, domain = asked_term(record.domain, record.criterion), load().domain(record.domain)
    rows = dict(record.answers)
    years, tags = tuple(_years(record)), tuple(_tags(record))
    return CriterionView(
        path=path,
        meta={
            "title": short_title(term.title),
            "description": description(f"{counts.yes:,} of {counts.applicable:,} papers. {term.question}"),
            "hide": ["navigation"],
        },
        all_criteria=to_page(path, ALL_PATH),
        domain=Link(short_title(domain.title), to_page(path, domain_path(record.domain))),
        title=headline(term.title),
        question=term.question,
        about=term.about,
        why=term.why,
        tiles=tuple(_tiles(counts)),
        years=years,
        tags=tags,
        tags_caption=_tags_caption(record),
        few=few_papers([counts for _, counts, _ in record.years] + [counts for _, counts, _ in record.tags]),
        pairs=tuple(pair_rows(path, record.domain, record.pairs, record.criterion)),
        met=_reasons(path, rows, "y"),
        met_caption=_caption(rows, "y", counts.yes, "that meets it", "that meet it"),
        not_met=_reasons(path, rows, "n"),
        not_met_caption=_caption(rows, "n", counts.no, "that does not meet it", "that do not meet it"),
        not_applicable=_reasons(path, rows, "a"),
        not_applicable_caption=_caption(rows, "a", counts.not_applicable, *["to which it does not apply"] * 2),
        unclear=_reasons(path, rows, "u"),
        unclear_caption=_caption(rows, "u", counts.unclear, *["whose answer is unclear"] * 2),
        everyone=Link(
            ("The paper that was asked, with its " if counts.total == 1
             else f"All {counts.total:,} papers that were asked, with their ")
            + f"answers to all criteria of {short_title(domain.title)}",
            to_page(path, domain_path(record.domain), "all-papers"),
        ),
        explore=tuple(_explore(record)),
    )  # fmt: skip


def _tiles(counts: Tally) -> Iterator[Tile]:
    def href(number: int, section: str) -> Href | None:
        return to_section(section) if number else None

    yield Tile(
        f"{counts.yes:,} of {counts.applicable:,}" if counts.applicable else "none applicable",
        f"applicable papers meet it{f': {counts.percent}%' if counts.applicable else ''}",
        # Where nobody meets it, to the papers that do not.
        href(counts.applicable, "met-by" if counts.yes else "not-met-by"),
    )
    yield Tile(f"{counts.no:,}", "do not meet it", href(counts.no, "not-met-by"))
    yield Tile(f"{counts.not_applicable:,}", "not applicable", href(counts.not_applicable, "not-applicable-to"))
    if counts.unclear:
        yield Tile(f"{counts.unclear:,}", "unclear", href(counts.unclear, "unclear-in"))


def _explore(record: CriterionRecord) -> Iterator[Link]:
    counts = record.counts
    numbers = {"y": counts.yes, "n": counts.no, "a": counts.not_applicable, "u": counts.unclear}
    for letter, place in record.explore:
        link = explore_link(record.path, place, answer_badge(ANSWERS[letter]).word)
        if link and numbers[letter]:
            yield link


def _group_row(title: str, counts: Tally, href: Href | None = None) -> GroupRow:
    return GroupRow(title, tally_badge(counts.yes, counts.applicable), share(counts), href)


def _years(record: CriterionRecord) -> Iterator[GroupRow]:
    for year, counts, place in record.years:
        title = str(year) if year else "No year stated"
        path, _, anchor = place.partition("#")
        explore = explore_link(record.path, "" if anchor else place, title)
        yield _group_row(title, counts, explore.href if explore else to_page(record.path, path, anchor))


def _tags(record: CriterionRecord) -> Iterator[GroupRow]:
    words = load()
    for tag, counts, page in record.tags:
        href = to_page(record.path, page_path(page)) if page else None
        yield _group_row(short_title(words.term("methodology_tags", tag).title), counts, href)


def _tags_caption(record: CriterionRecord) -> str:
    if record.more_tags:
        return f"Applicable papers that meet it, by tag; {counted(record.more_tags, 'rarer tag')} not listed"
    return "Applicable papers that meet it, by tag"


def _reasons(path: str, rows: Mapping[str, tuple[AnsweredRow, ...]], letter: str) -> tuple[ReasonRow, ...]:
    return tuple(
        ReasonRow(
            ref_link(path, row.paper, row.anchor),
            ", ".join(part for part in ("" if row.year is None else str(row.year), row.venue) if part),
            row.reason,
        )
        for row in rows.get(letter, ())
    )


def _caption(rows: Mapping[str, tuple[AnsweredRow, ...]], letter: str, number: int, one: str, several: str) -> str:
    papers = f"{counted(number, 'paper')} {one if number == 1 else several}"
    shown = len(rows.get(letter, ()))
    if shown < number:
        return f"{papers}; the newest {shown:,} are listed"
    return f"{papers}, newest first" if number > 1 else papers


def criterion_search(view: CriterionView) -> Iterator[SearchEntry]:
    """What the search finds of the page: what is asked."""
    yield SearchEntry("", view.title, " ".join(part for part in (view.question, view.about, view.why) if part))
