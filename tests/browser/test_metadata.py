"""The data of pages, held against schema.org's types by the TypeScript compiler."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.browser.checkers import checkers
from tests.conftest import run

_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def documents(*sites: Path) -> list[dict[str, object]]:
    """What all pages say of themselves."""
    pages = [page.read_text("utf-8") for site in sites for page in sorted(site.rglob("*.html"))]
    return [json.loads(text) for page in pages for text in _DATA.findall(page)]


def complaints(found: list[dict[str, object]], folder: Path) -> str:
    """What the compiler says of documents."""
    lines = ['import type { Report, Review, ScholarlyArticle, WithContext } from "schema-dts";']
    for number, data in enumerate(found):
        lines.append(f"const d{number}: WithContext<{data['@type']}> = {json.dumps(data)};")
        if "itemReviewed" in data:
            # Of a review, any thing may be the subject; here it is an article.
            lines.append(f"const a{number}: ScholarlyArticle = {json.dumps(data['itemReviewed'])};")
    (folder / "pages.ts").write_text("\n".join([*lines, "export {};"]), "utf-8")
    tools = checkers()
    os.symlink(tools, folder / "node_modules", target_is_directory=True)
    command = ["node", str(tools / "typescript" / "bin" / "tsc"), "--noEmit", "--strict", "pages.ts"]
    return run(command, folder, timeout=240).stdout


@pytest.mark.thorough
@pytest.mark.xdist_group("checkers")
def test_the_data_of_pages_are_what_schema_org_describes(demo_site: Path, fixture_site: Path, tmp_path: Path) -> None:
    found = documents(demo_site, fixture_site)
    assert {data["@type"] for data in found} == {"Review", "Report"}
    right = tmp_path / "right"
    right.mkdir()
    assert complaints(found, right) == ""
    # That it would say something: a name that is no property, and an author that is no person.
    review = next(data for data in found if data["@type"] == "Review")
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    said = complaints([{**review, "reviewAspects": "x"}, {**review, "author": {"@type": "Dune", "name": "x"}}], wrong)
    assert "reviewAspects" in said
    assert "Dune" in said
