"""Whether two sites show the same: the texts of a scan, looked for in the text of its page.

Texts are compared by their letters and digits, in their order: quotation marks, dashes and stars are what
Markdown writers change, and nothing of a build's cost depends on them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from benchmarks.newest import newest_scan

Json = dict[str, Any]
_SKIPPED = frozenset({"script", "style", "template", "noscript", "nav"})
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Compared:
    """How many texts of how many papers stand on their pages.

    ``damaged`` are those that lack only what looks like a tag (``<eos>``): who writes Markdown without escaping
    loses it. ``missing`` are the others, each with the paper it belongs to.
    """

    papers: int
    texts: int
    damaged: int
    missing: tuple[str, ...]


def compare(site: Path, scans: Path, slugs: Sequence[str], vocabulary: Json) -> Compared:
    """Look for all texts of the newest scan of each of ``slugs`` below ``scans`` in its page in ``site``.

    Criteria that the vocabulary does not know are left out, since the peers do not know them either.
    """
    texts = damaged = 0
    missing: list[str] = []
    for slug in slugs:
        scan = json.loads(newest_scan(scans / slug).read_text(encoding="utf-8"))
        page = site / "scans" / slug / "index.html"
        shown = visible(page.read_text(encoding="utf-8")) if page.is_file() else ""
        for what, text in expected(scan, vocabulary):
            texts += 1
            if _letters(text) in shown:
                continue
            if _letters(_TAG.sub("", text)) in shown:
                damaged += 1
            else:
                missing.append(f"{slug}: {what}: {text[:80]}")
    return Compared(len(slugs), texts, damaged, tuple(missing))


def spread(slugs: Sequence[str], count: int) -> list[str]:
    """``count`` of ``slugs``, evenly apart, the first and the last among them; all where there are fewer."""
    if len(slugs) <= count:
        return list(slugs)
    return [slugs[number * (len(slugs) - 1) // (count - 1)] for number in range(count)]


def expected(scan: Json, vocabulary: Json) -> Iterator[tuple[str, str]]:
    """What a page has to show of ``scan``, each text with the name of what it is."""
    yield "title", scan["paper"]["title"]
    for author in scan["paper"]["authors"]:
        yield "author", author
    yield "key findings", scan["key_findings"]
    for flag in scan["red_flags"]:
        yield "red flag", flag["flag"]
        yield "red flag", flag["detail"]
    for claim in scan["claims"]:
        yield "claim", claim["claim"]
        yield "evidence", claim["evidence"]
    yield from _criteria(scan, vocabulary)
    for factor in (scan.get("engagement_factors") or {}).values():
        yield "engagement factor", factor["justification"]
    for reference in scan["cited_papers"]:
        yield "reference", reference["title"]
        yield "relevance", reference["relevance"]


def _criteria(scan: Json, vocabulary: Json) -> Iterator[tuple[str, str]]:
    domains: Mapping[str, Any] = {item["key"]: item for item in vocabulary["domains"]}
    for checklist in (scan["checklist"], scan.get("type_checklist") or {}):
        for key, answers in checklist.items():
            if key not in domains:
                continue
            if "sub_questions" in answers:
                yield "justification", answers["justification"]
                answers = answers["sub_questions"]
            terms = {item["key"]: item for item in domains[key]["criteria"]}
            yield "domain", domains[key]["title"]
            for name, answer in answers.items():
                if name not in terms:
                    continue
                yield "criterion", terms[name]["title"]
                yield "question", terms[name]["question"]
                yield "justification", answer["justification"]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SKIPPED:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.pieces.append(data)


def visible(html: str) -> str:
    """The letters and digits of a page's text, its navigation and scripts left out."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return _letters("".join(parser.pieces))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
