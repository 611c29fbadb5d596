"""The texts that readers copy: made by ``phrases.js`` of plain text, and read back by a Markdown parser."""

from __future__ import annotations

import html as entities
import json
import re
import shutil
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from markdown_it import MarkdownIt

from generator import limits
from generator.resources import theme
from tests.attacks import SEEDS
from tests.browser.checkers import missing
from tests.conftest import ROOT, run

SOURCE = {
    "title": "Measuring Sandcastles",
    "words": "Scan of “Measuring Sandcastles” (Ida Sand, 2024), scan version 5.",
    "address": "https://example.org/survey/scans/a/#artifacts.code_released",
}
ENTRY = {
    "name": "Code released", "verdict": "No", "question": "Is the code public?", "says": "",
    "reason": "See Fig. 2 of the paper. Nothing else is said.",
}  # fmt: skip
CLAIM = {"name": "Claim", "verdict": "Strong", "question": "", "says": "Wet sand holds.", "reason": "Table 1"}
FORM = "https://github.com/shore/survey/issues/new?title=Dispute&body=x"


def called(*calls: tuple[Any, ...]) -> list[str]:
    """What functions of ``phrases.js`` give back for these arguments, the function's name first."""
    if shutil.which("node") is None:
        missing("node is needed to run phrases.js (Debian: apt-get install nodejs)")
    script = (
        f"require({json.dumps(str(theme() / 'assets/scanpress/phrases.js'))});"
        f"const calls = {json.dumps(calls)};"
        "const made = calls.map(([name, ...given]) => globalThis.scanpressPhrases[name](...given));"
        "process.stdout.write(JSON.stringify(made));"
    )
    result = run(["node", "-e", script], ROOT)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def seen(html: str) -> str:
    """What a reader sees of plain paragraphs."""
    return entities.unescape(re.sub(r"<[^>]+>", "", html)).replace("\u2060", "").strip()


def test_an_entry_in_markdown_has_its_question_answer_and_one_sentence() -> None:
    criterion, claim = called(("markdown", ENTRY, SOURCE), ("markdown", CLAIM, SOURCE))
    link = (
        "[Scan of “Measuring Sandcastles” (Ida Sand, 2024), scan version 5.]"
        "(https://example.org/survey/scans/a/#artifacts.code_released)"
    )
    assert criterion == (f"**Code released: No** – Is the code public?\n\n> See Fig. 2 of the paper. …\n\n{link}")
    assert claim == f"**Claim: Strong** – Wet sand holds.\n\n> Table 1\n\n{link}"


def test_a_plain_citation_says_what_the_entry_says_of_which_scan_and_where() -> None:
    where = f"{SOURCE['words']} {SOURCE['address']}"
    assert called(("citation", ENTRY, SOURCE), ("citation", CLAIM, SOURCE)) == [
        f"Code released: No. {where}", f"Claim (Strong): Wet sand holds. {where}",
    ]  # fmt: skip


ODD = [
    *(seed for seed in SEEDS if "\0" not in seed), "1. one", "- a", "+ b", "# c", "#5 @shore !7", "= d", "> e", "```\nf", "~~~", "***", "www.example.org",
    "https://example.org/x", "a@example.org", "&lt;b&gt;", "[x]: https://example.org", "![x](https://example.org)", "$x$",
    "| a | b |", "a\\", "<!-- x", "_a_ *b* __c__", "    code", "\ta", "a  \nb", "[^1]", "- [ ] x", "Title\n===", "a\n---",
]  # fmt: skip


def test_hostile_words_stay_words_in_markdown() -> None:
    # Addresses become links by themselves there; comes with what mutmut needs.
    pytest.importorskip("linkify_it")
    parser = MarkdownIt("gfm-like", {"html": True})
    # GitHub's are those with a scheme, with www. and of mail; this parser knows more.
    parser.linkify.set({"fuzzy_link": False})
    for scheme in ("//", "mailto:"):
        parser.linkify.add(scheme, None)
    escaped = called(*(("escaped", text) for text in ODD), *(("line", text) for text in ODD))
    for made, plain in zip(escaped[: len(ODD)], escaped[len(ODD) :], strict=True):
        for before, words in (("", ""), ("**x** – ", "x – "), ("> ", "")):
            html = parser.render(f"{before}{made}")
            assert seen(html) == f"{words}{plain}".strip()
            tags = {token.type for token in parser.parse(f"{before}{made}")}
            assert tags <= {"paragraph_open", "paragraph_close", "inline", "blockquote_open", "blockquote_close"}
            assert "<a " not in html
            assert "www." not in made
            assert "<img" not in html
            assert "<script" not in html


def test_nobody_is_called_and_nothing_is_linked_on_code_hosts() -> None:
    (made,) = called(("escaped", "@shore #12 !7 a@b 5# me@ GH-12 GL-3 HIGH-12 %7 %v1 95% 95%CI"))
    assert made == (
        "@\u2060shore #\u206012 !\u20607 a@\u2060b 5# me@ GH-\u206012 GL-\u20603 HIGH-12 %\u20607 %\u2060v1 95% 95%CI"
    )


@pytest.mark.parametrize(
    "odd",
    [
        {}, {"reason": "沙" * 5_000}, {"question": "沙" * 5_000}, {"says": "\U0001f3d6" * 5_000, "reason": "x" * 5_000},
        {"reason": "%&\n<" * 5_000, "question": "?" * 3_000, "says": "*" * 4_000}, {"reason": "a\ud83c b"},
    ],
)  # fmt: skip
def test_a_form_is_filled_in_and_its_address_is_short(odd: dict[str, str]) -> None:
    form = FORM.replace("title", "issue%5Btitle%5D") if odd else FORM
    source = {**SOURCE, "title": "沙" * 300} if odd else SOURCE
    (url,) = called(("issue", form, {**ENTRY, **odd}, source))
    assert len(url) <= limits.DISPUTE
    asked = parse_qs(urlsplit(url).query)
    assert SOURCE["address"] in asked["body"][0]
    assert "Code released: No" in asked["body"][0]
    assert asked["issue[title]" if odd else "title"][0].startswith("Dispute: Code released")
    if not odd:
        (body,) = asked["body"]
        assert body.split("\n\n") == [
            SOURCE["address"], "**Code released: No** – Is the code public?",
            "> See Fig. 2 of the paper. Nothing else is said.", "What is wrong, and why:", "",
        ]  # fmt: skip


def test_the_justification_is_shortened_before_anything_else() -> None:
    (url,) = called(("issue", FORM, {**ENTRY, "reason": "沙" * 600}, SOURCE))
    body = parse_qs(urlsplit(url).query)["body"][0]
    assert "– Is the code public?" in body
    assert body.count("沙") > 100
    assert "沙…" in body
    assert len(url) > limits.DISPUTE - 20
