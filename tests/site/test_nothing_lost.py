"""Every leaf of every input is on its page, in the words of the input.

What stands elsewhere, and where:

- an answer (``applies`` and ``answer`` as one), a support level and a verdict: in the badge of its row;
- ``cut_off``: as a mark beside the claim;
- what is over 20,000 characters: cut, with a remark; the raw file, which the page links, has the whole;
- the older scans of a paper: the raw files, which the page links;
- ``null`` and empty texts: nowhere, they say nothing.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import Config, generate
from generator.identify import path_anchor
from generator.render.escape import FIELD_LIMIT, clean
from generator.vocabulary import load
from tests.conftest import FIXTURES, ROOT
from tests.generated import VERSIONS, marked, scans, syntheses
from tests.inputs import SCAN, changed, leaves, written

_BLOCKS = {
    "br", "p", "li", "td", "th", "h1", "h2", "h3", "figcaption", "summary", "div", "figure", "tr", "table", "ul", "details",
}  # fmt: skip


class Literal(str):
    """A number as it is written."""

    __slots__ = ()


def loaded(text: str) -> object:
    return json.loads(text, parse_float=Literal, parse_int=Literal)


def visible(element: ElementTree.Element) -> str:
    """What a reader sees, white space collapsed."""
    parts: list[str] = []

    def walk(node: ElementTree.Element) -> None:
        parts.append(" " if node.tag in _BLOCKS else "")
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        parts.append(" " if node.tag in _BLOCKS else "")

    walk(element)
    return " ".join("".join(parts).split())


class Page:
    """A page in HTML."""

    def __init__(self, html: str) -> None:
        self.root = html5lib.parse(html, namespaceHTMLElements=False)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.text = visible(self.root)
        self.ids = {name: element for element in self.root.iter() if (name := element.get("id"))}

    def around(self, anchor: str) -> str:
        """The row that an anchor stands in, or the paragraph after a heading."""
        element = self.ids[anchor]
        if element.tag.startswith("h"):
            siblings = list(self.parents[element])
            return visible(siblings[siblings.index(element) + 1])
        while element.tag != "tr":
            element = self.parents[element]
        return visible(element)

    def rows(self, kind: str) -> list[str]:
        """The rows of the table of a kind."""
        return [
            visible(row)
            for figure in self.root.iter("figure")
            if f"sp-{kind}" in figure.get("class", "").split()
            for row in figure.iter("tr")
        ][1:]


def pages_of(folder: Path, path: str, data: str) -> tuple[Page, Page]:
    """The page of an input as Python-Markdown makes it of the Markdown, and as it is written directly."""
    site = generate(written(folder, {path: data}))
    (found,) = [file for file in site.files if file.source]
    assert [item.source for item in site.assets if item.source] == [path]
    body = found.text.split("---\n", 2)[2]
    html = markdown.markdown(body, extensions=["tables", "attr_list", "md_in_html", "toc"], output_format="html")
    return Page(html), Page(found.built().html)


def said(text: str) -> str:
    """A text as a reader sees it."""
    return clean(text[:FIELD_LIMIT])


def shown(words: str, text: str) -> bool:
    return " ".join(words.split()) in text


def title(kind: str, key: str) -> str:
    return load().term(kind, key).title


def answer_word(entry: dict[str, object]) -> str:
    """What the badge of an answer says, its sign first."""
    answer = entry.get("answer")
    word = {True: "yes", False: "no"}.get(answer) if isinstance(answer, bool) else str(answer)
    known = {"yes": ("✓", "yes"), "no": ("✗", "no"), "na": ("–", "not_applicable")}
    if entry.get("applies") is False:
        word = "na"
    if word not in known:
        return f"? {title('answers', 'unknown')}: {answer}"
    sign, key = known[word]
    return f"{sign} {title('answers', key)}"


def at(value: object, path: tuple[str | int, ...]) -> object:
    return functools.reduce(lambda inner, step: inner[step], path, value)  # type: ignore[index]


def missing_of_scan(value: object, page: Page) -> list[tuple[tuple[str | int, ...], object]]:
    """The leaves that are not on the page."""
    lost = []
    for path, leaf in leaves(value):
        match path:
            case ("checklist" | "type_checklist" as root, domain, *inner, "applies" | "answer") if len(inner) < 3:
                keys = [step for step in inner if step != "sub_questions"]
                anchor = path_anchor(*([root] if root == "type_checklist" else []), str(domain), *map(str, keys))
                found = shown(answer_word(at(value, path[:-1])), page.around(anchor))  # type: ignore[arg-type]
            case ("claims", int(number), "supported"):
                known = (
                    title("support_levels", str(leaf)) if str(leaf) in load().terms["support_levels"] else str(leaf)
                )
                found = shown(said(known), page.rows("claims")[number])
            case ("engagement_factors", _, "score"):
                found = any(f" {leaf} " in f" {row} " for row in page.rows("engagement"))
            case _:
                found = shown(leaf_text(leaf), page.text)
        if not found:
            lost.append((path, leaf))
    return lost


def missing_of_synthesis(value: object, page: Page) -> list[tuple[tuple[str | int, ...], object]]:
    """The leaves that are not on the page."""
    lost = []
    verdicts = {True: "verified", False: "not_verified", "✓": "verified", "×": "not_verified"}
    for path, leaf in leaves(value):
        match path:
            case ("claims", int(number), "verified"):
                word = title("verdicts", verdicts[leaf]) if leaf in verdicts else str(leaf)  # type: ignore[index]
                found = shown(said(word), page.rows("verdicts")[number])
            case ("claims", int(number), "cut_off"):
                found = ("[cut off in the report]" in page.rows("verdicts")[number]) is leaf
            case ("figures", "peer_reviewed"):
                found = any(
                    shown(f"Peer-reviewed papers {'yes' if leaf else 'no'}", row) for row in page.rows("figures")
                )
            case ("correction_record", "state") if leaf in load().terms["correction_states"]:
                found = shown(title("correction_states", str(leaf)), page.text)
            case _:
                found = shown(leaf_text(leaf), page.text)
        if not found:
            lost.append((path, leaf))
    return lost


def leaf_text(leaf: object) -> str:
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    return said(str(leaf))


@pytest.mark.parametrize(
    "path", [*sorted(FIXTURES.glob("v*.json")), *sorted((ROOT / "content/scans").glob("*/scan*.json"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)  # fmt: skip
def test_every_leaf_of_the_real_scans_and_the_fixtures(tmp_path, path):
    text = path.read_text("utf-8")
    for page in pages_of(tmp_path, "scans/x/scan.json", text):
        assert missing_of_scan(loaded(text), page) == []


@pytest.mark.parametrize("path", sorted((ROOT / "content/syntheses").glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_of_the_real_reports(tmp_path, path):
    text = path.read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("Claim\t")]
    cells = [cell for line in lines for cell in line.removeprefix("- ").strip("<>").split("\t") if cell]
    rows = [line.split("\t") for line in lines if line.endswith(tuple("0123456789")) and "\t" in line]
    assert rows
    for page in pages_of(tmp_path, "syntheses/x.txt", text):
        assert [cell for cell in cells if not shown(said(cell), page.text)] == []
        for row in rows:
            assert any(all(shown(said(cell), found) for cell in row) for found in page.rows("verdicts")), row


@pytest.mark.thorough
@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_leaf_of_scans_of_every_version(tmp_path_factory, version, data):
    text = json.dumps(marked(data.draw(scans(version))))
    for page in pages_of(tmp_path_factory.mktemp("x"), "scans/x/scan.json", text):
        assert missing_of_scan(loaded(text), page) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(value=syntheses)
def test_every_leaf_of_syntheses(tmp_path_factory, value):
    text = json.dumps(marked(value))
    for page in pages_of(tmp_path_factory.mktemp("x"), "syntheses/x.json", text):
        assert missing_of_synthesis(loaded(text), page) == []


@pytest.mark.parametrize("field", ["key_findings", "claims", "red_flags", "checklist", "other"])
def test_what_is_too_long_is_cut_with_a_remark(tmp_path, field):
    long = "sand " * 5_000
    value = {
        "key_findings": long,
        "claims": [{"claim": "c", "evidence": long, "supported": "weak"}],
        "red_flags": [{"flag": "f", "detail": long}],
        "checklist": {"d": {"c": {"applies": True, "answer": True, "justification": long}}},
        "other": long,
    }[field]
    for page in pages_of(tmp_path, "scans/x/scan.json", json.dumps(changed(SCAN, **{field: value}))):
        assert shown(said(long), page.text)
        assert not shown(long, page.text)
        assert page.text.count("cut off here at 20,000 characters; the raw file has the whole text") == 1


def test_older_scans_have_pages_and_are_linked_as_raw_files(tmp_path):
    site = generate(
        written(tmp_path, {"scans/x/scan.json": SCAN, "scans/x/scan-v4.json": changed(SCAN, scan_version=4)})
    )
    pages = {file.path: file.built().html for file in site.files if file.source}
    assert set(pages) == {"scans/x/index.md", "scans/x/v1/index.md"}
    assert re.search(r'href="scan\.json"', pages["scans/x/index.md"])
    assert re.search(r'href="v1/"', pages["scans/x/index.md"])
    assert re.search(r'href="\.\./scan\.json"', pages["scans/x/v1/index.md"])
    assert {item.source for item in site.assets if item.source} == {"scans/x/scan.json", "scans/x/scan-v4.json"}


def test_the_page_names_the_bytes_that_it_was_made_of():
    site = generate(Config(content=ROOT / "content"))
    pages = {file.source: file.text for file in site.files if file.source}
    assert {asset.source for asset in site.assets if asset.source} == set(pages)
    for path, page in pages.items():
        assert hashlib.sha256((ROOT / "content" / path).read_bytes()).hexdigest() in page
