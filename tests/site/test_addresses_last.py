"""Every address of a published build leads to the same entry, or to words, after all that happens to a site."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.addresses import Browser, Landing, addresses, is_same, ledger_in
from generator.adapters.cli import main
from generator.build import SiteBuild, generate
from generator.config import Config
from generator.identify import claim_anchor, flag_anchor
from tests.inputs import written
from tests.shore import SCANS, claims, flags, shore_files

MOVED = f"""\
scans/eps: scans/a-beach
scans/delta: {{title: Delta, versions: [v1], date: 2026-03-01, reason: It was read by mistake.}}
scans/gamma#{claim_anchor("Gulls sleep.")}: '#{claim_anchor("Gulls never sleep.")}'
scans/gamma#{flag_anchor("Fat gulls")}: {{date: 2026-03-01, reason: They were not.}}
# Delta alone had no year. That the list of such papers is gone is a note, and no error.
years/not-stated: years
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return written(tmp_path / "content", shore_files(), site_url="https://example.org/survey/")


def rewrite(config: Config, path: str, scan: dict[str, Any]) -> None:
    (config.content / path).write_text(json.dumps(scan), "utf-8")


def let_time_pass(config: Config) -> None:
    """A rescan that rewords, a reorder, an added criterion, a scan that was corrected, a rename and a removal."""
    scans = copy.deepcopy(SCANS)
    alpha = scans["alpha"][0]
    rewrite(config, "scans/alpha/scan-v5.json", {
        **alpha, "scan_version": 5, "red_flags": flags("One dune only", "Wind"),
        "claims": claims(("The dunes move.", "strong"), ("Dunes whistle in the night.", "weak")),
    })  # fmt: skip
    beta = scans["beta"]
    beta["checklist"] = {"sea_shells": {"spiral": {"applies": True, "answer": True}}, **beta["checklist"]}
    rewrite(config, "scans/beta/scan.json", beta)
    gamma = scans["gamma"]
    gamma["claims"] = [*claims(("Gulls never sleep.", "unsupported")), *reversed(gamma["claims"][:2])]
    gamma["red_flags"] = gamma["red_flags"][:1]
    gamma["cited_papers"].reverse()
    rewrite(config, "scans/gamma/scan.json", gamma)
    (config.content / "scans/eps").rename(config.content / "scans/a-beach")
    (config.content / "scans/delta/scan.json").unlink()
    (config.content / "scans/delta").rmdir()


def landings(site: SiteBuild, wanted: list[str]) -> dict[str, Landing]:
    browser = Browser(site)
    return {address: browser.go(address) for address in wanted}


def test_every_address_of_the_first_build_leads_somewhere_in_the_second(config: Config) -> None:
    first = generate(config)
    wanted = list(addresses(ledger_in(first)))
    before = landings(first, wanted)
    # Alpha was scanned twice: its page says of seven claims, two red flags and what was asked that they are gone.
    said = {address for address, landing in before.items() if landing.kind == "words"}
    assert {address.partition("#")[0] for address in said} == {"scans/alpha/"}
    assert {landing.kind for landing in before.values()} == {"entry", "words"}
    assert sum("#" in address for address in wanted) > 60
    let_time_pass(config)
    (config.content / "scans/moved.yml").write_text(MOVED, "utf-8")
    second = generate(config)
    assert [item.message for item in second.diagnostics if item.file == "scans/moved.yml"] == []
    after = landings(second, wanted)
    words, elsewhere, other = {}, {}, {}
    for address, now in after.items():
        if now.kind == "words":
            words[address] = now
        elif now.kind == "entry" and ("#" not in address or is_same(address.partition("#")[2], before[address], now)):
            if not address.partition("#")[0].startswith(now.path.removesuffix("index.html")):
                elsewhere[address] = now.path
        else:
            other[address] = now

    # What is gone and what was reworded is said; every other entry is the one that it was.
    gone = {
        address for address in wanted if address.startswith("scans/delta/") and address != "scans/delta/scan.json"
    }
    corrected = {f"scans/gamma/#{claim_anchor('Gulls sleep.')}", f"scans/gamma/#{flag_anchor('Fat gulls')}"}
    reworded = {f"scans/alpha/#{anchor}" for anchor in (
        claim_anchor("Dunes move."), claim_anchor("Dunes sing."), flag_anchor("One dune")
    )}  # fmt: skip
    assert set(words) == gone | corrected | reworded | said
    assert {words[address].title for address in gone} == {"Delta"}
    assert "removed on 2026 03 01" in words[f"scans/gamma/#{flag_anchor('Fat gulls')}"].words
    assert "is now claim gulls never sleep" in words[f"scans/gamma/#{claim_anchor('Gulls sleep.')}"].words
    assert "dunes sing" in words[f"scans/alpha/#{claim_anchor('Dunes sing.')}"].words
    # The files of what is gone have gone with it, and its page says so.
    assert "scans/delta/scan.json" in other
    # Red flags that no paper has any more have no page: the page for wrong addresses leads to all of them.
    lists = {"red-flags/fat-gulls/", "red-flags/one-dune/"}
    assert {address for address in other if not re.search(r"/delta(?:/scan)?\.[a-z.]+$", address)} == lists
    # A folder that was renamed leads on with all of its entries, and by its identifiers.
    moved = {address for address in wanted if address.startswith("scans/eps/#")}
    assert moved
    assert {elsewhere[address] for address in moved} == {"scans/a-beach/index.html"}
    assert {elsewhere[f"arxiv/{paper}/"] for paper in ("2403.00005", "2501.00002")} == {
        "scans/a-beach/index.html", "scans/beta/index.html",
    }  # fmt: skip
    assert (second_raw := after["scans/eps/scan.json"]).path == "scans/eps/scan.json"
    assert second_raw.words == before["scans/eps/scan.json"].words


def test_the_check_names_what_would_die_without_what_the_publisher_writes(
    config: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (data,) = [asset.content() for asset in generate(config).assets if asset.path == "addresses.json"]
    project = config.content.parent
    (project / "published.json").write_bytes(data)
    (project / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/survey/\ndocs_dir: content\nplugins: [scanpress]\n", "utf-8"
    )
    monkeypatch.chdir(project)
    check = ["check", "-q", "--format", "json", "--select", "dead-address", "--published", "published.json"]
    assert main(check) == 0
    let_time_pass(config)
    capsys.readouterr()
    assert main(check) == 1
    remedies = {item["remedy"].partition(": ")[2] for item in json.loads(capsys.readouterr().out)}
    assert remedies == {
        "scans/eps: scans/a-beach",
        "scans/delta: {title: 'Delta', authors: ['Ida Sand'], versions: [v1], date: YYYY-MM-DD, reason: …}",
        f"scans/gamma#{claim_anchor('Gulls sleep.')}: '#{claim_anchor('Gulls never sleep.')}'",
        f"scans/gamma#{flag_anchor('Fat gulls')}: {{date: YYYY-MM-DD, reason: …}}",
    }
    (config.content / "scans/moved.yml").write_text(MOVED, "utf-8")
    assert main(check) == 0
