"""Where a paper differs from its like: its answers that few others give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.analysis.answered import FEW
from generator.analysis.differences import Difference
from generator.analysis.entries import placed
from generator.model import Answers
from generator.render.href import Href, to_anchor, to_page, to_section
from generator.render.markup import Badge, Link
from generator.shorten import short_title
from generator.views.asked import ANSWERS, asked_term
from generator.views.badges import answer_badge
from generator.views.indexes import explore_href
from generator.views.parts import page_path
from generator.vocabulary import load

OPEN = 5
"""How many answers of each kind, yes and no, stand open; the others are in a fold."""
DIFFERENCES_CAPTION = (
    "Answers that fewer than one in five papers of the same tag or type give, the rarest of each kind first; groups "
    f"of fewer than {FEW} papers do not count"
)


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A rare answer: where it stands, which criterion it answers, and how rare it is in which group.

    ``rate`` leads to the papers that answer so.
    """

    badge: Badge
    href: Href
    criterion: Link
    rate: Link
    group: str


def differences_view(
    path: str, answers: Answers, found: Iterable[tuple[Difference, str, str]]
) -> tuple[tuple[DifferenceView, ...], tuple[DifferenceView, ...]]:
    """The rare answers of a paper: those that stand open, the rarest of each kind, and the others.

    Each comes with the addresses of its criterion's page and of the explorer with the papers that answer so, empty
    where there is none.
    """
    rows: tuple[list[DifferenceView], list[DifferenceView]] = [], []
    for _, kind in groupby(found, key=lambda each: answers.letters[each[0].number]):
        for place, each in enumerate(kind):
            rows[place >= OPEN].append(_difference(path, answers, *each))
    return tuple(rows[False]), tuple(rows[True])


def _difference(path: str, answers: Answers, found: Difference, page: str, explore: str) -> DifferenceView:
    domain, criterion, anchor = placed(answers.outline).criteria[found.number]
    return DifferenceView(
        answer_badge(ANSWERS[answers.letters[found.number]]),
        to_anchor(anchor) if anchor else to_section("checklist"),
        Link(short_title(asked_term(domain, criterion).title), to_page(path, page_path(page)) if page else None),
        Link(_rate(found), explore_href(path, explore)),
        _group(found),
    )


def _rate(found: Difference) -> str:
    """How rare the answer is: ``7% of about 1,900 papers``."""
    rate = f"{found.percent}%" if found.percent else "Less than 1%"
    number = f"{'about ' if found.size >= 100 else ''}{found.size:,}"
    return f"{rate} of {number} papers"


def _group(found: Difference) -> str:
    """In which group: ``tagged “Case study” answer so``."""
    term = load().term("paper_types" if found.kind == "type" else "methodology_tags", found.group)
    return f"{'of the type' if found.kind == 'type' else 'tagged'} “{short_title(term.title)}” answer so"
