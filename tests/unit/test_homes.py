"""Input folders as publishers name them: below the content folder, elsewhere, by pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import Config
from generator.errors import ConfigError
from generator.homes import Home, name_of, refuse_output


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A repository with its content folder and folders beside that."""
    for name in ("content/papers", "papers/a", "docs-only/x"):
        (tmp_path / "survey" / name).mkdir(parents=True)
    (tmp_path / "survey/lines.jsonl").write_text("")
    (tmp_path / "beside/papers").mkdir(parents=True)
    return tmp_path / "survey/content"


def homes(content: Path, scans: str | tuple[str, ...], **more) -> list[tuple[str, str, tuple[str, ...]]]:
    config = Config(content, scans=scans, **more)
    return [(home.path, home.address, home.patterns) for home in config.homes_of("scans")]


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        ("scans", [("scans", "scans", ())]),
        ("data/scans", [("data/scans", "data/scans", ())]),
        ("../papers", [("../papers", "scans", ())]),
        ("../papers/", [("../papers", "scans", ())]),
        ("./../content/papers", [("papers", "papers", ())]),
        ("papers/*/scan*.json", [("papers", "papers", ("*/scan*.json",))]),
        ("docs-only/*/scan.json", [("../docs-only", "scans", ("*/scan.json",))]),
        ("../../beside/papers", [("../../beside/papers", "scans", ())]),
        ("../lines.jsonl", [("..", "scans", ("lines.jsonl",))]),
        ("../*/scan.json", [("..", "scans", ("*/scan.json",))]),
        (("notes", "../papers"), [("notes", "notes", ()), ("../papers", "notes", ())]),
        (("../papers/*/a.json", "../papers/*/b.json"), [("../papers", "scans", ("*/a.json", "*/b.json"))]),
        (("../papers/*/a.json", "../papers"), [("../papers", "scans", ())]),
    ],
)
def test_what_is_named_and_where_its_pages_stand(content, scans, expected):
    assert homes(content, scans) == expected


def test_a_path_leads_from_the_content_folder_else_from_that_of_mkdocs_yml(content, tmp_path):
    project = content.parent / "docs-only"
    (content.parent / "elsewhere").mkdir()
    assert homes(content, "../elsewhere", project=project) == [("../elsewhere", "scans", ())]
    assert homes(content, "../../beside/papers", project=project) == [("../../beside/papers", "scans", ())]
    (content.parent / "docs-only/inner").mkdir()
    assert homes(content, "./inner/*.json", project=project) == [("../docs-only/inner", "scans", ("*.json",))]


@pytest.mark.parametrize(
    ("scans", "complaint"),
    [
        ("", "cannot be a folder of inputs"),
        ((), "names no folder"),
        ("/etc", "cannot be a folder of inputs"),
        ("a\\b", "cannot be a folder of inputs"),
        ("*/../../x.json", "cannot be a folder of inputs"),
        ("search", "address of something else"),
        ("..", "not a folder of inputs alone"),
        ("../../", "not a folder of inputs alone"),
        ("./", "not a folder of inputs alone|cannot be a folder"),
        ("../**/scan.json", "covers the content folder"),
        ("../nowhere", "no folder '../nowhere', neither from the content folder nor from that of mkdocs.yml"),
        ("My Scans", "no folder 'My Scans'"),
        (("scans", "scans/inner"), "none lies in another"),
        (("../papers", "../papers/a"), "none lies in another"),
        ("syntheses", "none lies in another"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(content, scans, complaint):
    with pytest.raises(ConfigError, match=complaint) as caught:
        Config(content, scans=scans)
    assert str(caught.value).startswith("scans")


def test_scans_and_syntheses_need_addresses_of_their_own(content):
    with pytest.raises(ConfigError, match="both would have their pages at scans/"):
        Config(content, scans="../papers", syntheses="scans")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*/scan*.json", "a/scan.json", True),
        ("*/scan*.json", "a/scan-v4.json", True),
        ("*/scan*.json", "a/b/scan.json", False),
        ("*/scan*.json", "scan.json", False),
        ("*/SCAN.json", "a/scan.json", False),
        ("**/scan.json", "scan.json", True),
        ("**/scan.json", "a/b/c/scan.json", True),
        ("a/**", "a/b/c", True),
        ("a?/[xy].json", "ab/y.json", True),
        ("a?/[xy].json", "ab/z.json", False),
        ("*.json", "a\nb.json", True),
        ("a.json", "axjson", False),
    ],
)
def test_patterns(pattern, path, expected):
    assert bool(Home("scans", "../papers", "scans", (pattern,)).pattern_of(path)) is expected


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a/scan.json", "*/scan*.json", ("a", True)),
        ("a/reading/scan.json", "*/reading/scan.json", ("a", True)),
        ("2025/a/scan.json", "**/scan.json", ("2025/a", True)),
        ("a.json", "*.json", ("a", False)),
        ("2025/a.b.json", "*/*.json", ("2025/a.b", False)),
        ("review.json", "review.json", ("review", False)),
    ],
)
def test_what_a_page_is_named_after(path, pattern, expected):
    assert name_of(path, pattern) == expected


def test_a_walk_goes_no_deeper_than_the_patterns():
    assert Home("scans", "x", "scans", ("*.json", "*/*/a.json")).depth == 2
    assert Home("scans", "x", "scans", ("**/a.json",)).depth is None
    assert Home("scans", "x", "scans").depth is None


@pytest.mark.parametrize(
    ("scans", "site", "complaint"),
    [
        # A build would empty it.
        ("../papers", "papers", "holds the inputs in 'papers', and a build empties it"),
        ("../papers/a", "papers", "holds the inputs in 'a'"),
        ("papers/a/*.json", "papers", "holds the inputs in 'a'"),
        # The next build would read what this one wrote.
        ("../papers", "papers/site", "lies among the inputs in 'papers'"),
        ("../papers/**/scan.json", "papers/a/site", "lies among the inputs"),
        ("../*/*/*/scan.json", "site", "lies among the inputs"),
        ("../*/scans/*.json", "site", "lies among the inputs"),
    ],
)
def test_a_site_is_not_built_where_inputs_are_looked_for(content, scans, site, complaint):
    config = Config(content, scans=scans)
    with pytest.raises(ConfigError, match=f"^site_dir {complaint}") as caught:
        refuse_output(config.homes, content, content.parent / site, "site_dir")
    assert "write another folder" in str(caught.value)


@pytest.mark.parametrize(
    ("scans", "site"),
    [
        ("../papers", "site"),
        ("../papers", "papers-site"),
        # Its own folder, where no page is: the site has no file that this matches.
        ("../*/scan.json", "site"),
        ("../*/*.json", "site"),
        ("../papers/*/scan*.json", "papers/site"),
        ("../docs-only/*/scan.json", "site/docs-only"),
        # MkDocs says so itself.
        ("scans", "content/scans"),
    ],
)
def test_a_site_is_built_anywhere_else(content, scans, site):
    config = Config(content, scans=scans)
    refuse_output(config.homes, content, content.parent / site, "site_dir")
