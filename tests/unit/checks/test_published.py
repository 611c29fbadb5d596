"""What was published and would lead nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator import limits
from generator.adapters.cli import main
from generator.analysis.entries import Entries
from generator.analysis.ledger import Address
from generator.checks.published import dead_addresses
from generator.identify import flag_anchor
from tests.inputs import SCAN, Corpus, changed, with_paper
from tests.unit.adapters.test_committed import git

BEACH = flag_anchor("One beach")
"""The id of the red flag of each scan."""
ONLY = flag_anchor("One beach only")
BETA = with_paper(title="Beta", authors=["Bo Bucket"], arxiv_id="2401.00002")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: ''\ndocs_dir: content\nplugins: [scanpress]\n")
    put(tmp_path, "scans/a/scan.json", SCAN)
    put(tmp_path, "scans/b/scan.json", BETA)
    return tmp_path


def put(project: Path, path: str, value: object) -> None:
    file = project / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(value if isinstance(value, str) else json.dumps(value))


def publish(project: Path) -> None:
    """Keep the ledger, as the workflow does."""
    main(["export", "-q", str(project / "plain")])
    (project / "old.json").write_bytes((project / "plain/content/addresses.json").read_bytes())


def dead(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """What is named, each with its remedy."""
    capsys.readouterr()
    code = main(["check", "-q", "--format", "json", "--published", "old.json", *arguments])
    found = [item for item in json.loads(capsys.readouterr().out) if item["rule"] in ("dead-address", "gone-list")]
    assert code == (1 if any(item["severity"] == "error" for item in found) else 0), found
    assert {item["file"] for item in found} <= {"scans/moved.yml"}
    return {
        item["message"].removesuffix(" is published, and would lead nowhere"): item["remedy"].removeprefix(
            "write into scans/moved.yml: "
        )
        for item in found
        if item["severity"] == "error"
    }


def test_nothing_is_dead_where_nothing_is_gone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(project)
    put(project, "scans/c/scan.json", with_paper(title="Gamma", arxiv_id=None))
    assert dead(capsys) == {}


def test_feeds_of_days_from_git_are_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/\ndocs_dir: content\nplugins: [{scanpress: {dates: git}}]\n"
    )
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "one")
    publish(project)
    assert "feeds/scans.atom" in (project / "old.json").read_text()
    assert dead(capsys) == {}


def test_what_is_renamed_is_found_and_the_remedy_mends_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(project)
    (project / "content/scans/b").rename(project / "content/scans/beta")
    assert dead(capsys) == {"scans/b/ (scan 'Beta', with its 5 entries)": "scans/b: scans/beta"}
    put(project, "scans/moved.yml", "scans/b: scans/beta\n")
    assert dead(capsys) == {}
    # What leads on is an address as well.
    publish(project)
    put(project, "scans/moved.yml", "# nothing\n")
    assert set(dead(capsys)) == {"scans/b/ (moved)"}


def test_what_is_removed_needs_a_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(project)
    (project / "content/scans/b/scan.json").unlink()
    (found,) = dead(capsys).items()
    assert found == (
        "scans/b/ (scan 'Beta', with its 5 entries)",
        "scans/b: {title: 'Beta', authors: ['Bo Bucket'], arxiv_id: '2401.00002', versions: [v1], date: YYYY-MM-DD, reason: …}",
    )
    put(project, "scans/moved.yml", found[1].replace("YYYY-MM-DD", "2026-03-01").replace("…", "Read by mistake."))
    assert dead(capsys) == {}


def test_an_entry_that_was_reworded_asks_for_the_one_that_is_like_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(project)
    put(project, "scans/a/scan.json", changed(SCAN, red_flags=[{"flag": "One beach only", "detail": "Castles."}]))
    assert dead(capsys) == {
        f"scans/a/#{BEACH} (a red flag of the scan 'Measuring Sandcastles')": f"scans/a#{BEACH}: '#{ONLY}'"
    }
    put(project, "scans/moved.yml", f"scans/a#{BEACH}: '#{ONLY}'\n")
    assert dead(capsys) == {}


def test_fragments_of_a_page_that_moved_are_looked_up_where_it_leads(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(project)
    (project / "content/scans/b/scan.json").unlink()
    put(project, "scans/beta/scan.json", changed(BETA, red_flags=[]))
    put(project, "scans/moved.yml", "scans/b: scans/beta\n")
    assert set(dead(capsys)) == {f"scans/b/#{BEACH} (a red flag of the scan 'Beta')"}
    gone = f"scans/b: scans/beta\nscans/b#{BEACH}: {{date: 2026-03-01, reason: It was two.}}\n"
    put(project, "scans/moved.yml", gone)
    assert dead(capsys) == {}


def test_a_list_without_papers_is_a_note(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(project)
    put(project, "scans/b/scan.json", changed(BETA, methodology_tags=["rct"]))
    put(project, "scans/a/scan.json", changed(SCAN, methodology_tags=["rct"]))
    assert dead(capsys) == {}
    main(["check", "--published", "old.json"])
    assert "write into scans/moved.yml: tags/observational: tags [gone-list]" in capsys.readouterr().out


def test_a_page_by_hand_at_an_old_address_is_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "about.md", "# About\n")
    publish(project)
    (project / "content/about.md").unlink()
    assert dead(capsys) == {"about/ (page)": "about: its new address"}
    put(project, "about/index.md", "# About\n")
    assert dead(capsys) == {}


@pytest.mark.parametrize("name", ["guide/über-uns", "guide/my page", "it's", "@ home", "null", "2024", "guide/a+b"])
def test_a_page_by_hand_can_be_named_whatever_it_is_called(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    put(project, f"{name}.md", "# About\n")
    put(project, "kept.md", "# Kept\n")
    publish(project)
    (project / f"content/{name}.md").unlink()
    (found,) = dead(capsys).items()
    assert found[0] == f"{name}/ (page)"
    put(project, "scans/moved.yml", found[1].replace("its new address", "kept") + "\n")
    assert dead(capsys) == {}


def test_where_pages_are_files_the_remedies_mend_as_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "mkdocs.yml").open("a") as stream:
        stream.write("use_directory_urls: false\n")
    put(project, "about.md", "# About\n")
    publish(project)
    assert "scans/b/index.html" in (project / "old.json").read_text()
    (project / "content/about.md").unlink()
    (project / "content/scans/b/scan.json").unlink()
    put(project, "scans/a/scan.json", changed(SCAN, red_flags=[{"flag": "One beach only", "detail": "Castles."}]))
    found = dead(capsys)
    assert found == {
        "about.html (page)": "about.html: its new address",
        f"scans/a/#{BEACH} (a red flag of the scan 'Measuring Sandcastles')": f"scans/a#{BEACH}: '#{ONLY}'",
        "scans/b/ (scan 'Beta', with its 5 entries)": (
            "scans/b: {title: 'Beta', authors: ['Bo Bucket'], arxiv_id: '2401.00002', versions: [v1], "
            "date: YYYY-MM-DD, reason: …}"
        ),
    }
    lines = "\n".join(found.values()).replace("its new address", "methodology").replace("YYYY-MM-DD", "2026-03-01")
    put(project, "scans/moved.yml", f"{lines}\nscans/old: scans/a\nscans/old#flag-x: scans/a#{ONLY}\n")
    assert dead(capsys) == {}
    # And what then is published is known again.
    publish(project)
    known = json.loads((project / "old.json").read_text())["addresses"]
    assert known["scans/b/index.html"] == {"is": "removed", "title": "Beta"}
    assert known["scans/old/index.html"] == {"is": "moved", "to": "scans/a/index.html", "entries": ["flag-x"]}
    assert dead(capsys) == {}


@pytest.mark.parametrize(("arguments", "message"), [
    (["--published", "none.json"], "none.json: no such file or directory; give the addresses.json of"),
    (["--published", "mkdocs.yml"], "mkdocs.yml:1:1: this is no ledger: not valid JSON"),
    (["--published", "old.json", "content/scans/a"], "--published: addresses are those of the whole project"),
])  # fmt: skip
def test_wrong_use_is_said_in_one_line(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    publish(project)
    assert main(["check", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_by_itself_the_file_is_checked_for_its_form_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "scans/moved.yml", f"scans/a#flag-x: '#{BEACH}'\nscans/a#flag-y: 1\n")
    main(["check", "-q", "content/scans/moved.yml"])
    said = capsys.readouterr().out
    assert said.count("[moved-entry]") == 1
    assert "flag-y leads to '1'" in said


V4 = changed(SCAN, scan_version=4)
SECOND = changed(with_paper(venue="Proceedings of the Beach"), scan_version=4)
V5 = changed(SCAN, scan_version=5)


def taken(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str]]:
    """The scans that took the address of another: the file, what is said, and the remedy."""
    capsys.readouterr()
    main(["check", "-q", "--format", "json", "--published", "old.json"])
    found = [item for item in json.loads(capsys.readouterr().out) if item["rule"] == "dead-address"]
    return [(item["file"], item["message"], item["remedy"]) for item in found]


@pytest.mark.parametrize("urls", [True, False])
@pytest.mark.parametrize("newest", [V4, V5], ids=["newest", "earlier"])
def test_a_scan_that_takes_the_address_of_another_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], newest: object, urls: bool
) -> None:
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write(f"use_directory_urls: {str(urls).lower()}\n")
    put(project, "scans/a/scan.json", V4)
    if newest is V5:
        put(project, "scans/a/scan-v5.json", V5)
    publish(project)
    assert taken(capsys) == []
    put(project, "scans/a/scan-v4.json", SECOND)
    assert taken(capsys) == [(
        "scans/a/scan-v4.json",
        "scans/a/v4/ is published, and would show this scan; the one that was there would be at scans/a/v4-scan/",
        "name it after what is different, such as scan-v4-second.json",
    )]  # fmt: skip
    # The remedy mends it.
    (project / "content/scans/a/scan-v4.json").rename(project / "content/scans/a/scan-v4-second.json")
    assert taken(capsys) == []
    # What is published once stays: the other way round, the first is the one that moves.
    publish(project)
    put(project, "scans/a/scan-v4.json", changed(V4, tags=["third"]))
    assert [message.partition(" ")[0] for _, message, _ in taken(capsys)] == ["scans/a/v4/"]


def test_a_paper_in_a_folder_that_takes_the_address_of_a_scan_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, "scans/a/scan.json", V4)
    publish(project)
    put(project, "scans/a/v4/scan.json", with_paper(title="Gamma", arxiv_id=None))
    ((file, message, remedy),) = taken(capsys)
    assert (file, remedy) == ("scans/a/v4/scan.json", "give its folder another name")
    assert message.endswith("would be at scans/a/v4-scan/")


def test_a_scan_that_is_edited_or_followed_by_another_version_keeps_its_address(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, "scans/a/scan.json", V4)
    # One that is the same is no other place of it.
    put(project, "scans/a/scan-v4-copy.json", V4)
    publish(project)
    put(project, "scans/a/scan.json", SECOND)
    assert taken(capsys) == []
    put(project, "scans/a/scan-v5.json", V5)
    assert taken(capsys) == []


def test_a_ledger_without_sources_says_nothing_of_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That of a site which an earlier version published."""
    put(project, "scans/a/scan.json", V4)
    publish(project)
    text = (project / "old.json").read_text()
    (project / "old.json").write_text(re.sub(r'"source":"[0-9a-f]{12}",?', "", text))
    put(project, "scans/a/scan-v4.json", SECOND)
    assert taken(capsys) == []


def ledger(*, scans: int = 0, lists: int = 0, entries: int = 0) -> dict[str, Address]:
    """Addresses that lead nowhere, and entries of a page that is there."""
    return {
        **{f"scans/x{number}/": Address("scan", f"X {number}") for number in range(scans)},
        **{f"tags/x{number}/": Address("group", f"X {number}") for number in range(lists)},
        "scans/a/": Address("scan", "A", entries=Entries(own=tuple(f"claim-x{number}" for number in range(entries)))),
    }


class Counted(Entries):
    """Entries that count how often they are gone through."""

    times = 0

    def __iter__(self):
        Counted.times += 1
        return super().__iter__()


def test_of_what_is_dead_so_much_is_named_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FINDINGS", 3)
    new = {"scans/a/": Address("scan", "A", entries=Counted(own=("claim-y",)))}

    def found(**numbers: int) -> list[tuple[str, str]]:
        every = dead_addresses(Corpus().site, ledger(**numbers), new, ())
        return [(item.rule, item.message.partition(" (")[0]) for item in every]

    assert found(scans=3) == [("dead-address", f"scans/x{number}/") for number in range(3)]
    assert found(scans=9, lists=5) == [
        *[("dead-address", f"scans/x{number}/") for number in range(3)],
        *[("gone-list", f"tags/x{number}/") for number in range(3)],
        ("and-more", "dead-address: 6 more after the first 3 that are kept"),
        ("and-more", "gone-list: 2 more after the first 3 that are kept"),
    ]
    Counted.times = 0
    assert found(scans=1, entries=9) == [
        *[("dead-address", f"scans/a/#claim-x{number}") for number in range(3)],
        ("and-more", "dead-address: 7 more after the first 3 that are kept"),
    ]
    # What is new on a page is looked up once, not for each entry that is gone.
    assert Counted.times == 2


def test_the_line_that_mends_it_is_of_a_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GROUPS", 2)
    title, names = "Sand " * 1_000, tuple(f"Author {number}" for number in range(50))
    old = {"scans/x/": Address("scan", title, authors=names)}
    old |= {f"scans/x/v{number}/": Address("earlier scan", title) for number in range(9)}
    (item,) = dead_addresses(Corpus().site, old, {}, ())
    assert len(item.remedy) < 900
    assert "'Author 19'], versions: [v0, v1], date: YYYY" in item.remedy
    assert "Author 20" not in item.remedy
