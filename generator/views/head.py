"""What the head of a page tells others: sites that show a preview of a link, and programs that read it.

Previews: https://ogp.me/ and, of the tags of X, the one that has no equal there. Links to descriptions of the page:
Signposting, https://signposting.org/FAIR/. Data: https://schema.org/Review and https://schema.org/Report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.identify import distinct, identifier_label, identifier_url
from generator.model import Scan, Synthesis
from generator.render.markup import Json
from generator.shorten import short_title, short_word

_AUTHORS = 50
"""Authors that the data name; the page and the file have all of them."""


class HeadLink(NamedTuple):
    """A link of the head: how its target is related to the page, where it is, and of which media type, if known."""

    rel: str
    href: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's head takes from the site; addresses are whole ones, and empty where the site's is not known.

    ``image`` is the page's card and ``raw`` the input that it shows. ``site`` is the site's name and ``home`` its
    address. ``previews`` and ``data`` say which of the two the page has.
    """

    url: str = ""
    image: str = ""
    raw: str = ""
    site: str = ""
    home: str = ""
    links: tuple[HeadLink, ...] = ()
    previews: bool = False
    data: bool = False


NO_HEAD = Head()
"""Of a page that tells others nothing."""


def head_meta(head: Head, kind: str, figures: str, data: Mapping[str, object]) -> dict[str, object]:
    """The part of the front matter for the head, if any: the ``kind`` of page, its ``figures`` in words, ``data``."""
    found: dict[str, object] = {}
    if head.previews:
        found["kind"] = kind
    if head.previews and head.image:
        found |= {"image": head.image, "alt": figures}
    if head.links:
        found["links"] = [{key: text for key, text in link._asdict().items() if text} for link in head.links]
    if data:
        found["data"] = Json(data)
    return {"head": found} if found else {}


def review(head: Head, scan: Scan, figures: str) -> Mapping[str, object]:
    """A scan as a review of its paper's methodology; nothing where the page has no data.

    It has no rating: schema.org wants one on a scale from worst to best, which would be a figure of our own. The
    authors are taken for people, since inputs do not say what they are.
    """
    if not head.data:
        return {}
    paper = scan.paper
    title = short_title(paper.title)
    known = distinct(paper.identifiers)
    return _without_empty({
        "@context": "https://schema.org",
        "@type": "Review",
        "name": f"Scan: {title}",
        "url": head.url,
        "description": figures,
        "version": short_word(scan.version),
        "reviewAspect": "Methodology",
        "author": _organization(head.site, head.home),
        "isBasedOn": head.raw,
        "itemReviewed": _without_empty({
            "@type": "ScholarlyArticle",
            "name": title,
            "author": _people(paper.authors),
            "datePublished": "" if paper.year is None else f"{paper.year:04}",
            "identifier": [identifier_label(item) for item in known],
            "sameAs": [identifier_url(item) for item in known],
        }),
    })  # fmt: skip


def report(head: Head, synthesis: Synthesis, figures: str) -> Mapping[str, object]:
    """A synthesis as a report of its publisher; nothing where the page has no data.

    What it cites stands on the page, and to name it here would double it.
    """
    if not head.data:
        return {}
    return _without_empty({
        "@context": "https://schema.org",
        "@type": "Report",
        "name": short_title(synthesis.title),
        "url": head.url,
        "description": figures,
        "author": _organization(short_title(synthesis.publisher)),
        "datePublished": synthesis.iso_date,
        "isBasedOn": head.raw,
    })  # fmt: skip


def _organization(name: str, url: str = "") -> Mapping[str, object]:
    return _without_empty({"@type": "Organization", "name": name, "url": url}) if name else {}


def _people(names: Iterable[str]) -> list[Mapping[str, object]]:
    shown = [name for name in names if name.strip()][:_AUTHORS]
    return [{"@type": "Person", "name": short_title(name)} for name in shown]


def _without_empty(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in fields.items() if value}
