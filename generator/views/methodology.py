"""What the methodology page shows: what is asked, what the badges mean, how figures are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.analysis.scores import FEW, FLOOR
from generator.analysis.tally import Tally
from generator.config import Formula
from generator.identify import Anchors, path_anchor
from generator.model import Answer, SupportLevel
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Field
from generator.views.badges import answer_badge, level_badge, tally_badge
from generator.views.parts import counted, page_path
from generator.views.search import SearchEntry
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class MethodologyRecord:
    """What the methodology page takes from the site: how each of the criteria that may have a page, (domain,
    criterion), is met, how many others there are, and which formulas make the scores that it shows.

    Each criterion has the address of its page, empty where the site has none.
    """

    path: str
    criteria: tuple[tuple[str, str, Tally, str], ...]
    formulas: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class BadgeMeaning:
    """A badge and what it says."""

    badge: Badge
    about: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """A criterion: what it asks, and how often it is met on this site."""

    anchor: str
    title: str
    question: str
    help: str
    badge: Badge
    met: Href | None


@dataclass(frozen=True, slots=True)
class AskedDomainView:
    """A domain and its criteria."""

    anchor: str
    title: str
    about: str
    criteria: tuple[AskedView, ...]


@dataclass(frozen=True, slots=True)
class FormulaView:
    """A formula by its title, its id with its version, and how it calculates."""

    title: str
    formula: str
    about: str


@dataclass(frozen=True, slots=True)
class DimensionView:
    """A dimension of the scores, and which domains belong to it."""

    title: str
    about: str
    domains: str


@dataclass(frozen=True, slots=True)
class MethodologyView:
    """The methodology page."""

    path: str
    meta: Mapping[str, object]
    answers: tuple[BadgeMeaning, ...]
    support: tuple[BadgeMeaning, ...]
    verdicts: tuple[Field, ...]
    formulas: tuple[FormulaView, ...]
    dimensions: tuple[DimensionView, ...]
    score_notes: tuple[str, ...]
    domains: tuple[AskedDomainView, ...]
    tags: tuple[Field, ...]
    modules: tuple[Field, ...]
    factors: tuple[Field, ...]
    left_out: str
    """What the page says of criteria that it does not list; empty where it lists all."""


def methodology_view(record: MethodologyRecord) -> MethodologyView:
    """The view of the methodology page: the vocabulary, and what else occurs in the scans."""
    words = load()
    rates = {
        (domain, criterion): (found, to_page(record.path, page_path(page)) if page else None)
        for domain, criterion, found, page in record.criteria
    }
    keys: dict[str, dict[str, None]] = {key: dict.fromkeys(domain.criteria) for key, domain in words.domains.items()}
    for domain, criterion in sorted(rates):
        if criterion != domain:
            keys.setdefault(domain, {})[criterion] = None
    return MethodologyView(
        path=record.path,
        meta={
            "title": "Methodology",
            "description": "What criteria, answers, signs and figures of this site mean, and how they are counted.",
        },
        answers=tuple(
            BadgeMeaning(
                answer_badge(answer),
                words.term("answers", "unknown" if answer is Answer.UNCLEAR else answer.value).about,
            )
            for answer in Answer
        ),
        support=tuple(
            BadgeMeaning(level_badge(level), words.term("support_levels", level.value).about)
            for level in SupportLevel
            if level is not SupportLevel.OTHER
        ),
        verdicts=_fields("verdicts"),
        formulas=tuple(_formula(name) for name in dict.fromkeys(record.formulas)),
        dimensions=_dimensions() if set(record.formulas) - {Formula.FLAT} else (),
        score_notes=_score_notes(record.formulas),
        domains=_domains(keys, rates),
        tags=_fields("methodology_tags"),
        modules=_fields("modules"),
        factors=_fields("engagement_factors"),
        left_out=_left_out(record.left_out),
    )


def methodology_search(view: MethodologyView) -> Iterator[SearchEntry]:
    """What the search finds of the page: how scores are made and what each domain asks, but no counts."""
    scores = [f"{formula.title}. {formula.about}" for formula in view.formulas]
    yield SearchEntry("", "Methodology", " ".join(["What the badges mean, how figures are calculated.", *scores]))
    for domain in view.domains:
        asked = [f"{criterion.title}. {criterion.question}" for criterion in domain.criteria]
        yield SearchEntry(domain.anchor, domain.title, " ".join([domain.about, *asked]))


def _formula(name: str) -> FormulaView:
    term = load().term("formulas", name)
    return FormulaView(term.title, f"{name}/{load().versions[name]}", term.about)


def _dimensions() -> tuple[DimensionView, ...]:
    words = load()
    return tuple(
        DimensionView(term.title, term.about, ", ".join(words.domain(domain).title for domain in domains))
        for key, domains in words.dimensions.items()
        for term in (words.term("dimensions", key),)
    )


def _score_notes(formulas: Collection[str]) -> tuple[str, ...]:
    if not formulas:
        return ()
    few = (
        f"A share of fewer than {FEW} applicable criteria is marked as few: one answer moves it by 25 points or more."
    )
    if not set(formulas) - {Formula.FLAT}:
        return (few,)
    left_out = (
        "A domain without an applicable criterion is left out, and never counted as 0; so is a dimension without "
        "a domain, and a domain that belongs to no dimension. The page of a scan names what was left out."
    )
    floor = (
        "The harmonic mean is the number of dimensions over the sum of their reciprocals. "
        f"A dimension below {FLOOR} counts as {FLOOR}, so that one of 0 does not hide the others."
    )
    return (few, left_out, floor, "Which domain belongs to which dimension is a choice of this site.")


def _fields(kind: str) -> tuple[Field, ...]:
    return tuple(Field(term.title, term.about) for term in load().terms[kind].values())


def _domains(
    keys: Mapping[str, Iterable[str]], rates: Mapping[tuple[str, str], tuple[Tally, Href | None]]
) -> tuple[AskedDomainView, ...]:
    words = load()
    anchors = Anchors()
    ordered = sorted(keys, key=words.domain_rank)
    pairs = [(domain, criterion) for domain in ordered for criterion in keys[domain]]
    # Keys are anybody's, and two that differ can still be written alike.
    places = anchors.assign([path_anchor(domain) for domain in ordered])
    rows = dict(zip(pairs, anchors.assign([path_anchor(*pair) for pair in pairs]), strict=True))
    return tuple(
        AskedDomainView(
            place,
            words.domain(domain).title,
            words.domain(domain).about,
            tuple(
                _asked(domain, criterion, rows[domain, criterion], *rates.get((domain, criterion), (Tally(), None)))
                for criterion in keys[domain]
            ),
        )
        for domain, place in zip(ordered, places, strict=True)
    )


def _asked(domain: str, criterion: str, anchor: str, rate: Tally, met: Href | None) -> AskedView:
    term = load().criterion(domain, criterion)
    return AskedView(
        anchor,
        term.title,
        term.question,
        term.about,
        tally_badge(rate.yes, rate.applicable),
        met,
    )


def _left_out(number: int) -> str:
    """How many criteria the page leaves out."""
    if not number:
        return ""
    criteria = counted(number, "more criterion", "more criteria")
    return f"{criteria} that the vocabulary does not know {'is' if number == 1 else 'are'} not listed here."
