"""What the cards of scans and syntheses say."""

from __future__ import annotations

from collections.abc import Sequence

from generator.analysis.tally import by_domain, tally
from generator.cards import Card
from generator.identify import distinct, identifier_label
from generator.model import ScanSummary, SynthesisSummary
from generator.render.escape import clean
from generator.shorten import short_title
from generator.views.parts import counted
from generator.views.verdicts import flagged, has_fallen, met, quality, standing, verified, verified_claims

_NAMED = 2
"""Authors that a card names; of more it names the first."""


def scan_card(location: str, own: ScanSummary, site_name: str) -> Card:
    """The card of a paper's newest scan."""
    total = tally(own.answers.letters)
    figure, unit = met(total)
    labels = [identifier_label(item) for item in distinct(own.identifiers)]
    return Card(
        head=_head("Scan", site_name),
        mark=clean(labels[0]) if labels else "",
        titles=_titles(own.title, *labels, location),
        byline=tuple(
            clean(part) for part in (_authors(own.authors), str(own.year or ""), short_title(own.venue)) if part
        ),
        figure=figure,
        unit=unit,
        done=total.yes,
        total=total.applicable,
        parts=tuple([(one.yes, one.no, one.unclear, one.not_applicable) for one in by_domain(own.answers).values()]),
        note=flagged(own),
        is_alarming=bool(own.red_flags),
    )


def synthesis_card(location: str, own: SynthesisSummary, site_name: str) -> Card:
    """The card of a synthesis."""
    figure, unit = verified(own)
    return Card(
        head=_head("Synthesis", site_name),
        mark="",
        titles=_titles(own.title, location),
        byline=tuple(clean(short_title(part)) for part in (own.publisher, own.date) if part),
        figure=figure,
        unit=unit,
        done=verified_claims(own),
        total=len(own.claims),
        note=", ".join(standing(own)) or quality(own) or counted(len(own.references), "reference"),
        is_alarming=has_fallen(own),
    )


def _head(kind: str, site_name: str) -> str:
    return f"{kind} · {clean(site_name)}" if site_name else kind


def _titles(title: str, *others: str) -> tuple[str, ...]:
    """A title, and what can stand for it: the last is the end of an address, which consists of plain letters."""
    *labels, location = others
    return (clean(short_title(title)), *map(clean, labels), location.rpartition("/")[2])


def _authors(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{short_title(names[0])} et al."
    return " and ".join(map(short_title, names))
