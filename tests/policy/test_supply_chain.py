"""What is installed is pinned, hashed, listed and none of the releases to refuse; what runs in CI is pinned by commit."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

DEVELOPMENT = "requirements.lock"
AUDIT = ".ci/audit.lock"
BUILDERS = ".ci/builders.lock"
STARTER = "site_templates/project/requirements.txt"
LOCKS = {path: (ROOT / path).read_text("utf-8") for path in (DEVELOPMENT, AUDIT, BUILDERS, STARTER)}
WORKFLOWS = sorted(
    path for folder in (".github", "site_templates") for path in (ROOT / folder).rglob("workflows/*.yml")
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REFUSED = tomllib.loads((ROOT / ".ci/refused-releases.toml").read_text("utf-8"))["refused"]


def entries(lock: str) -> list[str]:
    """Each requirement of a lock file on one line, with all that is said of it."""
    lines = [
        line
        for line in lock.splitlines()
        if line.strip() and not line.lstrip().startswith(("#", "--require", "--only"))
    ]
    return "\n".join(lines).replace("\\\n", "").splitlines()


def pins(lock: str) -> list[Requirement]:
    return [Requirement(entry.partition(" --hash")[0].strip()) for entry in entries(lock)]


def version(pin: Requirement) -> str:
    (only,) = pin.specifier
    assert only.operator == "=="
    return only.version


def refused(lock: str) -> list[str]:
    """The pins of a lock file that are among the releases to refuse, each with the reason."""
    return [
        f"{pin.name} {version(pin)}: {item['reason']}"
        for pin in pins(lock)
        for item in REFUSED
        if pin.name == item["name"] and SpecifierSet(item["versions"]).contains(version(pin), prereleases=True)
    ]


def asked(*groups: str) -> list[Requirement]:
    """What pyproject.toml asks for: the package's own dependencies, or those of ``groups``."""
    listed = [line for group in groups for line in PROJECT["dependency-groups"][group]]
    return [Requirement(line) for line in (listed if groups else PROJECT["project"]["dependencies"])]


def out_of_step(lock: str, direct: list[Requirement]) -> list[str]:
    """Where a lock file is not what is asked for: too little, the wrong release, or what nobody asks for.

    What releases ask for in turn is read from those that are installed.
    """
    pinned: dict[str, list[Requirement]] = {}
    for pin in pins(lock):
        pinned.setdefault(canonicalize_name(pin.name), []).append(pin)
    wrong = []
    seen: set[tuple[str, frozenset[str]]] = set()
    pending = [("pyproject.toml", requirement) for requirement in direct]
    while pending:
        by, requirement = pending.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        candidates = [pin for pin in pinned.get(name, []) if pin.marker is None or pin.marker.evaluate()]
        if applies and not candidates:
            wrong.append(f"{by} asks for {name}, which is not locked")
        wrong += [
            f"{by} asks for {requirement}, and {version(pin)} is locked"
            for pin in candidates
            if applies and not requirement.specifier.contains(version(pin), prereleases=True)
        ]
        extras = frozenset(requirement.extras)
        if (name, extras) in seen or name not in pinned:
            continue
        seen.add((name, extras))
        for line in _requires(name):
            further = Requirement(line)
            if "extra" not in str(further.marker or ""):
                pending.append((name, further))
            elif any(further.marker.evaluate({"extra": extra}) for extra in extras):
                further.marker = None
                pending.append((name, further))
    return wrong + [
        f"{name} is locked, and nobody asks for it" for name in sorted(set(pinned) - {name for name, _ in seen})
    ]


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        # It is for another system, or of another environment than that of the tests.
        return []


@pytest.mark.parametrize("path", LOCKS)
def test_every_requirement_is_pinned_with_hashes(path) -> None:
    found = entries(LOCKS[path])
    assert len(found) > 20
    for entry in found:
        assert re.fullmatch(r"[a-z0-9-]+==[^ ]+ *(?:; [^#]*?)?(?: *--hash=sha256:[0-9a-f]{64})+", entry.strip()), (
            entry
        )


def test_the_lock_file_is_what_the_project_asks_for() -> None:
    assert out_of_step(LOCKS[DEVELOPMENT], asked() + asked("dev")) == []


def test_a_new_project_installs_what_the_package_asks_for_and_nothing_else() -> None:
    assert out_of_step(LOCKS[STARTER], asked()) == []
    assert {str(pin) for pin in pins(LOCKS[STARTER])} <= {str(pin) for pin in pins(LOCKS[DEVELOPMENT])}


def test_a_lock_file_that_is_out_of_step_is_seen() -> None:
    lock, direct = LOCKS[STARTER], asked()
    without = re.sub(r"(?ms)^mergedeep==.*?(?=^[a-z])", "", lock)
    assert set(out_of_step(without, direct)) == {
        "mkdocs asks for mergedeep, which is not locked",
        "mkdocs-get-deps asks for mergedeep, which is not locked",
    }
    old = re.sub(r"(?m)^click==\S+", "click==8.1.0", lock)
    assert "pyproject.toml asks for click>=8.4, and 8.1.0 is locked" in out_of_step(old, direct)
    assert out_of_step("leftover==1.0\n" + lock, direct) == ["leftover is locked, and nobody asks for it"]


def test_what_is_installed_for_the_tests_is_what_is_locked() -> None:
    for pin in pins(LOCKS[DEVELOPMENT]):
        if pin.marker is None or pin.marker.evaluate():
            assert metadata.version(pin.name) == version(pin), f"{pin}: run make install"


@pytest.mark.parametrize(("path", "group"), [(AUDIT, "audit"), (BUILDERS, "builders")])
def test_tools_of_their_own_environments_are_locked_as_asked(path, group) -> None:
    locked = {pin.name: version(pin) for pin in pins(LOCKS[path])}
    for requirement in asked(group):
        assert requirement.specifier.contains(locked[requirement.name])


@pytest.mark.parametrize("path", LOCKS)
def test_no_release_to_refuse_is_pinned(path) -> None:
    assert refused(LOCKS[path]) == []


def test_releases_to_refuse_are_seen_and_have_a_reason() -> None:
    names = {pin.name for lock in LOCKS.values() for pin in pins(lock)}
    for item in REFUSED:
        assert set(item) == {"name", "versions", "reason"}
        assert item["name"] in names, "nothing has it any more; remove the entry"
        assert len(item["reason"]) > 10
    assert refused("jinja2==3.1.5\nclick==8.3.0\npyyaml==6.0.1\n") == [
        "jinja2 3.1.5: ways out of the sandbox (CVE-2024-56326, CVE-2025-27516)",
        "click 8.3.0: the preview of MkDocs stops to watch folders",
    ]


NPM = [ROOT / "tests/browser" / name for name in ("tools", "firefox")]


def test_no_lock_file_names_a_host() -> None:
    locks = [(folder / "package-lock.json").read_text("utf-8") for folder in NPM]
    for text in LOCKS.values():
        assert not re.search(r"https?://|file:|--(?:extra-)?index|--find-links|--trusted", text)
    for text in locks:
        for name, package in json.loads(text)["packages"].items():
            assert not name or package["integrity"].startswith("sha512-")
            assert "resolved" not in package


@pytest.mark.parametrize("folder", NPM, ids=lambda folder: folder.name)
def test_npm_packages_are_exact_and_locked(folder: Path) -> None:
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    for name, exact in wanted.items():
        assert re.fullmatch(r"\d+(\.\d+)+", exact), name
        assert locked[f"node_modules/{name}"]["version"] == exact


def test_licences_are_listed() -> None:
    listed = set(re.findall(r"^\| ([A-Za-z0-9._-]+)", (ROOT / "THIRD-PARTY.md").read_text("utf-8"), re.M))
    locked = {pin.name for lock in LOCKS.values() for pin in pins(lock)}
    assert locked <= listed
    # The head of the table, and what npm installs.
    npm = {"axe-core", "puppeteer-core", "schema-dts", "schema-dts-lib", "typescript", "vnu-jar"}
    assert listed - locked == {"package", "---", *npm}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_actions_are_pinned_and_permissions_least(path) -> None:
    text = path.read_text("utf-8")
    for use in re.findall(r"uses:\s*(\S+.*)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}\s+# v\d+(\.\d+)*", use), use
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for name, job in workflow["jobs"].items():
        extra = set(job.get("permissions", {}).items()) - {("contents", "read")}
        assert not extra or ("deploy" in name and extra == {("pages", "write"), ("id-token", "write")}), name
    assert {"push", "pull_request"} <= set(triggers(workflow))
    assert "pull_request_target" not in text
    # Whatever pip installs, it installs by digest, or it is this very checkout.
    for line in re.findall(r"pip install (.*)", text):
        assert "--require-hashes" in line or line == "--no-deps --no-build-isolation .", line


def triggers(workflow: dict) -> dict:
    """What starts a workflow; YAML reads the word "on" as a truth value."""
    return workflow.get("on", workflow.get(True))


def test_there_is_a_workflow_here_and_in_the_starter() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in WORKFLOWS} == {
        ".github/workflows/audit.yml",
        ".github/workflows/publish.yml",
        ".github/workflows/test.yml",
        "site_templates/project/github/workflows/publish.yml",
    }


def test_advisories_are_asked_for_on_a_schedule_and_for_every_change() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/audit.yml").read_text("utf-8"))
    assert {"schedule", "pull_request", "push"} <= set(triggers(workflow))
    assert [step["run"] for step in workflow["jobs"]["audit"]["steps"] if "run" in step] == ["make audit"]
    recipe = re.search(r"^audit:\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.M)[1]
    assert f"--require-hashes -r {AUDIT}" in recipe
    for path in (DEVELOPMENT, AUDIT):
        assert f"pip-audit --strict --require-hashes --disable-pip -r {path}" in recipe
    assert "npm audit" in recipe


def test_every_supported_python_and_every_system_is_tested() -> None:
    job = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))["jobs"]["test"]
    matrix = job["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert PROJECT["project"]["requires-python"] == f">={matrix['python'][0]}"
    assert {*matrix["os"], *(item["os"] for item in matrix["include"])} == {
        "ubuntu-latest", "macos-latest", "windows-latest"
    }  # fmt: skip
    for item in matrix["include"]:
        assert item["python"] in matrix["python"]
    assert [step["run"] for step in job["steps"] if "pytest" in step.get("run", "")]
    assert "continue-on-error" not in str(job)


def test_hooks_before_a_commit_run_what_is_installed_and_download_nothing() -> None:
    repos = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    hooks = repos[0]["hooks"]
    for hook in hooks:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/")
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.M)[1]
    tools = {line.split()[0].rpartition("/")[2] for line in recipe.splitlines()}
    assert tools <= {hook["entry"].split()[0].rpartition("/")[2] for hook in hooks}


@pytest.mark.parametrize("path", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")), ids=lambda path: path.stem)
def test_an_issue_form_has_what_github_asks_for(path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    if path.stem == "config":
        assert set(form) <= {"blank_issues_enabled", "contact_links"}
        return
    assert {"name", "description", "body"} <= set(form)
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields) > 0
    assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert all(field["attributes"]["label"] for field in fields)


def test_labels_of_release_notes_are_those_of_issues_and_updates() -> None:
    notes = yaml.safe_load((ROOT / ".github/release.yml").read_text("utf-8"))["changelog"]
    sorted_by = {label for category in notes["categories"] for label in category["labels"]}
    forms = (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")
    given = {label for path in forms for label in yaml.safe_load(path.read_text("utf-8")).get("labels", [])}
    assert given - {"question"} <= sorted_by
    assert notes["categories"][-1]["labels"] == ["*"]


def test_the_addresses_of_the_project_are_placeholders_like_that_of_the_site() -> None:
    # Whoever publishes a copy sets their own, in both files.
    site = re.search(r"(?m)^site_url: (https://[^/]+/)", (ROOT / "mkdocs.yml").read_text("utf-8"))[1]
    assert {"Homepage", "Documentation", "Changelog", "Issues"} == set(PROJECT["project"]["urls"])
    assert all(address.startswith(site) for address in PROJECT["project"]["urls"].values())


def test_updates_are_proposed_for_everything_that_is_pinned() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    found = {update["package-ecosystem"]: update.get("directories", [update.get("directory")]) for update in updates}
    assert set(found) == {"pip", "npm", "github-actions"}
    for folders in found.values():
        assert all((ROOT / folder.lstrip("/")).is_dir() for folder in folders)
    assert all(update["groups"] and update["schedule"] and update["cooldown"] for update in updates)


def test_continuous_integration_runs_these_tests() -> None:
    commands = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert commands.index("make lint") < commands.index("make test")
    # All of them, the thorough ones included, run in the workflow.
    steps = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))["jobs"]["test"]["steps"]
    assert "python -m pytest -n auto --dist loadgroup" in [step.get("run") for step in steps]
    assert "tests" in PROJECT["tool"]["pytest"]["ini_options"]["testpaths"]
