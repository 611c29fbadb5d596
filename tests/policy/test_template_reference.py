"""The reference for templates is what the code says, and its example is a template that works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.pages import PAGES
from generator.pages.indexes import SCAN_INDEX
from generator.render.environment import Pages
from generator.render.markup import MACROS
from tests.conftest import ROOT
from tests.inputs import SCAN, Corpus, view
from tests.reference import PARTS, renewed
from tests.template_reference import records

GUIDE = (ROOT / "content/guide/templates.md").read_text("utf-8")


@pytest.mark.parametrize("part", ["macros", "records"])
def test_the_reference_is_what_the_code_says(part: str) -> None:
    assert renewed(part) == PARTS[part][0].read_text("utf-8"), "run make reference"


def test_every_macro_and_every_template_is_in_it() -> None:
    headings = re.findall(r"(?m)^### (.+)$", GUIDE)
    assert set(MACROS) <= set(headings)
    assert len(headings) == len(set(headings))
    for kind in PAGES:
        assert f"| `{kind.template}` | [" in GUIDE


def test_every_name_that_it_links_to_has_a_section() -> None:
    text = records()
    linked = set(re.findall(r"\]\(#([\w-]+)\)", text))
    assert linked == set(re.findall(r"(?m)^### \w+ \{ #([\w-]+) \}$", text))
    assert "ScanView" in text
    assert "typing." not in text
    assert "<class" not in text


def test_the_example_is_a_template(tmp_path: Path) -> None:
    (example,) = [block for block in re.findall(r"```jinja\n(.*?)```", GUIDE, re.S) if "view.rows" in block]
    (tmp_path / "scans.md.j2").write_text(example, "utf-8")
    page = Pages([tmp_path]).render_html("scans.md.j2", view(SCAN_INDEX, Corpus({"a": SCAN}), "scans/index.md"))
    assert "Measuring Sandcastles</a></td>" in page.html
    assert "<td>2024</td>" in page.html
