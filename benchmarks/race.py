"""Builds one corpus with several contenders, turn by turn, and measures each build."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import OURS, VOCABULARY, Contender, write_vocabulary
from benchmarks.content import Compared, compare, spread
from benchmarks.measure import BuildError, SiteSize, Spread, Usage, run, site_size
from benchmarks.newest import newest_scan
from benchmarks.peers import LeftOut

COLD, UNCHANGED, EDITED = "cold", "unchanged", "one edit"
COMPARED_PAPERS = 5
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The builds of one corpus by one contender, from one kind of start."""

    contender: str
    name: str
    start: str
    """``cold``: nothing was there of an earlier build; ``unchanged``: all was, and nothing new; ``one edit``."""
    papers: int
    runs: int
    wall: Spread
    """Seconds."""
    cpu: Spread
    """Seconds of processor time."""
    peak: int
    """Bytes of memory, the most of all runs."""
    site: SiteSize
    content: Compared
    scan: Spread
    """Bytes of the newest scan of each paper."""


def make_project(project: Path, papers: int) -> None:
    """A project folder with a corpus and the words; made by a process of its own, which takes memory with it."""
    project.mkdir(parents=True)
    command = (sys.executable, "-m", "benchmarks.corpus", str(project / "content"), "--scans", str(papers))
    subprocess.run(command, cwd=Path(__file__).resolve().parent.parent, check=True, stdin=subprocess.DEVNULL)
    write_vocabulary(project)


def race(
    contenders: Sequence[Contender], papers: int, runs: int, folder: Path, say: Say
) -> tuple[list[Measurement], list[LeftOut]]:
    """Build a corpus of ``papers`` papers with each contender in turn, ``runs`` times around.

    The contenders take turns, so that what else the machine does meets all of them. A peer that fails is left
    out. Raises BuildError where scanpress itself fails, OSError where a project cannot be written.
    """
    corpus = folder / f"corpus-{papers}"
    say(f"{papers} papers: making the corpus")
    make_project(corpus, papers)
    left_out: list[LeftOut] = []
    entries: list[_Entry] = []
    for contender in contenders:
        entry = _Entry(contender, papers, folder / f"{contender.key}-{papers}", corpus)
        say(f"{papers} papers: {contender.name}: setting up")
        if _survives(entry.prepare, contender, left_out, say):
            entries.append(entry)
    for number in range(1, runs + 1):
        for entry in list(entries):
            if number > entry.contender.most_runs:
                continue
            say(f"{papers} papers: {entry.contender.name}: run {number} of {min(runs, entry.contender.most_runs)}")
            if not _survives(entry.build, entry.contender, left_out, say):
                entries.remove(entry)
    for contender in contenders:
        shutil.rmtree(folder / f"{contender.key}-{papers}")
    shutil.rmtree(corpus)
    return [item for entry in entries for item in entry.measurements()], left_out


def _survives(step: Callable[[], None], contender: Contender, left_out: list[LeftOut], say: Say) -> bool:
    try:
        step()
    except (BuildError, subprocess.SubprocessError) as error:
        if contender.key == OURS.key:
            raise
        say(f"{contender.name} is left out: {error}")
        left_out.append(LeftOut(contender.name, str(error).splitlines()[0]))
        return False
    return True


class _Entry:
    """A contender in the race: its project, and what its builds took."""

    def __init__(self, contender: Contender, papers: int, project: Path, corpus: Path) -> None:
        self.contender = contender
        self.project = project
        self._papers = papers
        self._corpus = corpus
        self._scans = corpus / "content" / "scans"
        self._slugs = sorted(path.name for path in self._scans.iterdir())
        self._scan = Spread.of([newest_scan(self._scans / slug).stat().st_size for slug in self._slugs])
        self._command = tuple(part.replace("{project}", str(project)) for part in contender.command)
        self._usages: dict[str, list[Usage]] = defaultdict(list)
        self._prepared: set[Path] = set()
        self._site: SiteSize | None = None
        self._content: Compared | None = None

    def prepare(self) -> None:
        """Set the project up."""
        shutil.copytree(self._corpus, self.project)
        self.contender.prepare(self.project)
        self._prepared = set(self.project.iterdir())

    def build(self) -> None:
        """One turn: a cold build, and where the contender rebuilds, one with nothing new and one with an edit."""
        for path in set(self.project.iterdir()) - self._prepared:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        self._run(COLD)
        if self._site is None:
            self._look()
        if self.contender.rebuilds and self._slugs:
            self._run(UNCHANGED)
            self._edit_and_run()

    def measurements(self) -> list[Measurement]:
        """What the builds took, in the order of their kinds."""
        assert self._site is not None
        assert self._content is not None
        return [
            Measurement(
                contender=self.contender.key,
                name=f"{self.contender.name}, {start}" if self.contender.rebuilds else self.contender.name,
                start=start,
                papers=self._papers,
                runs=len(usages),
                wall=Spread.of([usage.wall for usage in usages]),
                cpu=Spread.of([usage.cpu for usage in usages]),
                peak=max(usage.peak for usage in usages),
                site=self._site,
                content=self._content,
                scan=self._scan,
            )
            for start, usages in self._usages.items()
        ]

    def _run(self, start: str) -> None:
        log = self.project.parent / "build.log"
        self._usages[start].append(run(self._command, self.project, log))

    def _look(self) -> None:
        site = self.project / self.contender.output
        chosen = spread(self._slugs, COMPARED_PAPERS)
        vocabulary = json.loads((self._corpus / VOCABULARY).read_text(encoding="utf-8"))
        self._content = compare(site, self._scans, chosen, vocabulary)
        if missing := self._content.missing:
            raise BuildError(
                f"{len(missing)} of {self._content.texts} texts do not stand on its pages:\n"
                + "\n".join(missing[:10])
            )
        built = self.contender
        self._site = site_size(
            site, self._slugs, built.search_index, built.search_scripts, built.first_search or built.search_index
        )

    def _edit_and_run(self) -> None:
        slug = self._slugs[len(self._slugs) // 2]
        file = newest_scan(self.project / "content" / "scans" / slug)
        scan = json.loads(file.read_text(encoding="utf-8"))
        mark = f"Edit number {len(self._usages[EDITED])}."
        scan["key_findings"] = f"{mark} {scan['key_findings']}"
        file.write_text(json.dumps(scan, ensure_ascii=False, indent=2), encoding="utf-8")
        self._run(EDITED)
        page = self.project / self.contender.output / "scans" / slug / "index.html"
        if mark not in page.read_text(encoding="utf-8"):
            raise BuildError(f"the page of {slug} does not show the edit")
