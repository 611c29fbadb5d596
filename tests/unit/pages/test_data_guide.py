"""What the guide says of data for scripts holds: its examples run over a site that a plain web server serves."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.served import served
from generator.adapters.database_export import export_database
from generator.pages import ASSETS
from generator.pages.raw import RAW
from tests.conftest import ROOT
from tests.shore import shore, shore_folder

GUIDE = (ROOT / "content/guide/data.md").read_text("utf-8")
ADDRESS = "https://example.org/survey/"
RED_FLAGS = "2\tGamma Gulls\n1\tAlpha Dunes\n0\tBeta Bars\n0\tDelta\n0\tA Beach\n"
MATRIX = "3 of 5\n"
# Of the domain "artifacts" alpha meets two criteria, beta and eps one each; one of alpha and two of delta do not apply.
MOST = "domain answer artifacts yes 4 not_applicable 3 statistical_methodology no 3 dtype: int64"
MET = "{}scans/beta/#artifacts.code_released\n"
SIGNS = "col_0 + - row_0 artifacts 1 1"


@pytest.fixture(scope="module", name="served")
def all_data_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of all that the shore's site has beside its pages."""
    folder = tmp_path_factory.mktemp("site")
    corpus = shore(site_url=ADDRESS)
    for kind in ASSETS:
        for item in kind.plan(corpus.site) if kind is not RAW else ():
            target = folder / item.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(item.make(corpus))
    with served(folder) as address:
        yield address


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.M | re.S)


def put(example: str, served: str) -> str:
    """The example, asking the site that is served about a paper that is there."""
    return example.replace(ADDRESS, served).replace("mm-rlhf-2025", "beta")


def test_examples_in_python_run(served: str) -> None:
    said = []
    for example in examples("python"):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(put(example, served), "data.md", "exec"), {})
        said.append(out.getvalue())
    flags = f"red_flags title {' '.join(RED_FLAGS.split())}"
    assert [" ".join(text.split()) for text in said] == [
        MATRIX.strip(),
        MOST,
        SIGNS,
        " ".join(RED_FLAGS.split()),
        flags,
    ]


def test_examples_in_the_shell_run(served: str) -> None:
    if not (shutil.which("curl") and shutil.which("jq")):
        assert not os.environ.get("CI"), "curl and jq must be there in CI"
        pytest.skip("curl and jq are not installed")
    said = []
    for example in examples("sh"):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", put(example, served)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said == [MET.format(ADDRESS), RED_FLAGS]


def test_examples_in_r_run(served: str, tmp_path: Path) -> None:
    """Nothing that this project installs has R: where it is there, it is asked."""
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    said = []
    for number, example in enumerate(examples("r")):
        assert example.count("\n") == 3
        script = tmp_path / f"{number}.R"
        script.write_text(put(example, served), "utf-8")
        done = subprocess.run(
            ["Rscript", "--vanilla", str(script)],
            capture_output=True,
            text=True,
            timeout=60,
            # Languages differ in which of two signs comes first.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        if "there is no package called ‘jsonlite’" in done.stderr or "called 'jsonlite'" in done.stderr:
            pytest.skip("R has no jsonlite")
        assert (done.returncode, done.stderr) == (0, "")
        said.append(" ".join(done.stdout.split()))
    assert said == [
        "no not_applicable unclear yes artifacts 2 3 1 4 sea_shells 2 0 0 0 statistical_methodology 3 0 0 2",
        "+ - artifacts 1 1",
        "red_flags title 5 2 Gamma Gulls 1 1 Alpha Dunes 2 0 Beta Bars 3 0 Delta 4 0 A Beach",
    ]


def paths() -> set[str]:
    corpus = shore(site_url=ADDRESS, changed=(("scans/alpha/scan-0.json", "2026-01-01"),))
    return {item.path for kind in ASSETS for item in kind.plan(corpus.site)}


def test_every_address_in_the_guide_is_there() -> None:
    """A slug stands for the slug of some page, a domain for some domain."""
    there = paths()
    named = re.findall(r"`/((?:exports|api|badges|feeds)/[^`]+)`", GUIDE)
    assert len(named) > 15
    for address in named:
        pattern = re.sub(r"<\w+>", "[a-z_]+", re.escape(address).replace("\\<", "<").replace("\\>", ">"))
        assert any(re.fullmatch(pattern, path) for path in there) or address.endswith("/"), address


def test_every_file_is_in_the_guide() -> None:
    there = paths()
    tops = {path for path in there if path.count("/") == 1 and path.startswith(("exports/", "feeds/"))}
    for path in tops:
        stem = path.partition(".")[0]
        assert f"/{stem}." in GUIDE, path


def test_the_database_is_asked_as_the_guide_says(tmp_path: Path) -> None:
    config = shore_folder(tmp_path / "content")
    export_database(config, tmp_path / "a.db", force=False, progress=lambda *args: None)
    (question,) = examples("sql")
    with contextlib.closing(sqlite3.connect(tmp_path / "a.db")) as base:
        assert base.execute(question.replace("seeds AND variance", "why")).fetchall()
