"""What other plugins do to a site of ours: each is tried on a small project, and what was found is a row of a table.

``python -m tests.site.plugin_table`` writes the table of ``content/guide/plugins.md`` anew; ``test_plugins`` compares.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import html5lib

from tests import builders
from tests.conftest import FIXTURES, ROOT, configure, copy_project, run
from tests.site.html import text_of, with_class

GUIDE = ROOT / "content" / "guide" / "plugins.md"
BEGIN, END = "<!-- made by tests/site/plugin_table.py: begin -->", "<!-- end -->"
HEAD = (
    "Plugin",
    "Tried with",
    "Strict build",
    "Words on scans, syntheses, lists",
    "Pages are made",
    "Policy of pages",
    "Good to know",
)

OLD, NEW = "2020-02-03", "2021-06-07"
"""The days of the two commits of the project: everything, and one scan."""
BY_HAND = "about/index.html"
RAW = "Of {{ 6*7 }} and {% if x %} and ::: os and <b>"
"""The title of a scan: what other plugins would make something of, if it were not encoded."""

Settings = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """A built site: what a build said, and its pages (``a/b/index.html`` whatever their file) as title and text."""

    folder: Path
    code: int
    said: str
    pages: Mapping[str, tuple[str, str]]
    policy: str
    by_mkdocs: bool


@dataclass(frozen=True)
class Plugin:
    """A plugin to try: its entry in ``mkdocs.yml``, the package that has it, and what else the project needs."""

    name: str
    package: str
    note: str
    options: Settings = field(default_factory=dict)
    prepare: Callable[[Path], None] = lambda project: None
    check: Callable[[Site], None] = lambda site: None
    """Raises ``AssertionError`` where the plugin does not do what it is there for."""

    def row(self, site: Site, plain: Site) -> tuple[str, ...]:
        """What was found, in words."""
        ours = {name: page for name, page in plain.pages.items() if name != BY_HAND}
        lost = [name for name, page in ours.items() if site.pages.get(name) != page]
        return (
            f"`{self.name}`",
            f"{self.package} {builders.locked(self.package)}",
            "passes" if site.code == 0 else "fails",
            "the same" if not lost else f"differ on {len(lost)} of {len(ours)}",
            "one by one, by MkDocs" if site.by_mkdocs else "as without it",
            site.policy,
            self.note,
        )


def project(target: Path) -> Path:
    """Three scans, one of which was committed later and has an odd title, two syntheses, and a page by hand."""
    folder = copy_project(target)
    content = folder / "content"
    for page in (content / "guide").iterdir():
        page.unlink()
    (content / "guide").rmdir()
    for name, title in (("v1_min", RAW), ("v4_sub_questions", "Another")):
        place = content / "scans" / name.replace("_", "-")
        place.mkdir()
        data = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
        data["paper"]["title"] = title
        data["key_findings"] = f"{RAW}\n\n::: os\n\n{{{{ 6*7 }}}}"
        (place / "scan.json").write_text(json.dumps(data), "utf-8")
    (content / "about.md").write_text("---\ntags: [one]\n---\n# About\n\nBy hand. ![A dot](dot.svg)\n", "utf-8")
    (content / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n', "utf-8")
    configure(folder, lambda settings: settings.pop("nav"))
    return folder


def _commit(folder: Path) -> None:
    late = "content/scans/v1-min"
    for day, paths in ((OLD, [".", f":!{late}"]), (NEW, ["."])):
        stamp = f"{day}T12:00:00Z"
        for command in (["add", "--", *paths], ["commit", "-q", "-m", day]):
            names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            result = run(["git", *names, *command], folder, GIT_AUTHOR_DATE=stamp, GIT_COMMITTER_DATE=stamp)
            assert result.returncode == 0, result.stderr


def build(target: Path, plugins: Sequence[Plugin], *, ours_first: bool = False) -> Site:
    """The site of the project with these plugins, before or after ours in the list."""
    folder = project(target)
    for plugin in plugins:
        plugin.prepare(folder)
    others: list[Any] = [{plugin.name: plugin.options} if plugin.options else plugin.name for plugin in plugins]
    order = ["search", "scanpress", *others] if ours_first else ["search", *others, "scanpress"]
    configure(folder, lambda settings: settings.update(plugins=order))
    assert run(["git", "init", "-q"], folder).returncode == 0
    _commit(folder)
    result = builders.build("mkdocs", "--verbose", folder=folder)
    said = result.stdout + result.stderr
    made = folder / "site"
    roots = {
        path.relative_to(made).as_posix(): html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        for path in sorted(made.rglob("*.html"))
    }
    return Site(
        made,
        result.returncode,
        said,
        {
            re.sub(r"(?<!index)\.html$", "/index.html", name): (text_of(root.find(".//title")), _words(root))
            for name, root in roots.items()
            if root.find(".//article") is not None and name != "404.html"
        },
        _policy(roots.values()),
        "Building page scans/v1-min/index.md" in said,
    )


def _words(root: ElementTree.Element) -> str:
    article = root.find(".//article")
    assert article is not None
    # The date of a page is no word of it.
    for parent in list(article.iter()):
        for child in list(parent):
            if "md-source-file" in (child.get("class") or "").split():
                parent.remove(child)
    # A site that is opened from a disk has other addresses, and a citation says its page's.
    return re.sub(r"(https://example\.org/\S*/)index\.html", r"\1", text_of(article))


_DATA = ("application/json", "application/ld+json")
"""Scripts of these types are data: no browser runs them, and no policy forbids them."""


def _policy(roots: Any) -> str:
    """What the plugin puts on pages that our policy forbids."""
    inline, foreign = set(), set()
    for root in roots:
        if root.find(".//article") is None:
            continue
        for element in root.iter():
            address = element.get("src") or ""
            if element.tag == "style" or (
                element.tag == "script" and not address and element.get("type") not in _DATA
            ):
                inline.add(element.tag)
            elif address.startswith(("http:", "https:", "//")):
                foreign.add(address.split("/")[2])
    parts = [f"forbids its inline `{name}`" for name in sorted(inline)]
    parts += [f"forbids its file from {host}" for host in sorted(foreign)]
    return ", ".join(parts) or "holds"


# ---------------------------------------------------------------------------------- what each is there for


def _date(site: Site, page: str) -> list[str]:
    root = html5lib.parse((site.folder / page).read_bytes(), namespaceHTMLElements=False)
    return [text_of(item) for item in with_class(root, "git-revision-date-localized-plugin")]


def _check_dates(site: Site) -> None:
    assert _date(site, "scans/v1-min/index.html") == [NEW]
    assert _date(site, "scans/v4-sub-questions/index.html") == [OLD]
    # Those that tell of several inputs have the day of the newest of them.
    assert _date(site, "scans/index.html") == [NEW]
    assert _date(site, "syntheses/index.html") == [OLD]
    assert _date(site, "index.html") == [NEW]


def _check_feed(site: Site) -> None:
    feed = ElementTree.fromstring((site.folder / "feed_rss_updated.xml").read_bytes())
    days = {item.findtext("link"): item.findtext("pubDate") for item in feed.iter("item")}
    assert "07 Jun 2021" in str(days["https://example.org/survey/scans/v1-min/"])
    assert "03 Feb 2020" in str(days["https://example.org/survey/scans/v4-sub-questions/"])
    assert not any("<b>" in text for item in feed.iter() for text in [item.text or ""] if item.tag == "title")


def _check_redirect(site: Site) -> None:
    assert "../scans/mm-rlhf-2025/" in (site.folder / "old/index.html").read_text("utf-8")


def _add_macro(folder: Path) -> None:
    (folder / "content/sum.md").write_text("# Sum\n\nIt is {{ 6*7 }}.\n", "utf-8")


def _check_macro(site: Site) -> None:
    assert "It is 42." in site.pages["sum/index.html"][1]
    assert site.pages["scans/v1-min/index.html"][0].startswith(RAW)


def _add_post(folder: Path) -> None:
    posts = folder / "content/blog/posts"
    posts.mkdir(parents=True)
    (folder / "content/blog/index.md").write_text("# News\n", "utf-8")
    (posts / "first.md").write_text("---\ndate: 2024-01-02\n---\n# First\n\nWords.\n", "utf-8")


def _add_module(folder: Path) -> None:
    (folder / "code").mkdir()
    (folder / "code/tool.py").write_text('def helps():\n    """Helps a lot."""\n', "utf-8")
    (folder / "content/api.md").write_text("# Code\n\n::: tool\n", "utf-8")


def _add_tags(folder: Path) -> None:
    (folder / "content/labels.md").write_text("# Tags\n\n<!-- material/tags -->\n", "utf-8")


def _add_nav(folder: Path) -> None:
    (folder / "content/.nav.yml").write_text("nav:\n  - Papers: scans/index.md\n  - about.md\n", "utf-8")


def _check_nav(site: Site) -> None:
    root = html5lib.parse((site.folder / "about/index.html").read_bytes(), namespaceHTMLElements=False)
    (tabs,) = with_class(root, "md-tabs")
    # The order is that of the file. A page that is there already keeps its title.
    assert text_of(tabs) == "Scans About"


def _holds(page: str, words: str) -> Callable[[Site], None]:
    def check(site: Site) -> None:
        assert words in (site.folder / page).read_text("utf-8"), page

    return check


MATERIAL = "mkdocs-material"
PLUGINS = (
    Plugin(
        "awesome-nav",
        "mkdocs-awesome-nav",
        "it makes the navigation, so leave `nav` out of `mkdocs.yml`; generated pages keep their own titles there",
        prepare=_add_nav,
        check=_check_nav,
    ),
    Plugin("blog", MATERIAL, "", prepare=_add_post, check=_holds("blog/2024/01/02/first/index.html", "Words.")),
    Plugin(
        "git-revision-date-localized",
        "mkdocs-git-revision-date-localized-plugin",
        "a page has the date of its input, a list that of the newest input in its folder",
        {"type": "iso_date"},
        check=_check_dates,
    ),
    Plugin(
        "glightbox",
        "mkdocs-glightbox",
        "without a policy of your own, a picture opens as a file instead of above the page",
        check=_holds("about/index.html", 'class="glightbox"'),
    ),
    Plugin(
        "macros",
        "mkdocs-macros-plugin",
        "it runs what stands in pages by hand; what an input says stays text",
        prepare=_add_macro,
        check=_check_macro,
    ),
    Plugin(
        "minify",
        "mkdocs-minify-plugin",
        "it saves little, since pages without it come without empty lines",
        {"minify_html": True},
        check=_holds("about/index.html", "By hand."),
    ),
    Plugin(
        "mkdocstrings",
        "mkdocstrings",
        "",
        {"handlers": {"python": {"paths": ["code"]}}},
        prepare=_add_module,
        check=_holds("api/index.html", "Helps a lot."),
    ),
    Plugin(
        "offline",
        MATERIAL,
        "the search of a site that is opened from a disk needs that file",
        check=_holds("search/search_index.js", "scans/v1-min/"),
    ),
    Plugin(
        "redirects",
        "mkdocs-redirects",
        "its releases from 1.2.3 on bring ProperDocs along, which warns of MkDocs 2 at each build; it can point to "
        "generated pages, such as `scans/<slug>/index.md`",
        {"redirect_maps": {"old.md": "scans/mm-rlhf-2025/index.md"}},
        check=_check_redirect,
    ),
    Plugin(
        "rss",
        "mkdocs-rss-plugin",
        "it encodes titles once more, so a reader may show `&lt;` for `<`; "
        '`match_path: "(scans|syntheses)/.+/index.md"` leaves lists out',
        options={"match_path": "(scans|syntheses)/.+/index.md"},
        check=_check_feed,
    ),
    Plugin(
        "tags",
        MATERIAL,
        "it lists the tags of pages by hand; generated ones have none, and their list of tags stands at `tags/`",
        prepare=_add_tags,
        check=_holds("labels/index.html", "../about/"),
    ),
)


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows as Markdown, below the head of the table."""
    lines = [HEAD, ["---"] * len(HEAD), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def written() -> str:
    """The table as it stands in the guide."""
    return GUIDE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip() + "\n"


def main() -> None:
    """Write the table anew."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        plain = build(folder / "plain", ())
        rows = [plugin.row(build(folder / plugin.name, [plugin]), plain) for plugin in PLUGINS]
    before, _, rest = GUIDE.read_text("utf-8").partition(BEGIN)
    GUIDE.write_text(f"{before}{BEGIN}\n\n{table(rows)}\n{END}{rest.partition(END)[2]}", "utf-8")
    sys.stdout.write(table(rows))


if __name__ == "__main__":
    main()
