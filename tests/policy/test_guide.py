"""What the guide's pages must not have, since programs of others read their Markdown."""

from __future__ import annotations

import re

from tests.conftest import ROOT

# From Python 3.13.6 on, as in web browsers, what follows these tags is no HTML until they end; before, only some of them.
_RAW_TEXT = re.compile(r"<(title|textarea|script|style|xmp|iframe|noembed|noframes|plaintext)\b", re.IGNORECASE)


def test_no_tag_hides_the_anchors_behind_it_from_mkdocs() -> None:
    pages = sorted(ROOT.joinpath("content").rglob("*.md"))
    assert len(pages) > 10
    assert [path.name for path in pages if _RAW_TEXT.search(path.read_text("utf-8"))] == []
