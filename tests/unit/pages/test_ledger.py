"""The ledger: every address and every entry of the pages, in a form that is read back."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import jsonschema
import pytest

from generator import limits
from generator.adapters.ledger import read_ledger
from generator.analysis.entries import Entries
from generator.analysis.ledger import Address, json_schema, written
from generator.build import SiteBuild, generate
from generator.config import Config
from generator.errors import ConfigError
from generator.render.href import page_url
from tests import inputs
from tests.inputs import SCAN, SYNTHESIS, with_paper
from tests.shore import REPORTS, SCANS


def content(folder: Path, **settings: object) -> Config:
    """The corpus in which every relation occurs, as files."""
    files: dict[str, object] = {f"syntheses/{name}.json": value for name, value in REPORTS.items()}
    for name, value in SCANS.items():
        for number, scan in enumerate(value if isinstance(value, list) else [value]):
            files[f"scans/{name}/scan-{number}.json"] = scan
    return inputs.written(folder, files, **settings)


def ledger(site: SiteBuild) -> dict[str, Address]:
    (data,) = [asset.content() for asset in site.assets if asset.path == "addresses.json"]
    return dict(read_ledger(data, "addresses.json"))


MANY = [f"Number {number}" for number in range(21)]
LONG = "x" * 20_001
ENTRY = re.compile(r'\bid="((?:claim|flag|ref|section)-[^"]+|[a-z_]+(?:\.[a-z_-]+)*)"')
"""The ids of entries, which differ in form from those of our sections: see ``generator.identify``."""


def test_it_has_every_page_with_every_entry(tmp_path: Path) -> None:
    site = generate(content(tmp_path))
    found = ledger(site)
    for page in site.files:
        if "/page-" in page.path:
            continue
        known = found[page_url(page.path, True)]
        if not known.title:
            continue
        html = page.built().html
        ids = {name for name in ENTRY.findall(html) if not name.startswith("page-")}
        assert set(known.entries) <= set(re.findall(r'\bid="([^"]+)"', html)), page.path
        assert ids <= set(known.entries), page.path
    inputs_beside = [address for address in found if address.startswith(("scans/", "syntheses/")) and "." in address]
    assert {found[address].what for address in inputs_beside} == {"raw file"}
    assert (found["api/v1/index.json"].what, found["exports/scans/alpha.bib"].what) == ("API list", "citation")


def test_it_has_the_criteria_that_a_page_of_very_many_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOMAINS", 2)
    monkeypatch.setattr(limits, "CRITERIA", 3)
    long = {domain: dict.fromkeys("dcba", inputs.ANSWER) for domain in ("gulls", "dunes", "crabs")}
    site = generate(inputs.written(tmp_path, {"scans/a/scan.json": with_paper() | {"checklist": long}}))
    (html,) = [page.built().html for page in site.files if page.path == "scans/a/index.md"]
    shown = {name for name in ENTRY.findall(html) if name.startswith(("crabs", "dunes", "gulls"))}
    assert shown == {"crabs", "crabs.a", "crabs.b", "crabs.c", "dunes"}
    assert {
        name for name in ledger(site)["scans/a/"].entries if name.startswith(("crabs", "dunes", "gulls"))
    } == shown


def test_it_has_what_a_page_of_very_many_criteria_shows_beside_a_domain_answered_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CRITERIA", 3)
    two = dict.fromkeys("ab", inputs.ANSWER)
    long = {"crabs": two, "dunes": inputs.ANSWER, "gulls": two, "waves": inputs.ANSWER}
    site = generate(inputs.written(tmp_path, {"scans/a/scan.json": with_paper() | {"checklist": long}}))
    (html,) = [page.built().html for page in site.files if page.path == "scans/a/index.md"]
    shown = {name for name in ENTRY.findall(html) if name.startswith((*long,))}
    # Three criteria, and two domains with an answer each.
    assert shown == {"crabs", "crabs.a", "crabs.b", "dunes", "gulls", "gulls.a", "waves"}
    assert {name for name in ledger(site)["scans/a/"].entries if name.startswith((*long,))} == shown
    assert "The page shows 3 of 4 criteria; the raw file has them all." in html


def test_what_it_says(tmp_path: Path) -> None:
    files = {
        "scans/a/scan.json": SCAN, "scans/b/scan.json": with_paper(title='Beta "β"', arxiv_id=None, authors=MANY),
        "syntheses/s.json": SYNTHESIS, "scans/moved.yml": "scans/old: scans/b\n",
    }  # fmt: skip
    site = generate(inputs.written(tmp_path, files, site_url="https://example.org/x/"))
    (data,) = [asset.content() for asset in site.assets if asset.path == "addresses.json"]
    document = json.loads(data)
    jsonschema.Draft202012Validator(json_schema()).validate(document)
    assert (document["ledger"], document["site_url"]) == (1, "https://example.org/x/")
    assert document["lists"] == [["artifacts", "artifacts.code_released"]]
    addresses = document["addresses"]
    assert list(addresses) == sorted(addresses)
    first = addresses["scans/a/"]
    assert (first["is"], first["title"], first["lists"]) == ("scan", "Measuring Sandcastles", [0])
    assert [name.partition("-")[0] for name in first["entries"]] == ["claim", "flag", "ref"]
    data_of_a = (tmp_path / "scans/a/scan.json").read_bytes()
    assert first["source"] == hashlib.sha256(data_of_a).hexdigest()[:12]
    assert addresses["scans/b/"]["title"] == 'Beta "β"'
    assert (first["authors"], addresses["scans/b/"]["authors"]) == (["Ida Sand"], [*MANY[:20], "et al."])
    assert [address for address, line in addresses.items() if "authors" in line] == ["scans/a/", "scans/b/"]
    assert read_ledger(data, "x")["scans/a/"].authors == ("Ida Sand",)
    assert addresses["scans/old/"] == {"is": "moved", "to": "scans/b/"}
    assert addresses["arxiv/2401.00001/"] == {"is": "identifier", "to": "scans/a/"}
    assert addresses["scans/a/scan.json"] == {"is": "raw file"}
    # One address a line: what changes between two of them can be read.
    assert len(data.splitlines()) == len(addresses) + len(document["lists"]) + 5


def test_the_schema_stands_beside_it_and_it_can_be_left_out(tmp_path: Path) -> None:
    files = {"scans/a/scan.json": SCAN}
    with_it = {asset.path: asset for asset in generate(inputs.written(tmp_path, files)).assets}
    assert json.loads(with_it["addresses.schema.json"].content()) == json_schema()
    without = generate(Config(tmp_path, leave_out=("ledger",)))
    assert with_it.keys() - {asset.path for asset in without.assets} == {"addresses.json", "addresses.schema.json"}


def test_another_entry_makes_another_ledger(tmp_path: Path) -> None:
    def digest(scan: object) -> str:
        site = generate(inputs.written(tmp_path, {"scans/a/scan.json": scan}))
        (found,) = [asset.digest for asset in site.assets if asset.path == "addresses.json"]
        return found

    first = digest(SCAN)
    assert digest(SCAN) == first
    assert digest(inputs.changed(SCAN, claims=[])) != first


def test_another_title_of_what_is_gone_makes_another_ledger(tmp_path: Path) -> None:
    def made(moved: str) -> tuple[str, bytes]:
        site = generate(inputs.written(tmp_path, {"scans/a/scan.json": SCAN, "scans/moved.yml": moved}))
        (found,) = [asset for asset in site.assets if asset.path == "addresses.json"]
        return found.digest, found.content()

    stone = "scans/gone: {{title: {}, date: 2026-03-01, reason: R.}}\n"
    first, second = made(stone.format("One")), made(stone.format("Two"))
    assert first[1] != second[1]
    assert first[0] != second[0]
    assert made(stone.format("One")) == first


def test_a_preview_does_not_wait_for_it(tmp_path: Path) -> None:
    site = generate(content(tmp_path))
    assert [asset.is_of_all for asset in site.assets if asset.path == "addresses.json"] == [True]


def test_a_number_at_the_end_of_a_name_makes_no_further_page(tmp_path: Path) -> None:
    files = {"scans/sand-2024/scan.json": SCAN, "scans/moved.yml": "scans/old-2023: scans/sand-2024\n"}
    pictures = {f"scans/x{number}/scan.json": with_paper(title=f"X{number}", arxiv_id=None) for number in range(30)}
    config = inputs.written(
        tmp_path, {**files, **pictures}, rows_per_page=5, hand_written=frozenset({"guide/page-2.md"})
    )
    site = generate(config)
    found = ledger(site)
    assert {path for path in found if path.startswith("badges/") and "-20" in path} == {
        "badges/old-2023.strip.svg", "badges/old-2023.svg", "badges/sand-2024.strip.svg", "badges/sand-2024.svg",
    }  # fmt: skip
    assert "guide/page-2/" in found
    further = [asset.path for asset in site.assets if re.fullmatch(r"overview/.*-\d+\.svg", asset.path)]
    assert further
    assert not found.keys() & set(further)


def test_further_pages_of_lists_are_no_addresses_to_keep(tmp_path: Path) -> None:
    found = ledger(generate(content(tmp_path, rows_per_page=1)))
    assert "scans/" in found
    assert [address for address in found if "page-2" in address] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "old.json: this is no ledger: the file is empty; give the addresses.json"),
        ("{", "old.json:1:2: this is no ledger: not valid JSON"),
        ("[]", "old.json:1:1: this is no ledger: input should be"),
        ('{"ledger": 2, "addresses": {}}', "ledger: "),
        ('{"ledger": true, "addresses": {}}', "old.json:1:2: this is no ledger: ledger: "),
        (
            '{"ledger": 1,\n "ledger": 1, "addresses": {}}',
            "old.json:2:2: this is no ledger: the key 'ledger' stands twice",
        ),
        (
            '{"ledger": 1, "addresses": {"a": {"is": "x"}, "a": {"is": "x"}}}',
            "the key 'a' stands twice in one object",
        ),
        (f'{{"ledger": 1, "addresses": {{"a": {{"is": "x", "lists": [{"[]," * 9_999}[]]}}}}}}', "more than"),
        ('{"ledger": 1, "addresses": {"a/": {"is": 5}}}', "addresses.a/.is: "),
        ('{"ledger": 1, "addresses": {"a/": {"is": "scan", "lists": [0]}}}', "a/: there is no list 0"),
        ('{"ledger": 1, "addresses": {"a/": {"is": "scan", "lists": [-1]}}}', "addresses.a/.lists.0: "),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        read_ledger(text.encode(), "old.json")


def test_a_ledger_is_read_back_whatever_authors_are_called(tmp_path: Path) -> None:
    site = generate(inputs.written(tmp_path, {"scans/a/scan.json": with_paper(authors=[LONG])}))
    assert ledger(site)["scans/a/"].authors == (f"{LONG[: limits.TITLE]}…",)


def test_fragments_that_all_addresses_share_are_not_counted_without_end() -> None:
    # A file of 40 kB has a million of them.
    lists = [[f"c{number}" for number in range(1_000)]]
    lines = {f"a{number}/": {"is": "scan", "lists": [0]} for number in range(1_000)}
    data = json.dumps({"ledger": 1, "lists": lists, "addresses": lines}).encode()
    with pytest.raises(ConfigError, match="up to here are more than"):
        read_ledger(data, "old.json")


def test_a_ledger_of_long_checklists_is_read() -> None:
    lists = [[f"criterion_{number}" for number in range(500)], [f"type_{number}" for number in range(100)]]
    scans = {f"scans/p{number}/": Address("scan", "A Title of a Few Words", source="97c9af2e60c1", authors=("Ida Sand",) * 4,
             entries=Entries(tuple(map(tuple, lists)))) for number in range(500)}  # fmt: skip
    files = {f"scans/p{number}/scan.json": Address("raw file") for number in range(500)}
    assert read_ledger(written(scans | files, ""), "old.json") == dict(sorted((scans | files).items()))


def test_it_is_read_as_it_was_written() -> None:
    known = {"": Address("home"), "a/\u2028</script>": Address("scan", 'T"\ud800', "b/", source="0a")}
    assert read_ledger(written(known, ""), "x")["a/\u2028</script>"] == Address("scan", 'T"?', "b/", source="0a")
