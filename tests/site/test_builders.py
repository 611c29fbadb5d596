"""An exported tree has the same pages whatever builds it: MkDocs, ProperDocs or Zensical, without this package."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from generator.adapters.cli import main
from tests import builders, hostile
from tests.attacks import ATTACKS
from tests.browser.conftest import served, visiting
from tests.conftest import FIXTURES, configure, copy_project, mkdocs
from tests.site.html import article, parse, text_of, with_class

pytestmark = pytest.mark.thorough

BUILDERS = ("mkdocs", "properdocs", "zensical")
_HOSTILE = 240
"""How many texts that try to be more than text stand in the inputs, of all kinds."""


def rich_project(target: Path) -> Path:
    """Every known form of input, and inputs that try to break out; pages with and without a table of contents."""
    project = copy_project(target)
    content = project / "content"
    for fixture in sorted(FIXTURES.glob("*.json")):
        folder = content / "scans" / fixture.stem.replace("_", "-")
        folder.mkdir()
        shutil.copy(fixture, folder / "scan.json")
    texts = [text for text in ATTACKS if hostile.is_visible(text)]
    few = texts[:: max(1, len(texts) // _HOSTILE)]
    hostile.write(content, few[: _HOSTILE // 2], "scans")
    hostile.write(content, few[_HOSTILE // 2 : _HOSTILE], "syntheses")
    (content / "plain.md").write_text("Without a heading, and without a title.\n", "utf-8")
    configure(project, lambda settings: settings.update(extra={"notice": "Not <b>checked</b> & 'draft'"}))
    return project


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site that the plugin makes, and the exported one by each builder, by their names."""
    builders.program("zensical")
    root = tmp_path_factory.mktemp("builders")
    project = rich_project(root / "project")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    found = {"plugin": project / "site"}
    assert main(["export", str(root / "plain"), "-q", "-f", str(project / "mkdocs.yml")]) == 0
    for name in BUILDERS:
        shutil.copytree(root / "plain", root / name)
        result = builders.build(name, "-f", "mkdocs.yml", folder=root / name)
        assert result.returncode == 0, f"{name}: {result.stdout[-2000:]}{result.stderr[-2000:]}"
        assert "WARNING" not in result.stderr
        found[name] = root / name / "site"
    return found


def pages(site: Path) -> Iterator[str]:
    """The pages that the theme frames."""
    for path in sorted(site.rglob("*.html")):
        if not leads_on(path):
            yield path.relative_to(site).as_posix()


def leads_on(path: Path) -> bool:
    """Whether the file is a page that leads on at once: it is written whole, without the theme."""
    return b"assets/scanpress/redirect.js" in path.read_bytes()


@pytest.mark.parametrize("name", BUILDERS)
def test_every_page_has_the_same_text(sites: dict[str, Path], name: str) -> None:
    theirs = sites[name]
    assert list(pages(theirs)) == list(pages(sites["plugin"]))
    shown = {
        page: (text_of(article(sites["plugin"] / page)), text_of(article(theirs / page)))
        for page in pages(theirs)
        if page != "404.html"
    }
    assert len(shown) > 20
    assert {page: pair for page, pair in shown.items() if pair[0] != pair[1]} == {}


def _head(path: Path) -> dict[str, object]:
    root = parse(path)
    meta = {
        item.get("name") or item.get("http-equiv"): item.get("content")
        for item in root.iter("meta")
        if item.get("content")
    }
    return {
        "title": text_of(next(root.iter("title"))),
        "canonical": [item.get("href") for item in root.iter("link") if item.get("rel") == "canonical"],
        # What others read of a page: previews, links for programs, data.
        "told": {key: text for key, text in meta.items() if str(key).startswith("twitter:")},
        "open graph": {
            item.get("property"): item.get("content") for item in root.iter("meta") if item.get("property")
        },
        "links": [dict(item.attrib) for item in root.iter("link") if item.get("rel") in ("describedby", "related")],
        "data": [item.text for item in root.iter("script") if item.get("type") == "application/ld+json"],
        "notice": [text_of(item) for item in with_class(root, "sp-notice")],
        **{name: meta.get(name) for name in ("description", "Content-Security-Policy", "referrer")},
    }


@pytest.mark.parametrize("name", BUILDERS)
def test_every_page_has_the_same_head_and_policy(sites: dict[str, Path], name: str) -> None:
    wrong = {}
    for page in pages(sites["plugin"]):
        ours, theirs = _head(sites["plugin"] / page), _head(sites[name] / page)
        if name == "zensical":
            # The look of its search stands inline, and is all that may.
            strict = str(ours["Content-Security-Policy"])
            ours["Content-Security-Policy"] = strict.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        assert "script-src 'self';" in str(theirs["Content-Security-Policy"])
        assert ours["notice"] == ["Not <b>checked</b> & 'draft'"]
        if ours != theirs:
            wrong[page] = [(key, ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]]
    assert wrong == {}


@pytest.mark.parametrize("name", BUILDERS)
def test_pages_that_lead_on_are_the_same(sites: dict[str, Path], name: str) -> None:
    ours, theirs = (
        {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html") if leads_on(path)}
        for site in (sites["plugin"], sites[name])
    )
    assert "arxiv/2502.10391/index.html" in ours
    assert ours == theirs


@pytest.mark.parametrize("name", BUILDERS)
def test_what_the_policy_forbids_is_on_no_page(sites: dict[str, Path], name: str) -> None:
    for path in sites[name].rglob("*.html"):
        page = path.relative_to(sites[name]).as_posix()
        for element in parse(path).iter():
            if element.tag == "script":
                assert element.get("src") or element.get("type") in ("application/json", "application/ld+json"), page
                assert not (element.get("src") or "").startswith(("http", "//", "data:")), page
            assert element.tag != "style", page
            assert not any(str(key).lower().startswith("on") for key in element.attrib), page


@pytest.mark.parametrize("name", BUILDERS)
def test_tables_of_contents_name_the_same_sections(sites: dict[str, Path], name: str) -> None:
    def entries(site: Path, page: str) -> list[tuple[str, str | None]]:
        found = [
            (text_of(link), link.get("href"))
            for nav in with_class(parse(site / page), "md-nav--secondary")
            for link in nav.iter("a")
        ]
        return sorted(set(found))

    differing = {
        page: (ours, theirs)
        for page in pages(sites["plugin"])
        if page.startswith(("scans/", "syntheses/"))
        and (ours := entries(sites["plugin"], page)) != (theirs := entries(sites[name], page))
    }
    assert differing == {}
    assert len(entries(sites[name], "scans/mm-rlhf-2025/index.html")) > 5


@pytest.mark.parametrize("name", BUILDERS)
def test_a_table_of_contents_has_one_box_that_opens_it(sites: dict[str, Path], name: str) -> None:
    for page in pages(sites[name]):
        root = parse(sites[name] / page)
        boxes = [item for item in root.iter() if item.get("id") == "__toc"]
        labels = [item for item in root.iter("label") if item.get("for") == "__toc"]
        assert len(boxes) == 1 or (not boxes and not labels), page


@pytest.mark.parametrize("name", BUILDERS)
def test_addresses_and_raw_files_are_the_same(sites: dict[str, Path], name: str) -> None:
    def sitemap(site: Path) -> list[str]:
        root = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
        return sorted(str(item.text) for item in root.iter() if item.tag.endswith("}loc"))

    assert sitemap(sites[name]) == sitemap(sites["plugin"])
    raw = [
        path.relative_to(sites["plugin"]) for path in sites["plugin"].glob("s[cy]*/**/*") if path.suffix != ".html"
    ]
    files = [path for path in raw if (sites["plugin"] / path).is_file()]
    assert len(files) > 10
    for path in files:
        assert (sites[name] / path).read_bytes() == (sites["plugin"] / path).read_bytes(), path


CONTRAST = """(selector) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()).map((e) => {
    const grounds = ["white"];
    const above = [];
    for (let at = e; at; at = at.parentElement) above.unshift(getComputedStyle(at).backgroundColor);
    grounds.push(...above);
    const [one, other] = [paint(grounds), paint([...grounds, getComputedStyle(e).color])].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["properdocs", "zensical"])
def test_pages_work_in_a_browser(browser: Browser, sites: dict[str, Path], name: str, scheme: str) -> None:
    with served(sites[name]) as base, visiting(browser, base, 1280, scheme) as visit:
        for path in ("", "scans/", "scans/mm-rlhf-2025/", "methodology/"):
            page = visit.go(path)
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
            ratios = page.evaluate(
                CONTRAST, ".md-tabs__link, .md-nav__title, .md-copyright, article td, article span"
            )
            assert len(ratios) > 3
            assert min(ratios) >= 4.5, (path, min(ratios))
        page.wait_for_load_state("networkidle")
        assert visit.complaints == []
        assert visit.foreign == []
