"""What is counted leads to what it counts: no "3 of 5" on any page is the end of the way."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import html5lib
import pytest

from generator.pages import PAGES
from generator.render.environment import Pages
from generator.resources import page_templates
from tests.inputs import Corpus, pages
from tests.shore import REPORTS, SCANS, checklist, claims, flags, scan

OF = re.compile(r"(?<!\d)[1-9][\d,]* of (?:the )?\d[\d,]*")
HERE = {
    "svg": "the words of a picture, whose parts are links",
    "summary": "opens what it counts",
    "figcaption": "stands above what it counts",
    "sp-overview": "its row shows them, and the name of the domain leads to their reasons",
    "sp-scores": "the working of a figure, whose domains are links",
    "sp-pager": "which page this is",
}
"""Elements and classes in which such words need no link."""
SAID = (
    r"of \d+ scanned papers? \(.*\) (?:has|have) this red flag",  # above the list of those
    r"^\d+ of \d+ applicable criteria met, \d+ criteria in all",  # above the checklist
    r"a similarity of at least \d+ of 100 \(rapidfuzz\)",  # a threshold
    r"^Page \d+ of \d+$",
)
"""Paragraphs that stand above what they count."""


def without_links(root: ElementTree.Element) -> list[str]:
    """The texts with such words that are in no link, and are no text beside one in an item of a list."""
    found: list[str] = []

    def walk(node: ElementTree.Element, item: ElementTree.Element | None) -> None:
        if node.tag.rpartition("}")[2] in {"a", *HERE} or set(node.get("class", "").split()) & HERE.keys():
            return
        # A row that begins with a name without a page lists the papers below it.
        if node.tag == "tr" and (node.find("td/br") is not None and node[0].text is not None):
            return
        item = node if node.tag in {"li", "p", "td", "dd"} else item
        for text in (node.text, *(child.tail for child in node)):
            if text and OF.search(text) and (item is None or item.tag != "li" or item.find(".//a") is None):
                whole = " ".join("".join((node if item is None else item).itertext()).split())
                if not any(re.search(said, whole) for said in SAID):
                    found.append(whole)
        for child in node:
            walk(child, item)

    walk(root, None)
    return found


@pytest.fixture(scope="module")
def shelves() -> Corpus:
    """The shore, and five more papers, so that families, authors and venues have pages of their own, and some do not."""
    more = {
        f"more-{number}": scan(
            f"More Dunes {number}", year=2024, venue="Dune Days", paper_type="empirical", active_modules=["survey_methodology"],
            methodology_tags=["observational"], checklist=checklist(artifacts="yn", statistical_methodology="ny"),
            claims=claims(("Dunes grow.", "strong")), red_flags=flags("One dune", "Two dunes"),
        )
        for number in range(12)
    }  # fmt: skip
    odd = scan("Odd Dunes", year=2024, methodology_tags=["observational"], checklist=checklist(artifacts="ny"))
    lone = scan("Lone Dunes", venue="Rare Sands", red_flags=flags("Nobody looked"))
    return Corpus(SCANS | more | {"odd": odd, "lone": lone}, REPORTS)


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_whatever_is_counted_leads_to_what_it_counts(kind, shelves: Corpus) -> None:
    drawn = Pages([page_templates()])
    for path, made in pages(kind, shelves).items():
        page = html5lib.parse(drawn.render_html(kind.template, made.view).html, namespaceHTMLElements=False)
        assert without_links(page) == [], path


def test_the_test_finds_what_has_no_link() -> None:
    text = (
        '<p>3 of 5 met</p><p><a href="#a">3 of 5</a></p><ul><li><a href="#a">60%</a> 3 of 5</li><li>1 of 2</li></ul>'
    )
    assert without_links(html5lib.parseFragment(text, namespaceHTMLElements=False)) == ["3 of 5 met", "1 of 2"]
