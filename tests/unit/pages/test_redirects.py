"""Files that lead on: where they stand, where they lead, and what a pasted link shows of them."""

from __future__ import annotations

import html.parser

import pytest

from generator.model import Identifier, IdentifierKind
from generator.pages.redirects import IDENTIFIERS, identifier_address, leading_data, redirect
from generator.render.escape import clean
from generator.render.redirect import LeadingPage, Onward, Preview, leading_page
from tests.attacks import ATTRIBUTES, CHARACTERS, HTML, NAMES
from tests.inputs import SCAN as GOOD
from tests.inputs import Corpus, changed, with_paper


class Reader(html.parser.HTMLParser):
    """The elements of a page in their order, with their attributes and the text in them."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]

    def meta(self, name: str) -> str | None:
        (found,) = [item for item in self.all("meta") if name in (item.get("name"), item.get("property"))]
        return found["content"]

    def refresh(self) -> str | None:
        (found,) = [item for item in self.all("meta") if item.get("http-equiv") == "refresh"]
        return found["content"]


def files(corpus: Corpus) -> dict[str, Reader]:
    return {item.path: Reader(item.make(corpus)) for item in IDENTIFIERS.plan(corpus.site)}


def test_identifiers_lead_to_the_scan_and_its_preview() -> None:
    corpus = Corpus({"sand": GOOD}, site_url="https://example.org/survey/")
    found = files(corpus)
    assert list(found) == ["arxiv/2401.00001/index.html", "doi/10.48550/arxiv.2401.00001/index.html"]
    page = found["arxiv/2401.00001/index.html"]
    assert page.refresh() == "0; url=../../scans/sand/"
    assert page.all("a") == [{"rel": "next", "href": "../../scans/sand/"}]
    assert [item.get("src") for item in page.all("script")] == ["../../assets/scanpress/redirect.js"]
    assert page.meta("og:title") == "Scan: Measuring Sandcastles"
    assert page.meta("og:description") == "1 of 1 criterion met · 1 red flag"
    assert page.meta("og:url") == "https://example.org/survey/scans/sand/"
    assert page.meta("og:image") == "https://example.org/survey/cards/scans/sand.png"
    assert page.meta("twitter:card") == "summary_large_image"
    assert page.meta("robots") == "noindex"
    assert {"rel": "canonical", "href": "https://example.org/survey/scans/sand/"} in page.all("link")
    assert "arXiv:2401.00001" in page.texts
    deeper = found["doi/10.48550/arxiv.2401.00001/index.html"]
    assert deeper.all("a") == [{"rel": "next", "href": "../../../scans/sand/"}]


def test_without_the_sites_address_links_are_relative_and_there_is_no_canonical_one() -> None:
    page = files(Corpus({"sand": GOOD}, directory_urls=False))["arxiv/2401.00001/index.html"]
    assert page.all("a")[0]["href"] == "../../scans/sand/index.html"
    assert [item["rel"] for item in page.all("link")] == ["stylesheet"]
    assert not [item for item in page.all("meta") if item.get("property") in ("og:url", "og:image")]
    assert page.meta("twitter:card") == "summary"


def test_each_is_about_a_kilobyte() -> None:
    corpus = Corpus({"sand": GOOD}, site_url="https://example.org/survey/")
    assert all(len(item.make(corpus)) < 1_500 for item in IDENTIFIERS.plan(corpus.site))


def test_they_can_be_left_out() -> None:
    assert files(Corpus({"sand": GOOD}, leave_out=("identifiers",))) == {}


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("10.1145/3442188.3445922", "doi/10.1145/3442188.3445922"),
        ("10.1000/A(B)-c_d", "doi/10.1000/a(b)-c_d"),
        ("10.1002/(sici)1097<1::aid-x>3.0.co;2-#", ""),
        ("10.1000/a?b", ""),
        ("10.1000/a#b", ""),
        ("10.1000/a:b", ""),
        ("10.1000/a%2fb", ""),
        ("10.1000/../../etc", ""),
        ("10.1000/a//b", ""),
        ("10.1000/.hidden", ""),
        ("10.1000/dot.", ""),
        ("10.1000/nul.txt", ""),
        # A folder of this name would stand where another DOI has its file.
        ("10.1000/index.html", ""),
    ],
)
def test_where_a_doi_stands(value: str, address: str) -> None:
    assert identifier_address(Identifier(IdentifierKind.DOI, value)) == address


def test_old_arxiv_ids_have_a_folder() -> None:
    assert identifier_address(Identifier(IdentifierKind.ARXIV, "hep-th/9901001")) == "arxiv/hep-th/9901001"


def test_where_two_papers_have_one_identifier_readers_choose() -> None:
    corpus = Corpus({"a": GOOD, "b": with_paper(title="Another")})
    page = files(corpus)["arxiv/2401.00001/index.html"]
    assert [item["href"] for item in page.all("a")] == ["../../scans/a/", "../../scans/b/"]
    assert not [item for item in page.all("meta") if item.get("http-equiv") == "refresh"]
    assert "2 papers here have this identifier." in page.texts
    assert any(item.rule == "duplicate-paper" for item in corpus.said)


def test_a_fragment_can_lead_elsewhere() -> None:
    corpus = Corpus({"a": GOOD, "b": changed(GOOD)})
    record = redirect(
        corpus.site, "scans/old", "scans/a/index.md",
        links=(Onward("scans/b/index.md", "flag-wet", "flag-damp", "flag-wet"),),
    )  # fmt: skip
    page = Reader(leading_data(record))
    assert record.path == "scans/old/index.html"
    assert page.all("a") == [
        {"rel": "next", "href": "../a/"},
        {"id": "flag-wet", "href": "../b/#flag-damp"},
    ]


def test_a_hostile_title_is_a_text_and_nothing_else() -> None:
    def page(title: str) -> Reader:
        shown = Preview(title, title, "https://example.org/")
        link = Onward("scans/a/index.md", title, "", "flag-wet")
        whole = LeadingPage("scans/old/index.html", shown, title, (title,), link, ((title, title),), (link,))
        return Reader(leading_page(whole, directory_urls=True))

    plain = page("Sand")
    expected = [(tag, sorted(attributes)) for tag, attributes in plain.found]
    for attack in (*HTML, *CHARACTERS, *ATTRIBUTES, *NAMES):
        found = page(f"a {attack} b")
        assert [(tag, sorted(attributes)) for tag, attributes in found.found] == expected, attack
        (title,) = [text for text in found.texts if text == found.meta("og:title")][:1]
        assert title == clean(f"a {attack} b")
