"""Earlier scans of a paper, and what of them its newest scan does not have, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.earlier import THRESHOLDS, Gone, Kind
from generator.identify import section_anchor
from generator.render.href import Href, to_anchor, to_page
from generator.render.markup import Link
from generator.shorten import short_word
from generator.views.parts import RawRecord, SourceView, counted, page_path, source_view
from generator.vocabulary import load


class Edition(NamedTuple):
    """A scan among several of a paper: its version, and the address of its page, empty where it has none.

    ``name`` is the last step of its address, where that says more than the version.
    """

    version: str
    location: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class EarlierView:
    """An older scan of the paper."""

    label: Link
    source: SourceView


@dataclass(frozen=True, slots=True)
class GoneView:
    """An entry of an earlier scan that the newest does not have.

    ``entry`` leads to it as it was, ``origin`` says what it is and of which scan. ``now`` leads to the entry that
    took its place, if any, and ``verdict`` says why it is that one, or that there is none.
    """

    anchor: str
    entry: Link
    origin: str
    now: Link | None
    verdict: str


@dataclass(frozen=True, slots=True)
class NewestView:
    """Where an earlier scan's page leads: to the paper's page with its newest scan, and to what cites the paper."""

    said: str
    link: Link
    cited: Href


def _edition_title(edition: Edition) -> str:
    return f"Scan version {short_word(edition.version)}" + (f" ({edition.name})" if edition.name else "")


def _edition_link(path: str, edition: Edition) -> Link:
    return Link(_edition_title(edition), to_page(path, page_path(edition.location)) if edition.location else None)


def newest_view(path: str, version: str, newest: Edition) -> NewestView:
    """Where the page of an earlier scan, of a ``version``, leads."""
    page = page_path(newest.location)
    said = f"Version {short_word(version)} stands here as it was. The paper's page shows the newest:"
    return NewestView(said, _edition_link(path, newest), to_page(path, page, section_anchor("cited-by")))


def more_earlier(number: int) -> str:
    """How many earlier scans are not listed, in words; empty where all are."""
    return f"and {counted(number, 'older scan')}, which the page does not list" if number else ""


def gone_view(path: str, item: Gone, edition: Edition) -> GoneView:
    """An entry of an earlier scan, the ``edition``."""
    was = to_page(path, page_path(edition.location), item.anchor)
    now = Link(_gone_words(item.kind, item.words, item.words_path), to_anchor(item.place)) if item.place else None
    return GoneView(
        item.anchor,
        Link(_gone_words(item.kind, item.text, item.key_path), was),
        f"{item.kind}, {_edition_title(edition).lower()}",
        now,
        _gone_verdict(item),
    )


def _gone_words(kind: Kind, text: str, keys: tuple[str, ...]) -> str:
    words = load()
    if kind is Kind.CRITERION:
        return words.criterion(*keys).title
    if kind is Kind.DOMAIN:
        return words.domain(*keys).title
    return words.term("engagement_factors", *keys).title if kind is Kind.FACTOR else text


def _gone_verdict(item: Gone) -> str:
    if item.alike < 0:
        return "The newest scan has too many entries to look for one that is like it."
    if not item.place:
        return f"No {item.kind} of the newest scan took its place."
    if item.alike:
        return f"{item.alike}% similar"
    if not item.key_path:
        return "the same identifier"
    if item.place.startswith("type_checklist."):
        return "now in the checklist for the paper type"
    return f"the same {item.kind} in another domain" if item.kind is Kind.CRITERION else f"the same {item.kind}"


def earlier_view(path: str, earlier: Iterable[tuple[Edition, RawRecord]]) -> tuple[EarlierView, ...]:
    """The earlier scans that are listed."""
    return tuple([EarlierView(_edition_link(path, edition), source_view(path, raw)) for edition, raw in earlier])


def gone_fold(total: int) -> str:
    """How many entries there are."""
    return f"{counted(total, 'entry', 'entries')} of earlier scans"


_LEAST = ", ".join(f"{least} for {kind}s" for kind, least in THRESHOLDS.items())


def gone_caption(listed: int, total: int) -> str:
    """What the list is, and by which rule an entry is said to have taken another's place."""
    return (
        "Entries that the newest scan does not have, so that links to them lead somewhere. An entry counts as the "
        "successor if it is new, of the same kind, and either has the same key or identifier or is the most similar "
        f"in wording (rapidfuzz: at least {_LEAST}, of 100)."
        + (f" The page lists {listed:,} of {total:,}." if total > listed else "")
    )
