"""Where what a picture shows leads to."""

from __future__ import annotations

from generator.addresses import NOT_STATED, where
from generator.analysis.site import Site
from generator.config import Corpus
from generator.identify import path_anchor
from generator.pages.refs import criterion_page, domain_page
from generator.views.parts import explains_criteria, methodology_path, page_path
from generator.views.summary_plot import Spot
from generator.vocabulary import load


def domain_spot(site: Site, domain: str) -> Spot:
    """The page of a domain; where it has none, its place on the methodology page."""
    if place := domain_page(site, domain):
        return Spot(page_path(place))
    known = load().domain(domain).known and explains_criteria(site.config)
    return Spot(methodology_path(), path_anchor(domain)) if known else Spot()


def criterion_spot(site: Site, domain: str, criterion: str) -> Spot:
    """The page of a criterion; where it has none, its place on the methodology page."""
    if place := criterion_page(site, domain, criterion):
        return Spot(page_path(place))
    entry = load().domains.get(domain)
    known = entry is not None and criterion in entry.criteria and explains_criteria(site.config)
    return Spot(methodology_path(), path_anchor(domain, criterion)) if known else Spot()


def year_spot(site: Site, year: int | None) -> Spot:
    """The page of the papers of a year."""
    place = where(site.config, Corpus.YEARS, NOT_STATED if year is None else str(year))
    return Spot(page_path(place)) if place else Spot()
