"""The index: what is found where, by a reader that knows nothing but the documented format."""

from __future__ import annotations

import random
import sys
import zlib
from bisect import bisect_right

import pytest

from generator import limits
from generator.search import Criterion, Entry, Places, Unit, card, joining
from generator.search.joining import Join
from generator.search.postings import levels, varint
from generator.search.root import table
from generator.search.segments import Segment, invert
from generator.search.units import ROOM, SEGMENT
from tests.attacks import SEEDS
from tests.searching import index_files
from tests.unit.search.reading import Index, Posting

CODE = Criterion("artifacts/code_released", "Code released", "Is the code public?", True)
BARS = Criterion("statistics/error_bars", "Error bars", "Are there error bars?", True)
OWN = Criterion("beach/sand", "Sand", "", False)

DUNES = Unit(
    "scans/dunes/", "paper", "Dunes move",
    (
        Entry("paper", "", "Dunes move", "Ida Sand 2024 arXiv:2401.00001"),
        Entry("claim", "claim-1", "Dunes sing.", "They sing, and sing, and sing.", "weak"),
        Entry("criterion", "code", "Code released", "A dead link.", "no", CODE),
        Entry("criterion", "bars", "Error bars", "Sand only.", "yes", BARS),
        Entry("reference", "ref-1", "Shells break", ""),
    ),
    2024, "BeachConf", "Ida Sand", (("tag", "Field work", "field_work"), ("venue", "BeachConf", "")),
)  # fmt: skip
SHELLS = Unit(
    "scans/shells/", "paper", "Shells break",
    (
        Entry("paper", "", "Shells break", "Bo Reef"),
        Entry("criterion", "sand", "Sand", "Sand.", "no", OWN),
        Entry("criterion", "code", "Code released", "A link to sand.", "no", CODE),
        Entry("flag", "flag-1", "One beach", "Only one."),
    ),
    0, "", "Bo Reef", (("tag", "Field work", "field_work"),),
)  # fmt: skip
HOME = Unit("", "page", "Home", (Entry("page", "", "Home", "About sand."), Entry("section", "why", "Why?", "Wind.")))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of([SHELLS, DUNES, HOME])


def test_each_word_leads_to_the_entries_that_have_it(index: Index) -> None:
    assert index.found("sing") == {("scans/dunes/#claim-1", "claim")}
    assert index.found("shells") == {("scans/shells/", "paper"), ("scans/dunes/#ref-1", "reference")}
    assert index.found("sand") == {
        ("", "page"),
        ("scans/dunes/", "paper"),
        ("scans/dunes/#bars", "criterion"),
        ("scans/shells/#sand", "criterion"),
        ("scans/shells/#code", "criterion"),
    }
    assert index.terms["sand"][0] == 5
    assert index.found("240100001") == {("scans/dunes/", "paper")}
    assert index.found("wind") == {("#why", "section")}


def test_the_words_of_a_criterion_stand_in_the_root_alone(index: Index) -> None:
    assert index.root["criteria"] == [list(CODE[:3]), list(BARS[:3]), list(OWN[:3])]
    assert "released" not in index.terms
    assert index.found("criterion:artifacts/code_released") == {
        ("scans/dunes/#code", "criterion"),
        ("scans/shells/#code", "criterion"),
    }
    assert {posting.verdict for posting in index.terms["criterion:artifacts/code_released"][1]} == {"no"}


def test_filters(index: Index) -> None:
    both = {("scans/dunes/", "paper"), ("scans/shells/", "paper")}
    assert index.found("tag:field-work") == both
    assert index.found("venue:beachconf") == {("scans/dunes/", "paper")}
    assert index.root["tags"] == [["Field work", "field-work", 2]]
    years = {index.card(number)["u"]: ord(index.root["years"][number]) for number in range(3)}
    assert years == {"": 48, "scans/dunes/": 48 + 75, "scans/shells/": 48}
    assert len(index.root["years"]) == ROOM


def test_of_a_page_with_very_many_words_the_first_entries_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SEARCH_WORDS", 13)
    found = Index.of([DUNES, SHELLS])
    # The page of dunes has twelve words with those of its tag, and three more in its first answer; that of shells has
    # twelve before its flag.
    assert found.found("dunes") == {("scans/dunes/", "paper")}
    assert found.found("sing") == set()
    assert found.found("one") == {("scans/shells/#flag-1", "flag")}
    assert found.found("criterion:artifacts/code_released") == {
        ("scans/dunes/#code", "criterion"),
        ("scans/shells/#code", "criterion"),
    }


def test_each_page_tells_how_many_entries_it_has_of_each_class(index: Index) -> None:
    # The numbers stand where slots do: two pages have an answer "no", of which that about shells has two.
    found = {term: postings for term, (_, postings) in index.terms.items() if term.startswith("has:")}
    assert found.keys() == {
        "has:paper-", "has:page-", "has:section-", "has:claim-weak", "has:criterion-no", "has:criterion-yes", "has:flag-",
        "has:reference-",
    }  # fmt: skip
    assert found["has:criterion-no"] == [Posting("criterion", "no", 1, 1, 0), Posting("criterion", "no", 2, 2, 0)]
    assert found["has:flag-"] == [Posting("flag", "", 2, 1, 0)]


def test_a_label_is_found_by_its_other_name_and_shown_by_its_own(index: Index) -> None:
    # The other name "field_work" is there as one word, which the label "Field work" has not.
    assert index.found("fieldwork") == {("scans/dunes/", "paper"), ("scans/shells/", "paper")}
    assert not any("field" in entry[4].lower() for number in range(3) for entry in index.card(number)["e"])


def terms_of(unit: Unit) -> list[str]:
    return sorted(term for term in invert([card(unit).data], {}).terms if ":" not in term)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("GPTNeo4J", ["4", "gpt", "gptneo4j", "j", "neo"]),
        # The s of several is no name: who looks for "us" does not mean GPUs.
        ("LLMs on GPUs, APIs", ["apis", "gpus", "llms", "on"]),
        ("covid19 DUNES", ["covid19", "dunes"]),
    ],
)
def test_a_name_is_found_by_its_parts(title: str, found: list[str]) -> None:
    assert terms_of(Unit("a/", "paper", title, (Entry("paper", "", title),))) == found


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("NeurIPS", ""), "neurips2024"),
        # A paper may have another year than the volume in which it is.
        (("NeurIPS 2023", ""), "neurips2023"),
        (("Proceedings of NeurIPS 2023", "NeurIPS"), "neurips2023"),
        (("Conference of Sand", ""), ""),
    ],
)
def test_a_venue_is_found_together_with_its_year(labels: tuple[str, str], found: str) -> None:
    unit = Unit("a/", "paper", "Tides", (Entry("paper", "", "Tides"),), 2024, facets=(("venue", *labels),))
    assert [term for term in terms_of(unit) if term[-4:].isdigit()] == ([found] if found else [])


def test_the_root_counts(index: Index) -> None:
    assert (index.root["format"], index.root["units"], index.root["entries"], index.root["segments"]) == (1, 3, 11, 1)
    assert index.root["classes"] == sorted(index.root["classes"])
    assert index.root["spelling"]
    assert index.raw("spelling.bin") == b"fieldwork\nshells"


def test_units_are_numbered_in_the_order_of_their_addresses(index: Index) -> None:
    assert [index.card(number)["u"] for number in range(3)] == ["", "scans/dunes/", "scans/shells/"]
    assert index.card(1) == {
        "u": "scans/dunes/",
        "t": "Dunes move",
        "k": "paper",
        "y": 2024,
        "v": "BeachConf",
        "a": "Ida Sand",
        "f": [["tag", "Field work", "field_work"], ["venue", "BeachConf"]],
        "e": [
            ["paper", "", "", "Dunes move", "Ida Sand 2024 arXiv:2401.00001"],
            ["claim", "weak", "claim-1", "Dunes sing.", "They sing, and sing, and sing."],
            ["criterion", "no", "code", "artifacts/code_released", "A dead link."],
            ["criterion", "yes", "bars", "statistics/error_bars", "Sand only."],
            ["reference", "", "ref-1", "Shells break", ""],
        ],
    }


def test_levels() -> None:
    # k1 * (1 - b + b * 40 / 40) = 1.2 for an entry of 40 words: 1 / 2.2 = 0.45, 2 / 3.2 = 0.63, 3 / 4.2 = 0.71.
    low, middle, high = levels(40)
    assert [sum(count >= least for least in (low, middle, high)) for count in (1, 2, 3)] == [1, 2, 3]
    # 0.3 for an entry without words: one occurrence has 1 / 1.3 = 0.77.
    assert max(levels(0)) <= 1
    # 12.3 for one of 400 words: 6 / 18.3 = 0.33, 7 / 19.3 = 0.36.
    low, middle, high = levels(540)
    assert 6 < low < 7 < middle < high


def test_what_stands_in_the_title_weighs_more() -> None:
    filler = " ".join(f"word{number}" for number in range(60))
    unit = Unit("a/", "page", "x", (Entry("page", "", "dunes", f"sand sand reef {filler}"),))
    found = {term: postings[0].level for term, (_, postings) in Index.of([unit]).terms.items()}
    # 64 words: 1.2 * (0.25 + 0.75 * 64 / 40) = 1.74; 1 and 2 occurrences weigh 0.36 and 0.53. The title has the highest.
    assert (found["reef"], found["sand"], found["dunes"]) == (1, 2, 3)


def test_a_word_that_many_have_is_a_file_of_its_own() -> None:
    units = [
        Unit(f"p/{number}/", "paper", "x", (Entry("paper", "", f"Paper {number}", "sand"),))
        for number in range(2_500)
    ]
    index = Index.of(units)
    assert index.root["segments"] == 32
    assert index.outside == {"has:paper-", "paper", "sand"}
    count, postings = index.terms["sand"]
    assert count == len(postings) == 2_500
    addresses = {index.card(posting.unit)["u"] for posting in postings}
    assert addresses == {unit.address for unit in units}
    assert index.terms["1234"][1] == [Posting("paper", "", _id(index, "p/1234/"), 0, 3)]


def _id(index: Index, address: str) -> int:
    return Places.of(f"p/{number}/" for number in range(2_500)).ids[address]


def test_shards_hold_the_whole_dictionary_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "LEAST", 300)
    monkeypatch.setattr(joining, "MOST", 900)
    units = [
        Unit(f"p/{number}/", "page", "x", (Entry("page", "", f"word{number * 7919 % 1000} ä{number} 快{number}"),))
        for number in range(300)
    ]
    index = Index.of(units)
    assert len(index.root["shards"]) > 5
    assert index.root["shards"] == sorted(index.root["shards"])
    assert list(index.terms) == sorted(index.terms)
    assert {"a7", "word433", "快"} <= index.terms.keys()


def test_an_edit_changes_the_shards_of_its_words_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "LEAST", 200)
    units = [
        Unit(f"p/{number}/", "page", "x", (Entry("page", "", f"word{number * 7919 % 1000:03}"),))
        for number in range(300)
    ]
    edited = [*units[:7], units[7]._replace(entries=(Entry("page", "", "word433 word433x"),)), *units[8:]]
    before, after = (joined(found) for found in (units, edited))
    assert len(before.shards) > 5
    # A word that was there has its place in one more paper, and a new one comes after it; another loses its only one.
    gone = units[7].entries[0].title
    bounds = [*before.shards[1:], "~"]
    touched = {bisect_right(bounds, word) for word in ("word433", "word433x", gone)}
    assert before.shards == after.shards
    changed = {number for number in range(len(before.shards)) if before.key(number) != after.key(number)}
    assert changed == touched
    # What has the same key has the same files, and other files have another key.
    for number in range(len(before.shards)):
        assert (before.shard(number) == after.shard(number)) == (number not in changed)


def joined(units: list[Unit]) -> Join:
    cards = {unit.address: card(unit).data for unit in units}
    return Join([invert([cards[address] for address in segment], {}) for segment in Places.of(cards).segments])


def test_segments_are_powers_of_two_and_no_unit_is_lost() -> None:
    rng = random.Random(3)
    for total, expected in ((0, 1), (1, 1), (SEGMENT, 1), (SEGMENT + 1, 2), (4 * SEGMENT + 1, 8)):
        addresses = [f"scans/{rng.random()}/" for _ in range(total)]
        places = Places.of(addresses)
        assert len(places.segments) == expected
        assert all(list(segment) == sorted(segment) for segment in places.segments)
        for address, number in places.ids.items():
            assert zlib.crc32(address.encode()) % expected == number // ROOM
        assert sorted(places.ids) == sorted(addresses)


def test_addresses_that_all_belong_to_one_segment_make_more_of_them() -> None:
    crowd = [f"{number}" for number in range(30_000) if zlib.crc32(str(number).encode()) % 16 == 0]
    assert len(crowd) > 3 * ROOM
    places = Places.of(crowd)
    assert max(map(len, places.segments)) <= ROOM
    assert len(places.ids) == len(set(places.ids.values())) == len(crowd)


def test_a_segment_is_remembered_as_it_is() -> None:
    cards = [card(unit).data for unit in (DUNES, SHELLS, HOME)]
    segment = invert(cards, {CODE.id: 0, BARS.id: 1, OWN.id: 2})
    assert Segment.from_bytes(segment.to_bytes()) == segment
    empty = invert([], {})
    assert Segment.from_bytes(empty.to_bytes()) == empty


def test_the_order_in_which_units_come_does_not_matter() -> None:
    units = [DUNES, SHELLS, HOME]
    expected = dict(index_files(units))
    assert dict(index_files(reversed(units))) == expected
    other = HOME._replace(entries=(*HOME.entries, Entry("section", "x", "New")))
    changed = dict(index_files([DUNES, SHELLS, other]))
    assert Index(changed).root["v"] != Index(expected).root["v"]


def test_an_empty_site_has_an_index() -> None:
    index = Index.of([])
    assert index.root["units"] == 0
    assert list(index.files) == ["root.bin"]


def test_hostile_texts_stay_data() -> None:
    units = [
        Unit(f"scans/{number}/", "paper", text, (
            Entry("paper", text, text, text), Entry("criterion", text, text, text, "no", Criterion(
                "_".join(text.split())[:200], text, text, False))), 2024, text, text, (("tag", text, text),))
        for number, text in enumerate(SEEDS)
    ]  # fmt: skip
    index = Index.of(units)
    assert index.root["units"] == len(SEEDS)
    for number in range(len(SEEDS)):
        found = index.card(_place(index, number))
        text = SEEDS[number].encode("utf-8", "replace").decode()
        assert [found["t"], found["e"][0][2:]] == [text, [text, text, text]]


def _place(index: Index, number: int) -> int:
    return Places.of(f"scans/{number}/" for number in range(len(SEEDS))).ids[f"scans/{number}/"]


def test_rare_criteria_do_not_give_others_new_numbers() -> None:
    known = table([CODE, BARS])
    assert table([OWN, BARS, CODE])[:2] == known


def test_criteria_beyond_the_limit_take_no_others_place(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by its path: the package has a function of that name.
    monkeypatch.setattr(sys.modules[table.__module__], "CRITERIA", 2)
    index = Index.of([DUNES, SHELLS])
    assert [row[0] for row in index.root["criteria"]] == [CODE.id, BARS.id]
    assert index.found("sand") == {
        ("scans/dunes/", "paper"),
        ("scans/dunes/#bars", "criterion"),
        ("scans/shells/#code", "criterion"),
    }


@pytest.mark.parametrize(("number", "expected"), [(0, "00"), (127, "7f"), (128, "8001"), (16_384, "808001")])
def test_varints(number: int, expected: str) -> None:
    assert varint(number) == bytes.fromhex(expected)
