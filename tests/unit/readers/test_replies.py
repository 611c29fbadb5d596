"""``reply.md`` beside a scan: shown on the page of the paper as text, and published nowhere else."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator import generate, limits
from generator.build import SiteBuild, read
from generator.diagnostics import Report
from generator.model import Reply
from generator.readers.memory import Memory
from generator.readers.reply import read_reply
from tests.attacks import SEEDS
from tests.inputs import SCAN, with_paper, written

PATH = "scans/a/reply.md"
TWO = {"scans/a/scan.json": SCAN, "scans/b/scan.json": with_paper(title="On Buckets", arxiv_id="2401.00002")}
MARKED = "From the authors of the paper. Not part of the scan, and not checked."


def built(folder: Path, files: dict[str, object], **settings: Any) -> SiteBuild:
    return generate(written(folder, {**TWO, **files}, **settings))


def html(build: SiteBuild, path: str) -> str:
    return next(file for file in build.files if file.path == path).built().html


def said(build: SiteBuild) -> list[tuple[str, str]]:
    return [(item.file, item.rule) for item in build.diagnostics if item.file.endswith("reply.md")]


def test_a_reply_stands_on_the_page_of_its_paper_marked_and_with_its_links(tmp_path: Path) -> None:
    reply = (
        "We released the code.\nSee https://example.org/code, please.\n\n# Not a heading\n\n[x](javascript:alert(1))"
    )
    build = built(tmp_path, {PATH: reply.encode()})
    page = html(build, "scans/a/index.md")
    start = page.index("Reply of the authors")
    shown = page[start : page.index('id="red-flags"')]
    assert MARKED in shown
    assert "<p>We released the code. See " in shown
    assert '<a href="https://example.org/code" rel="nofollow noopener">https://example.org/code</a>, please.' in shown
    assert "<p># Not a heading</p>" in shown
    assert "<p>[x](javascript:alert(1))</p>" in shown
    assert shown.count("<a ") == 2  # the permalink of the heading, and that address
    assert MARKED not in html(build, "scans/b/index.md")
    assert said(build) == []
    assert PATH in build.refused
    assert not [item.path for item in (*build.files, *build.assets) if "reply" in item.path]


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *sorted(name for name, _ in attrs)))


def test_whatever_it_holds_is_text_and_addresses_are_links(tmp_path: Path) -> None:
    few = 20
    files: dict[str, object] = {}
    for start in range(0, len(SEEDS), few):
        attacks = [seed for seed in SEEDS[start : start + few] if "\0" not in seed]
        files[f"scans/p{start}/scan.json"] = with_paper(title=f"Paper {start}", arxiv_id=None)
        files[f"scans/p{start}/reply.md"] = "\n\n".join(["Plain.", *attacks]).encode(errors="replace")
    build = built(tmp_path, files)
    for start in range(0, len(SEEDS), few):
        page = html(build, f"scans/p{start}/index.md")
        shown = page[page.index("Reply of the authors") : page.index('id="red-flags"')]
        assert Elements(shown).found <= {
            ("p",), ("p", "class"), ("div", "class"), ("a", "href", "rel"), ("a", "class", "href", "title"), ("em",),
        }  # fmt: skip
        assert all(url.startswith("http") for url in re.findall('href="([^"#]+)', shown))


def test_another_reply_makes_that_page_anew_and_no_other(tmp_path: Path) -> None:
    def digests() -> dict[str, str]:
        return {file.path: file.digest for file in generate(written(tmp_path, {}), memory=memory).files}

    memory = Memory()
    written(tmp_path, TWO)
    before = digests()
    written(tmp_path, {PATH: "One."})
    first = digests()
    written(tmp_path, {PATH: "Two."})
    second = digests()
    for old, new in ((before, first), (first, second)):
        assert {path for path in old if old[path] != new[path]} == {"scans/a/index.md"}
    (tmp_path / PATH).unlink()
    assert digests() == before


def test_a_long_reply_is_cut_and_the_page_says_so(tmp_path: Path) -> None:
    text = "word " * limits.REPLY
    page = html(built(tmp_path, {PATH: text}), "scans/a/index.md")
    assert "The reply goes on; this page shows its first 7,999 characters." in page
    assert page.count("word") == limits.REPLY // len("word ")
    reply = read_reply(b"*" * (limits.REPLY_SIGNS + 5), Report(PATH))
    assert reply == Reply("*" * limits.REPLY_SIGNS, True)
    assert read_reply(b"\xef\xbb\xbf Fine.\r\n", Report(PATH)) == Reply("Fine.", False)


@pytest.mark.parametrize("data", [b"", b" \n", "\u200b\u202e\u3164".encode()])
def test_a_reply_of_which_nothing_is_seen_is_empty(data: bytes) -> None:
    report = Report(PATH)
    assert read_reply(data, report) is None
    assert [(item.rule, item.message) for item in report.items] == [("unreadable", "the reply is empty")]


def test_what_is_no_reply_is_named_and_never_published(tmp_path: Path) -> None:
    build = built(tmp_path, {
        PATH: b"\xff\xfe\x00", "scans/b/reply.md": b" \n", "scans/c/reply.md": "Alone.", "scans/reply.md": "Nobody's.",
        "scans/d/scan.json": with_paper(title="D", arxiv_id=None),
        "scans/d/reply.md": "x" * (limits.REPLY_FILE + 1),
    }, publish=("md",))  # fmt: skip
    assert sorted(said(build)) == [
        ("scans/a/reply.md", "unreadable"), ("scans/b/reply.md", "unreadable"), ("scans/c/reply.md", "lonely-reply"),
        ("scans/d/reply.md", "too-large"), ("scans/reply.md", "lonely-reply"),
    ]  # fmt: skip
    for path, _ in said(build):
        assert path in build.refused
    for name in "abd":
        assert MARKED not in html(build, f"scans/{name}/index.md")


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
def test_links_and_pipes_are_not_followed_nor_waited_for(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    content = tmp_path / "content"
    written(content, TWO)
    (content / PATH).symlink_to(tmp_path / "secret")
    os.mkfifo(content / "scans/b/reply.md")
    build = generate(written(content, {}))
    assert said(build) == [("scans/a/reply.md", "symlink"), ("scans/b/reply.md", "not-a-file")]
    assert "secret words" not in html(build, "scans/a/index.md")


def test_it_is_read_beside_scans_elsewhere_and_for_all_scans_of_a_folder(tmp_path: Path) -> None:
    written(tmp_path, {
        "papers/x/scan-v3.json": SCAN, "papers/x/scan-v4.json": SCAN, "papers/x/reply.md": "We disagree.",
        "papers/x/notes.md": "x", "content/index.md": "# x",
    })  # fmt: skip
    config = written(tmp_path / "content", {}, scans="../papers", repository=tmp_path, project=tmp_path)
    build = generate(config)
    assert "<p>We disagree.</p>" in html(build, "scans/x/index.md")
    assert said(build) == []
    _, site, _ = read(config)
    assert site.is_complete


def test_where_each_file_is_a_scan_a_reply_is_told_to_go_into_a_folder(tmp_path: Path) -> None:
    site = written(tmp_path, {"papers/a.json": SCAN, "papers/reply.md": "Ours."}, scans="papers/*.json")
    (found,) = [item for item in generate(site).diagnostics if item.rule == "lonely-reply"]
    assert found.message == "each file of this folder is a scan, so the reply stands with none"
    assert found.remedy == "give the scan a folder of its own, and put the reply there"
