"""A new project is ready: it checks, builds strictly, and publishes with the least rights."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from generator import __version__
from generator.adapters.cli import main
from generator.adapters.own_wheel import own_wheel
from tests.conftest import ROOT, mkdocs, run
from tests.site.html import links

ADDRESS = ["--site-url", "https://example.org/survey/"]
WHEEL = f"vendor/scanpress-{__version__}-py3-none-any.whl"
FILES = {
    WHEEL,
    ".gitignore",
    ".github/workflows/publish.yml",
    "README.md",
    "mkdocs.yml",
    "requirements.txt",
    "content/scans/example-paper-2025/scan.json",
    "content/syntheses/example-synthesis.yaml",
}


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_new_project_checks_and_builds_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "survey"
    name = 'Anna\'s: "survey" # {1} é\n!!python/name:os.system'
    assert main(["new", str(project), "--name", name, *ADDRESS]) == 0
    assert files(project) == FILES
    assert yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))["site_name"] == name
    capsys.readouterr()
    monkeypatch.chdir(project)
    assert main(["check", "--strict"]) == 0
    assert capsys.readouterr().out == ""
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr


@pytest.mark.thorough
def test_a_project_without_an_address_gets_it_as_its_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "survey"
    assert main(["new", str(project), "-q"]) == 0
    monkeypatch.chdir(project)
    # The inputs are fine, so the check of a pull request passes.
    assert main(["check", "--strict"]) == 0
    # What is published without an address has a broken page for wrong addresses.
    lenient, strict = mkdocs(project, "build"), mkdocs(project, "build", "--strict")
    assert (lenient.returncode, strict.returncode) == (0, 1)
    assert "write the address of the site, such as site_url: https://example.org/survey/" in strict.stderr
    steps = (project / "README.md").read_text("utf-8").partition("## Publish")[2]
    assert steps.index("`site_url` in `mkdocs.yml`") < steps.index("mkdocs build --strict")
    text = (project / "mkdocs.yml").read_text("utf-8")
    assert text.count("# site_url: https://example.org/survey/") == 1
    (project / "mkdocs.yml").write_text(text.replace("# site_url:", "site_url:"), "utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert links(project / "site", "/survey/").broken == []
    capsys.readouterr()
    assert main(["check", "-q"]) == 0
    assert capsys.readouterr().out == ""


def test_the_example_shows_a_scan_and_a_synthesis_that_cites_it(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path), "-q", *ADDRESS]) == 0
    result = mkdocs(tmp_path, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert links(tmp_path / "site", "/survey/").broken == []
    synthesis = (tmp_path / "site/syntheses/example-synthesis/index.html").read_text("utf-8")
    assert "../../scans/example-paper-2025/" in synthesis
    assert "Ada Example" in (tmp_path / "site/scans/example-paper-2025/index.html").read_text("utf-8")


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    assert "empty" in capsys.readouterr().err
    assert files(tmp_path) == {"mkdocs.yml"}


def pins(text: str) -> dict[str, frozenset[str]]:
    """Each requirement of a list, its marker included, with its digests."""
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.lstrip().startswith("#")]
    return {
        line.partition(" --hash")[0].strip(): frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)", line))
        for line in lines
        if not line.startswith("--")
    }


def test_a_project_installs_by_digest_what_was_tested_and_itself_from_its_own_folder(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path), "-q", *ADDRESS]) == 0
    text = (tmp_path / "requirements.txt").read_text("utf-8")
    assert {"--require-hashes", "--only-binary :all:"} <= set(text.splitlines())
    found = pins(text)
    digest = hashlib.sha256((tmp_path / WHEEL).read_bytes()).hexdigest()
    assert found.pop(f"./{WHEEL}") == {digest}
    assert len(found) > 20
    locked = pins((ROOT / "requirements.lock").read_text("utf-8"))
    # A part of the lock file: the very same releases, and the same digests.
    assert found.items() <= locked.items()
    assert all(hashes for hashes in found.values())
    # All that the package asks for is there, so that pip has nothing left to look for.
    asked = {re.match(r"[\w.-]+", line)[0].lower() for line in metadata.requires("scanpress") or ()}
    assert asked <= {re.match(r"[\w.-]+", line)[0] for line in found}
    assert not re.search(r"https?:|file:", text)


ASKS = re.compile(
    r"(?:pip|uv|pipx|uvx|poetry|pdm)\b[^\n]*\b(?:install|add|run|download|tool)\b[^\n]*?[\s\"']scanpress(?![\w/.-])"
)


def test_nothing_asks_a_package_index_for_the_name(tmp_path: Path) -> None:
    """Nobody owns it there: whoever registers it would publish the sites."""
    assert ASKS.search("pip install scanpress")
    assert ASKS.search('pip install -q "scanpress>=0.1"')
    assert ASKS.search("uv tool run 'scanpress[x]'")
    assert main(["new", str(tmp_path), "-q", *ADDRESS]) == 0
    places = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".whl"]
    places += [ROOT / name for name in ("README.md", "SECURITY.md", "CHANGELOG.md", "Makefile", ".ci/run")]
    places += [path for folder in (".github", "content/guide", "generator") for path in (ROOT / folder).rglob("*.*")
               if path.suffix in {".yml", ".md", ".py"}]  # fmt: skip
    for path in places:
        assert not ASKS.search(path.read_text("utf-8")), path
    for path in [
        *tmp_path.rglob("requirements*.txt"),
        ROOT / "requirements.lock",
        *ROOT.glob("site_templates/**/*.txt"),
    ]:
        for line in path.read_text("utf-8").splitlines():
            assert not line.startswith("scanpress"), path
    assert all(not line.lower().startswith("scanpress") for line in metadata.requires("scanpress") or ())


def test_pip_installs_the_carried_wheel_without_an_index_and_refuses_another(tmp_path: Path) -> None:
    project = tmp_path / "survey"
    assert main(["new", str(project), "-q", *ADDRESS]) == 0
    requirements = project / "requirements.txt"
    own = requirements.read_text("utf-8").splitlines()[-2:]
    (project / "own.txt").write_text("\n".join(["--require-hashes", "--only-binary :all:", *own, ""]))
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps", "--no-index"]
    installed = run([*pip, "--target", str(target), "-r", "own.txt"], project)
    assert installed.returncode == 0, installed.stderr
    env = {"PYTHONPATH": str(target)}
    where = run([sys.executable, "-c", "import generator; print(generator.__file__)"], project, **env)
    assert where.stdout.startswith(str(target))
    built = mkdocs(project, "build", "--strict", **env)
    assert built.returncode == 0, built.stderr
    # What it installs makes the same project again, byte for byte.
    again = run([sys.executable, "-m", "generator", "new", str(tmp_path / "again"), *ADDRESS], project, **env)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "again" / WHEEL).read_bytes() == (project / WHEEL).read_bytes()
    assert (tmp_path / "again/requirements.txt").read_bytes() == requirements.read_bytes()

    with zipfile.ZipFile(project / WHEEL, "a") as archive:
        archive.writestr("generator/evil.py", "")
    refused = run([*pip, "--target", str(tmp_path / "other"), "-r", "own.txt"], project)
    assert refused.returncode != 0
    assert "hash" in refused.stderr.lower()
    assert not (tmp_path / "other").exists()


def test_a_project_without_inputs_fails_when_strict(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path), "-q", *ADDRESS]) == 0
    for path in ("scans/example-paper-2025/scan.json", "syntheses/example-synthesis.yaml"):
        (tmp_path / "content" / path).unlink()
    for quiet in ((), ("--quiet",)):
        strict = mkdocs(tmp_path, "build", "--strict", *quiet)
        assert strict.returncode != 0
        assert "looked for scans/<slug>/scan.json and syntheses/<slug>.txt" in strict.stderr
    assert mkdocs(tmp_path, "build").returncode == 0


def test_the_workflow_has_the_least_rights_and_pinned_actions() -> None:
    ours = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    theirs = (ROOT / "site_templates/project/github/workflows/publish.yml").read_text("utf-8")
    # The repository installs itself, a new project what its requirements name; nothing else differs.
    own = (
        "      - run: python -m pip install --require-hashes -r requirements.lock\n"
        "      - run: python -m pip install --no-deps --no-build-isolation .\n"
    )
    assert ours.count(own) == 2
    assert theirs == ours.replace(own, "      - run: python -m pip install --require-hashes -r requirements.txt\n")
    workflow = yaml.safe_load(ours)
    assert workflow["permissions"] == {"contents": "read"}
    rights = {name: job.get("permissions") for name, job in workflow["jobs"].items()}
    assert rights == {"check": None, "build": None, "deploy": {"pages": "write", "id-token": "write"}}
    assert "pull_request_target" not in ours
    for line in re.findall(r"uses: (.*)", ours):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    # No value of an event reaches a shell.
    assert not any("${{" in step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert commands[-1] == "scanpress check --format github --published published.json"
    # Days of git's history (dates: git) decide which feeds the site has; a shallow clone has none.
    checkouts = [step["with"] for name in ("check", "build") for step in workflow["jobs"][name]["steps"]
                 if step.get("uses", "").startswith("actions/checkout@")]  # fmt: skip
    assert checkouts == [{"fetch-depth": 0, "persist-credentials": False}] * 2
    assert workflow["jobs"]["deploy"]["if"] == "github.ref == 'refs/heads/main'"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code = {"/lab/addresses.json": 200, "/none/addresses.json": 404}.get(self.path, 500)
        self.send_response(code)
        self.end_headers()
        self.wfile.write(b'{"ledger": 1, "addresses": {"scans/gone/": {"is": "scan", "title": "Gone"}}}')

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.skipif(not (shutil.which("bash") and shutil.which("curl")), reason="runs on Linux and macOS")
@pytest.mark.parametrize("job", ["check", "build"])
@pytest.mark.parametrize(
    ("setting", "is_known", "dead"),
    [
        ("site_url: {host}/lab/", True, 1),
        ("site_url: '{host}/lab'  # here", True, 1),
        ("site_url: {host}/none/", True, 0),
        ("# site_url: {host}/lab/", True, 0),
        ("site_url: {host}/broken/", False, 0),
        # Nobody listens there, as with a domain that is not set up yet.
        ("site_url: http://127.0.0.1:1/lab/", False, 0),
    ],
)
def test_the_workflow_fetches_the_ledger_and_a_dead_address_fails_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    job: str,
    setting: str,
    is_known: bool,
    dead: int,
) -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    (fetch,) = [step for step in workflow["jobs"][job]["steps"] if "name" in step]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = setting.format(host=f"http://127.0.0.1:{server.server_port}")
        (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{address}\ndocs_dir: content\nplugins: [scanpress]\n")
        # As the service runs it: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
        done = run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", fetch["run"]], tmp_path, no_proxy="*")
    finally:
        server.shutdown()
        server.server_close()
    # A pull request waits until the addresses are known; what is on main is published, and the log says so.
    assert done.returncode == (0 if is_known or job == "build" else 1), done.stderr
    told = {"check": "::error::", "build": "::warning::"}[job]
    assert [line.partition("http")[0] for line in done.stdout.splitlines() if "::" in line] == [told] * (not is_known)
    if done.returncode:
        return
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    main(["check", "--published", "published.json"])
    assert capsys.readouterr().out.count("[dead-address]") == dead


def test_the_wheel_makes_a_project_outside_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    source = tmp_path / "source"
    source.mkdir()
    for name in ("generator", "site_templates", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        # Links, so that the build leaves nothing in the checkout and copies nothing needlessly.
        (source / name).symlink_to(ROOT / name)
    built = run([*pip, "wheel", str(source), "--no-deps", "--no-build-isolation", "-w", str(tmp_path)], tmp_path)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("scanpress-*.whl")
    # What a project carries is what the build tool makes of the same files.
    own = own_wheel()
    assert own.name == wheel.name
    with zipfile.ZipFile(wheel) as theirs, zipfile.ZipFile(io.BytesIO(own.data)) as ours:
        skipped = {f"scanpress-{__version__}.dist-info/{name}" for name in ("RECORD", "WHEEL", "METADATA")}
        assert set(theirs.namelist()) == set(ours.namelist())
        assert all(theirs.read(name) == ours.read(name) for name in set(ours.namelist()) - skipped)
    target = tmp_path / "installed"
    installed = run([*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)], tmp_path)
    assert installed.returncode == 0, installed.stderr
    packaged = files(target / "generator" / "site_templates")
    assert packaged == {path for path in files(ROOT / "site_templates") if "__pycache__" not in path}

    env = {"PYTHONPATH": str(target)}
    command = [sys.executable, "-m", "generator"]
    where = run([sys.executable, "-c", "import generator; print(generator.__file__)"], tmp_path, **env)
    assert where.stdout.startswith(str(target))
    made = run([*command, "new", "survey", *ADDRESS], tmp_path, **env)
    assert made.returncode == 0, made.stderr
    assert files(tmp_path / "survey") == FILES
    built = mkdocs(tmp_path / "survey", "build", "--strict", **env)
    assert built.returncode == 0, built.stderr
    assert (target / "bin" / "scanpress").exists() or os.name == "nt"
