"""What single files cost, the worst that can be made: processor time and memory for reading, checks and pages.

``python -m benchmarks.cost 1000000 [word] [--files 8]`` measures each file of about that many bytes in a process
of its own (those whose name has the word), and lists those that cost more than a second a megabyte and half a second,
or more than 200 MB. What the site costs without the file, which has an ordinary scan, is taken away: the pages of the
vocabulary are no file's. With ``--files`` the site has so many of the same content, of other papers, and what one
costs on average is measured: the second that names a red flag gives it a page, the eighth that names an author. A
site is built in one of two ways, with ``fast`` or without; the dearer one counts.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

SECONDS_PER_MB = 1.0
SECONDS = 0.5
MEGABYTES = 200


def seconds_and_megabytes(content: Path, files: int = 1) -> tuple[float, float]:
    """Processor time and growth of memory for reading, checking and building ``content``, for one of so many files.

    It holds one file, of which others are made. Every other file of the site is made, and every page: in HTML, or
    from its Markdown through Python-Markdown.
    """
    import markdown

    from generator.build import generate
    from generator.config import Config
    from tests.inputs import SCAN

    def seconds(folder: Path, is_fast: bool) -> float:
        start = time.process_time()
        found = generate(Config(content=folder, search_criteria=True, site_url="https://example.org/"))
        for asset in found.assets:
            asset.content()
        for page in found.files:
            if is_fast:
                json.dumps([entry.text for entry in page.built().search])
            else:
                markdown.markdown(page.text, extensions=["tables", "attr_list", "md_in_html", "toc"])
        return time.process_time() - start

    with tempfile.TemporaryDirectory() as folder:
        ordinary = Path(folder, "scans/ordinary/scan.json")
        ordinary.parent.mkdir(parents=True)
        ordinary.write_text(json.dumps(SCAN), "utf-8")
        # The first builds load templates and the vocabulary.
        without = [[seconds(Path(folder), is_fast) for is_fast in (True, False)] for _ in range(2)][1]
        for file in [file for file in content.rglob("*") if file.is_file()]:
            for number in range(1, files):
                other = Path(str(file).replace("bad", f"bad-{number}"))
                other.parent.mkdir(exist_ok=True)
                # Of another paper: all scans of one share a page.
                data = file.read_bytes().replace(b'"Measuring Sand', f'"Measuring {number} Sand'.encode())
                other.write_bytes(data.replace(b'"2401.00001"', f'"2401.{number + 2:05}"'.encode()))
        shutil.copytree(folder, content, dirs_exist_ok=True)
    before = _peak()
    taken = [seconds(content, is_fast) for is_fast in (True, False)]
    return max(own - base for own, base in zip(taken, without, strict=True)) / files, (_peak() - before) / files


def _peak() -> float:
    """The most memory that this process had so far, in MB (Linux)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def main() -> None:
    """Measure the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", type=int, nargs="?", default=1_000_000, help="bytes of a file, about")
    parser.add_argument("word", nargs="?", default="", help="measure files whose name has it")
    parser.add_argument("--files", type=int, default=1, help="files of the same content that the site has")
    parser.add_argument("--one", type=Path, help="measure what this folder holds")
    told = parser.parse_args()
    if told.one:
        print(json.dumps(seconds_and_megabytes(told.one, told.files)))
        return
    from tests.heavy import many, texts

    patience = 60 * (1 + told.files) * (SECONDS + SECONDS_PER_MB * told.size / 1e6) + 60
    for name, path, text in chain(many(told.size), texts(told.size)):
        if told.word not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, path)
            file.parent.mkdir(parents=True)
            data = text.encode()
            file.write_bytes(data)
            command = [sys.executable, "-m", "benchmarks.cost", "--one", folder, "--files", str(told.files)]
            try:
                result = subprocess.run(command, capture_output=True, text=True, timeout=patience)
                seconds, megabytes = json.loads(result.stdout)
            except subprocess.TimeoutExpired:
                seconds, megabytes = float("inf"), 0
        allowed = SECONDS + SECONDS_PER_MB * len(data) / 1e6
        mark = "TOO MUCH" if seconds > allowed or megabytes > MEGABYTES else "ok"
        print(f"{mark:8} {seconds:6.2f} s of {allowed:5.2f}, {megabytes:5.0f} MB  {name}", flush=True)


if __name__ == "__main__":
    main()
