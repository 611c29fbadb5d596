"""Pages of criteria and domains with hostile keys, titles, venues, tags and reasons."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import html5lib
import pytest
from mkdocs.config.defaults import MkDocsConfig

from benchmarks.dom import events
from generator import limits
from generator.build import generate
from tests.dialects import EVERY_EXTENSION, project, renderings
from tests.inputs import written
from tests.property.test_hostile_pages import HARMLESS, VISIBLE, link_targets, shape
from tests.shore import scan

TEXTS = [text for text in VISIBLE if len(text) <= 200][::26]


def corpus(folder: Path, texts: list[str]):
    """A paper for each text, which stands wherever these pages show a text of an input; and enough like it to differ."""

    def answers(text: str, met: bool) -> dict[str, object]:
        # Two criteria, which have a page together.
        return {text: {key: {"applies": True, "answer": met, "justification": text} for key in (text, "other")}}

    files = {
        f"scans/paper-{number}/scan.json": scan(
            text, venue=text, methodology_tags=[text], paper_type=text, checklist=answers(text, True)
        )
        for number, text in enumerate(texts)
    }
    # Nine others answer otherwise what the first text asks, so that its paper differs.
    files |= {
        f"scans/other-{number}/scan.json": scan(
            "Other", methodology_tags=[texts[0]], checklist=answers(texts[0], False)
        )
        for number in range(9)
    }
    return written(folder, files)


@pytest.fixture(autouse=True)
def _all_have_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAIR_PAGE", 1)
    monkeypatch.setattr(limits, "OWN_PAIRS", 1_000)
    for name in ("OWN", "OWN_ALONE", "OWN_DOMAINS", "DOMAINS_ALONE"):
        monkeypatch.setattr(limits, name, 2 * len(TEXTS))


def shapes(config) -> Counter:
    total: Counter = Counter()
    for file in generate(config).files:
        if file.path.startswith("criteria/") or file.path == "scans/paper-0/index.md":
            total += shape(html5lib.parse(file.built().html, namespaceHTMLElements=False))
    return total


def test_hostile_texts_make_no_element_and_no_attribute(tmp_path: Path) -> None:
    harmless = [HARMLESS.format(number) for number in range(len(TEXTS))]
    hostile = corpus(tmp_path / "hostile", TEXTS)
    expected, found = shapes(corpus(tmp_path / "harmless", harmless)), shapes(hostile)
    assert found == expected
    pages = [file for file in generate(hostile).files if file.path.startswith("criteria/")]
    assert len(pages) >= 2 * len(TEXTS)
    assert sum("/and/" in file.path for file in pages) == len(TEXTS)
    for file in pages:
        assert link_targets(html5lib.parse(file.built().html, namespaceHTMLElements=False)) == {""}
    assert "answer so" in next(file for file in generate(hostile).files if file.path == "scans/paper-0/index.md").text


@pytest.mark.thorough
@pytest.mark.parametrize(
    "extensions",
    [pytest.param([], id="plain"), pytest.param(EVERY_EXTENSION, id="every extension", marks=pytest.mark.thorough)],
)
def test_both_dialects_give_the_same_page(tmp_path: Path, extensions: list[object]) -> None:
    config: MkDocsConfig = project(tmp_path / "project", extensions)
    content = corpus(tmp_path / "content", TEXTS)
    compared = pairs = 0
    for path, direct, converted in renderings(content, config):
        if path.startswith("criteria/") or path == "scans/paper-0/index.md":
            compared += 1
            pairs += "/and/" in path
            assert events(direct.html) == events(converted.html), path
            assert direct.meta == converted.meta, path
            assert direct.anchors == converted.anchors, path
    assert compared >= 2 * len(TEXTS)
    assert pairs == len(TEXTS)
