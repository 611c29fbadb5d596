"""Where a paper differs from its like: its answers that few others give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.analysis.answered import FEW
from generator.analysis.differences import LISTED, Difference
from generator.model import Answers
from generator.render.href import Href, to_anchor, to_page
from generator.render.markup import Badge, Link
from generator.shorten import short_title
from generator.views.asked import ANSWERS, asked_term
from generator.views.badges import answer_badge
from generator.views.parts import page_path
from generator.vocabulary import load

DIFFERENCES_CAPTION = (
    "Answers that fewer than one in five papers of the same tag or type give, the rarest first and at most "
    f"{LISTED} of each kind; groups of fewer than {FEW} papers do not count"
)


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A rare answer: where it stands, which criterion it answers, and among whom it is rare."""

    badge: Badge
    href: Href
    criterion: Link
    among: str


def differences_view(
    path: str, answers: Answers, found: Iterable[tuple[Difference, str]]
) -> tuple[DifferenceView, ...]:
    """The rare answers of a paper. Each comes with the address of its criterion's page, empty where it has none."""
    return tuple(_difference(path, answers, difference, page) for difference, page in found)


def _difference(path: str, answers: Answers, found: Difference, page: str) -> DifferenceView:
    domain, criterion, anchor = answers.outline.criteria[found.number]
    return DifferenceView(
        answer_badge(ANSWERS[answers.letters[found.number]]),
        to_anchor(anchor),
        Link(short_title(asked_term(domain, criterion).title), to_page(path, page_path(page)) if page else None),
        _among(found),
    )


def _among(found: Difference) -> str:
    """How rare the answer is, and in which group: ``7% of about 1,900 papers tagged “Case study” answer so``."""
    term = load().term("paper_types" if found.kind == "type" else "methodology_tags", found.group)
    rate = f"{found.percent}%" if found.percent else "Less than 1%"
    number = f"{'about ' if found.size >= 100 else ''}{found.size:,}"
    group = f"{'of the type' if found.kind == 'type' else 'tagged'} “{short_title(term.title)}”"
    return f"{rate} of {number} papers {group} answer so"
