"""What a page's head tells others, from the view to the HTML: read back, it is what the input says."""

from __future__ import annotations

import html
import json
from types import SimpleNamespace
from typing import Any

import html5lib
import jinja2
import pytest

from generator.cards import HEIGHT, WIDTH
from generator.pages.earlier import EARLIER
from generator.pages.scan import SCAN
from generator.pages.synthesis import SYNTHESIS
from generator.render.escape import clean, script_json
from generator.render.markdown import encoded_meta
from generator.resources import theme
from generator.shorten import short_title
from tests.attacks import ATTACKS
from tests.inputs import Corpus, changed, pages, view, with_paper
from tests.shore import shore

SITE = "https://shore.example/survey/"
PARTIAL = jinja2.Environment(loader=jinja2.FileSystemLoader(theme())).get_template("partials/head.html")
"""As MkDocs renders it: nothing is encoded that a template does not encode."""


class Read:
    """What a program reads in a head."""

    def __init__(self, text: str) -> None:
        tree = html5lib.parse(f"<!doctype html><html><head>{text}</head></html>", namespaceHTMLElements=False)
        head, body = tree.find("head"), tree.find("body")
        assert not len(body)
        assert not (body.text or "").strip()
        self.names = [element.tag for element in head]
        self.tags = {item.get("property") or item.get("name"): item.get("content") for item in head.iter("meta")}
        assert len(self.tags) == self.names.count("meta"), "a tag stands twice"
        self.links = [dict(item.attrib) for item in head.iter("link")]
        self.data = [json.loads(item.text) for item in head.iter("script")]
        assert {key for item in head for key in item.attrib} <= {"property", "name", "content", "rel", "href", "type"}


def read(found: Any, **more: Any) -> Read:
    """The head of a page with this view, on a site called A & B."""
    page = SimpleNamespace(
        meta=encoded_meta(found.meta), title=None, is_homepage=False, url="x/", canonical_url=f"{SITE}x/",
    )  # fmt: skip
    config = SimpleNamespace(site_name="A & B", site_description=None, extra={})
    for name, value in more.items():
        setattr(page if hasattr(page, name) else config, name, value)
    return Read(PARTIAL.render(page=page, config=config))


def alpha(**settings: Any) -> Any:
    return view(SCAN, shore(**{"site_url": SITE, "site_name": "A & B", **settings}), "scans/alpha/index.md")


def test_a_pasted_link_to_a_scan() -> None:
    assert read(alpha()).tags == {
        "og:type": "website",
        "og:site_name": "A & B",
        "og:title": "Scan: Alpha Dunes",
        "og:description": "3 of 5 criteria met · 1 red flag. Dunes of DuneBench and ShellNet move.",
        "og:url": f"{SITE}x/",
        "og:image": f"{SITE}cards/scans/alpha.png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": "Alpha Dunes: 3 of 5 criteria met · 1 red flag",
        "twitter:card": "summary_large_image",
    }


def test_without_a_card_the_preview_is_small() -> None:
    for settings in ({"site_url": ""}, {"leave_out": ("cards",)}):
        tags = read(alpha(**settings), canonical_url=None).tags
        assert {name.partition(":")[2] for name in tags} == {"type", "site_name", "title", "description", "card"}
        assert tags["twitter:card"] == "summary"


def test_a_page_without_words_of_its_own_has_those_of_the_site() -> None:
    bare = SimpleNamespace(meta={})
    assert read(bare, title="On <b>dunes</b> &amp; so", site_description='The "shore"').tags == {
        "og:type": "website",
        "og:site_name": "A & B",
        "og:title": "On dunes & so",
        "og:description": 'The "shore"',
        "og:url": f"{SITE}x/",
        "twitter:card": "summary",
    }
    assert read(bare, title="Home", is_homepage=True, canonical_url=None).tags["og:title"] == "A & B"
    # A page by hand may have a quote in its front matter, which the theme prints as it is.
    assert read(SimpleNamespace(meta={"title": "x"}), meta={"title": 'a "b"'}).tags["og:title"] == 'a "b"'


def test_previews_can_be_left_out() -> None:
    found = read(alpha(leave_out=("previews",)), extra={"previews": False})
    assert found.tags == {}
    assert found.links != []
    assert found.data != []


def test_links_to_what_describes_a_scan_and_to_its_paper() -> None:
    exports = "../../exports/scans/alpha"
    assert read(alpha()).links == [
        {"rel": "describedby", "href": "scan-0.json", "type": "application/json"},
        {"rel": "describedby", "href": f"{exports}.bib", "type": "application/x-bibtex"},
        {"rel": "describedby", "href": f"{exports}.csl.json", "type": "application/vnd.citationstyles.csl+json"},
        {"rel": "describedby", "href": "../../api/v1/scans/alpha.json", "type": "application/json"},
        {"rel": "related", "href": "https://arxiv.org/abs/2403.00001"},
    ]
    bare = read(alpha(leave_out=("exports", "api"))).links
    assert [link["href"] for link in bare] == ["scan-0.json", "https://arxiv.org/abs/2403.00001"]
    assert read(alpha(directory_urls=False)).links[0]["href"] == "scan-0.json"
    assert read(alpha(compress_raw=True)).links[0] == {
        "rel": "describedby", "href": "scan-0.json.gz", "type": "application/gzip",
    }  # fmt: skip


def test_the_data_of_a_scan() -> None:
    assert read(alpha()).data == [
        {
            "@context": "https://schema.org",
            "@type": "Review",
            "name": "Scan: Alpha Dunes",
            "url": f"{SITE}scans/alpha/",
            "description": "3 of 5 criteria met · 1 red flag",
            "version": "4",
            "reviewAspect": "Methodology",
            "author": {"@type": "Organization", "name": "A & B", "url": SITE},
            "isBasedOn": f"{SITE}scans/alpha/scan-0.json",
            "itemReviewed": {
                "@type": "ScholarlyArticle",
                "name": "Alpha Dunes",
                "author": [{"@type": "Person", "name": "Ida Sand"}],
                "datePublished": "2024",
                "identifier": ["arXiv:2403.00001"],
                "sameAs": ["https://arxiv.org/abs/2403.00001"],
            },
        }
    ]
    assert read(alpha(leave_out=("metadata",))).data == []
    assert read(alpha(leave_out=("metadata",))).links == []


def test_an_earlier_scan_has_no_card_and_says_which_it_is() -> None:
    corpus = shore(site_url=SITE)
    (path,) = [path for path in pages(EARLIER, corpus) if path.startswith("scans/alpha/")]
    found = read(view(EARLIER, corpus, path))
    assert found.tags["og:title"] == "Scan: Alpha Dunes (earlier scan, version 2)"
    assert found.tags["twitter:card"] == "summary"
    assert found.data[0]["version"] == "2"
    assert found.data[0]["url"] == f"{SITE}{path.removesuffix('index.md')}"
    assert [link["href"] for link in found.links] == ["../scan-1.json", "https://arxiv.org/abs/2403.00001"]


def test_the_data_of_a_report() -> None:
    found = read(view(SYNTHESIS, shore(site_url=SITE), "syntheses/early/index.md"))
    assert found.data == [
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "name": "Early Report on DuneBench and ShellNet",
            "url": f"{SITE}syntheses/early/",
            "description": "2 of 3 claims verified · 2 references",
            "author": {"@type": "Organization", "name": "Shore Press"},
            "datePublished": "2026-01-05",
            "isBasedOn": f"{SITE}syntheses/early.json",
        }
    ]
    assert found.tags["og:title"] == "Synthesis: Early Report on DuneBench and ShellNet"
    assert found.links[0] == {"rel": "describedby", "href": "../early.json", "type": "application/json"}
    assert [link["rel"] for link in found.links] == ["describedby"] * 4


@pytest.mark.parametrize("name", ["citation_title", "citation_doi", "cite-as", "ClaimReview", "reviewRating"])
def test_a_page_does_not_pass_for_its_paper_and_gives_no_rating(name: str) -> None:
    assert name not in json.dumps(encoded_meta(alpha().meta))


def test_thousands_of_authors_do_not_fill_the_head() -> None:
    names = [f"Author {number}" for number in range(3_000)]
    corpus = Corpus({"a": with_paper(authors=[*names[:1], " ", *names[1:]])}, site_url=SITE)
    (data,) = read(view(SCAN, corpus, "scans/a/index.md")).data
    assert [person["name"] for person in data["itemReviewed"]["author"]] == names[:50]


def test_attacks_are_read_back_as_texts() -> None:
    for text in [
        *ATTACKS[::23],
        "</script><!--<script>",
        "a\u2028b\u2029c",
        "{{ 7*7 }}{% x %}{# y #}",
        "\ud800\x00",
    ]:
        scan = with_paper(title=f"T {text}", authors=[text], venue=text, doi=text)
        corpus = Corpus({"a": changed(scan, key_findings=text)}, site_url=SITE, site_name=text)
        found = view(SCAN, corpus, "scans/a/index.md")
        source = json.dumps(encoded_meta(found.meta))
        assert not any(sign in source for sign in ("{{", "{%", "{#"))
        back, title = read(found), clean(short_title(f"T {text}"))
        assert back.tags["og:title"] == f"Scan: {title}"
        assert back.names.count("script") == 1
        (data,) = back.data
        assert data["itemReviewed"]["name"] == title
        assert all(
            link["href"].startswith(
                ("scan-0.json", "../../exports/", "../../api/", "https://doi.org/", "https://arxiv.org/abs/")
            )
            for link in back.links
        )


def test_json_in_a_script_holds_nothing_that_ends_it_or_runs() -> None:
    for text in ATTACKS[::7]:
        encoded = script_json({text: [text, {"a": text}], "n": 1})
        assert not set("<>&\u2028\u2029\n\r") & set(encoded), text
        assert html.unescape(encoded) == encoded
        assert json.loads(encoded) == {clean(text): [clean(text), {"a": clean(text)}], "n": 1}
    assert script_json({"a": {"b": []}, "c": "é"}) == '{"a":{"b":[]},"c":"é"}'
    with pytest.raises(TypeError):
        script_json({"a": object()})
