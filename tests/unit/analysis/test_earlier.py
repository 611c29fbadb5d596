"""What of earlier scans the newest does not have, and what took its place."""

from __future__ import annotations

import pytest

from generator import limits
from generator.analysis.earlier import Kind, gone
from generator.identify import claim_anchor, flag_anchor, reference_anchor
from tests.inputs import Corpus
from tests.shore import checklist, claims, flags, scan


def of(*versions):
    """What is gone of these scans, the newest first."""
    (paper,) = Corpus({"a": [scan("A", **fields) for fields in versions]}).papers
    return gone(paper)


def short(found):
    return [
        (item.kind.value, item.text or ".".join(item.key_path), item.scan, item.words or ".".join(item.words_path))
        for item in found
    ]


def said(*texts):
    return claims(*[(text, "weak") for text in texts])


def test_nothing_is_gone_where_the_same_words_stand_in_the_newest():
    newest = {"claims": said("Dunes, they say, sing."), "red_flags": flags("ONE dune"), "cited_papers": [{"title": "Sand: a tale"}],
              "checklist": checklist(artifacts="y")}  # fmt: skip
    older = {"claims": said("Dunes they say sing"), "red_flags": flags("One “dune”"), "cited_papers": [{"title": "Sand - a Tale"}],
             "checklist": checklist(artifacts="n")}  # fmt: skip
    assert of(newest, older) == ((), 0)


def test_a_claim_in_other_words_took_the_place_and_a_flag_that_was_removed_has_none():
    newest = {
        "claims": said("Shells break.", "Wet sand holds castles better than dry sand by 19.5%"),
        "red_flags": flags("Small sample"),
    }
    older = {
        "claims": said("Wet sand improves how castles hold by 19.5%, better than dry sand", "Shells break."),
        "red_flags": flags("One beach"),
    }
    found, total = of(newest, older)
    assert total == 2
    assert short(found) == [
        ("red flag", "One beach", 0, ""),
        ("claim", older["claims"][0]["claim"], 0, newest["claims"][1]["claim"]),
    ]
    flag, claim = found
    assert (flag.anchor, flag.place) == (flag_anchor("One beach"), "")
    assert (claim.anchor, claim.place) == tuple(
        claim_anchor(item[key]["claim"]) for item, key in ((older["claims"], 0), (newest["claims"], 1))
    )
    assert 70 <= claim.alike < 100


def test_kinds_are_not_mixed_and_what_was_there_before_took_no_place():
    assert short(of({"claims": said("One beach only")}, {"red_flags": flags("One beach only")})[0]) == [
        ("red flag", "One beach only", 0, "")
    ]
    # The other claim stood in both.
    older = {"claims": said("Old dunes move fast.", "Old dunes move far.")}
    assert short(of({"claims": said("Old dunes move far.")}, older)[0]) == [("claim", "Old dunes move fast.", 0, "")]


@pytest.mark.parametrize(
    ("kind", "before", "after", "is_same"),
    [
        # The longest common subsequence of letters, twice, over the letters of both: 12 of 18 is 67 of 100.
        ("claims", "abcde vxy", "abcde zwu", False),
        ("red_flags", "abcde vxy", "abcde zwu", False),
        # 12 of 20, 14 of 20, 14 of 18, 18 of 20.
        ("claims", "abcde vwxy", "abcde zstu", False),
        ("claims", "abcdef vwx", "abcdef zst", True),
        ("red_flags", "abcdef vwx", "abcdef zst", True),
        ("cited_papers", "abcdef xy", "abcdef zw", False),
        ("cited_papers", "abcdefgh x", "abcdefgh z", True),
        ("claims", "word order counts not", "not counts order word", True),
    ],
)
def test_the_threshold_of_each_kind(kind, before, after, is_same):
    make = {"claims": said, "red_flags": flags, "cited_papers": lambda title: [{"title": title}]}[kind]
    ((item,), _) = of({kind: make(after)}, {kind: make(before)})
    assert bool(item.place) is is_same, item.alike


def test_a_reference_is_known_by_its_identifier_whatever_its_title():
    newest = {"cited_papers": [{"title": "Quite another title", "arxiv_id": "2401.00002", "doi": "10.1000/182"}]}
    older = {"cited_papers": [{"title": "On Buckets", "doi": "10.1000/182"}]}
    ((item,), _) = of(newest, older)
    assert (item.kind, item.anchor, item.place, item.alike) == (
        Kind.REFERENCE, "ref-doi-10.1000-182", "ref-arxiv-2401.00002", 0,
    )  # fmt: skip
    assert item.text == "On Buckets"
    # One that had no identifier has one now: the title is the same.
    ((item,), _) = of(
        {"cited_papers": [{"title": "On Buckets", "doi": "10.1000/182"}]}, {"cited_papers": [{"title": "On buckets"}]}
    )
    assert (item.anchor, item.place, item.alike) == (reference_anchor((), "On buckets"), "ref-doi-10.1000-182", 100)


def test_a_criterion_is_found_in_another_domain_by_its_key_alone():
    row = {"applies": True, "answer": True, "justification": "x"}
    newest = {"checklist": {"artifacts": {"code_released": row}, "sand": {"spiral": row, "spirals": row}}}
    older = {"checklist": {"artifacts": {"code_released": row, "data_released": row}, "shells": {"spiral": row}}}
    found, _ = of(newest, older)
    assert [(item.kind, item.anchor, item.place) for item in found] == [
        (Kind.CRITERION, "artifacts.data_released", ""),
        (Kind.CRITERION, "shells.spiral", "sand.spiral"),
        (Kind.DOMAIN, "shells", ""),
    ]


def test_an_engagement_factor_that_is_gone():
    ((item,), _) = of(
        {"scan_version": 5},
        {"scan_version": 4, "engagement_factors": {"novelty": {"score": 1, "justification": "x"}}},
    )
    assert (item.kind, item.anchor, item.key_path) == (Kind.FACTOR, "engagement_factors.novelty", ("novelty",))


def test_each_is_listed_once_with_the_newest_scan_that_has_it():
    found, total = of(
        {}, {"claims": said("B", "A")}, {"claims": said("C", "A")}, {"red_flags": flags("F"), "claims": said("C")}
    )
    assert short(found) == [
        ("red flag", "F", 2, ""),
        ("claim", "B", 0, ""),
        ("claim", "A", 0, ""),
        ("claim", "C", 1, ""),
    ]
    assert total == 4


def test_a_second_one_of_the_same_words_is_gone_where_the_newest_has_one_only():
    ((item,), _) = of({"red_flags": flags("One beach")}, {"red_flags": flags("One beach", "One beach")})
    assert item.anchor == f"{flag_anchor('One beach')}-2"


def test_texts_without_words_took_no_place():
    assert [item.place for item in of({"claims": said("?!")}, {"claims": said("!?")})[0]] == [""]


def test_what_is_listed_quoted_and_compared_has_limits(monkeypatch):
    monkeypatch.setattr(limits, "GONE", 2)
    monkeypatch.setattr(limits, "EARLIER", 2)
    monkeypatch.setattr(limits, "COMPARISONS", 5)
    old, new = (
        said(*[f"Old claim {number} of many" for number in range(3)]),
        said(*[f"New claim {number} of many" for number in range(2)]),
    )
    found, total = of({"claims": new}, {"claims": old}, {}, {"claims": said("Not looked at")})
    assert (len(found), total) == (2, 3)
    assert all(item.place for item in found)
    monkeypatch.setattr(limits, "GONE", 9)
    assert [item.alike for item in of({"claims": new}, {"claims": old})[0]][2] == -1
    ((item,), _) = of({}, {"claims": said("word " * 400)})
    assert len(item.text) <= limits.EXCERPT + 1


def test_ids_of_a_page_are_all_different(monkeypatch):
    newest = {"claims": said("A", "A", "B"), "red_flags": flags("A", "A")}
    older = {"claims": said("A", "A", "A", "C", "C"), "red_flags": flags("A", "B")}
    (paper,) = Corpus({"a": [scan("A", **fields) for fields in (newest, older, older)]}).papers
    found = [item.anchor for item in gone(paper)[0]]
    own = [item.anchor for item in (*paper.scan.claims, *paper.scan.red_flags)]
    assert len(set(found + own)) == len(found) + len(own) == 5 + 4
