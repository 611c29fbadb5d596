"""The cards of papers and syntheses: the pictures that other sites show beside a link to their pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import absolute, has
from generator.analysis.site import Site
from generator.cards import Card, draw
from generator.config import Config, Part
from generator.pages.kinds import RecordAssets
from generator.views.cards import scan_card, synthesis_card


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A card, and the path of its file."""

    path: str
    card: Card


def card_url(config: Config, location: str) -> str:
    """The whole address of the card of the page at ``location``; empty where the site has no cards.

    Who shows a preview asks for whole addresses, so without ``site_url`` there is nobody to draw for.
    """
    return absolute(config, card_path(location)) if has(config, Part.CARDS) and has(config, Part.PREVIEWS) else ""


def card_path(location: str) -> str:
    """Where the card of a page stands below the site."""
    return f"cards/{location}.png"


def _records(site: Site) -> Iterator[CardRecord]:
    config = site.config
    for paper in site.papers:
        if card_url(config, paper.location):
            yield CardRecord(card_path(paper.location), scan_card(paper.location, paper.scan, config.site_name))
    for item in site.reports:
        if card_url(config, item.location):
            card = synthesis_card(item.location, item.synthesis, config.site_name)
            yield CardRecord(card_path(item.location), card)


CARDS: RecordAssets[CardRecord] = RecordAssets(name="card", records=_records, data=lambda record: draw(record.card))
