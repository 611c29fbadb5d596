"""Do published addresses last? Every one of a build is looked up in the next, after all that happens to a site.

    python -m benchmarks.addresses --scans 100

A made corpus is built and its ledger kept. Then a fifth of the papers each is scanned again in other words, is put
into another order, is asked a further question, gets another folder's name, or is removed; ``moved.yml`` gets the
lines that ``scanpress check --published`` shows, until it has none to show. Then every address of the ledger is
followed as a browser does it. It lands on the same entry, on words that say what became of it, or nowhere.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import posixpath
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from benchmarks.corpus import make_corpus
from benchmarks.newest import newest_scan
from generator.adapters.ledger import read_ledger
from generator.analysis.ledger import Ledger
from generator.build import SiteBuild, generate, published, read
from generator.checks.published import dead_addresses
from generator.config import Config
from generator.identify import folded
from generator.render.href import page_file

_CONTAINERS = frozenset({"tr", "li", "h1", "h2", "h3", "h4", "p", "summary", "div"})
_EMPTY = frozenset({"br", "img", "input", "meta", "link", "hr", "path", "rect", "use", "circle"})
_AFTERWARDS = ("earlier-entries", "moved-entries")
"""The sections of a page that say what became of entries."""


class Shown(HTMLParser):
    """What a reader sees of a page: the words around each id, what each link leads to, and the title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.afterwards: set[str] = set()
        self.next = ""
        self.title = ""
        self._open: list[tuple[str, list[str], list[str]]] = []
        self._section = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        found = dict(attrs)
        name, href = found.get("id"), found.get("href")
        if tag in ("h1", "h2") and name:
            self._section = name
        if tag == "a" and found.get("rel") == "next":
            self.next = href or ""
        if tag not in _EMPTY:
            self._open.append((tag, [], []))
        if name:
            holders = [item for item in self._open if item[0] in _CONTAINERS]
            own = self._open[-1] if self._open and self._open[-1][0] in _CONTAINERS else None
            (own or (holders or self._open)[-1])[2].append(name)
            if tag == "a" and href:
                self.links[name] = href
            if self._section in _AFTERWARDS:
                self.afterwards.add(name)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and those in it that nothing ended."""
        while self._open and any(item[0] == tag for item in self._open):
            name, texts, ids = self._open.pop()
            text = " ".join("".join(texts).split())
            for anchor in ids:
                self.words[anchor] = text
            if name == "h1":
                self.title = text
            if self._open:
                self._open[-1][1].append(f" {text} ")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """A text."""
        if self._open:
            self._open[-1][1].append(data)


@dataclass(frozen=True)
class Landing:
    """Where an address leads: nowhere, to an entry with its words, or to words that say what became of it."""

    kind: str
    path: str = ""
    title: str = ""
    words: str = ""


NOWHERE = Landing("nowhere")


class Browser:
    """Follows addresses through a build, without its ledger."""

    def __init__(self, site: SiteBuild, *, directory_urls: bool = True) -> None:
        self._pages = {page_file(page.path, directory_urls): page for page in site.files}
        self._assets = {asset.path: asset for asset in site.assets}
        self._shown: dict[str, Shown] = {}

    def go(self, address: str) -> Landing:
        """Where somebody lands who opens an address below the site's."""
        for _ in range(10):
            path, _, anchor = address.partition("#")
            file = path if path in self._assets or path in self._pages else f"{path}index.html"
            if file in self._assets and not file.endswith(".html"):
                return Landing("entry", file, words=hashlib.sha256(self._assets[file].content()).hexdigest())
            if file not in self._pages and file not in self._assets:
                return NOWHERE
            page = self._page(file)
            if file in self._pages:
                return self._on(page, file, anchor)
            # What the site's script does on a page that leads on.
            target = page.links.get(anchor) if anchor else None
            if target is None and page.next:
                target = page.next.partition("#")[0] + (f"#{anchor}" if anchor else "")
            if target is None:
                return Landing("words", file, page.title)
            parts = urlsplit(urljoin(f"https://a.example/{file}", target))
            address = parts.path.removeprefix("/") + (f"#{parts.fragment}" if parts.fragment else "")
        return NOWHERE

    def _on(self, page: Shown, file: str, anchor: str) -> Landing:
        if not anchor:
            return Landing("entry", file, page.title)
        if anchor not in page.words:
            return NOWHERE
        kind = "words" if anchor in page.afterwards else "entry"
        return Landing(kind, file, page.title, folded(page.words[anchor]))

    def _page(self, file: str) -> Shown:
        if file not in self._shown:
            html = self._pages[file].built().html if file in self._pages else self._assets[file].content().decode()
            self._shown[file] = Shown(html)
        return self._shown[file]


def addresses(ledger: Ledger) -> Iterator[str]:
    """Every address of a ledger, with those of entries."""
    for address, found in ledger.items():
        yield address
        for anchor in found.entries:
            yield f"{address}#{anchor}"


def is_same(anchor: str, before: Landing, after: Landing) -> bool:
    """Whether it is the same entry, of the same paper, in the same words."""
    if after.kind != "entry" or before.title != after.title:
        return False
    if anchor.startswith(("ref-arxiv-", "ref-doi-")):
        # The id says which work it is; whether that has a scan here, and so a title, may be another matter by now.
        return True
    return before.words == after.words or (before.words[:40] == after.words[:40] != "" and anchor.startswith("ref-"))


def ledger_in(site: SiteBuild) -> Ledger:
    """The ledger that a build has written."""
    (data,) = [asset.content() for asset in site.assets if asset.path == "addresses.json"]
    return read_ledger(data, "addresses.json")


EVENTS = ("a rescan that rewords", "a reorder", "an added criterion", "a renamed slug", "a removed paper")
"""What happens to papers."""


def let_time_pass(content: Path) -> Counter[str]:
    """Do to a corpus what happens to one, to a fifth of its papers each; gives back to how many."""
    done: Counter[str] = Counter()
    for number, folder in enumerate(sorted((content / "scans").iterdir())):
        if not folder.is_dir():
            continue
        what = EVENTS[number % len(EVENTS)]
        done[what] += 1
        newest = newest_scan(folder)
        scan = json.loads(newest.read_text("utf-8"))
        if what == "a renamed slug":
            folder.rename(folder.with_name(f"{folder.name}-renamed"))
        elif what == "a removed paper":
            shutil.rmtree(folder)
        elif what == "a reorder":
            newest.write_text(json.dumps(_reordered(scan)), "utf-8")
        elif what == "an added criterion":
            for domain in scan.get("checklist", {}).values():
                domain["asked_later"] = {"applies": True, "answer": True, "justification": "Asked later."}
            newest.write_text(json.dumps(scan), "utf-8")
        else:
            version = int(scan.get("scan_version") or 1) + 1
            scan["scan_version"] = version
            for claim in scan.get("claims", []):
                claim["claim"] = f"In other words, {claim['claim'].lower()} So it was found."
            for flag in scan.get("red_flags", [])[1:]:
                flag["flag"] = f"Seen again: {flag['flag']}"
            (folder / f"scan-v{version}.json").write_text(json.dumps(scan), "utf-8")
    return done


def _reordered(scan: dict[str, Any]) -> dict[str, Any]:
    made = {key: value[::-1] if isinstance(value, list) else value for key, value in scan.items()}
    made["checklist"] = {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value
        for key, value in reversed(scan.get("checklist", {}).items())
    }
    return made


def follow_the_advice(config: Config, old: Ledger) -> int:
    """Write into ``moved.yml`` what the check says, until it says nothing; gives back how many lines."""
    file = config.content / "scans" / "moved.yml"
    lines: list[str] = []
    for _ in range(4):
        _, site, _ = read(config)
        new, _ = published(site, ())
        found = [item for item in dead_addresses(site, old, new, ()) if item.rule == "dead-address"]
        if not found:
            break
        lines += [
            item.remedy.partition(": ")[2].replace("YYYY-MM-DD", "2026-03-01").replace("…", "For a benchmark.")
            for item in found
        ]
        file.write_text("\n".join([*lines, ""]), "utf-8")
    return len(lines)


@dataclass(frozen=True)
class Outcome:
    """What became of the addresses of a build: how many lead to the same entry and to words, and which to nothing."""

    same: int
    words: int
    files: int
    """Files of papers that were removed, whose pages say so."""
    lists: tuple[str, ...]
    """Lists of papers that have none any more."""
    lost: tuple[str, ...]

    @property
    def total(self) -> int:
        """All addresses."""
        return self.same + self.words + self.files + len(self.lists) + len(self.lost)


_LISTS = ("authors", "tags", "modules", "types", "venues", "years", "red-flags", "claims", "references", "overview",
          "criteria")  # fmt: skip


def outcome(before: Mapping[str, Landing], after: Browser) -> Outcome:
    """Follow every address again; ``before`` is where each led."""
    same = words = files = 0
    lists, lost = [], []
    for address, was in before.items():
        now = after.go(address)
        path, _, anchor = address.partition("#")
        pages = (f"{posixpath.dirname(path)}/", f"scans/{posixpath.basename(path).partition('.')[0]}/")
        if now.kind == "words":
            words += 1
        elif now.kind == "entry" and (not anchor or is_same(anchor, was, now)):
            same += 1
        elif now.kind == "nowhere" and path.split("/")[0] in _LISTS:
            lists.append(address)
        elif not path.endswith("/") and any(after.go(page).kind == "words" for page in pages):
            files += 1
        else:
            lost.append(address)
    return Outcome(same, words, files, tuple(lists), tuple(lost))


def main() -> None:
    """Print what became of every address."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scans", type=int, default=100, help="of how many papers (default: 100)")
    scans = parser.parse_args().scans
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        make_corpus(content, scans)
        config = Config(content)
        first = generate(config)
        old, browser = ledger_in(first), Browser(first)
        before = {address: browser.go(address) for address in addresses(old)}
        done = let_time_pass(content)
        lines = follow_the_advice(config, old)
        found = outcome(before, Browser(generate(config)))
    print(", ".join(f"{what}: {count}" for what, count in done.items()))
    print(f"{lines} lines in moved.yml")
    print(
        f"of {found.total:,} addresses {found.same:,} lead to the same entry, {found.words:,} to words that say what "
        f"became of it; {found.files:,} were files of papers that were removed, {len(found.lists):,} lists of papers "
        f"that have none any more; {len(found.lost):,} are lost"
    )
    for address in found.lost[:20]:
        print(f"  {address}")


if __name__ == "__main__":
    main()
