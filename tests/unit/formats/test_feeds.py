"""Feeds with any text in them, valid and read back."""

from __future__ import annotations

import json

import feedparser
import jsonschema
from lxml import etree

from generator.formats.feeds import Entry, Feed, atom, json_feed
from generator.formats.works import plain
from generator.formats.xml import element, xml_text
from tests.attacks import ATTACKS, SEEDS
from tests.conftest import ROOT

SCHEMAS = ROOT / "tests" / "schemas"
ADDRESS = "https://example.org/survey/"


def feed(*titles: str) -> Feed:
    entries = [
        Entry(f"{ADDRESS}scans/{number}/", title, f"2026-03-{28 - number % 28:02}", title)
        for number, title in enumerate(titles)
    ]
    return Feed("Scans", "example.org", ADDRESS, f"{ADDRESS}feeds/scans.atom", tuple(entries))


def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(SCHEMAS / "atom.rng")))


def test_an_atom_feed_is_valid_whatever_its_texts() -> None:
    valid = grammar()
    found = etree.fromstring(atom(feed(*ATTACKS)))
    assert valid.validate(found), valid.error_log
    names = {"a": "http://www.w3.org/2005/Atom"}
    titles = [element.text or "" for element in found.findall("a:entry/a:title", names)]
    assert titles == [plain(text) for text in ATTACKS]
    # No text became an element.
    assert {len(entry) for entry in found.findall("a:entry", names)} == {5}


def test_the_grammar_refuses_what_is_no_feed() -> None:
    valid = grammar()
    data = atom(feed("a", "b")).decode()
    for wrong in (
        "<id>https://example.org/survey/scans/0/</id>",
        "<title>b</title>",
        "<updated>2026-03-28T00:00:00Z</updated>",
    ):
        assert not valid.validate(etree.fromstring(data.replace(wrong, "", 1).encode())), wrong
    assert not valid.validate(etree.fromstring(data.replace("T00:00:00Z", "", 1).encode()))


def test_feedparser_reads_the_entries() -> None:
    found = feedparser.parse(atom(feed("Dunes & <b>bars</b>", "Gulls")))
    assert not found.bozo
    assert (found.feed.id, found.feed.updated, found.feed.author) == (
        f"{ADDRESS}feeds/scans.atom", "2026-03-28T00:00:00Z", "example.org",
    )  # fmt: skip
    assert [(entry.id, entry.link, entry.updated) for entry in found.entries] == [
        (f"{ADDRESS}scans/0/", f"{ADDRESS}scans/0/", "2026-03-28T00:00:00Z"),
        (f"{ADDRESS}scans/1/", f"{ADDRESS}scans/1/", "2026-03-27T00:00:00Z"),
    ]
    # A plain text, which is no HTML to whoever shows it.
    assert found.entries[0].title_detail.type == "text/plain"
    assert found.entries[0].title == "Dunes & <b>bars</b>"


def test_a_json_feed_is_valid_whatever_its_texts() -> None:
    found = json.loads(json_feed(feed(*SEEDS)))
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text("utf-8"))).validate(found)
    assert [item["title"] for item in found["items"]] == [plain(text) for text in SEEDS]
    assert (found["items"][0]["id"], found["items"][0]["date_modified"]) == (
        f"{ADDRESS}scans/0/",
        "2026-03-28T00:00:00Z",
    )


def test_every_text_is_a_text_in_xml() -> None:
    for text in ATTACKS:
        assert (etree.fromstring(element("a", text, b=text)).text or "") == plain(text)
        assert etree.fromstring(element("a", text, b=text)).get("b") == plain(text)
    assert xml_text("""<a b='c' d="e">&""") == "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;"
