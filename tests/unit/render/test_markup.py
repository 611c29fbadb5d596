"""Running text with addresses in it, in both dialects."""

from __future__ import annotations

import html5lib
import markdown
import pytest

from generator.render.href import to_page
from generator.render.html import HtmlDialect
from generator.render.markdown import MarkdownDialect
from generator.render.markup import Link

ADDRESS = "https://example.org/x"
# A byte order mark, marks of direction, an invisible tag: they are dropped, and what stands around them is not.
DROPPED = ("\ufeff", "\u200e", "\u202e", "\u2066", "\u061c", "\U000e0041", "\ufeff\u202d")


def seen(html: str) -> str:
    """The text that a reader sees."""
    return "".join(html5lib.parseFragment(html).itertext())


def both(text: str) -> set[str]:
    """What a reader sees of running text, in either dialect."""
    written = MarkdownDialect().paragraph(MarkdownDialect().prose(text))
    return {
        seen(markdown.markdown(written)).strip(),
        seen(HtmlDialect().paragraph(HtmlDialect().prose(text))).strip(),
    }


@pytest.mark.parametrize("sign", DROPPED, ids=ascii)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see {}" + ADDRESS, "see " + ADDRESS),
        ("see{} " + ADDRESS, "see " + ADDRESS),
        ("see {}\n{}" + ADDRESS, "see " + ADDRESS),
        ("see\u00a0{}" + ADDRESS, "see " + ADDRESS),
        (ADDRESS + " {}and", ADDRESS + " and"),
        (ADDRESS + ",{} and", ADDRESS + ", and"),
        (ADDRESS + " {} " + ADDRESS, f"{ADDRESS} {ADDRESS}"),
        (ADDRESS + " {}" + ADDRESS, f"{ADDRESS} {ADDRESS}"),
        ("see({}" + ADDRESS + "){}.", f"see({ADDRESS})."),
        ("{}" + ADDRESS, ADDRESS),
        ("see{}" + ADDRESS, "see" + ADDRESS),
        ("{} see {}" + ADDRESS + " {}", f"see {ADDRESS}"),
    ],
)  # fmt: skip
def test_spaces_beside_a_dropped_sign_and_an_address_are_kept(sign: str, text: str, expected: str) -> None:
    assert both(text.replace("{}", sign)) == {expected}


def test_links_in_a_row_are_read_as_one_sentence_with_commas() -> None:
    row = [Link("*Dunes*", to_page("a.md", "b.md")), Link("<b>Gulls</b>", None), Link("Sand, wet", None)]
    written = markdown.markdown(MarkdownDialect().paragraph(MarkdownDialect().series(row)))
    made = HtmlDialect().paragraph(HtmlDialect().series(row))
    for html in (written, made):
        assert seen(html).strip() == "*Dunes*, <b>Gulls</b>, Sand, wet"
        assert html.count("<a ") == 1
        assert "<b>" not in html
