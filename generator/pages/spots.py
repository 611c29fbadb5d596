"""Where what a picture shows leads to."""

from __future__ import annotations

from generator.config import Config
from generator.identify import path_anchor
from generator.views.parts import explains_criteria, methodology_path
from generator.views.summary_plot import Spot
from generator.vocabulary import load


def domain_spot(config: Config, domain: str) -> Spot:
    """The place of a domain."""
    known = load().domain(domain).known and explains_criteria(config)
    return Spot(methodology_path(), path_anchor(domain)) if known else Spot()


def criterion_spot(config: Config, domain: str, criterion: str) -> Spot:
    """The place of a criterion."""
    entry = load().domains.get(domain)
    known = entry is not None and criterion in entry.criteria and explains_criteria(config)
    return Spot(methodology_path(), path_anchor(domain, criterion)) if known else Spot()


def year_spot(config: Config, year: int | None) -> Spot:
    """The place of a year."""
    return Spot()
