"""What is counted leads to what it counts: no "3 of 5" on any page is the end of the way."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import html5lib
import pytest

from generator.pages import PAGES
from generator.pages.explore_data import EXPLORE_DATA
from generator.render.environment import Pages
from generator.resources import page_templates
from generator.views.asked import ANSWERS
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
    """The shore, and more papers, so that families, authors and venues have pages of their own, and some do not."""
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


def matches(found: dict[str, Any]) -> dict[str, dict[str, set[int]]]:
    """The papers that have each value of each condition that the explorer knows, as its script reads the file."""
    known: dict[str, dict[str, set[int]]] = {}
    for name, _, values, column in found["facets"]:
        known[name] = {key: set() for key, _ in values}
        for paper, line in enumerate(column.split("\n")):
            for number in line.split():
                known[name][values[int(number)][0]].add(paper)
    shapes = [[criterion for _, asked in outline for criterion in asked] for outline in found["outlines"]]
    for number, (domain, key, _) in enumerate(found["criteria"]):
        of = known[f"answer.{found['domains'][domain][0]}.{key}"] = {word: set() for word in WORDS.values()}
        for paper, (shape, letters) in enumerate(
            zip(found["outline"].split("\n"), found["answers"].split("\n"), strict=True)
        ):
            if number in shapes[int(shape)]:
                of[WORDS[letters[shapes[int(shape)].index(number)]]].add(paper)
    return known


WORDS = {letter: answer.value.replace("_", "-") for letter, answer in ANSWERS.items()}
COUNTED = {
    "criterion": r"^(?:. )?(\d+) of \d+$",  # of each year
    "pair of criteria": r"^(\d+)$",
    "scan": r"^\d+% of (\d+) papers$",
    "list of groups": r"^(\d+) of \d+ papers states? none\.$",
}
"""What is counted on pages of these kinds in papers, in links to the explorer."""


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_the_explorer_knows_what_it_is_asked_for_and_finds_as_many(kind, shelves: Corpus) -> None:
    drawn = Pages([page_templates()])
    known = matches(json.loads(next(asset.make(shelves) for asset in EXPLORE_DATA.plan(shelves.site))))
    seen = set()
    for path, made in pages(kind, shelves).items():
        page = html5lib.parse(drawn.render_html(kind.template, made.view).html, namespaceHTMLElements=False)
        for link in page.iter("a"):
            place, _, asked = link.get("href", "").partition("?")
            if not place.endswith("explore/") or not asked:
                continue
            # Words, and filters that are at hand.
            conditions = [(name, value) for name, value in parse_qsl(asked) if name not in ("q", "find")]
            # Which fails where the explorer knows no such thing.
            found = set.intersection(
                set(range(len(shelves.papers))), *[known[name][value] for name, value in conditions]
            )
            text = "".join(link.itertext()).strip()
            if counted := re.search(COUNTED.get(kind.name, "(?!)"), text):
                seen.add(text)
                number = int(counted[1])
                if kind.name == "scan":
                    # The link leads to those that answer so, of as many.
                    percent, of = int(text.partition("%")[0]), number
                    assert round(100 * len(found) / of) == percent, (path, text)
                elif "▼ 0 of" not in text:
                    assert len(found) == number, (path, text)
    assert bool(seen) == (kind.name in COUNTED)


def test_the_test_finds_what_has_no_link() -> None:
    text = (
        '<p>3 of 5 met</p><p><a href="#a">3 of 5</a></p><ul><li><a href="#a">60%</a> 3 of 5</li><li>1 of 2</li></ul>'
    )
    assert without_links(html5lib.parseFragment(text, namespaceHTMLElements=False)) == ["3 of 5 met", "1 of 2"]
