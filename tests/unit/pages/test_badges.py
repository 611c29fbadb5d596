"""The badges of scans."""

from __future__ import annotations

from lxml import etree

from generator.pages.badges import BADGE, withdrawn
from generator.pages.badges import _data as made_of
from tests.shore import shore


def titles(corpus) -> dict[str, str]:
    found = {item.path: item.make(corpus) for item in BADGE.plan(corpus.site)}
    return {path: etree.fromstring(data).get("aria-label") for path, data in found.items()}


def test_badges_say_what_pages_do() -> None:
    found = titles(shore())
    assert len(found) == 10
    assert found["badges/alpha.svg"] == "Scan of a paper: 3 of 5 criteria met; 1 red flag"
    assert found["badges/gamma.svg"] == "Scan of a paper: 0 of 2 criteria met; 2 red flags"
    assert found["badges/delta.svg"] == "Scan of a paper: no criterion applies; no red flags"
    assert found["badges/alpha.strip.svg"] == "Scan of a paper: 3 of 5 criteria met"


def test_the_strip_counts_by_domain() -> None:
    corpus = shore()
    (alpha,) = [item for item in BADGE.plan(corpus.site) if item.path == "badges/alpha.strip.svg"]
    said = etree.fromstring(alpha.make(corpus)).findtext("{http://www.w3.org/2000/svg}desc")
    assert said == "Artifacts: 2 of 3; Statistical methodology: 1 of 2"


def test_without_red_flags_the_ground_is_another() -> None:
    corpus = shore()
    found = {item.path: item.make(corpus) for item in BADGE.plan(corpus.site)}
    assert b"#98191b" in found["badges/alpha.svg"]
    assert b"#98191b" not in found["badges/beta.svg"]


def test_the_badges_of_a_withdrawn_scan_say_so() -> None:
    found = {record.path: etree.fromstring(made_of(record)) for record in withdrawn(shore().config, "scans/gone")}
    assert {path: picture.get("aria-label") for path, picture in found.items()} == {
        "badges/gone.svg": "Scan of a paper: withdrawn",
        "badges/gone.strip.svg": "Scan of a paper: withdrawn",
    }


def test_badges_can_be_left_out() -> None:
    assert titles(shore(leave_out=("badges",))) == {}
    assert list(withdrawn(shore(leave_out=("badges",)).config, "scans/gone")) == []
