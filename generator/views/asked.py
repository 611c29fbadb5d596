"""Pieces of the pages of criteria and domains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.addresses import address
from generator.analysis.answered import FEW
from generator.analysis.tally import Tally
from generator.config import Corpus
from generator.model import Answer
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Link
from generator.shorten import short_title
from generator.views.badges import tally_badge
from generator.views.parts import page_path
from generator.vocabulary import Term, load

FEW_PAPERS = f"Of fewer than {FEW} papers a share says little."
ANSWERS = {"y": Answer.YES, "n": Answer.NO, "a": Answer.NOT_APPLICABLE, "u": Answer.UNCLEAR}
"""What each of the letters of ``Answers.letters`` stands for."""


def asked_term(domain: str, criterion: str) -> Term:
    """The words of a criterion; a domain that was answered as a whole has those of the domain."""
    words = load()
    return words.domain(domain) if criterion == domain else words.criterion(domain, criterion)


def criterion_path(domain: str, criterion: str) -> str:
    """The page of a criterion."""
    return page_path(address(Corpus.CRITERIA, domain, criterion))


def domain_path(domain: str) -> str:
    """The page of a domain."""
    return page_path(address(Corpus.CRITERIA, domain))


ALL_PATH = page_path(address(Corpus.CRITERIA))
"""The page that lists all domains."""


@dataclass(frozen=True, slots=True)
class RateRow:
    """A criterion, and how often it is met."""

    link: Link
    question: str
    badge: Badge
    href: Href
    share: str


def share(counts: Tally) -> str:
    """The share that is met, with a remark where few papers are behind it."""
    if counts.percent is None:
        return ""
    return f"{counts.percent}%" + (", few papers" if counts.applicable < FEW else "")


def rate_row(path: str, domain: str, criterion: str, counts: Tally) -> RateRow:
    """The row of a criterion in a list of them."""
    term = asked_term(domain, criterion)
    href = to_page(path, criterion_path(domain, criterion))
    return RateRow(
        Link(short_title(term.title), href),
        term.question,
        tally_badge(counts.yes, counts.applicable),
        href,
        share(counts),
    )


def few_papers(counts: Iterable[Tally]) -> str:
    """What a table of rates says where some of them are of few papers."""
    return FEW_PAPERS if any(0 < item.applicable < FEW for item in counts) else ""
