"""Where each scan of a paper has its page: an address that later scans leave as it is."""

from __future__ import annotations

from itertools import permutations

import pytest

from generator.analysis.editions import editions, normal_version
from generator.identify import is_slug, slug
from generator.model import PaperSummary
from generator.summarise import summarise_scan
from tests.inputs import SCAN, changed, good_scan

VERSIONS = {
    "scan.json": 3,
    "scan-v4.json": 4,
    "scan-v4-second.json": 4,
    "scan-2026-05-01.json": 4,
    "scan-v5.json": 5,
    "scan-v6.json": 5,
    "scan-other.json": "9 beta",
}


def summary(name: str, version: object, folder: str = "scans/sand"):
    return summarise_scan(good_scan(changed(SCAN, scan_version=version), f"{folder}/{name}"))


def places(versions: dict[str, object], location: str = "scans/sand", others: tuple[str, ...] = ()) -> dict[str, str]:
    """The last steps of the addresses of a paper's scans, by the names of their files."""
    scans = [summary(name, version) for name, version in versions.items()]
    papers = [PaperSummary(place, summary("scan.json", 3, place)) for place in others]
    found = editions([*papers, PaperSummary(location, scans[0], tuple(scans[1:]))])[location]
    assert all(place.startswith(f"{location}/") for place in found)
    return {
        scan.source.path.rpartition("/")[2]: place.rpartition("/")[2]
        for scan, place in zip(scans, found, strict=True)
    }


def test_the_version_is_the_address_and_what_else_the_name_of_the_file_says():
    found = places(VERSIONS)
    assert found.pop("scan-other.json").startswith("v9-beta-other-")
    assert found == {
        "scan.json": "v3",
        "scan-v4.json": "v4",
        "scan-v4-second.json": "v4-second",
        "scan-2026-05-01.json": "v4-2026-05-01",
        "scan-v5.json": "v5",
        # It says one version in its name, and another inside, which counts.
        "scan-v6.json": "v5-v6",
    }


def test_a_scan_that_is_added_moves_none_in_whatever_order_they_come():
    expected = places(VERSIONS)
    names = list(VERSIONS)
    for number in range(1, len(names) + 1):
        for chosen in (
            permutations(names, number) if number < 3 else [names[:number], names[-number:], names[::-1][:number]]
        ):
            assert places({name: VERSIONS[name] for name in chosen}) == {name: expected[name] for name in chosen}


@pytest.mark.parametrize(
    ("version", "expected"),
    [("v4", "4"), ("4.0", "4"), ("04", "4"), (" V4 ", "4"), ("0", "0b"), ("0b", "0b"), ("4.1", "4.1"), ("x", "x")],
)
def test_one_version_in_several_spellings(version, expected):
    assert normal_version(version) == expected


def test_of_two_files_that_say_the_same_the_one_that_names_its_version_keeps_the_address():
    # scan.json is the one that is replaced from scan to scan.
    assert places({"scan.json": 4, "scan-v4.json": 4}) == {"scan.json": "v4-scan", "scan-v4.json": "v4"}
    assert places({"scan-a.json": 4, "scan-v4-a.json": 4}) == {"scan-a.json": "v4-a-scan-a", "scan-v4-a.json": "v4-a"}


def test_no_two_have_one_address_and_a_paper_in_such_a_folder_keeps_its_own():
    names = [
        "scan.json",
        "scan-v4.json",
        "scan_v4.json",
        "scan.v4.json",
        "scan-scan.json",
        "scan-v4-scan.json",
        "scan-v4.scan.json",
    ]
    found = places(dict.fromkeys(names, 4))
    assert len(set(found.values())) == len(names)
    assert all(map(is_slug, found.values()))
    assert places({"scan.json": 4}, others=("scans/sand/v4",)) == {"scan.json": "v4-scan"}
    assert places({"scan.json": 4}, others=("scans/sand/v4", "scans/sand/v4-scan"))["scan.json"].startswith("v4-")


def test_a_paper_named_after_its_file_has_its_version_for_an_address():
    for name, place in (("wet-sand", "scans/wet-sand"), ("Wet Sand", f"scans/{slug('Wet Sand')}")):
        (found,) = editions([PaperSummary(place, summary(f"{name}.json", 4, "scans"))]).values()
        assert found == (f"{place}/v4",)


@pytest.mark.parametrize("version", ["../../x", "v" * 500, "日本", "", " ", "index", "<b>", "4/5", "page-2", "nul"])
def test_whatever_the_version_is_the_address_is_fit(version):
    (found,) = places({"scan.json": version}).values()
    assert is_slug(found)
