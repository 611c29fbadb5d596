"""Whole pages: with any text in any field, a reader sees that text, and the page has the elements of a harmless one."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from generator import Config, generate, limits
from generator.build import read
from generator.config import Corpus as Kind
from generator.names import names_in
from generator.pages.works import WHOLE, WORKS
from generator.render.environment import Pages
from generator.render.escape import clean, http_url
from generator.resources import page_templates
from generator.vocabulary import title_from_key
from tests.attacks import ATTACKS
from tests.hostile import is_visible, write
from tests.inputs import SYNTHESIS, Corpus, changed, with_paper
from tests.property.test_escape import converter

VISIBLE = [text for text in dict.fromkeys(ATTACKS) if is_visible(text) and len(text) < 2_000]
HARMLESS = "harmless{:05d}text"


def pages(texts: list[str], kind: str) -> dict[str, str]:
    """Path and Markdown of every page of a corpus that holds ``texts``."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), texts, kind)
        return {file.path: file.text for file in generate(Config(Path(folder))).files}


def body(markdown: str) -> str:
    assert markdown.startswith("---\n")
    return markdown.split("\n---\n", 1)[1]


def parse(markdown: str, extensions: str) -> ElementTree.Element:
    html = converter(extensions).convert(body(markdown))
    return html5lib.parse(html, namespaceHTMLElements=False)


def plain(root: ElementTree.Element) -> str:
    """The page's text without its white space, which cleaning takes from the ends of a field."""
    blocks = {"p", "li", "td", "th", "h1", "h2", "h3", "figcaption", "br", "tr", "summary", "ul"}
    parts: list[str] = []
    for node, is_end in walk(root):
        if not is_end:
            parts.append(" " if node.tag in blocks else "")
            parts.append(node.text or "")
        else:
            parts.append(" " if node.tag in blocks else "")
            parts.append(node.tail or "")
    return "".join("".join(parts).split())


def without_provenance(text: str) -> str:
    """The text before the file's size and digest, which differ with the input."""
    return text.rpartition("Provenance")[0]


def walk(root: ElementTree.Element):
    yield root, False
    for child in root:
        yield from walk(child)
        yield child, True


def shape(root: ElementTree.Element) -> Counter:
    """How often which element with which attributes stands in which: links out of running text are left out,
    once it is clear that they are what they should be."""
    found: Counter = Counter()

    def visit(node: ElementTree.Element, parent: str) -> None:
        if node.get("rel") == "nofollow noopener":
            assert node.tag == "a"
            assert set(node.keys()) == {"href", "rel"}
            assert http_url(node.get("href", "")) is not None
            assert len(node) == 0
            return
        values = {
            key: node.get(key) for key in ("class", "rel", "role", "type", "style", "markdown") if node.get(key)
        }
        found[parent, node.tag, tuple(sorted(node.keys())), tuple(sorted(values.items()))] += 1
        for child in node:
            visit(child, node.tag)

    visit(root, "")
    return found


def link_targets(root: ElementTree.Element) -> set[str]:
    schemes = set()
    for node in root.iter():
        for key in ("href", "src", "action", "srcset", "data"):
            if value := node.get(key):
                schemes.add(re.match(r"(?:[a-z][a-z0-9+.-]*:|//)?", value, re.I)[0].lower())
    return schemes


def own_pages(paths: Iterable[str]) -> set[str]:
    """Those that are no lists: the addresses of lists are made from the texts."""
    return {path for path in paths if path.split("/")[0] not in set(Kind)}


@pytest.mark.parametrize("part", [0, pytest.param(1, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("kind", ["scans", "syntheses"])
@pytest.mark.parametrize("extensions", ["plain", "everything"])
def test_hostile_pages_are_harmless_pages_with_other_words(
    extensions: str, kind: str, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Texts that differ in signs alone may be one author's, and harmless ones are not.
    for name in ("AUTHOR_PAGE", "VENUE_PAGE"):
        monkeypatch.setattr(limits, name, 10_000)
    monkeypatch.setattr(limits, "FAMILIES", 0)
    texts = VISIBLE[part::2] if extensions == "plain" else VISIBLE[part::8]
    harmless = [HARMLESS.format(number) for number in range(len(texts))]
    expected, hostile = pages(harmless, kind), pages(texts, kind)
    assert own_pages(expected) == own_pages(hostile)
    compared = 0
    for path, markdown in hostile.items():
        if not re.search(r"case-\d+/", path):
            continue
        mine, theirs = parse(markdown, extensions), parse(expected[path], extensions)
        assert shape(mine) == shape(theirs), path
        assert link_targets(mine) <= {"", "https:", "http:"}, path
        text = plain(theirs)
        for number in {int(digits) for digits in re.findall(r"(?i)harmless(\d{5})text", text)}:
            word = HARMLESS.format(number)
            # A key that nobody has heard of also stands as the title that is made from it.
            text = text.replace(word, clean(texts[number])).replace(
                title_from_key(word), clean(title_from_key(texts[number]))
            )
        seen, due = without_provenance(plain(mine)), without_provenance("".join(text.split()))
        assert seen == due, path
        compared += 1
    assert compared > 5


@pytest.mark.parametrize("extensions", ["plain", pytest.param("everything", marks=pytest.mark.thorough)])
def test_lists_of_hostile_texts_have_the_elements_of_harmless_ones(
    extensions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which texts are of one venue, author or family depends on the texts, so pages are not compared one by one."""
    for name in ("AUTHOR_PAGE", "VENUE_PAGE"):
        monkeypatch.setattr(limits, name, 1)
    texts = VISIBLE[::4] if extensions == "plain" else VISIBLE[::12]
    # Each text stands in two papers, so that it is an author's and a family's.
    harmless = [HARMLESS.format(number) for number in range(len(texts))]
    allowed: dict[str, set[object]] = {}
    for path, markdown in pages([*harmless, *harmless], "scans").items():
        allowed.setdefault(path.split("/")[0], set()).update(shape(parse(markdown, extensions)))
    # Where several wordings or spellings are one, they stand in a fold; harmless ones are all different.
    fields = set().union(*allowed.values())
    fields |= {("details", "p", (), ()), ("details", "div", ("class",), (("class", "sp-fields"),))}
    # So do the papers that cite a work, where a cell has more of them than it shows.
    fields |= {("td", "details", ("class",), (("class", "sp-more"),)), ("details", "summary", (), ())}
    fields |= {("details", "br", (), ()), ("details", "a", ("href",), ())}
    seen: Counter[str] = Counter()
    for path, markdown in pages([*texts, *texts], "scans").items():
        kind = path.split("/")[0]
        if kind not in set(Kind):
            continue
        root = parse(markdown, extensions)
        assert set(shape(root)) <= allowed[kind] | fields, path
        assert link_targets(root) <= {"", "https:", "http:"}, path
        seen[kind] += 1
    assert {kind for kind, number in seen.items() if number > 2} >= {
        "tags",
        "modules",
        "types",
        "venues",
        "red-flags",
    }


def test_a_tag_is_shown_as_it_stands() -> None:
    texts = VISIBLE[::3]
    shown = {
        "".join(heading.itertext())
        for path, markdown in pages(texts, "scans").items()
        if path.startswith("tags/") and path != "tags/index.md"
        for heading in parse(markdown, "plain").iter("h1")
    }
    tags = {tag for paper in sorted(corpus_tags(texts)) for tag in [clean(title_from_key(paper))]}
    assert {" ".join(text.split()).rstrip("¶") for text in shown} == {" ".join(tag.split()) for tag in tags}


def corpus_tags(texts: list[str]) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), texts, "scans")
        return {tag for paper in read(Config(Path(folder)))[1].papers for tag in paper.scan.tags}


def about_references(text: str) -> list[str]:
    """The Markdown of the pages about references, of a corpus in which they show ``text`` wherever they can."""
    cited = [{"title": "x", "arxiv_id": "2401.00001"}, {"title": text, "arxiv_id": "2401.00002"}]
    scans: dict[str, object] = {"a": with_paper(title=text, arxiv_id="2401.00001")}
    # Titles of their own: else the second reference would fit each of these papers, and lead to none.
    scans |= {name: changed(with_paper(title=f"{text} {name}", arxiv_id=None), cited_papers=cited) for name in "bcd"}
    report = changed(SYNTHESIS, title=text, claims=[{"claim": f"It says {text}", "confidence": text}])
    corpus = Corpus(scans, dict.fromkeys("pqr", report), listed_links=1, rows_per_page=2)
    made = [(kind, page.make(corpus).view) for kind in (WORKS, WHOLE) for page in kind.plan(corpus.site)]
    # Addresses are made from the text, so the pages have another order for each.
    made.sort(key=lambda item: (item[0].name, item[1].title, item[1].pager.number if item[1].pager else 0))
    return [PAGES.render(kind.template, item) for kind, item in made]


PAGES = Pages([page_templates()])


@pytest.mark.parametrize("extensions", ["plain", pytest.param("everything", marks=pytest.mark.thorough)])
def test_pages_about_references_show_any_title_claim_and_confidence_as_it_is(extensions: str) -> None:
    word = HARMLESS.format(1)
    harmless = [parse(markdown, extensions) for markdown in about_references(word)]
    assert sum(plain(page).count(word) for page in harmless) > 20
    # A name would be shared by scans and syntheses, and have a page of its own.
    texts = [text for text in VISIBLE if not names_in([text])]
    for text in texts[:: 30 if extensions == "plain" else 120]:
        hostile = [parse(markdown, extensions) for markdown in about_references(text)]
        assert len(hostile) == len(harmless) > 5
        for mine, theirs in zip(hostile, harmless, strict=True):
            assert shape(mine) == shape(theirs), text
            assert link_targets(mine) <= {"", "https:", "http:"}, text
            assert plain(mine) == plain(theirs).replace(word, "".join(clean(text).split())), text
